import type { ApplicationState } from '../states.ts';
import type {
  ApplicationDraft,
  CompanyQualification,
  PractitionerProfile,
  RegistrationSnapshot,
  Supplement,
} from '../application-parts.ts';
import type { CalendarDate } from '../calendar-dates.ts';
import type { CancellationScope } from '../grounds.ts';
import type { DocumentField, DocumentKind } from '../documents.ts';
import type { Initiator } from '../initiators.ts';
import type { OwnFacts } from '../own-rules.ts';
import type { ProfessionCode } from '../professions.ts';
import type { Timeliness } from '../timeliness.ts';
import type { Registration } from '../registration.ts';
import type { WholeRegistration } from '../registration-terms.ts';
import type { Violation } from '../violation.ts';

/**
 * What an approval does, and all that follows from it for whoever applies, decides or is told: one object, which the rows of the catalogue
 * name. Whatever differs from effect to effect is a property here, so that a new one does not compile before each has an answer.
 */
export interface Effect {
  /** As it is stored and compared; the same as its key among `effects` of the catalogue. */
  readonly code: string;
  /** What an approval grants and a rejection denies, after 准予 and 不予. */
  readonly verb: string;
  /** An approval ends in a new certificate. */
  readonly certifies: boolean;
  /** Why the certificates before it are replaced, as whoever verifies one of them is told; null: it replaces none. */
  readonly replacementReason: string | null;
  /** Which of the person's registrations it changes: none, the one that is chosen, or every valid one. */
  readonly amends: 'none' | 'chosen' | 'all';
  /** What there is after an approval that was not there before; null: what is there is amended. */
  readonly grants: 'registration' | 'qualification' | null;
  /** What an approval ends, and who names the ground of that (domain/grounds.ts); absent: it ends nothing. */
  readonly ends?: { readonly scope: CancellationScope; readonly groundNamedBy: readonly Initiator[] };
  /** The parts of the draft that it alone asks for. */
  readonly asks: readonly OwnPart[];
  /** The rules of submission that it alone has, by the step of the form in which they are mended. */
  readonly rules: Readonly<Partial<Record<OwnStep, readonly OwnRule[]>>>;
  /** What it alone asks for, as forms and case pages show it. */
  readonly change: (asked: Asked) => readonly DocumentField[];
  /** What an approval on a day makes of an entry of the register. Whatever is not named stays; how long the whole is valid follows from the terms. */
  readonly amendment: (approved: Approved, held: Registration, on: CalendarDate) => Amendment;
  /** How form and commitment letter are laid out (domain/form-and-letter.ts). */
  readonly layout: FormLayout;
  readonly formName: string;
  /** What the commitment letter of an amendment says besides what all of them say. */
  readonly commitments: readonly string[];
  /** The decision in writing that an approval is told by (Administrative Licensing Law art. 38 (1)). */
  readonly approvalNotice: Extract<DocumentKind, 'approval-decision' | 'cancellation-notice'>;
  /** The names of states that differ from the usual ones. */
  readonly stateNames: Readonly<Partial<Record<ApplicationState, string>>>;
  /** The messages of an approval: to the practitioner, and to the employer where one takes part. */
  readonly approvalMessages: Readonly<Record<'practitioner' | 'employer', ApprovalMessage | null>>;
}

/** A part of the draft that one effect alone asks for. */
export type OwnPart = Extract<keyof ApplicationDraft, 'entry' | 'formerIdNumber' | 'cancellation'>;

/** A step of the form in which an effect can have rules of its own. */
export type OwnStep = 'registration' | 'personal' | 'qualification' | 'employment' | 'cancellation';

/** A rule of submission: what is not met. */
export type OwnRule = (facts: OwnFacts, profession: ProfessionCode) => Violation[];

/** The layouts of form and commitment letter that there are. */
export type FormLayout = 'registration' | 'entry' | 'amendment';

/** What an application says of what it asks for. */
export interface Asked {
  readonly profession: ProfessionCode;
  readonly draft: ApplicationDraft;
  readonly applicant: PractitionerProfile;
  readonly registrations: readonly RegistrationSnapshot[];
  readonly initiator: Initiator;
  /** Of a renewal: whether it was applied for in time. */
  readonly timeliness: Timeliness | null;
}

/** What an approved application says of what the register must say. */
export interface Approved {
  readonly draft: ApplicationDraft;
  readonly applicant: PractitionerProfile;
  readonly supplement: Supplement | null;
  readonly initiator: Initiator;
}

/** What an approval changes in an entry of the register. */
export type Amendment = Partial<Omit<Registration, 'number' | 'profession' | 'zone' | keyof WholeRegistration>>;

/** A message: `{matter}`, `{number}` and `{verb}` are filled in. */
export interface ApprovalMessage {
  readonly title: string;
  readonly text: string;
}

/** The messages of an approval that a certificate follows. */
export const certificateFollows: Effect['approvalMessages'] = {
  practitioner: {
    title: '准予{verb}',
    text: '您的{matter}申请（受理编号：{number}）准予{verb}。决定书可在“事项查询”中下载；电子证书正在生成，生成后可在“我的证照”中下载。',
  },
  employer: {
    title: '准予{verb}',
    text: '{matter}申请（受理编号：{number}）准予{verb}。注册人员可在“在册人员”中查看。',
  },
};

/** The company qualification that the employer has named; null: none. */
export function namedQualification({ supplement }: Pick<Approved, 'supplement'>): CompanyQualification | null {
  return supplement?.kind === 'company-qualification' ? supplement.qualification : null;
}
