import type { CommandResult } from '../../api/application.ts';
import { loadOwnCase } from '../cases/case.ts';
import { carryOut } from '../cases/transition.ts';
import { seesReduced } from '../cases/visibility.ts';
import type { CommandKey } from '../platform/command-key.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';

/** What who holds the former identity document says to its change. */
export interface FormerIdentityAnswer {
  readonly action: 'release' | 'object';
  readonly version: number;
  readonly reason: string | null;
}

/** Answers a change of identity document as who holds the former one; the department sees an objection with its reason and decides. */
export async function answerAsFormerIdentity(
  caller: PersonCaller,
  applicationId: string,
  { action, version, reason }: FormerIdentityAnswer,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const actor = seesReduced(found.item, caller) ? 'former-identity' : 'practitioner';
  const { name: actorName } = caller;
  return await carryOut({ found, action, actor, actorName, now, version, reason, changes: {}, idempotencyKey });
}
