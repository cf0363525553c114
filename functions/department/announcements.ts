import type * as z from 'zod';
import type { departmentAnnouncementEndpoints as endpoints } from '../../api/announcements.ts';
import { batchId, batchNumber, batchPlace, closedEarly } from '../../domain/public-batches.ts';
import { environment } from '../platform/environment.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { PublicBatchEntity, type PublicBatchItem, table } from '../records/entities.ts';

type Collecting = z.input<typeof endpoints.getCollecting.response>;
type Closed = z.input<typeof endpoints.closeAnnouncement.response>;

/** The 公告 that collects now. `closing`: an officer has closed it, and it is published within two minutes. */
export async function getCollecting(now: Date): Promise<Result<Collecting>> {
  const { data } = await PublicBatchEntity.query
    .series({ kind: 'announcement' })
    .go({ order: 'desc', limit: 1, consistent: true });
  const [batch] = data;
  if (batch === undefined || new Date(batch.publishAt) <= now) return done({ batch: null });
  return done({ batch: { ...batchView(batch), closing: closedEarly(now, daySeconds()).closesAt >= batch.closesAt } });
}

/**
 * Closes a 公告 before its time. It stops collecting a minute later, so that whatever is being approved now has been written by then, and is published a
 * minute after that; nothing that is approved meanwhile is lost, and what comes later makes the next one.
 */
export async function closeAnnouncement(
  id: string,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<Closed>> {
  const place = batchPlace('announcement', id);
  const { data: batch } = await PublicBatchEntity.get(place).go({ consistent: true });
  if (batch === null) return refuse('not-found', '没有这个批次的公告。');
  const window = closedEarly(now, daySeconds());
  if (batch.closesAt <= window.closesAt) return refuse('not-in-this-state', '这批公告已经发布，或者即将按时发布。');
  const closed = batchView({ ...batch, ...window });
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.publicBatch
        .patch(place)
        .set(window)
        .where(({ closesAt }, { eq }) => eq(closesAt, batch.closesAt))
        .commit(),
      ...commandOperations(entities, idempotencyKey, closed, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(closed);
}

function daySeconds(): number {
  return environment.publicityDaySeconds();
}

function batchView(item: PublicBatchItem): Closed {
  const { publishAt: publishedAt, closesAt } = item;
  return { id: batchId(item), number: batchNumber(item), publishedAt, closesAt };
}
