import { type ApplicationState, type Lapse, type Queue, states, withdrawableStates } from './states.ts';
import type { Initiator } from './initiators.ts';

/** The lifecycle of an application: one table, state × action × actor → next state. Nothing else decides what is allowed. */
export const actions = [
  'submit',
  'documents-ready',
  'confirm',
  'return',
  'correct-employer',
  'release',
  'object',
  'lapse-release',
  'give-statement',
  'lapse-statement',
  'accept',
  'deem-accepted',
  'refuse',
  'request-correction',
  'answer-correction',
  'lapse-correction',
  'recommend',
  'approve',
  'reject',
  'send-back',
  'extend-review',
  'uphold-objection',
  'conclude-publicity',
  'withdraw',
  'expire',
] as const;
export type Action = (typeof actions)[number];

/**
 * Who acts: the outside parties (the former employer only in a change of employer, the former identity only in a change of identity
 * document), the department's three roles, or the system itself.
 */
export const actors = [
  'practitioner',
  'employer',
  'former-employer',
  'former-identity',
  'acceptance',
  'review',
  'decision',
  'system',
] as const;
export type Actor = (typeof actors)[number];

/** True for the roles of the department. */
export function isStaffRole(actor: Actor): actor is 'acceptance' | 'review' | 'decision' {
  return actor === 'acceptance' || actor === 'review' || actor === 'decision';
}

/** True for what makes a decision in the applicant's favour final or public. */
export function isGrant(action: Action): action is 'approve' | 'conclude-publicity' {
  return action === 'approve' || action === 'conclude-publicity';
}

/** What the table may ask about an application besides its state. */
export interface LifecycleFacts {
  readonly initiator: Initiator;
  readonly employerStep: boolean;
  /** Who is asked to let the person, or the registrations, go; null: nobody. */
  readonly release: 'former-employer' | 'former-identity' | null;
  /** What the employer sealed is what the form says now; also where nobody seals. */
  readonly sealStands: boolean;
  /** What was answered to the request for release covers what it says now. */
  readonly releaseStands: boolean;
  /** The person is still to be asked for a statement. */
  readonly statementDue: boolean;
  /** One officer decides, without acceptance and review. */
  readonly decidedByOne: boolean;
  readonly publicity: boolean;
  /** The head has extended the review already. */
  readonly extended: boolean;
  readonly correctionFrom: 'awaiting-acceptance' | 'under-review' | null;
  readonly correctionAddressee: 'practitioner' | 'employer' | null;
}

const conditions = {
  'by practitioner': (facts: LifecycleFacts) => facts.initiator === 'practitioner',
  'by employer': (facts: LifecycleFacts) => facts.initiator === 'employer',
  'by department': (facts: LifecycleFacts) => facts.initiator === 'department',
  'by department, to be heard': ({ initiator, statementDue }: LifecycleFacts) =>
    initiator === 'department' && statementDue,
  'by department, heard': ({ initiator, statementDue }: LifecycleFacts) => initiator === 'department' && !statementDue,
  'not by department': (facts: LifecycleFacts) => facts.initiator !== 'department',
  'waiting for the employer': ({ initiator, correctionAddressee }: LifecycleFacts) =>
    initiator === 'practitioner' && correctionAddressee === 'employer',
  'with employer step': (facts: LifecycleFacts) => facts.employerStep,
  'without employer step': (facts: LifecycleFacts) => isSentAtOnce(facts) && !facts.decidedByOne,
  'decided by one': (facts: LifecycleFacts) => isSentAtOnce(facts) && facts.decidedByOne,
  'to be released': (facts: LifecycleFacts) => isToBeReleased(facts),
  'released, to be heard': (facts: LifecycleFacts) => !isToBeReleased(facts) && facts.statementDue,
  'released, not asked at review': (facts: LifecycleFacts) => isReadyAgain(facts) && !isAskedAtReview(facts),
  'released, asked at review': (facts: LifecycleFacts) => isReadyAgain(facts) && isAskedAtReview(facts),
  'with publicity': (facts: LifecycleFacts) => facts.publicity,
  'without publicity': (facts: LifecycleFacts) => !facts.publicity,
  'to be extended': ({ initiator, extended, decidedByOne }: LifecycleFacts) =>
    initiator !== 'department' && !extended && !decidedByOne,
  'asked at review': (facts: LifecycleFacts) => isAskedAtReview(facts),
  'not asked at review': (facts: LifecycleFacts) => !isAskedAtReview(facts),
  'sealed, asked at acceptance': ({ sealStands, correctionFrom }: LifecycleFacts) =>
    sealStands && correctionFrom === 'awaiting-acceptance',
  'sealed, asked at review': (facts: LifecycleFacts) => facts.sealStands && isAskedAtReview(facts),
  'to be sealed again': (facts: LifecycleFacts) => !facts.sealStands,
} as const;

