import type { Bar } from '../../../domain/bars.ts';
import type { PractitionerProfile, Qualification } from '../../../domain/application-parts.ts';
import type { ProjectLock, Suspension } from '../../../domain/hold-periods.ts';
import type { HoldAction, SuspensionProposal } from '../../../domain/holds.ts';
import type { Initiator } from '../../../domain/initiators.ts';
import type { MatterCode } from '../../../domain/catalogue.ts';
import type { RegisterEntry } from '../../../domain/registration.ts';
import type { CaseRecord } from '../../../domain/case-record.ts';
import type { FileSlot } from '../../../domain/file-slots.ts';
import type { Action, Actor } from '../../../domain/lifecycle.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import type { CalendarDate } from '../../../domain/calendar-dates.ts';
import type { OfficerAct } from '../../../domain/four-eyes.ts';
import type { StaffRole } from '../../../domain/staff-access.ts';

/** The id of the person whom a world is about. */
export const thePerson = 'the person';

/** A company as a model knows it. */
export interface ModelCompany {
  readonly name: string;
  readonly creditCode: string;
}

/** What stands behind the name of an employer that an applicant has written wrongly. */
export const miswritten = '（误写）';

/** A member of staff as a model knows them. */
export interface Officer {
  readonly id: string;
  readonly roles: readonly StaffRole[];
  /** They are the very person whom the world is about. */
  readonly self?: boolean;
}

/** An entry of the register, with the applications whose approvals have written it, the oldest first. */
export interface Entry extends RegisterEntry {
  readonly written: readonly string[];
  /** What the sequences expect of its specialties: the last day of each, by the approvals that have written it. */
  readonly lasting: Readonly<Record<string, CalendarDate>>;
}

/** What the register does not say of an entry that was taken over. */
export const takenOver = {
  ...{ protection: null, lapsedOn: null },
  personId: thePerson,
  version: 1,
  verificationCode: '',
  employerQualification: null,
  applicationId: null,
  supplementApplicationId: null,
  suspension: null,
  lock: null,
  certificateDocumentId: null,
  written: [],
} as const;

/** An application with what its parties have done to it. */
export interface ModelApplication extends CaseRecord {
  /** How often a slot was uploaded. */
  readonly uploads: Readonly<Record<string, number>>;
  /** Whose seal is on which form. */
  readonly seal: string | null;
}

/** What keeps an entry from being practised on or from moving, and what is proposed. */
export interface Held {
  readonly suspension: Suspension | null;
  readonly lock: ProjectLock | null;
  readonly proposal: SuspensionProposal | null;
}

/** All that there is about one person. A change makes a new world, so that a refused move can be seen to change nothing. */
export interface World {
  readonly today: CalendarDate;
  readonly profile: PractitionerProfile;
  /** How the numbers of certificates that the person has from other provinces begin. */
  readonly certificate: string;
  readonly qualifications: readonly (Qualification & { readonly enteredBy?: string })[];
  readonly entries: readonly Entry[];
  /** What keeps the person from registering again. */
  readonly bars: readonly Bar[];
  /** The applications that were refused for false material. */
  readonly blamed: readonly string[];
  /** What officers have left of each entry, by its number; nothing where they have done nothing. */
  readonly holds: Readonly<Record<string, Held>>;
  readonly applications: readonly ModelApplication[];
  /** What the staff have done on each application. */
  readonly acts: Readonly<Record<string, readonly OfficerAct[]>>;
  /** Each lock with the application that holds it and, once that is submitted, the employer that it names. */
  readonly locks: Readonly<Record<string, { readonly holder: string; readonly employer: string | null }>>;
}

/** What somebody does. */
export type Move =
  | {
      readonly kind: 'begin';
      readonly profession: ProfessionCode;
      readonly matter: MatterCode;
      readonly number: string | null;
      readonly company: ModelCompany;
    }
  | {
      readonly kind: 'begin-cancellation';
      readonly by: Exclude<Initiator, 'practitioner'>;
      readonly number: string;
      /** Those that are to end while the others stay; absent: the whole registration. */
      readonly specialties?: readonly string[];
      /** Of the department: who. */
      readonly officer?: Officer;
    }
  | { readonly kind: 'redraft'; readonly id: string; readonly company: ModelCompany }
  | { readonly kind: 'change-position'; readonly id: string; readonly position: string }
  | { readonly kind: 'upload'; readonly id: string; readonly slot: FileSlot }
  | { readonly kind: 'discard'; readonly id: string }
  | {
      readonly kind: 'act';
      readonly id: string;
      readonly action: Action;
      readonly actor: Actor;
      readonly addressee?: 'practitioner' | 'employer';
      /** What a notice of correction names; null: something in words. */
      readonly field?: string | null;
      /** Of a role of the department: who. */
      readonly officer?: Officer;
      /** Of a refusal: for false material. */
      readonly falseMaterial?: boolean;
    }
  | { readonly kind: 'hold'; readonly number: string; readonly action: HoldAction; readonly officer: Officer }
  | { readonly kind: 'pass-days'; readonly days: number }
  | { readonly kind: 'rename'; readonly name: string };

/** What the product draws: the id of an application that begins, the number of a registration or the id of a qualification that an approval makes. */
export interface Drawn {
  readonly id: string;
  readonly number: string;
}

/** What came of a move: the world after it, the same one when it was refused. */
export interface Outcome {
  readonly world: World;
  readonly refused: string | null;
}
