import type { Bar } from './bars.ts';
import type { ApplicationDraft, PractitionerProfile, Qualification } from './application-parts.ts';
import type { MatterRow } from './catalogue.ts';
import type { FileSlot } from './file-slots.ts';
import type { EducationRecord } from './continuing-education.ts';
import type { CalendarDate } from './calendar-dates.ts';
import type { InsuredMonth } from './social-insurance.ts';
import type { HeldRegistration } from './registration.ts';

export type { HeldRegistration } from './registration.ts';

/** All that the rules of `submission-rules.ts` look at when a practitioner submits. `today` is the date of application in Asia/Shanghai. */
export interface SubmissionFacts {
  readonly row: MatterRow;
  readonly today: CalendarDate;
  readonly profile: PractitionerProfile;
  readonly draft: ApplicationDraft;
  readonly qualifications: readonly Qualification[];
  readonly registrations: readonly HeldRegistration[];
  /** What keeps the person from being registered again for a time. */
  readonly bars: readonly Bar[];
  /** The employers that the person's other open applications name. */
  readonly employersElsewhere: readonly string[];
  readonly readySlots: readonly FileSlot[];
  /** Where the named employer says it is; null while it has not said so here. */
  readonly employerDivision: string | null;
  /** True when the certificate that is entered stands in the provincial list or in an approved entry, anybody's. */
  readonly certificateTaken: boolean;
  /** The applicant's continuing education; null where it is not known, and nothing is asked about it. */
  readonly education: readonly EducationRecord[] | null;
  /** The months for which the list knows who paid the applicant's social insurance. */
  readonly insured: readonly InsuredMonth[];
}
