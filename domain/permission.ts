import type { CaseFacts, Officer } from './case-facts.ts';
import { rowOf } from './catalogue.ts';
import { type Concerned, forbiddingAct, fourEyesText, isOwnCase, ownCaseText } from './four-eyes.ts';
import { type Action, type Actor, allowedActions, decideTransition, isStaffRole } from './lifecycle.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import { type DecisionRefusal, refuse, refuseChanged, type Refused } from './refusal.ts';
import { stateNameOf } from './state-name.ts';

/** What of a case says who may do what on it. */
export type PermissionFacts = Pick<CaseFacts, 'application' | 'acts'>;

/** Who wants to do what, on which version (null: on what is there now). */
interface Wish {
  readonly action: Action;
  readonly actor: Actor;
  readonly officer?: Officer | undefined;
  readonly version: number | null;
}

/**
 * The refusal of an action that the lifecycle does not allow now, or that was decided on another version, and to a member of staff of their own case and
 * what they prepared (four eyes); undefined when it may go on.
 * @throws Error for an action of the department without its officer, which only a mistake in the program can send
 */
export function refusedAction(
  { application, acts }: PermissionFacts,
  wish: Wish,
): Refused<DecisionRefusal> | undefined {
  const { action, actor, officer, version } = wish;
  const allowed = decideTransition(application.state, action, actor, lifecycleFacts(application));
  if (!allowed.ok) {
    switch (allowed.reason) {
      case 'not-in-this-state':
        return refuse(
          'not-in-this-state',
          `该申请当前为“${stateNameOf(application.state, rowOf(application).effect)}”，不能进行此操作，请刷新页面查看最新进度。`,
        );
      case 'not-this-actor':
        return refuse('wrong-party', '这一步不由当前账号办理。');
    }
  }
  if (version !== null && version !== application.version) return refuseChanged();
  if (!isStaffRole(actor)) return undefined;
  if (officer === undefined) throw new Error(`${action} of the department without its officer`);
  return refusedOfficer({ application, acts }, action, officer);
}

/** What an actor may do now, in the lifecycle's order; of the department, without what four eyes forbid to this officer. */
export function permittedActions(facts: PermissionFacts, actor: Actor, officer: Officer | undefined): Action[] {
  const { application } = facts;
  const allowed = allowedActions(application.state, actor, lifecycleFacts(application));
  return officer === undefined
    ? allowed
    : allowed.filter((action) => refusedOfficer(facts, action, officer) === undefined);
}

/** The refusal of a case to a member of staff who may do nothing of its open step; undefined when there is anything they may do. */
export function refusedAltogether(
  facts: PermissionFacts,
  actor: Actor,
  officer: Officer,
): Refused<DecisionRefusal> | undefined {
  const { application } = facts;
  const refusedOnes = allowedActions(application.state, actor, lifecycleFacts(application)).map((action) =>
    refusedOfficer(facts, action, officer),
  );
  if (refusedOnes.some((refused) => refused === undefined)) return undefined;
  return refusedOnes[0] ?? refuse('not-in-this-state', '这件申请现在没有您可以办理的事项，请刷新页面查看最新进度。');
}

/** True for an officer whom their own earlier acts keep from everything that can be done of the open step (four eyes). */
export function isForbiddenAltogether(facts: PermissionFacts, actor: Actor, officer: Officer): boolean {
  return refusedAltogether(facts, actor, officer)?.refusal.code === 'same-person';
}

/** The refusal of reading or handling to a member of staff whose own case it is; undefined for everybody else's. */
export function refusedOwn(concerned: Concerned, { personId }: Officer): Refused<'own-case'> | undefined {
  return isOwnCase(personId, concerned) ? refuse('own-case', ownCaseText) : undefined;
}

function refusedOfficer(
  { application, acts }: PermissionFacts,
  action: Action,
  officer: Officer,
): Refused<DecisionRefusal> | undefined {
  const own = refusedOwn(application, officer);
  if (own !== undefined) return own;
  const forbidding = forbiddingAct(action, acts, officer.staffId);
  return forbidding === undefined ? undefined : refuse('same-person', fourEyesText(forbidding));
}
