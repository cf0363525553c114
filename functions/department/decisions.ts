import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { departmentEndpoints as endpoints } from '../../api/department.ts';
import type { By } from '../../domain/command.ts';
import { correctionAskedBy } from '../../domain/correction-notice.ts';
import { decide as decideOn } from '../../domain/decide.ts';
import { documentCompleter, headRole } from '../../domain/staff-access.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import type { Case } from '../cases/case.ts';
import type { Commitment } from '../cases/commit.ts';
import { factsOf } from '../cases/facts.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { acceptStep, type CaseStep, decideStep, type OfficerRole, recommendStep } from './case-steps.ts';
import { readCase } from './read-case.ts';

/** A member of staff who acts on a case as it was at a version, with the reasons that were chosen of the list. */
type OnVersion = { readonly version: number } & Pick<By, 'reasons'>;
type StaffAct<Body = unknown> = Act<StaffCaller, Body & OnVersion> & Pick<Commitment, 'element'>;
type Refusing = Pick<z.output<typeof endpoints.refuse.body>, 'reason' | 'falseMaterial'>;

/** Accepts an application for review (受理). */
export async function accept(act: StaffAct): Promise<Result<CommandResult>> {
  return await onCase(act, acceptStep);
}

/** Refuses to accept an application, with the reason that the notice gives (不予受理). */
export async function refuseAcceptance(act: StaffAct<Refusing>): Promise<Result<CommandResult>> {
  const { reason, falseMaterial } = act.body;
  return await onCase(act, {
    role: 'acceptance',
    command: (by) => ({ ...by, action: 'refuse', reason, falseMaterial }),
  });
}

/**
 * Tells a party at once everything that must be mended (一次性告知, Administrative Licensing Law art. 32). The acceptance officer
 * asks before acceptance, the reviewer after it; the answer leads back to whoever asked. A later notice needs its reason.
 */
export async function requestCorrection(
  act: StaffAct<z.output<typeof endpoints.requestCorrection.body>>,
): Promise<Result<CommandResult>> {
  const { addressee, items, laterReason } = act.body;
  const found = await readCase(act.id, act.caller);
  if (!found.ok) return found;
  const asks = correctionAskedBy(found.value.application);
  if (!act.caller.roles.includes(asks)) return refusals.wrongRole();
  return await carryOutOn(found.value, act, (present) => ({
    ...byOf(act, correctionAskedBy(present.application)),
    action: 'request-correction',
    addressee,
    items,
    laterReason,
  }));
}

/** Recommends approval or rejection to the decider (审核意见). The opinion stays within the department. */
export async function recommend(
  act: StaffAct<Pick<z.output<typeof endpoints.recommend.body>, 'outcome' | 'opinion'>>,
): Promise<Result<CommandResult>> {
  return await onCase(act, recommendStep(act.body, act.caller));
}

/**
 * Decides by another person than whoever prepared it (审核与审批分离): approval, rejection, or back to review, which forgets the
 * recommendation. Refused with `same-person` to everybody who prepared it (domain/four-eyes.ts), also for sending back.
 */
export async function decide(
  act: StaffAct<Pick<z.output<typeof endpoints.decide.body>, 'decision' | 'opinion' | 'falseMaterial'>>,
): Promise<Result<CommandResult>> {
  return await onCase(act, decideStep(act.body));
}

/** Extends the review once, with the reason that the notice gives (Administrative Licensing Law art. 42). */
export async function extendReview(act: StaffAct<{ readonly reason: string }>): Promise<Result<CommandResult>> {
  const { reason } = act.body;
  return await onCase(act, { role: headRole, command: (by) => ({ ...by, action: 'extend-review', reason }) });
}

/** Ends the publicity with a rejection because an objection was found right (公示异议成立). */
export async function upholdObjection(act: StaffAct<Refusing>): Promise<Result<CommandResult>> {
  const { reason, falseMaterial } = act.body;
  return await onCase(act, {
    role: 'decision',
    command: (by) => ({ ...by, action: 'uphold-objection', reason, falseMaterial }),
  });
}

/** Withdraws a cancellation that the department has begun. */
export async function withdraw(act: StaffAct<{ readonly reason: string }>): Promise<Result<CommandResult>> {
  const { reason } = act.body;
  return await onCase(act, { role: 'review', command: (by) => ({ ...by, action: 'withdraw', reason }) });
}

/** Notes that what no font could print has been written on a document by hand (domain/completing.ts). */
export async function completeDocument(
  act: StaffAct<{ readonly documentId: string; readonly reason: string }>,
): Promise<Result<CommandResult>> {
  const { documentId, reason } = act.body;
  return await onCase(act, {
    role: documentCompleter,
    command: (by) => ({ ...by, action: 'complete-document', documentId, reason }),
  });
}

/** Reads the case of an act and carries a command out on it; refused when the department has none with this id, and of one's own. */
export async function onCase(act: StaffAct, { role, command }: CaseStep): Promise<Result<CommandResult>> {
  const found = await readCase(act.id, act.caller);
  if (!found.ok) return found;
  return await carryOutOn(found.value, act, (present) => command(byOf(act, role), present));
}

/** Judges a step as `onCase` would decide it now, and changes nothing: the case as it was read, or why the step is refused. */
export async function judgeStep(
  act: Pick<StaffAct, 'id' | 'caller' | 'now'>,
  { role, command }: CaseStep,
): Promise<Result<Case>> {
  const found = await readCase(act.id, act.caller);
  if (!found.ok) return found;
  const { version } = found.value.item;
  const decision = decideOn(
    factsOf(found.value),
    await command(byOf({ ...act, body: { version } }, role), found.value),
  );
  return decision.ok ? found : decision;
}

function byOf({ caller, body, now }: Pick<StaffAct, 'caller' | 'body' | 'now'>, actor: OfficerRole): By {
  const { version, reasons = [] } = body;
  return { actor, actorName: caller.name, officer: caller, version, reasons, now };
}
