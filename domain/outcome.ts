import type { Bar } from './bars.ts';
import type { Qualification } from './application-parts.ts';
import type { ProtectionChange } from './renewal-protection.ts';
import type { RegisterEntry } from './registration.ts';
import type { ReplacedCertificate } from './replaced-certificates.ts';
import type { ApplicationState } from './states.ts';
import type { CalendarDate } from './calendar-dates.ts';
import type { FieldChange } from './application-changes.ts';
import type { CaseRecord } from './case-record.ts';
import type { DecisionReasonCode } from './decision-reasons.ts';
import type { DocumentKind } from './documents.ts';
import type { ReviewHold } from './hold-grounds.ts';
import type { IssuedNotice } from './issued-notice.ts';
import type { Action, Actor } from './lifecycle.ts';

/** What may stand in a timeline besides the lifecycle's actions. */
export const recordActions = [
  'create',
  'issue-certificate',
  'supplement',
  'amend-employer',
  'reissue-certificate',
  'complete-document',
  'hold-review',
  'resume-review',
] as const;
export type RecordAction = (typeof recordActions)[number];

/** One step for the timeline: who did what, from where to where, and what it leaves. */
export interface CaseEvent {
  readonly action: Action | RecordAction;
  readonly actorParty: Exclude<Actor, 'acceptance' | 'review' | 'decision'> | 'staff';
  readonly actorName: string;
  /** Of a step of the staff: whose it was, by the directory's id; null otherwise. */
  readonly staffId: string | null;
  /** Null: it begins here. */
  readonly from: ApplicationState | null;
  readonly to: ApplicationState;
  readonly reason: string | null;
  /** The reasons that an officer chose of the list, which `reason` says in words: what can be counted. */
  readonly reasons: readonly DecisionReasonCode[];
  /** What differs from the submission before; null where nothing is compared. */
  readonly changes: readonly FieldChange[] | null;
  /** What a notice of correction says, and whom it asks. */
  readonly notice: IssuedNotice | null;
  readonly addressee: 'practitioner' | 'employer' | null;
  /** The hold that begins or ends with it; null: none does. */
  readonly hold: ReviewHold | null;
  /** The day on which a registration ends with it that had lasted beyond its last day until its renewal was decided; null: none does. */
  readonly lapsedOn: CalendarDate | null;
  /** The notices to draw; null where the workflow has nothing to do. */
  readonly notices: readonly DocumentKind[] | null;
}

/** What an event says besides who did what: nothing. */
export const saysNothingElse: Pick<
  CaseEvent,
  'reason' | 'reasons' | 'changes' | 'notice' | 'addressee' | 'hold' | 'lapsedOn' | 'notices'
> = {
  reason: null,
  reasons: [],
  changes: null,
  notice: null,
  addressee: null,
  hold: null,
  lapsedOn: null,
  notices: null,
};

/** What other applications of a person hold: each other profession's lock with its holder and the employer that it names; null where none is open. */
export type OtherLocks = ReadonlyMap<string, { readonly holder: string; readonly employer: string | null } | null>;

/** What an application keeps others from beginning beside it (domain/open-locks.ts). */
export interface LockChanges {
  readonly takes: readonly string[];
  readonly releases: readonly string[];
  /** Names the employer on the own lock, while the person's other locks are as they were when it was compared with theirs. */
  readonly engages: { readonly lock: string; readonly employerCreditCode: string; readonly others: OtherLocks } | null;
}

/** A qualification with whose it is and the name under which it is listed. */
export interface HeldQualification extends Qualification {
  readonly personId: string;
  readonly holderName: string;
}

/** 材料补正 that is open: a company qualification that an employer still owes. */
export interface OwedQualification {
  readonly applicationId: string;
  /** The employer's credit code. */
  readonly owner: string;
  /** An instant, ISO 8601 in UTC. */
  readonly openedAt: string;
}

