import type * as z from 'zod';
import type { publicNoticeEndpoints as endpoints } from '../../api/public-notices.ts';
import { batchId, batchNumber } from '../../domain/public-batches.ts';
import { readPage } from '../platform/paging.ts';
import { done, type Result } from '../platform/refusal.ts';
import {
  PublicBatchEntity,
  type PublicBatchItem,
  PublicityEntryEntity,
  type PublicityEntryItem,
} from '../records/entities.ts';
import { isPublic, paperOf, publicBatch } from './public-batches.ts';

type Batches = z.input<typeof endpoints.listPublicity.response>;
type Batch = Batches['items'][number];
type Entries = z.input<typeof endpoints.getPublicity.response>;

/** The batches of 公示 that everybody may see by now, the newest first. */
export async function listPublicity(cursor: string | undefined, now: Date): Promise<Result<Batches>> {
  return await readPage(
    cursor,
    (options) => PublicBatchEntity.query.series({ kind: 'publicity' }).go({ ...options, order: 'desc' }),
    (item) => batchView(item, now),
    // Only the newest one or two still collect.
    (item) => isPublic(item, now),
  );
}

/** A batch of 公示 with a page of its cases; `not-found` before everybody may see it. */
export async function getPublicity(id: string, cursor: string | undefined, now: Date): Promise<Result<Entries>> {
  const found = await publicBatch('publicity', id, now);
  if (!found.ok) return found;
  const batch = found.value;
  const page = await readPage(
    cursor,
    (options) => PublicityEntryEntity.query.byBatch({ year: batch.year, batch: batch.number }).go(options),
    publicityEntryView,
  );
  return page.ok ? done({ ...page.value, batch: batchView(batch, now), paper: await paperOf(batch) }) : page;
}

/**
 * What everybody is shown of a case in publicity: whose registration is intended and where, with the identity number masked. Whatever else is known of it
 * stays with its parties.
 */
function publicityEntryView(item: PublicityEntryItem): Entries['items'][number] {
  const { number, applicantName, maskedIdNumber, employerName, profession, matter, specialties, status } = item;
  const shown = { number, applicantName, maskedIdNumber, employerName, profession, matter };
  return { ...shown, specialties: [...specialties], ended: status === 'ended' };
}

function batchView(item: PublicBatchItem, now: Date): Batch {
  const { publishAt: publishedAt, endsAt = item.publishAt } = item;
  return { id: batchId(item), number: batchNumber(item), publishedAt, endsAt, over: new Date(endsAt) <= now };
}