function isToBeReleased({ release, releaseStands }: LifecycleFacts): boolean {
  return release !== null && !releaseStands;
}

function isSentAtOnce({ employerStep, initiator }: LifecycleFacts): boolean {
  return !employerStep && initiator !== 'department';
}

// Nobody outside the department is left to be asked.
function isReadyAgain(facts: LifecycleFacts): boolean {
  return !isToBeReleased(facts) && !facts.statementDue;
}

// A new submission forgets the notice: then the department accepts anew.
function isAskedAtReview({ correctionFrom }: LifecycleFacts): boolean {
  return correctionFrom === 'under-review';
}

/** One row of the lifecycle. A row without `when` always applies. */
export interface Transition {
  readonly from: readonly ApplicationState[];
  readonly action: Action;
  readonly actor: readonly Actor[];
  readonly when?: keyof typeof conditions;
  readonly to: ApplicationState;
}

const addressee = ['practitioner', 'employer'] as const;
// What is accepted ends by a decision in writing (Administrative Licensing Law art. 37, 38), never by a party's silence.
const unanswered = ['awaiting-employer', 'returned', 'awaiting-correction'] as const;
const formerParties = ['former-employer', 'former-identity'] as const;

// prettier-ignore
export const transitions: readonly Transition[] = [
  { from: ['draft', 'returned'],       action: 'submit',             actor: ['practitioner'], when: 'by practitioner',       to: 'submitted' },
  { from: ['draft'],                   action: 'submit',             actor: ['employer'],     when: 'by employer',           to: 'submitted' },
  { from: ['draft'],                   action: 'submit',             actor: ['review'],       when: 'by department',         to: 'submitted' },
  { from: ['submitted'],               action: 'documents-ready',    actor: ['system'],       when: 'with employer step',    to: 'awaiting-employer' },
  { from: ['submitted'],               action: 'documents-ready',    actor: ['system'],       when: 'without employer step', to: 'awaiting-acceptance' },
  { from: ['submitted'],               action: 'documents-ready',    actor: ['system'],       when: 'decided by one',        to: 'awaiting-decision' },
  { from: ['submitted'],               action: 'documents-ready',    actor: ['system'],       when: 'by department, to be heard', to: 'awaiting-statement' },
  { from: ['submitted'],               action: 'documents-ready',    actor: ['system'],       when: 'by department, heard',  to: 'under-review' },
  { from: ['awaiting-employer'],       action: 'confirm',            actor: ['employer'],     when: 'to be released',        to: 'awaiting-release' },
  { from: ['awaiting-employer'],       action: 'confirm',            actor: ['employer'],     when: 'released, to be heard', to: 'awaiting-statement' },
  { from: ['awaiting-employer'],       action: 'confirm',            actor: ['employer'],     when: 'released, not asked at review', to: 'awaiting-acceptance' },
  { from: ['awaiting-employer'],       action: 'confirm',            actor: ['employer'],     when: 'released, asked at review',     to: 'under-review' },
  { from: ['awaiting-employer'],       action: 'return',             actor: ['employer'],     when: 'by practitioner',       to: 'returned' },
  { from: ['awaiting-employer'],       action: 'correct-employer',   actor: ['employer', 'system'], when: 'by practitioner', to: 'returned' },
  { from: ['awaiting-correction'],     action: 'correct-employer',   actor: ['system'],       when: 'waiting for the employer', to: 'returned' },
  { from: ['awaiting-release'],        action: 'release',            actor: formerParties,    when: 'not asked at review',   to: 'awaiting-acceptance' },
  { from: ['awaiting-release'],        action: 'release',            actor: formerParties,    when: 'asked at review',       to: 'under-review' },
  { from: ['awaiting-release'],        action: 'object',             actor: formerParties,    when: 'not asked at review',   to: 'awaiting-acceptance' },
  { from: ['awaiting-release'],        action: 'object',             actor: formerParties,    when: 'asked at review',       to: 'under-review' },
  { from: ['awaiting-release'],        action: 'lapse-release',      actor: ['system'],       when: 'not asked at review',   to: 'awaiting-acceptance' },
  { from: ['awaiting-release'],        action: 'lapse-release',      actor: ['system'],       when: 'asked at review',       to: 'under-review' },
  { from: ['awaiting-statement'],      action: 'give-statement',     actor: ['practitioner'], when: 'by employer',           to: 'awaiting-acceptance' },
  { from: ['awaiting-statement'],      action: 'give-statement',     actor: ['practitioner'], when: 'by department',         to: 'under-review' },
  { from: ['awaiting-statement'],      action: 'lapse-statement',    actor: ['system'],       when: 'by employer',           to: 'awaiting-acceptance' },
  { from: ['awaiting-statement'],      action: 'lapse-statement',    actor: ['system'],       when: 'by department',         to: 'under-review' },
  { from: ['awaiting-acceptance'],     action: 'accept',             actor: ['acceptance'],   to: 'under-review' },
  { from: ['awaiting-acceptance'],     action: 'deem-accepted',      actor: ['system'],       to: 'under-review' },
  { from: ['awaiting-acceptance'],     action: 'refuse',             actor: ['acceptance'],   to: 'not-accepted' },
  { from: ['awaiting-acceptance'],     action: 'request-correction', actor: ['acceptance'],   when: 'not by department',     to: 'awaiting-correction' },
  { from: ['under-review'],            action: 'request-correction', actor: ['review'],       when: 'not by department',     to: 'awaiting-correction' },
  { from: ['awaiting-correction'],     action: 'answer-correction',  actor: addressee,        when: 'sealed, asked at acceptance', to: 'awaiting-acceptance' },
  { from: ['awaiting-correction'],     action: 'answer-correction',  actor: addressee,        when: 'sealed, asked at review',     to: 'under-review' },
  { from: ['awaiting-correction'],     action: 'answer-correction',  actor: addressee,        when: 'to be sealed again',    to: 'awaiting-employer' },
  { from: ['under-review'],            action: 'recommend',          actor: ['review'],       to: 'awaiting-decision' },
  { from: ['under-review'],            action: 'extend-review',      actor: ['decision'],     when: 'to be extended',        to: 'under-review' },
  { from: ['awaiting-decision'],       action: 'extend-review',      actor: ['decision'],     when: 'to be extended',        to: 'awaiting-decision' },
  { from: ['awaiting-decision'],       action: 'approve',            actor: ['decision'],     when: 'with publicity',        to: 'in-publicity' },
  { from: ['awaiting-decision'],       action: 'approve',            actor: ['decision'],     when: 'without publicity',     to: 'approved' },
  { from: ['awaiting-decision'],       action: 'reject',             actor: ['decision'],     to: 'rejected' },
  { from: ['awaiting-decision'],       action: 'send-back',          actor: ['decision'],     to: 'under-review' },
  { from: ['in-publicity'],            action: 'uphold-objection',   actor: ['decision'],     to: 'rejected' },
  { from: ['in-publicity'],            action: 'conclude-publicity', actor: ['system'],       to: 'approved' },
  { from: withdrawableStates,          action: 'withdraw',           actor: ['practitioner'], when: 'by practitioner',       to: 'withdrawn' },
  { from: withdrawableStates,          action: 'withdraw',           actor: ['employer'],     when: 'by employer',           to: 'withdrawn' },
  { from: withdrawableStates,          action: 'withdraw',           actor: ['review'],       when: 'by department',         to: 'withdrawn' },
  { from: unanswered,                  action: 'expire',             actor: ['system'],       when: 'not asked at review',   to: 'expired' },
  { from: unanswered,                  action: 'lapse-correction',   actor: ['system'],       when: 'asked at review',       to: 'under-review' },
];

