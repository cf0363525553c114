import type { WorkItemView } from '../../api/people.ts';
import { type DepartmentQueue, roleOfQueue } from '../../domain/staff-access.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { readDepartmentQueue } from '../cases/queues.ts';
import { refusals, type Result } from '../platform/refusal.ts';

/** One page of a queue, soonest due first; refused to staff without its role. */
export async function listWorkItems(
  caller: StaffCaller,
  queue: DepartmentQueue,
  cursor: string | undefined,
  now: Date,
): Promise<Result<{ items: WorkItemView[]; cursor: string | null }>> {
  if (!caller.roles.includes(roleOfQueue[queue])) return refusals.wrongRole();
  return await readDepartmentQueue(queue, cursor, now);
}
