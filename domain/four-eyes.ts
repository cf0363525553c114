import type { Action } from './lifecycle.ts';
import type { ApplicationState } from './states.ts';

/** What one member of staff has done on a case, and where the case stood. */
export interface OfficerAct {
  readonly action: Action;
  readonly from: ApplicationState;
  readonly staffId: string;
}

/** The same of any matter that staff prepare and decide; `staffId` is null where no member of staff acted. */
interface DoneAct {
  readonly action: string;
  readonly from?: ApplicationState;
  readonly staffId: string | null;
}

/** A part in a case that keeps whoever took it from the other part: preparing what is decided, or deciding what is prepared. */
interface Part {
  readonly action: Action;
  /** Only from this state; anywhere when absent. */
  readonly from?: ApplicationState;
  /** What was done, for the sentence of a refusal. */
  readonly told: string;
}

// Acceptance looks at form and completeness only (Administrative Licensing Law art. 32), not at what is decided: it prepares no decision.
const begun = { action: 'submit', told: '由您发起' } as const satisfies Part;
const recommended = { action: 'recommend', told: '由您审核' } as const satisfies Part;
const askedAtReview = {
  action: 'request-correction',
  from: 'under-review',
  told: '由您在审核环节发出补正通知',
} as const satisfies Part;
const sentBack = { action: 'send-back', told: '由您审批后退回' } as const satisfies Part;

const extended = { action: 'extend-review', told: '由您批准延长审查期限' } as const satisfies Part;

const prepared = [begun, recommended, askedAtReview] as const;
const beforeReview = [begun, sentBack, extended] as const;

/**
 * Four eyes: action → the own earlier acts on the same case that forbid it, in whatever order they were done (审核与审批分离, docs/rules.md). Nobody decides what they prepared, and nobody prepares again what they sent
 * back or have begun themselves. Actions that are not named are open to everybody with their role: whoever approves may also find an
 * objection right, and whoever has begun a cancellation may withdraw it. An action that is added here needs no other change.
 */
export const forbiddenAfter: Readonly<Partial<Record<Action, readonly Part[]>>> = {
  'request-correction': beforeReview,
  recommend: beforeReview,
  approve: prepared,
  reject: prepared,
  'send-back': prepared,
  'extend-review': prepared,
  'uphold-objection': prepared,
};

/** The own earlier act that forbids an action, or undefined when a member of staff may do it as far as four eyes go. */
export function forbiddingAct(action: Action, acts: readonly DoneAct[], staffId: string): Part | undefined {
  const own = acts.filter((act) => act.staffId === staffId);
  return forbiddenAfter[action]?.find((part) =>
    own.some((act) => act.action === part.action && (part.from === undefined || act.from === part.from)),
  );
}

/** Why somebody may not do an action, and who may. */
export function fourEyesText({ told }: Part): string {
  return `该申请${told}，这一步须由其他人员办理（准备与决定不得为同一人）。请转交其他有权限的人员。`;
}

/** Whose case it is: the applicant or holder, and under a former identity document the same person. */
export interface Concerned {
  readonly personId: string;
  readonly formerPersonId?: string | null | undefined;
}

/**
 * True for a member of staff whom the case is about (回避, Civil Servants Law art. 76). Without an
 * identity number in the directory nobody can be told to be that person.
 */
export function isOwnCase(personId: string | null, { personId: applicant, formerPersonId }: Concerned): boolean {
  return personId !== null && (personId === applicant || personId === formerPersonId);
}

/** What whoever meets their own case is told. */
export const ownCaseText = '这是您本人的申请，按照回避规定，您不能查看或者办理，请由其他人员办理。';
