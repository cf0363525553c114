import type {
  ApplicationDraft,
  CompanyQualification,
  EmployerProfile,
  PractitionerProfile,
  Qualification,
  Supplement,
} from './application-parts.ts';
import type { Bar } from './bars.ts';
import type { Identified } from './identity-documents.ts';
import type { Initiator } from './initiators.ts';
import type { EndingMatter, MatterCode } from './catalogue.ts';
import type { RegisterEntry } from './registration.ts';
import type { CorrectionItem, Recommendation } from './application.ts';
import type { CancellationDraft } from './cancellation.ts';
import type { Addressee } from './correction-notice.ts';
import type { KnownEmployer } from './employer-names.ts';
import type { CalendarDate } from './calendar-dates.ts';
import type { DecisionReasonCode } from './decision-reasons.ts';
import type { HoldGroundCode } from './hold-grounds.ts';
import type { Action, Actor } from './lifecycle.ts';
import type { ProfessionCode } from './professions.ts';
import type { NewCodes } from './replaced-certificates.ts';
import type { Officer, Attachments, PersonFacts, HolderFacts, SealedForm } from './case-facts.ts';

/** Who gives a command and when. */
export interface By {
  readonly actor: Actor;
  readonly actorName: string;
  /** Of a command of the department: the member of staff. A command of the department without one is a mistake in the program. */
  readonly officer?: Officer | undefined;
  /** Of a decision of the department: the reasons that were chosen of the list (domain/decision-reasons.ts). */
  readonly reasons?: readonly DecisionReasonCode[];
  /** The version that the caller decided on; null for the system, which decides on what it has just read. */
  readonly version: number | null;
  readonly now: Date;
}

/** A step of the lifecycle that needs nothing but, perhaps, a reason. */
export interface PlainCommand extends By {
  readonly action: Exclude<
    Action,
    | 'submit'
    | 'confirm'
    | 'give-statement'
    | 'correct-employer'
    | 'answer-correction'
    | 'request-correction'
    | 'recommend'
    | 'approve'
    | 'conclude-publicity'
  >;
  readonly reason: string | null;
  /** Of a refusal: the application concealed something or came with false material, which bars from applying again. */
  readonly falseMaterial?: boolean;
}

/** What makes a decision in the applicant's favour; `holder` is null where it is not final yet. */
export interface GrantCommand extends By {
  readonly action: 'approve' | 'conclude-publicity';
  readonly reason: string | null;
  readonly holder: HolderFacts | null;
}

/** The applicant has read and confirms the form with this digest. */
export interface SubmitCommand extends By {
  readonly action: 'submit';
  readonly person: PersonFacts;
  readonly formDigest: string;
}

/** The employer confirms with the sealed form and the profession's supplement. */
export interface ConfirmCommand extends By {
  readonly action: 'confirm';
  readonly employer: EmployerProfile;
  readonly sealedForm: SealedForm;
  readonly supplement: Supplement;
}

/** The employer that the form names is another, by code or name, than the one that stands behind it now (按证照名称更正). */
export interface CorrectEmployerCommand extends By {
  readonly action: 'correct-employer';
  readonly employer: KnownEmployer;
}

/** The applicant answers a notice of correction, item by item; `formDigest` is of the form where that says something else now. */
export interface AnswerCommand extends By {
  readonly action: 'answer-correction';
  readonly actor: 'practitioner';
  readonly answers: readonly string[];
  readonly person: PersonFacts;
  readonly formDigest: string | null;
}

/** The employer answers a notice of correction, with what it has uploaded since and with its supplement where that is named. */
export interface EmployerAnswerCommand extends By {
  readonly action: 'answer-correction';
  readonly actor: 'employer';
  readonly answers: readonly string[];
  readonly employer: EmployerProfile;
  readonly supplement: Supplement | null;
  readonly attachments: Attachments;
}

/** The person says what there is to say to what others have begun about them; null: nothing. `evidence` is what was uploaded for it. */
export interface StatementCommand extends By {
  readonly action: 'give-statement';
  readonly statement: string | null;
  readonly evidence: string | null;
}

/** An officer tells a party everything that must be mended. */
export interface CorrectionCommand extends By {
  readonly action: 'request-correction';
  readonly addressee: Addressee;
  readonly items: readonly Pick<CorrectionItem, 'field' | 'subject' | 'problem'>[];
  /** Why an earlier notice could not have said this; null in the first. */
  readonly laterReason: string | null;
}

