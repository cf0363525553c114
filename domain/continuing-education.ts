import { addDays, addYears, type CalendarDate } from './calendar-dates.ts';
import { type EducationRule, type HourKind, hourKindNames, hourKinds, type Hours } from './education-hours.ts';
import { type ProfessionCode, professions } from './professions.ts';

/** A course that somebody has finished, as the registrar's list says it. */
export interface EducationRecord {
  readonly profession: ProfessionCode;
  /** The number of the record or certificate of the course. */
  readonly number: string;
  readonly kind: HourKind;
  readonly hours: number;
  readonly completedOn: CalendarDate;
  /** Who held the course. */
  readonly provider: string;
}

/** The days within which hours count, both included. */
export interface EducationPeriod {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

/** What is asked within a period, and how much of it there is. */
export interface EducationStanding extends EducationPeriod {
  readonly required: Hours;
  readonly done: Hours;
  readonly missing: Hours;
}

/** The hours of a term with so many specialties. */
export function requiredHours(profession: ProfessionCode, specialties: number): Hours {
  const { perTerm, furtherSpecialty } = ruleOf(profession);
  const further = Math.max(0, specialties - 1);
  return byKind((kind) => perTerm[kind] + further * furtherSpecialty[kind]);
}

/** The rule of a profession. */
export function ruleOf(profession: ProfessionCode): EducationRule {
  return professions[profession].education;
}

/**
 * The days within which hours count: the profession's years of a term up to a last day, which is that of the registration to be renewed or,
 * where there is none, the day of application.
 */
export function termUntil(profession: ProfessionCode, until: CalendarDate): EducationPeriod {
  return { from: addDays(addYears(until, -professions[profession].validYears), 1), until };
}

/** True when a first registration comes so late after the qualification that it needs hours. */
export function isLateInitial(profession: ProfessionCode, obtainedOn: CalendarDate, today: CalendarDate): boolean {
  return addYears(obtainedOn, ruleOf(profession).initialYears) < today;
}

/** How the hours that somebody has stand against what is asked of a number of specialties within a period. */
export function educationStanding(
  records: readonly EducationRecord[],
  profession: ProfessionCode,
  specialties: number,
  period: EducationPeriod,
): EducationStanding {
  const counted = records.filter(
    (record) =>
      record.profession === profession && record.completedOn >= period.from && record.completedOn <= period.until,
  );
  const required = requiredHours(profession, specialties);
  // Tenths, so that halves of an hour add up to what is written.
  const done = byKind(
    (kind) =>
      counted.filter((record) => record.kind === kind).reduce((sum, { hours }) => sum + Math.round(hours * 10), 0) / 10,
  );
  const missing = byKind((kind) => Math.max(0, Math.round((required[kind] - done[kind]) * 10) / 10));
  return { ...period, required, done, missing };
}

/** True while hours are missing. */
export function lacksHours({ missing }: Pick<EducationStanding, 'missing'>): boolean {
  return hourKinds.some((kind) => missing[kind] > 0);
}

/** Hours in words, those of which there are none left out: 必修课60学时、选修课60学时. */
export function hoursText(hours: Hours): string {
  return hourKinds
    .filter((kind) => hours[kind] > 0)
    .map((kind) => `${hourKindNames[kind]}${hours[kind]}学时`)
    .join('、');
}

function byKind(hours: (kind: HourKind) => number): Hours {
  return { compulsory: hours('compulsory'), elective: hours('elective') };
}
