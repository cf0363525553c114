import { addYears, type CalendarDate, lastDayOfYears } from './calendar-dates.ts';
import { ageEnds } from './age-limit.ts';
import type { CancellationGround } from './grounds.ts';
import type { Identified } from './identity-documents.ts';
import { type ProfessionCode, professions } from './professions.ts';

/** How long one specialty of a registration is valid: from the first to the last day, both included, unless it is cancelled. */
export interface SpecialtyTerm {
  /** Null: the profession has no specialties, and the registration this term alone. */
  readonly specialty: string | null;
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate;
  /** The day of cancellation; null: not cancelled. */
  readonly cancelledOn: CalendarDate | null;
}

/** The same as the register keeps it: with the ground of its cancellation, which only the parties of that application are told. */
export interface RegistrationTerm extends SpecialtyTerm {
  readonly cancellationGround: CancellationGround | null;
}

/** What a registration is as a whole: it follows from its terms. */
export interface WholeRegistration {
  readonly specialties: readonly string[];
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate;
  readonly cancelledOn: CalendarDate | null;
  readonly cancellationGround: CancellationGround | null;
}

/**
 * What terms make a registration as a whole: its specialties, its first and its last day are those of the terms that are not cancelled, so that it is
 * valid while one of its specialties is; it is cancelled with the last of them, and says then what it was. Throws for no terms.
 */
export function wholeOf(terms: readonly RegistrationTerm[]): WholeRegistration {
  const standing = standingTerms(terms);
  const said = standing.length === 0 ? terms : standing;
  const [first] = said;
  if (first === undefined) throw new Error('a registration without terms');
  const last = terms.reduce((latest, term) => ((term.cancelledOn ?? '') > (latest.cancelledOn ?? '') ? term : latest));
  return {
    specialties: said.flatMap(({ specialty }) => specialty ?? []),
    validFrom: said.reduce((day, { validFrom }) => (validFrom < day ? validFrom : day), first.validFrom),
    validUntil: said.reduce((day, { validUntil }) => (validUntil > day ? validUntil : day), first.validUntil),
    cancelledOn: standing.length === 0 ? last.cancelledOn : null,
    cancellationGround: standing.length === 0 ? last.cancellationGround : null,
  };
}

/** An entry, or what is kept of it, with other terms, and with what follows from them. */
export function withTerms<Entry extends WholeRegistration & { readonly terms: readonly RegistrationTerm[] }>(
  entry: Entry,
  terms: readonly RegistrationTerm[],
): Entry {
  return { ...entry, ...wholeOf(terms), terms };
}

/** The terms that are not cancelled, whether they have ended or not. */
export function standingTerms<Term extends Pick<SpecialtyTerm, 'cancelledOn'>>(terms: readonly Term[]): Term[] {
  return terms.filter(({ cancelledOn }) => cancelledOn === null);
}

