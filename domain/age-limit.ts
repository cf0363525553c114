import { addDays, addYears, type CalendarDate } from './calendar-dates.ts';
import { birthAndSex, type Identified } from './identity-documents.ts';

/** Until which age somebody can be registered in a profession, and how that is read. */
export interface AgeLimit {
  readonly years: number;
  /** The last day: the birthday on which the years are completed, or the last one before the next birthday. */
  readonly lastDay: 'birthday' | 'before-next-birthday';
  /** The articles, as texts name them. */
  readonly source: string;
}

/** The last day on which somebody is not too old. Who was born on 29 February has their birthday on the 28th in common years. */
export function lastDayOfAge({ years, lastDay }: AgeLimit, birthDate: CalendarDate): CalendarDate {
  return lastDay === 'birthday' ? addYears(birthDate, years) : addDays(addYears(birthDate, years + 1), -1);
}

/** The last day on which a person can be registered; null: the profession has no limit, or the birth date is not known. */
export function ageEnds(limit: AgeLimit | null, person: Identified): CalendarDate | null {
  const { birthDate } = birthAndSex(person);
  return limit === null || birthDate === null ? null : lastDayOfAge(limit, birthDate);
}

/** How the limit is said: 65周岁生日当日. */
export function ageLimitText({ years, lastDay }: AgeLimit): string {
  return lastDay === 'birthday' ? `${years}周岁生日当日` : `${years + 1}周岁生日前一日`;
}
