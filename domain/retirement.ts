import { addMonths, addYears, type CalendarDate } from './calendar-dates.ts';
import type { Sex } from './identity-documents.ts';

/** How the statutory age of retirement rises for a group of people. */
interface RetirementRow {
  /** Completed years at which people of the group retired before 2025. */
  readonly age: number;
  /** Completed years to which the age rises. */
  readonly upTo: number;
  /** For each of so many months of birth the age rises by one month. */
  readonly monthsPerStep: number;
}

/**
 * 《关于实施渐进式延迟法定退休年龄的决定》 of the Standing Committee of the National People's Congress and 《国务院关于渐进式延迟法定退休年龄的办法》, from
 * 2025 on. Women: those in management and technical posts, which registered professionals hold; a department that takes those of 50 years for its
 * own sets 50, 55 and 2.
 */
export const retirementRows = {
  男: { age: 60, upTo: 63, monthsPerStep: 4 },
  女: { age: 55, upTo: 58, monthsPerStep: 4 },
} as const satisfies Readonly<Record<Sex, RetirementRow>>;

/** Years by which somebody may retire earlier, or later with the employer's consent (弹性退休, the same rules). */
export const flexibleYears = 3;

const firstMonth = { year: 2025, month: 1 };

/** The day on which somebody reaches the statutory age of retirement. */
export function retirementDate(birthDate: CalendarDate, sex: Sex): CalendarDate {
  const { age, upTo, monthsPerStep } = retirementRows[sex];
  const before = addYears(birthDate, age);
  const [year = 0, month = 1] = before.split('-').map(Number);
  const months = (year - firstMonth.year) * 12 + month - firstMonth.month;
  if (months < 0) return before;
  return addMonths(before, Math.min((upTo - age) * 12, Math.floor(months / monthsPerStep) + 1));
}
