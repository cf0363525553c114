import type * as z from 'zod';
import { type BulkWish } from '../../api/department-jobs.ts';
import { queueFilter } from '../../api/department-queues.ts';
import { roleOfBulkAction } from '../../domain/bulk.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { WorkItemEntity } from '../records/entities.ts';
import { fits } from './read-queue.ts';

const kinds = { profession: true, matter: true, city: true, colour: true, claimedBy: true } as const;

/** What a filter asks that names nobody: what a job may keep, and what of a case can change without a new version of it. */
export const filterOfKinds = queueFilter.pick(kinds);
type KindsFilter = z.output<typeof filterOfKinds>;

/** The kinds that a filter asks. */
export function kindsOf({ profession, matter, city, colour, claimedBy }: z.output<typeof queueFilter>): KindsFilter {
  return {
    ...(profession !== undefined && { profession }),
    ...(matter !== undefined && { matter }),
    ...(city !== undefined && { city }),
    ...(colour !== undefined && { colour }),
    ...(claimedBy !== undefined && { claimedBy }),
  };
}

interface FoundBy {
  readonly wish: BulkWish;
  readonly officer: StaffCaller;
  readonly filter?: KindsFilter | undefined;
  readonly askedAt?: string | undefined;
}

/** True for a case that is still what the filter found, as it was asked: open in the queue, of the kinds, and claimed by whom it says. */
export async function stillFits(applicationId: string, { wish, officer, filter, askedAt }: FoundBy): Promise<boolean> {
  if (filter === undefined || askedAt === undefined) return true;
  const { data } = await WorkItemEntity.query
    .workItem({ applicationId })
    .go({ order: 'desc', limit: 1, consistent: true });
  const asked = { caller: officer, queue: roleOfBulkAction[wish.action], filter, now: new Date(askedAt) };
  return data.some((item) => fits(item, asked));
}
