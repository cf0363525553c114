import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { carryOut, carryOutOn } from '../cases/carry-out.ts';
import { loadOwnCase } from '../cases/case.ts';
import { newestReadyFiles } from '../cases/uploads.ts';
import { seesReduced } from '../cases/visibility.ts';
import type { Act } from '../platform/act.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { loadOwnApplication } from './own-application.ts';

/** Withdraws an application, the same way before and after acceptance; once decided it is refused (manual 一（二）3). */
export async function withdraw(
  act: Act<PersonCaller, z.output<typeof endpoints.withdraw.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const found = await loadOwnApplication(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, reason } = body;
  const by = { actor: 'practitioner', actorName: caller.name, version, now } as const;
  return await carryOut({ ...by, found, action: 'withdraw', reason, idempotencyKey });
}

/**
 * Answers a change of identity document as who holds the former one: agrees, or objects with a reason; the department sees an objection and
 * decides.
 */
export async function answerAsFormerIdentity(
  action: 'release' | 'object',
  act: Act<PersonCaller, { readonly version: number; readonly reason?: string }>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const found = await loadOwnCase(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, reason = null } = body;
  const actor = seesReduced(found.item, caller) ? 'former-identity' : 'practitioner';
  return await carryOut({ found, action, actor, actorName: caller.name, now, version, reason, idempotencyKey });
}

/**
 * States one's case, or that there is nothing to say, to what the employer or the department has begun about one's registration. The newest
 * file that was uploaded for it in this step goes with it.
 */
export async function giveStatement(
  act: Act<PersonCaller, z.output<typeof endpoints.giveStatement.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnApplication(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, statement } = body;
  return await carryOutOn(found, act, ({ files, application }) => {
    const since = files.filter(({ stateVersion }) => stateVersion === application.stateVersion);
    const evidence = newestReadyFiles(since, caller)['statement-evidence'] ?? null;
    const by = { actor: 'practitioner', actorName: caller.name, version, now } as const;
    return { ...by, action: 'give-statement', statement, evidence };
  });
}
