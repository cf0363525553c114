import type { AgeLimit } from '../age-limit.ts';
import type { EducationOccasion } from '../education-hours.ts';
import type { FileSlot } from '../file-slots.ts';
import type { Initiator } from '../initiators.ts';
import type { SupplementKind } from '../professions.ts';
import type { StepDays } from '../states.ts';

/**
 * How the applicant must stand in the register: never registered in the profession, not registered now, registered formerly but not now,
 * registered (the application is about that registration), or any way.
 */
export type Standing = 'never-registered' | 'not-registered' | 'formerly-registered' | 'registered' | 'any';

/**
 * What nobody else can be applied for while an application is open: the profession, everything of the person, or another cancellation by the same party;
 * `own-profession`: the profession where the person has begun it, another cancellation where others have.
 */
export type Lock = 'profession' | 'person' | 'cancellation' | 'own-profession';

/** What a matter asks of whom in one profession: who takes part, with what material, within which limits. */
export interface Terms {
  readonly initiators: readonly Initiator[];
  readonly standing: Standing;
  readonly lock: Lock;
  readonly employerStep: boolean;
  /** The former employer is asked to release the person before the department sees the application. */
  readonly release: boolean;
  /** Whose registration it is gives a statement before it is decided, where others have begun it (domain/hearing.ts). */
  readonly heard: boolean;
  readonly supplement: SupplementKind;
  /** The applicant chooses the qualification that the application rests on. */
  readonly asksQualification: boolean;
  /** The application is about some specialties of the registration, which the applicant chooses. */
  readonly choosesSpecialties: boolean;
  /** The applicant fills in the employment with its contract; otherwise the registered employer takes part. */
  readonly asksEmployment: boolean;
  /** The applicant declares that no ground of refusal of the profession exists (domain/declarations.ts). */
  readonly declares: boolean;
  readonly practitionerFiles: readonly FileSlot[];
  /** What the applicant may add: nobody is refused for want of it alone. */
  readonly optionalFiles: readonly FileSlot[];
  readonly employerFiles: readonly FileSlot[];
  /** Provinces in which the qualification must have been obtained. */
  readonly qualificationProvinces: readonly string[];
  /** Qualifications of other provinces serve too once their entry is approved. */
  readonly acceptsEntries: boolean;
  /** Where alone the registration is valid, and where the employer must be; null: the whole province. */
  readonly zone: Zone | null;
  /** Until which age it can be applied for; null: no limit. */
  readonly ageLimit: AgeLimit | null;
  /** Of what the hours of continuing education are asked; null: of nothing. */
  readonly education: EducationOccasion | null;
  /** A project under construction that its holder leads keeps a registration from it (domain/project-locks.ts). */
  readonly heldByProjects: boolean;
  /** Who is barred from registering again cannot apply for it while the bar lasts (domain/bars.ts). */
  readonly keepsOutBarred: boolean;
  /** Calendar days before its last day from which a registration can be renewed; null: no window. */
  readonly opensDaysBefore: number | null;
  /** Until when a renewal is in time, so that the registration lasts until the decision; null: nothing is renewed. */
  readonly inTime: InTime | null;
  /** Whether a renewal is accepted after that, until the last day, without that effect. */
  readonly lateRenewal: 'accept' | 'refuse';
  /** Calendar days of publicity after an approval; 0: none. */
  readonly publicityDays: number;
  /** Months for which the labor contract must still run from the application date (manual 一（二）2（2）③). */
  readonly contractMonths: number;
  /** Working days within which each step must be answered. */
  readonly days: StepDays;
  /** Working days by which the head may extend the review, once. */
  readonly extensionDays: number;
  /** Working days before the end of a step that can expire at which whoever must act is reminded. */
  readonly reminderDays: number;
}

/** How many calendar days before its last day a registration must be applied to be renewed, and by which article, as texts name it. */
export interface InTime {
  readonly daysBefore: number;
  readonly source: string;
}

/** A part of the province with registrations of its own. `division` is the employer's (GB/T 2260). */
export interface Zone {
  readonly name: string;
  readonly division: string;
}