/** The reviewer's recommendation to the decider. */
export interface RecommendCommand extends By {
  readonly action: 'recommend';
  readonly recommendation: Recommendation;
}

/** A step of the lifecycle. */
export type StepCommand =
  | PlainCommand
  | GrantCommand
  | SubmitCommand
  | ConfirmCommand
  | CorrectEmployerCommand
  | AnswerCommand
  | EmployerAnswerCommand
  | CorrectionCommand
  | StatementCommand
  | RecommendCommand;

/** The applicant saves what has been filled in so far. */
export interface SaveCommand extends By {
  readonly action: 'save';
  readonly draft: ApplicationDraft;
}

/** The applicant deletes a draft that was never submitted. */
export interface DiscardCommand extends By {
  readonly action: 'discard';
}

/** 材料补正: the employer names the qualification that it owes; `entries` are those of the register that wait for it. */
export interface SupplyCommand extends By {
  readonly action: 'supplement';
  readonly employer: EmployerProfile;
  readonly qualification: CompanyQualification;
  readonly entries: readonly RegisterEntry[];
  readonly newCodes: NewCodes;
}

/** An officer has written on a document what no font could print; `reason` says how. */
export interface CompleteCommand extends By {
  readonly action: 'complete-document';
  readonly documentId: string;
  readonly reason: string;
}

/** An officer puts a review on hold for a ground that stops its period; `reason` says what is awaited. */
export interface HoldReviewCommand extends By {
  readonly action: 'hold-review';
  readonly ground: HoldGroundCode;
  readonly reason: string;
  readonly until: CalendarDate;
}

/** An officer goes on with a review before its hold is over. */
export interface ResumeReviewCommand extends By {
  readonly action: 'resume-review';
}

/** The rendered certificates are issued: the register names their documents. */
export interface IssueCommand extends By {
  readonly action: 'issue-certificate';
  readonly issues: readonly { readonly entry: RegisterEntry; readonly documentId: string }[];
}

/** What a decided 企业信息变更 makes of the entries that a case has written; `reason` says it in words. */
export interface AmendEmployerCommand extends By {
  readonly action: 'amend-employer';
  readonly employer: KnownEmployer;
  readonly entries: readonly RegisterEntry[];
  readonly newCodes: NewCodes;
  readonly reason: string;
}

/** A command on a case. */
export type CaseCommand =
  | StepCommand
  | SaveCommand
  | DiscardCommand
  | SupplyCommand
  | CompleteCommand
  | IssueCommand
  | AmendEmployerCommand
  | HoldReviewCommand
  | ResumeReviewCommand;

/** A practitioner begins an application; `locked` is the open application that keeps this one from beginning. */
export interface CreateCommand extends By {
  readonly action: 'create';
  readonly id: string;
  readonly personId: string;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly registrationNumber: string | null;
  readonly profile: PractitionerProfile;
  /** What the person holds. */
  readonly qualifications: readonly Qualification[];
  readonly bars: readonly Bar[];
  readonly locked: string | null;
}

/** A file that was uploaded before a case began, by its id in that case. */
export interface UploadedEvidence {
  readonly id: string;
  readonly status: 'pending' | 'ready' | 'rejected';
  /** Why it was rejected. */
  readonly message: string | null;
}

/** An employer or the department begins the cancellation of a registration or of some of its specialties, which is submitted at once. */
export interface BeginCancellationCommand extends By {
  readonly action: 'begin-cancellation';
  readonly id: string;
  readonly initiator: Exclude<Initiator, 'practitioner'>;
  readonly matter: EndingMatter;
  /** Those that are to end, where the others stay; none where the whole ends. */
  readonly specialties: readonly string[];
  readonly entry: RegisterEntry;
  /** The application whose photo and person its certificates show; null: it was taken over, and has none. */
  readonly certificateSource: string | null;
  /** Whose registration it is, as far as the application behind it says; null: it was taken over, and nobody knows. */
  readonly holder: Identified | null;
  readonly cancellation: CancellationDraft;
  /** What shows the ground, uploaded before; null: nothing. */
  readonly evidence: UploadedEvidence | null;
  /** Of an employer: its profile. */
  readonly employer: EmployerProfile | null;
  readonly locked: string | null;
}

/** A command that begins an application. */
export type BeginningCommand = CreateCommand | BeginCancellationCommand;
