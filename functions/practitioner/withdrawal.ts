import type { CommandResult } from '../../api/application.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { loadOwnApplication } from './own-application.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { carryOut } from '../cases/transition.ts';

/** Withdraws an application, the same way before and after acceptance; once decided it is refused (manual 一（二）3). */
export async function withdraw(
  caller: PersonCaller,
  applicationId: string,
  wish: { version: number; reason: string | null },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  return await carryOut({
    found,
    action: 'withdraw',
    actor: 'practitioner',
    actorName: caller.name,
    now,
    version: wish.version,
    reason: wish.reason,
    changes: {},
    idempotencyKey,
  });
}