/** What changes in the register. */
export interface RegisterChanges {
  readonly creates: readonly RegisterEntry[];
  readonly amends: readonly { readonly before: RegisterEntry; readonly after: RegisterEntry }[];
  /** Entries that must not be cancelled or have moved to another employer meanwhile. */
  readonly relies: readonly RegisterEntry[];
  /** What goes over to a person whose identity document has changed, who must have nothing open under the former one. */
  readonly moves: {
    readonly from: string;
    readonly qualifications: readonly HeldQualification[];
    readonly bars: readonly Bar[];
  } | null;
  /** The certificates whose place new ones take: their codes are kept, so that whoever verifies one is told. */
  readonly replaces: readonly ReplacedCertificate[];
  /** 材料补正 of other applications that nobody owes any more. */
  readonly closes: readonly OwedQualification[];
  /** A registration is kept valid until its renewal is decided, or not any more; null: nothing of that changes. */
  readonly protection: ProtectionChange | null;
}

/** What an entry of a qualification obtained elsewhere does; null is nothing. */
export interface QualificationChanges {
  /** The certificate that the application claims from now on, and the one that it does not claim any more. */
  readonly claims: Qualification | null;
  readonly drops: Qualification | null;
  /** What the person holds from now on, with the certificate's guard. */
  readonly grants: HeldQualification | null;
}

/** A number that a carried out command takes from its counter. */
export type Draw = 'application-number' | 'registration-number';

/** Everything that follows from a command. What carries it out is one transaction (functions/cases/commit.ts), which decides nothing. */
export interface Outcome {
  /** Null: it begins now. */
  readonly before: CaseRecord | null;
  /** Null: the draft is deleted, with its files and its history. */
  readonly after: CaseRecord | null;
  /** Null: nothing that others see has happened. */
  readonly event: CaseEvent | null;
  /** The open step ends with this command. */
  readonly endsStep: boolean;
  readonly locks: LockChanges;
  readonly register: RegisterChanges;
  readonly qualification: QualificationChanges;
  /** What keeps the person from registering again from now on; null: nothing more than before. */
  readonly bar: Bar | null;
  /** What becomes of the qualification that the employer owes (材料补正). */
  readonly owedQualification: 'open' | 'close' | null;
  /** What becomes of its publicity: it begins, or it ends with the approval or with a rejection; null: nothing. */
  readonly publicity: 'begins' | 'concluded' | 'ended' | null;
  /** The document that lacks nothing any more; null: none. */
  readonly completes: string | null;
  /** What the open step waits for from now on; null: nothing any more; undefined: as it was. */
  readonly hold?: ReviewHold | null;
  readonly draws: readonly Draw[];
}

/** An outcome with nothing but the application in it. */
export const nothingElse: Omit<Outcome, 'before' | 'after'> = {
  event: null,
  endsStep: false,
  locks: { takes: [], releases: [], engages: null },
  register: { creates: [], amends: [], relies: [], moves: null, replaces: [], closes: [], protection: null },
  qualification: { claims: null, drops: null, grants: null },
  bar: null,
  owedQualification: null,
  publicity: null,
  completes: null,
  draws: [],
};

/** The outcome with the numbers that were drawn for it: a number is drawn only for what has been decided, so that a refusal leaves no gap. */
export function withNumbers(outcome: Outcome, numbers: Readonly<Partial<Record<Draw, string>>>): Outcome {
  const { after, register } = outcome;
  const { 'application-number': applicationNumber, 'registration-number': registrationNumber } = numbers;
  if (after === null) return outcome;
  const creates = register.creates.map((entry) => ({ ...entry, number: registrationNumber ?? entry.number }));
  return {
    ...outcome,
    after: {
      ...after,
      number: applicationNumber ?? after.number,
      registrationNumbers: creates.length > 0 ? creates.map(({ number }) => number) : after.registrationNumbers,
    },
    register: { ...register, creates },
  };
}
