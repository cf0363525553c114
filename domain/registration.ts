import type { ApplicationDraft, CompanyQualification, RegistrationSnapshot } from './application-parts.ts';
import type { CalendarDate } from './calendar-dates.ts';
import type { CancellationGround } from './cancellation.ts';

/** An entry of the register. Valid from the first to the last day, both included, unless it is cancelled. */
export interface Registration extends RegistrationSnapshot {
  /** The company qualification that the employer has named; absent or null: none. */
  readonly employerQualification?: CompanyQualification | null;
  /** The qualification that it rests on; absent or null: the register does not say. */
  readonly qualificationId?: string | null;
  readonly validFrom: CalendarDate;
  /** The day and ground of cancellation; absent or null: not cancelled. */
  readonly cancelledOn?: CalendarDate | null;
  readonly cancellationGround?: CancellationGround | null;
}

/** A registration of the same person, valid or not, as far as rules need it. */
export interface HeldRegistration extends RegistrationSnapshot {
  /** The qualification that it rests on; null when the register does not say. */
  readonly qualificationId: string | null;
  readonly cancelledOn: CalendarDate | null;
}

/** True on every day from which nothing ends the registration before: through its last day, unless it was cancelled. */
export function isValidOn(held: Pick<HeldRegistration, 'validUntil' | 'cancelledOn'>, today: CalendarDate): boolean {
  return held.validUntil >= today && held.cancelledOn === null;
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
