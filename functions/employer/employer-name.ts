import type { CommandResult } from '../../api/application.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import { loadOwnCase } from '../cases/case.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { keepAccountName } from '../register/known-employers.ts';

/**
 * 按证照名称更正: gives an application back whose employer is named otherwise than the identity platform vouches for, with the right name in it. The
 * applicant reads and confirms it anew.
 */
export async function correctEmployer(
  act: Act<CompanyCaller, { readonly version: number }>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnCase(id, caller);
  if (found === undefined) return refusals.notFound();
  const { name, creditCode } = caller;
  await keepAccountName({ name, creditCode });
  return await carryOutOn(found, act, () => ({
    action: 'correct-employer',
    actor: 'employer',
    actorName: name,
    version: body.version,
    now,
    employer: { name, creditCode },
  }));
}
