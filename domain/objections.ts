import { verificationCodeOf } from './verification-code.ts';
import { type Decision, done, refuse, refuseChanged, type Refused } from './refusal.ts';

/** How an objection to a publicity is answered. */
export const objectionOutcomes = ['upheld', 'not-upheld'] as const;

/** What an objection is: waiting for its answer, or answered. */
export const objectionStates = ['open', ...objectionOutcomes] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** What each is called. */
export const objectionStateNames: Readonly<Record<ObjectionState, string>> = {
  open: '办理中',
  upheld: '异议成立',
  'not-upheld': '异议不成立',
};

/**
 * How long the department takes at most to answer an objection: its own rule. No law sets a period for the answer to an objection to a 公示; the case waits
 * for it (docs/adr/0033), while the period of its decision runs on (Administrative Licensing Law art. 42). The department may choose another number here.
 */
export const answerWorkingDays = 5;

/** How far an objection is that waits for its answer: nobody was asked yet, the person concerned was asked, or has answered. */
export const openStages = ['unheard', 'asked', 'stated'] as const;

/** How far any objection is: one that is answered is as it was decided. */
export const objectionStages = [...openStages, ...objectionOutcomes] as const;
export type ObjectionStage = (typeof objectionStages)[number];

/** What each stage is called. */
export const objectionStageNames: Readonly<Record<ObjectionStage, string>> = {
  unheard: '未询问当事人',
  asked: '待当事人陈述',
  stated: '当事人已陈述',
  upheld: objectionStateNames.upheld,
  'not-upheld': objectionStateNames['not-upheld'],
};

/** The stage of an objection, by its state and whether the person concerned was asked and has answered. */
export function objectionStageOf({
  state,
  heardAt = null,
  statement = null,
}: {
  readonly state: ObjectionState;
  readonly heardAt?: string | null | undefined;
  readonly statement?: string | null | undefined;
}): ObjectionStage {
  if (state !== 'open') return state;
  if (statement !== null) return 'stated';
  return heardAt === null ? 'unheard' : 'asked';
}

/** How many files may show what an objection says. */
export const mostEvidence = 5;

/** The receipt number that belongs to an objector's secret, from its SHA-256: 80 bits of it, in letters that can be typed. */
export function receiptOf(random: Uint8Array): string {
  return verificationCodeOf(random);
}

/** What one objection asks as one text, for the proof of work that belongs to it and to no other (api/work-proof.ts). */
export function objectionText({
  secret,
  number,
  reason,
}: {
  readonly secret: string;
  readonly number: string;
  readonly reason: string;
}): string {
  return JSON.stringify(['objection', secret, number, reason]);
}

/** The same of a file that is to show what an objection says. */
export function evidenceText(folder: string, { sha256 }: { readonly sha256: string }): string {
  return JSON.stringify(['objection-evidence', folder, sha256]);
}

/** An objection as far as it is decided about. */
interface ObjectionFacts {
  readonly state: ObjectionState;
  readonly version: number;
  /** The person concerned was asked for a statement; null: not yet. ISO 8601 in UTC. */
  readonly heardAt: string | null;
  readonly statement: string | null;
}

/** The refusal of something on an objection that is answered, or that was decided on another version; undefined when it may go on. */
export function refusedOnObjection(
  { state, version }: ObjectionFacts,
  seen: number | null,
): Refused<'not-in-this-state' | 'changed-meanwhile'> | undefined {
  if (state !== 'open')
    return refuse('not-in-this-state', `该异议已答复（${objectionStateNames[state]}），不能再次办理。`);
  return seen !== null && seen !== version ? refuseChanged() : undefined;
}

/** Asks the person concerned for a statement, once. */
export function decideHearing(objection: ObjectionFacts, seen: number): Decision<{ readonly heardAt: 'now' }> {
  const refused = refusedOnObjection(objection, seen);
  if (refused !== undefined) return refused;
  if (objection.heardAt !== null) return refuse('not-in-this-state', '已经听取过当事人的意见，请直接答复。');
  return done({ heardAt: 'now' });
}

/** What the person concerned says to an objection that they were told of, once and before it is answered. */
export function decideStatement(objection: ObjectionFacts): Decision<{ readonly stated: true }> {
  const refused = refusedOnObjection(objection, null);
  if (refused !== undefined) return refused;
  if (objection.heardAt === null || objection.statement !== null) {
    return refuse('not-in-this-state', '目前没有需要您陈述意见的公示异议，或者您已经陈述过意见。');
  }
  return done({ stated: true });
}

/** The refusal of an objection to what is not in publicity any more; undefined when it may be filed. */
export function refusedObjection(
  { status, endsAt }: { readonly status: string; readonly endsAt: string },
  now: Date,
): Refused<'not-in-this-state'> | undefined {
  const isOpen = status === 'open' && now < new Date(endsAt);
  return isOpen ? undefined : refuse('not-in-this-state', '该申请不在公示期内，不能提出公示异议。');
}