/** The queue of each state that waits for somebody; `awaiting-correction` goes to whom the notice addresses, `awaiting-release` to whom is asked. */
export function queueOf(state: ApplicationState, facts: LifecycleFacts): Queue | undefined {
  if (state === 'awaiting-correction') return facts.correctionAddressee ?? undefined;
  if (state === 'awaiting-release' && facts.release === 'former-identity') return 'practitioner';
  return states[state].queue ?? undefined;
}

/** The three parties that an application can wait for. */
export const awaitedParties = ['practitioner', 'employer', 'department'] as const;
export type AwaitedParty = (typeof awaitedParties)[number];

/** Whom an application waits for: a draft for whoever has begun it, an open step for whose queue it is in; null while nobody has to act. */
export function awaitedParty(state: ApplicationState, facts: LifecycleFacts): AwaitedParty | null {
  if (state === 'draft') return facts.initiator;
  const queue = queueOf(state, facts);
  if (queue === undefined || queue === 'publicity') return null;
  return queue === 'practitioner' || queue === 'employer' ? queue : 'department';
}

/** The answer to "may this actor do this now?". */
export type TransitionResult =
  | { readonly ok: true; readonly to: ApplicationState }
  | { readonly ok: false; readonly reason: 'not-in-this-state' | 'not-this-actor' };

