import type { ApplicationDraft, CompanyQualification, RegistrationSnapshot } from './application-parts.ts';
import type { CalendarDate } from './calendar-dates.ts';
import type { ProjectLock, Suspension } from './hold-periods.ts';
import type { RegistrationTerm } from './registration-terms.ts';
import type { CancellationGround } from './grounds.ts';

/** An entry of the register. Valid while one of its specialties is: from the first to the last day, both included, unless all are cancelled. */
export interface Registration extends RegistrationSnapshot {
  readonly terms: readonly RegistrationTerm[];
  /** The company qualification that the employer has named; null: none. */
  readonly employerQualification: CompanyQualification | null;
  /** The qualification that it rests on; null: the register does not say. */
  readonly qualificationId: string | null;
  /** The earliest first day among its specialties. */
  readonly validFrom: CalendarDate;
  /** The day and ground on which the last of its specialties was cancelled; null: not all are. */
  readonly cancelledOn: CalendarDate | null;
  readonly cancellationGround: CancellationGround | null;
  /** The renewal that was applied for in time and is not decided, with the specialties that it keeps valid until then; null: none. */
  readonly protection: RenewalProtection | null;
  /** The day on which it ended that had lasted beyond its last day for such a renewal; null: it has not. */
  readonly lapsedOn: CalendarDate | null;
}

/** What a renewal that was applied for in time keeps valid until it is decided: specialties, null where the profession has none. */
export interface RenewalProtection {
  readonly applicationId: string;
  readonly specialties: readonly (string | null)[];
}

/** An entry of the register as it is kept: whose it is, and what stands behind it. */
export interface RegisterEntry extends Registration {
  readonly personId: string;
  readonly employerQualification: CompanyQualification | null;
  readonly qualificationId: string | null;
  readonly cancelledOn: CalendarDate | null;
  readonly cancellationGround: CancellationGround | null;
  /** Null: none was decided, or it was lifted. */
  readonly suspension: Suspension | null;
  /** Null: no project holds it. */
  readonly lock: ProjectLock | null;
  readonly version: number;
  /** The application whose approval wrote it last; its case holds the newest certificate. Null: taken over from an older register. */
  readonly applicationId: string | null;
  /** The application with which the employer named its qualification, or owes one. */
  readonly supplementApplicationId: string | null;
  /** Printed on the newest certificate as part of the verification address; each issue has its own. */
  readonly verificationCode: string;
  /** The document of the newest certificate; null until it is rendered. */
  readonly certificateDocumentId: string | null;
}

/** The fields of an entry that an application about it keeps. */
export const snapshotFields = [
  'number',
  'profession',
  'terms',
  'specialties',
  'holderName',
  'employerName',
  'employerCreditCode',
  'validUntil',
  'zone',
] as const satisfies readonly (keyof RegistrationSnapshot)[];

/** An entry of the register as an application about it keeps it: without why specialties of it were cancelled. */
export function registrationSnapshot({
  zone = null,
  ...entry
}: Omit<RegistrationSnapshot, 'zone'> & { readonly zone?: string | null }): RegistrationSnapshot {
  const { number, profession, specialties, holderName, employerName, employerCreditCode, validUntil } = entry;
  const terms = entry.terms.map(({ specialty, validFrom, validUntil: until, cancelledOn }) => ({
    ...{ specialty, validFrom, validUntil: until, cancelledOn },
  }));
  return { number, profession, terms, specialties, holderName, employerName, employerCreditCode, validUntil, zone };
}

/** A registration of the same person, valid or not, as far as rules need it. */
export interface HeldRegistration extends RegistrationSnapshot {
  /** The qualification that it rests on; null when the register does not say. */
  readonly qualificationId: string | null;
  readonly cancelledOn: CalendarDate | null;
  readonly protection: Pick<RenewalProtection, 'specialties'> | null;
  /** The project that holds it; absent where that is not known. */
  readonly lock?: ProjectLock | null;
}

/** The registration that an application names; undefined when it names none of the person's. */
export function chosenRegistration({
  draft,
  registrations,
}: {
  readonly draft: Pick<ApplicationDraft, 'registrationNumber'>;
  readonly registrations: readonly HeldRegistration[];
}): HeldRegistration | undefined {
  return registrations.find(({ number }) => number === draft.registrationNumber);
}
