import type { CalendarDate } from './calendar-dates.ts';
import { cityNames, cityOfCompany } from './divisions.ts';
import { revocationOf } from './grounds.ts';
import { type ShownStatus, shownStatus, shownStatusNames } from './holds.ts';
import { type ProfessionCode, professionCodes, professions } from './professions.ts';
import type { RegisterEntry } from './registration.ts';
import { lastDaysOf, registrationStatus } from './registration-terms.ts';

/** What a list of the register is narrowed by that an entry is listed under: its kinds. */
export interface RegisterKinds {
  readonly profession?: ProfessionCode | undefined;
  readonly specialty?: string | undefined;
  /** The city of the employer, by its code. */
  readonly city?: string | undefined;
  readonly status?: ShownStatus | undefined;
  /** The month in which the registration, or one of its specialties, ends: YYYY-MM. */
  readonly month?: string | undefined;
}

/** Every specialty that a profession has; no two professions have one of the same name. */
export const specialtyNames: readonly string[] = professionCodes.flatMap((code) => [...professions[code].specialties]);

/** A month as filters write it. */
export const monthForm = /^\d{4}-(?:0[1-9]|1[0-2])$/;

type Listed = Pick<
  RegisterEntry,
  'profession' | 'specialties' | 'employerCreditCode' | 'terms' | 'validUntil' | 'suspension' | 'protection'
> &
  Pick<RegisterEntry, 'cancelledOn' | 'cancellationGround'>;

/**
 * The kinds that an entry is listed under. Valid and expired are none: a registration expires without anybody writing it, so what is read for them is tested
 * on its day; the others are few, and written.
 */
export function kindsOf(entry: Listed): readonly string[] {
  const city = cityOfCompany(entry.employerCreditCode);
  return [
    `profession/${entry.profession}`,
    ...entry.specialties.map((specialty) => `specialty/${specialty}`),
    ...(city === null ? [] : [`city/${city}`]),
    ...monthsOf(entry).map((month) => `month/${month}`),
    ...writtenStatuses(entry).map((status) => `status/${status}`),
  ];
}

function writtenStatuses({ cancelledOn, cancellationGround, suspension, protection }: Listed): ShownStatus[] {
  if (cancelledOn !== null) return [revocationOf(cancellationGround) === null ? 'cancelled' : 'revoked'];
  return [
    ...(suspension === null ? [] : ['suspended' as const]),
    ...(protection === null ? [] : ['renewing' as const]),
  ];
}

function monthsOf(entry: Pick<Listed, 'terms' | 'validUntil'>): readonly string[] {
  return [...new Set(endsOf(entry).map((day) => day.slice(0, 7)))];
}

/** The days on which an entry, or one of its specialties, ends, the earliest first. */
export function endsOf({ terms, validUntil }: Pick<Listed, 'terms' | 'validUntil'>): readonly CalendarDate[] {
  return [...new Set([...lastDaysOf(terms), validUntil])].toSorted();
}

/** Whose term ends within so many days, employers are shown on their first page: renewals are applied for in the last three months. */
export const endingSoonDays = 90;

/** The kinds that a filter names, any of which all that it finds is listed under; none where it names none. */
export function kindsAsked({ profession, specialty, city, status, month }: RegisterKinds): readonly string[] {
  const isWritten = status !== undefined && status !== 'valid' && status !== 'expired';
  return [
    ...(isWritten ? [`status/${status}`] : []),
    ...(month === undefined ? [] : [`month/${month}`]),
    ...(specialty === undefined ? [] : [`specialty/${specialty}`]),
    ...(city === undefined ? [] : [`city/${city}`]),
    ...(profession === undefined ? [] : [`profession/${profession}`]),
  ];
}

/** The kinds under which every entry is, each under one: what is read for a filter that names none. */
export const allKinds: readonly string[] = professionCodes.map((code) => `profession/${code}`);

/** True for an entry that is of all the kinds that a filter names, on a day. */
export function isOfKinds(entry: Listed, asked: RegisterKinds, today: CalendarDate): boolean {
  const { profession = entry.profession, specialty, city, status, month } = asked;
  return (
    entry.profession === profession &&
    (specialty === undefined || entry.specialties.includes(specialty)) &&
    (city === undefined || cityOfCompany(entry.employerCreditCode) === city) &&
    (month === undefined || monthsOf(entry).includes(month)) &&
    (status === undefined || shownStatus(registrationStatus(entry, today), entry, today) === status)
  );
}

/** What a filter asks, in words, for titles and the record of looks: identity numbers are not written out. */
export function filterText({
  profession,
  specialty,
  city,
  status,
  month,
  ...typed
}: RegisterKinds & {
  readonly name?: string | undefined;
  readonly employer?: string | undefined;
  readonly idNumber?: string | undefined;
}): string {
  const words = [
    profession === undefined ? undefined : professions[profession].name,
    specialty === undefined ? undefined : `${specialty}专业`,
    city === undefined ? undefined : cityNames[city],
    status === undefined ? undefined : shownStatusNames[status],
    month === undefined ? undefined : `${month}到期`,
    typed.name === undefined ? undefined : `姓名“${typed.name}”`,
    typed.employer === undefined ? undefined : `企业“${typed.employer}”`,
    typed.idNumber === undefined ? undefined : '指定证件号码',
  ].filter((word) => word !== undefined);
  return words.length === 0 ? '全部注册' : words.join('，');
}
