import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { departmentEndpoints } from '../../api/department.ts';
import type { Action } from '../../domain/lifecycle.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import type { Case } from '../cases/case.ts';
import type { Result } from '../platform/refusal.ts';
import { type ApplicationChanges, carryOut } from '../cases/transition.ts';
import { readCase } from './read-case.ts';

/** A member of staff who acts on an application as it was at `version`. */
export interface StaffAct {
  readonly caller: StaffCaller;
  readonly applicationId: string;
  readonly version: number;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

/** Accepts an application for review (受理). */
export async function accept(act: StaffAct): Promise<Result<CommandResult>> {
  return await onCase(act, (found) => commit(found, act, { action: 'accept', actor: 'acceptance' }));
}

/** Refuses to accept an application, with the reason that the notice gives (不予受理). */
export async function refuseAcceptance(act: StaffAct, reason: string): Promise<Result<CommandResult>> {
  return await onCase(act, (found) => commit(found, act, { action: 'refuse', actor: 'acceptance', reason }));
}

/** Recommends approval or rejection to the decider (审核意见). The opinion stays within the department. */
export async function recommend(
  act: StaffAct,
  { outcome, opinion }: Pick<z.output<typeof departmentEndpoints.recommend.body>, 'outcome' | 'opinion'>,
): Promise<Result<CommandResult>> {
  const { staffId: reviewerId, name: reviewerName } = act.caller;
  const changes = { recommendation: { outcome, opinion, reviewerId, reviewerName } };
  return await onCase(act, (found) =>
    commit(found, act, { action: 'recommend', actor: 'review', reason: opinion, changes }),
  );
}

/**
 * Decides by another person than whoever prepared it (审核与审批分离): approval, rejection, or back to review, which forgets the
 * recommendation. Refused with `same-person` to everybody who prepared it (domain/four-eyes.ts), also for sending back.
 */
export async function decide(
  act: StaffAct,
  { decision, opinion }: Pick<z.output<typeof departmentEndpoints.decide.body>, 'decision' | 'opinion'>,
): Promise<Result<CommandResult>> {
  const changes = decision === 'send-back' ? { recommendation: null } : {};
  return await onCase(act, (found) =>
    commit(found, act, { action: decision, actor: 'decision', reason: opinion, changes }),
  );
}

/** Ends the publicity with a rejection because an objection was found right (公示异议成立). */
export async function upholdObjection(act: StaffAct, reason: string): Promise<Result<CommandResult>> {
  return await onCase(act, (found) => commit(found, act, { action: 'uphold-objection', actor: 'decision', reason }));
}

/** Withdraws a cancellation that the department has begun. */
export async function withdraw(act: StaffAct, reason: string): Promise<Result<CommandResult>> {
  return await onCase(act, (found) => commit(found, act, { action: 'withdraw', actor: 'review', reason }));
}

/** What a command of the department is, besides who gives it and on what. */
export interface StaffCommand {
  readonly action: Action;
  readonly actor: 'acceptance' | 'review' | 'decision';
  readonly reason?: string;
  readonly changes?: ApplicationChanges;
}

/** Reads the case of an act and hands it on; refused when the department has none with this id, and of one's own. */
export async function onCase(
  act: StaffAct,
  next: (found: Case) => Promise<Result<CommandResult>>,
): Promise<Result<CommandResult>> {
  const found = await readCase(act.applicationId, act.caller);
  return found.ok ? await next(found.value) : found;
}

/** Carries a command of the department out on its case. */
export async function commit(found: Case, act: StaffAct, command: StaffCommand): Promise<Result<CommandResult>> {
  const { action, actor, reason = null, changes = {} } = command;
  const { caller, version, idempotencyKey, now } = act;
  return await carryOut({
    found,
    action,
    actor,
    actorName: caller.name,
    officer: caller,
    now,
    version,
    reason,
    changes,
    idempotencyKey,
  });
}
