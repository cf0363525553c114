import { type Case, loadOwnCase } from '../cases/case.ts';
import { refusedOwn } from '../../domain/permission.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';

/** A case for a member of staff; refused when the department has none with this id, and when it is their own (`own-case`). */
export async function readCase(applicationId: string, caller: StaffCaller): Promise<Result<Case>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  return refusedOwn(found.item, caller) ?? done(found);
}
