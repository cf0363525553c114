import type { CommandResult } from '../../api/application.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { employerRole, loadOwnCase } from '../cases/case.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { carryOut } from '../cases/transition.ts';

/** A former employer's answer to a change of employer, or an employer's withdrawal of what it has begun. */
export interface PlainCommand {
  readonly action: 'release' | 'object' | 'withdraw' | 'return';
  readonly version: number;
  readonly reason: string | null;
}

/** Carries out a command that needs nothing but a reason, as what the company is in the application. */
export async function carryOutPlain(
  caller: CompanyCaller,
  applicationId: string,
  { action, version, reason }: PlainCommand,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  return await carryOut({
    found,
    action,
    actor: employerRole(found.item, caller.creditCode) ?? 'employer',
    actorName: caller.name,
    now,
    version,
    reason,
    changes: {},
    idempotencyKey,
  });
}
