import type { QueueFilter } from '../../api/department-queues.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { Result } from '../platform/refusal.ts';
import { withinQuota } from '../records/quotas.ts';

/** The conditions of a filter that name a person, a company or a number. */
type LookUp = Partial<Pick<QueueFilter, 'idNumber' | 'employer' | 'name' | 'number'>>;

/** True for a filter that names a person, a company or a number. */
export function looksUp({ idNumber, employer, name, number }: LookUp): boolean {
  return [idNumber, employer, name, number].some((value) => value !== undefined);
}

/** Reads a list as one look-up of the caller, where the filter names a person, a company or a number; refused beyond the quota of those. */
export async function countedLookUp<Value>(
  { caller, filter, now }: { readonly caller: StaffCaller; readonly filter: LookUp; readonly now: Date },
  read: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  if (!looksUp(filter)) return await read();
  return await withinQuota({ quota: 'staff-search', owner: caller.staffId, now }, read);
}
