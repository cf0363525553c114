import type { CommandResult } from '../../api/application.ts';
import { carryOut } from '../cases/carry-out.ts';
import { employerRole, loadOwnCase } from '../cases/case.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';

/**
 * Carries out a step that needs nothing but a reason, as what the company is in the application: a former employer's answer to a change of employer, a
 * return, or an employer's withdrawal of what it has begun.
 */
export async function takePlainStep(
  action: 'release' | 'object' | 'withdraw' | 'return',
  act: Act<CompanyCaller, { readonly version: number; readonly reason?: string | null }>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const found = await loadOwnCase(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, reason = null } = body;
  const actor = employerRole(found.item, caller.creditCode) ?? 'employer';
  return await carryOut({ found, action, actor, actorName: caller.name, now, version, reason, idempotencyKey });
}