/** Decides an action: state, action, actor and facts in, next state or the reason for refusal out. Never throws. */
export function decideTransition(
  state: ApplicationState,
  action: Action,
  actor: Actor,
  facts: LifecycleFacts,
): TransitionResult {
  const rows = rowsOf(state, action, facts);
  if (rows.length === 0) return { ok: false, reason: 'not-in-this-state' };
  const row = rows.find((candidate) => candidate.actor.includes(actor));
  if (row === undefined || !isAddressed(action, actor, facts)) return { ok: false, reason: 'not-this-actor' };
  return { ok: true, to: row.to };
}

/** What the system does when nobody has answered in time; undefined in a state that waits for ever. */
export function lapseOf(state: ApplicationState, facts: LifecycleFacts): Lapse | undefined {
  return states[state].lapses.find((action) => decideTransition(state, action, 'system', facts).ok);
}

/** Where an action that was allowed leads, by what the application says after it; undefined when that is nowhere. */
export function nextState(
  state: ApplicationState,
  action: Action,
  actor: Actor,
  facts: LifecycleFacts,
): ApplicationState | undefined {
  return rowsOf(state, action, facts).find((row) => row.actor.includes(actor))?.to;
}

function rowsOf(state: ApplicationState, action: Action, facts: LifecycleFacts): readonly Transition[] {
  return transitions.filter(
    (row) =>
      row.action === action && row.from.includes(state) && (row.when === undefined || conditions[row.when](facts)),
  );
}

/** The actions that an actor may take in a state, in the table's order. */
export function allowedActions(state: ApplicationState, actor: Actor, facts: LifecycleFacts): Action[] {
  return actions.filter((action) => decideTransition(state, action, actor, facts).ok);
}

function isAddressed(action: Action, actor: Actor, facts: LifecycleFacts): boolean {
  if (actor === 'former-employer' || actor === 'former-identity') return actor === facts.release;
  return action !== 'answer-correction' || actor === facts.correctionAddressee;
}