/** What the register can say of a term, and of a registration: `renewing` is past the last day and valid until the decision on its renewal. */
export const registrationStatuses = ['valid', 'renewing', 'expired', 'cancelled'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

/** The specialties that a renewal in time keeps valid; null among them: a registration without specialties. */
interface KeptSpecialties {
  readonly specialties: readonly (string | null)[];
}

/** True for what is valid now, by its own days or until the decision on a renewal. */
export function isValidStatus(status: RegistrationStatus): boolean {
  return status === 'valid' || status === 'renewing';
}

/** The terms that are kept valid, whether they have reached their last day or not, until a renewal is decided. */
export function renewingTerms<Term extends Pick<SpecialtyTerm, 'specialty' | 'cancelledOn'>>({
  terms,
  protection,
}: {
  readonly terms: readonly Term[];
  readonly protection: KeptSpecialties | null;
}): Term[] {
  return standingTerms(terms).filter((term) => isKept(term, protection));
}

function isKept({ specialty }: Pick<SpecialtyTerm, 'specialty'>, protection: KeptSpecialties | null): boolean {
  return protection?.specialties.includes(specialty) ?? false;
}

/** What the register says of a term on a day. */
export function termStatus(
  term: Pick<SpecialtyTerm, 'specialty' | 'validUntil' | 'cancelledOn'>,
  today: CalendarDate,
  protection: KeptSpecialties | null,
): RegistrationStatus {
  return statusOn(term, today, () => isKept(term, protection));
}

/** What the register says of a registration as a whole on a day. */
export function registrationStatus(
  held: Pick<WholeRegistration, 'validUntil' | 'cancelledOn'> & Parameters<typeof renewingTerms>[0],
  today: CalendarDate,
): RegistrationStatus {
  return statusOn(held, today, () => renewingTerms(held).length > 0);
}

/**
 * True on every day from which nothing ends the registration before: through its last day, and until the decision on a renewal that was applied for in
 * time (Administrative Licensing Law art. 50), unless it was cancelled.
 */
export function isValidOn(held: Parameters<typeof registrationStatus>[0], today: CalendarDate): boolean {
  return isValidStatus(registrationStatus(held, today));
}

function statusOn(
  { validUntil, cancelledOn }: Pick<WholeRegistration, 'validUntil' | 'cancelledOn'>,
  today: CalendarDate,
  isRenewing: () => boolean,
): RegistrationStatus {
  if (cancelledOn !== null) return 'cancelled';
  if (today <= validUntil) return 'valid';
  return isRenewing() ? 'renewing' : 'expired';
}

/** The terms of a registration that are asked for by name, without those that are cancelled. */
export function termsNamed(
  { terms }: { readonly terms: readonly SpecialtyTerm[] },
  specialties: readonly string[],
): SpecialtyTerm[] {
  return standingTerms(terms).filter(({ specialty }) => specialty !== null && specialties.includes(specialty));
}

/** The days on which specialties that are not cancelled end, each once, the earliest first. */
export function lastDaysOf(terms: readonly SpecialtyTerm[]): CalendarDate[] {
  return [...new Set(standingTerms(terms).map(({ validUntil }) => validUntil))].sort();
}

/** The specialties of a registration that are valid on a day, by their own days or until the decision on their renewal. */
export function validSpecialties(
  { terms, protection }: { readonly terms: readonly SpecialtyTerm[]; readonly protection: KeptSpecialties | null },
  today: CalendarDate,
): string[] {
  return terms.flatMap((term) => (isValidStatus(termStatus(term, today, protection)) ? (term.specialty ?? []) : []));
}

/** The terms of newly registered specialties of a profession, in its order; one without a name where it has none. They begin with their first day. */
export function newTerms(
  profession: ProfessionCode,
  specialties: readonly string[],
  firstDay: CalendarDate,
): RegistrationTerm[] {
  const term = {
    validFrom: firstDay,
    validUntil: lastDayOfYears(firstDay, professions[profession].validYears),
    ...{ cancelledOn: null, cancellationGround: null },
  };
  const known: readonly string[] = professions[profession].specialties;
  if (known.length === 0) return [{ specialty: null, ...term }];
  return known.filter((each) => specialties.includes(each)).map((specialty) => ({ specialty, ...term }));
}

/** Terms of a person whose profession has an age limit: none lasts longer than that person can be registered. What has ended or is cancelled stays as it is. */
export function endingAtAge<Term extends SpecialtyTerm>(
  terms: readonly Term[],
  profession: ProfessionCode,
  person: Identified,
): readonly Term[] {
  const last = ageEnds(professions[profession].ageLimit, person);
  if (last === null) return terms;
  return terms.map((term) => {
    const isLonger = term.cancelledOn === null && term.validUntil > last && term.validFrom <= last;
    return isLonger ? { ...term, validUntil: last } : term;
  });
}

/** A term that is renewed. Counted from the old last day: the new one corresponds to it, or ends its month (Civil Code art. 202). */
export function renewedTerm(term: RegistrationTerm, profession: ProfessionCode): RegistrationTerm {
  return { ...term, validUntil: addYears(term.validUntil, professions[profession].validYears) };
}
