import type { ApplicationDraft, PractitionerProfile, Qualification } from './application-parts.ts';
import type { Bar } from './bars.ts';
import type { Claim } from './claim.ts';
import type { InsuredMonth } from './social-insurance.ts';
import type { EducationRecord } from './continuing-education.ts';
import type { RegisterEntry, Registration } from './registration.ts';
import type { ReviewHold } from './hold-grounds.ts';
import type { CaseRecord, Digest } from './case-record.ts';
import type { KnownEmployer } from './employer-names.ts';
import type { FileSlot } from './file-slots.ts';
import type { OfficerAct } from './four-eyes.ts';
import type { HeldQualification, OtherLocks, OwedQualification } from './outcome.ts';
import type { NewCodes } from './replaced-certificates.ts';

/** What is known of a case when a command on it is decided, besides what the command itself brings. */
export interface CaseFacts {
  readonly application: CaseRecord;
  /** What the staff have done on it, in any order. */
  readonly acts: readonly OfficerAct[];
  /** How many notices of correction were given. */
  readonly notices: number;
  /** When its open step was opened (ISO 8601); null while none is. */
  readonly openedAt: string | null;
  /** Who has taken its open step; null: nobody, or nothing is open. It may be over by now (domain/claims.ts). */
  readonly claim: Claim | null;
  /** What its open step waits for; null: nothing. It may be over by now (domain/hold-grounds.ts). */
  readonly hold: ReviewHold | null;
  /** True once a certificate was issued for it. */
  readonly isIssued: boolean;
  /** Objections to its publicity that wait for their answer. */
  readonly openObjections: number;
  /** The employer owes a qualification (材料补正). */
  readonly owesQualification: boolean;
  /** The documents that lack characters which nobody has written on them yet: their titles by their ids. */
  readonly incomplete: Readonly<Record<string, string>>;
  /** The names of its files by their ids, for the timeline. */
  readonly fileNames: Readonly<Record<string, string>>;
  readonly digest: Digest;
}

/** The member of staff who acts, as far as a case asks who that is. `personId` is null where the directory does not say. */
export interface Officer {
  readonly staffId: string;
  readonly personId: string | null;
}

export type Attachments = Readonly<Partial<Record<FileSlot, string>>>;

/** What an applicant would send now. */
export interface ContentToSend {
  readonly draft: ApplicationDraft;
  readonly profile: PractitionerProfile;
  readonly attachments: Attachments;
}

/** What is known of an applicant and of what their draft names when it is sent. */
export interface PersonFacts {
  readonly content: ContentToSend;
  readonly qualifications: readonly Qualification[];
  readonly entries: readonly RegisterEntry[];
  /** What the lists say of the person's continuing education. */
  readonly education: readonly EducationRecord[];
  /** The months for which the list knows who paid the person's social insurance. */
  readonly insured: readonly InsuredMonth[];
  readonly bars: readonly Bar[];
  /** Of a matter that names an employer: what the person's other applications hold; null for others. */
  readonly others: OtherLocks | null;
  /** Of an out-of-province entry: the qualification that the draft asks for, and whether anybody has its certificate already. */
  readonly entered: Qualification | null;
  readonly certificateTaken: boolean;
  /** Where the employer says it is; null while it has not said so here, or nobody asks. */
  readonly employerDivision: string | null;
  /** Who has taken the place of the named employer after a merger; null: nobody, or nobody is asked for. */
  readonly successor: KnownEmployer | null;
  /** Of a claim about a former identity: who has it, whether with an account here, and what the register has there. */
  readonly former: {
    readonly personId: string;
    readonly hasAccount: boolean;
    readonly entries: readonly Registration[];
  } | null;
}

/** What the register holds of whoever's registrations an approval amends, and what it draws for a new one. */
export interface HolderFacts {
  readonly personId: string;
  readonly entries: readonly RegisterEntry[];
  readonly qualifications: readonly HeldQualification[];
  readonly bars: readonly Bar[];
  /** An application that keeps others from beginning is open. */
  readonly isBusy: boolean;
  /** 材料补正 that is open of the applications behind the entries. */
  readonly owed: readonly OwedQualification[];
  /** Of an out-of-province entry: who has the certificate; null: nobody. */
  readonly certificateHolder: string | null;
  /** The employer that the application names, as it is known here by now; null: the platform does not know it. */
  readonly employer: KnownEmployer | null;
  /** The same of the employer that the registration was with when it was submitted. */
  readonly registeredWith: KnownEmployer | null;
  /** The code for the certificate of a new registration. */
  readonly verificationCode: string;
  /** The codes for new certificates of the entries. */
  readonly newCodes: NewCodes;
}

/** The signed and sealed form as an employer names it; null when it has uploaded none with this id. */
export type SealedForm = {
  readonly id: string;
  readonly status: 'pending' | 'ready' | 'rejected';
  /** Why it was rejected. */
  readonly message: string | null;
  /** Uploaded in the present step: what was sealed before was another form. */
  readonly isOfThisStep: boolean;
} | null;
