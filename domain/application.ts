import type { MatterCode } from './catalogue.ts';
import type { ApplicationState } from './states.ts';
import type {
  ApplicationDraft,
  PractitionerProfile,
  Qualification,
  RegistrationSnapshot,
  Release,
  Supplement,
} from './application-parts.ts';
import type { FileSlot } from './file-slots.ts';
import type { Statement } from './statement.ts';
import type { Initiator } from './initiators.ts';
import type { ProfessionCode } from './professions.ts';
import type { Timeliness } from './timeliness.ts';
import type { Standing } from './standing.ts';

/** A notice of correction: everything that must be mended, once, to one party. */
export interface Correction {
  readonly from: 'awaiting-acceptance' | 'under-review';
  readonly addressee: 'practitioner' | 'employer';
  readonly items: readonly CorrectionItem[];
  /** Why the first notice could not have said this; null in the first. */
  readonly laterReason: string | null;
}

/** One thing to mend: a field or file by name, what is wrong, and the answer when there is one. */
export interface CorrectionItem {
  /** The code of the field or file (domain/application-fields.ts); null when only `subject` names it. */
  readonly field: string | null;
  readonly subject: string;
  readonly problem: string;
  readonly answer: string | null;
}

/** The reviewer's recommendation, kept for the decider. */
export interface Recommendation {
  readonly outcome: 'approve' | 'reject';
  readonly opinion: string;
  readonly reviewerId: string;
  readonly reviewerName: string;
}

/** The head has extended the review: why, and when (ISO 8601). */
export interface Extension {
  readonly reason: string;
  readonly at: string;
}

/** An application as rules and documents see it. Instants are ISO 8601 in UTC. */
export interface Application {
  readonly id: string;
  readonly number: string | null;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly initiator: Initiator;
  readonly state: ApplicationState;
  readonly version: number;
  readonly submission: number;
  readonly draft: ApplicationDraft;
  readonly applicant: PractitionerProfile;
  readonly qualification: Qualification | null;
  /** The registrations that the application is about, the chosen one first; none for what registers anew. */
  readonly registrations: readonly RegistrationSnapshot[];
  /** Of a renewal that was submitted: whether it was in time; null: nothing is renewed. */
  readonly timeliness: Timeliness | null;
  readonly release: Release | null;
  /** Of what others have begun about the person: what came of asking them; null before, and where nobody is asked. */
  readonly statement: Statement | null;
  /** The former identity document has an account here, so whoever holds it is asked before the department sees the application. */
  readonly asksFormerIdentity: boolean;
  readonly attachments: Readonly<Partial<Record<FileSlot, string>>>;
  readonly supplement: Supplement | null;
  readonly correction: Correction | null;
  readonly recommendation: Recommendation | null;
  /** Of the review, once at most in a submission; null: it has its usual days. */
  readonly extension: Extension | null;
  /** Which commitments of the parties cover the content as it is. */
  readonly standing: Standing;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly submittedAt: string | null;
}
