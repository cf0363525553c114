import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { departmentEndpoints as endpoints } from '../../api/department.ts';
import type { By, CaseCommand } from '../../domain/command.ts';
import { correctionAskedBy } from '../../domain/correction-notice.ts';
import {
  type DecisionReasonCode,
  type ReasonedDecision,
  reasonedText,
  reasonsFor,
} from '../../domain/decision-reasons.ts';
import { documentCompleter, headRole } from '../../domain/staff-access.ts';
import { carryOutOn, simpleCommand } from '../cases/carry-out.ts';
import type { Case } from '../cases/case.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { readCase } from './read-case.ts';

/** A member of staff who acts on a case as it was at a version. */
type StaffAct<Body = unknown> = Act<StaffCaller, Body & { readonly version: number }>;
type Refusing = Pick<z.output<typeof endpoints.refuse.body>, 'reasons' | 'reason' | 'falseMaterial'>;
type Role = 'acceptance' | 'review' | 'decision';

/** Accepts an application for review (受理). */
export async function accept(act: StaffAct): Promise<Result<CommandResult>> {
  return await onCase(act, 'acceptance', (by) => ({ ...by, action: 'accept', reason: null }));
}

/** Refuses to accept an application, with the reason that the notice gives (不予受理). */
export async function refuseAcceptance(act: StaffAct<Refusing>): Promise<Result<CommandResult>> {
  const { falseMaterial } = act.body;
  const said = decisionText('refuse', act.body.reasons, act.body.reason);
  if (!said.ok) return said;
  return await onCase(act, 'acceptance', (by) => ({ ...by, action: 'refuse', reason: said.value, falseMaterial }));
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
  act: StaffAct<Pick<z.output<typeof endpoints.recommend.body>, 'outcome' | 'opinion' | 'reasons'>>,
): Promise<Result<CommandResult>> {
  const { outcome } = act.body;
  const said = decisionText(`recommend-${outcome}`, act.body.reasons, act.body.opinion);
  if (!said.ok) return said;
  const opinion = said.value;
  const { staffId: reviewerId, name: reviewerName } = act.caller;
  const recommendation = { outcome, opinion, reviewerId, reviewerName };
  return await onCase(act, 'review', (by) => ({ ...by, action: 'recommend', recommendation }));
}

/**
 * Decides by another person than whoever prepared it (审核与审批分离): approval, rejection, or back to review, which forgets the
 * recommendation. Refused with `same-person` to everybody who prepared it (domain/four-eyes.ts), also for sending back.
 */
export async function decide(
  act: StaffAct<Pick<z.output<typeof endpoints.decide.body>, 'decision' | 'opinion' | 'reasons' | 'falseMaterial'>>,
): Promise<Result<CommandResult>> {
  const { decision: action, falseMaterial } = act.body;
  const said = decisionText(action, act.body.reasons, act.body.opinion);
  if (!said.ok) return said;
  const reason = said.value;
  return await onCase(act, 'decision', (by, found) =>
    simpleCommand(found, action === 'approve' ? { ...by, action, reason } : { ...by, action, reason, falseMaterial }),
  );
}

/** Extends the review once, with the reason that the notice gives (Administrative Licensing Law art. 42). */
export async function extendReview(
  act: StaffAct<Pick<z.output<typeof endpoints.extendReview.body>, 'reasons' | 'reason'>>,
): Promise<Result<CommandResult>> {
  const said = decisionText('extend-review', act.body.reasons, act.body.reason);
  if (!said.ok) return said;
  return await onCase(act, headRole, (by) => ({ ...by, action: 'extend-review', reason: said.value }));
}

/** Ends the publicity with a rejection because an objection was found right (公示异议成立). */
export async function upholdObjection(act: StaffAct<Refusing>): Promise<Result<CommandResult>> {
  const { falseMaterial } = act.body;
  const said = decisionText('uphold-objection', act.body.reasons, act.body.reason);
  if (!said.ok) return said;
  return await onCase(act, 'decision', (by) => ({
    ...by,
    action: 'uphold-objection',
    reason: said.value,
    falseMaterial,
  }));
}

/** Withdraws a cancellation that the department has begun. */
export async function withdraw(act: StaffAct<{ readonly reason: string }>): Promise<Result<CommandResult>> {
  const { reason } = act.body;
  return await onCase(act, 'review', (by) => ({ ...by, action: 'withdraw', reason }));
}

/** Notes that what no font could print has been written on a document by hand (domain/completing.ts). */
export async function completeDocument(
  act: StaffAct<{ readonly documentId: string; readonly reason: string }>,
): Promise<Result<CommandResult>> {
  const { documentId, reason } = act.body;
  return await onCase(act, documentCompleter, (by) => ({ ...by, action: 'complete-document', documentId, reason }));
}

/** What a decision says: its chosen reasons and its own words. Refused for a reason that is none of this decision. */
function decisionText(
  decision: ReasonedDecision,
  reasons: readonly DecisionReasonCode[],
  words: string,
): Result<string> {
  const offered = reasonsFor(decision);
  return reasons.every((code) => offered.includes(code))
    ? done(reasonedText(reasons, words))
    : refuse('invalid-request', '所选理由不适用于这项决定，请重新选择。', [
        { field: 'reasons', code: 'reason-of-another-decision', message: '请重新选择理由' },
      ]);
}

/** Reads the case of an act and carries a command out on it; refused when the department has none with this id, and of one's own. */
async function onCase(
  act: StaffAct,
  role: Role,
  command: (by: By, found: Case) => CaseCommand | Promise<CaseCommand>,
): Promise<Result<CommandResult>> {
  const found = await readCase(act.id, act.caller);
  if (!found.ok) return found;
  return await carryOutOn(found.value, act, (present) => command(byOf(act, role), present));
}

function byOf({ caller, body, now }: StaffAct, actor: Role): By {
  return { actor, actorName: caller.name, officer: caller, version: body.version, now };
}
