import { type BatchKind, batchNumber, batchPlace } from '../../domain/public-batches.ts';
import { downloadAddress } from '../platform/files.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { PublicBatchEntity, type PublicBatchItem } from '../records/entities.ts';

/** True for a batch that everybody may see by now. */
export function isPublic({ publishAt }: Pick<PublicBatchItem, 'publishAt'>, now: Date): boolean {
  return new Date(publishAt) <= now;
}

/** A batch by its id; `not-found` before everybody may see it. */
export async function publicBatch(kind: BatchKind, id: string, now: Date): Promise<Result<PublicBatchItem>> {
  const { data } = await PublicBatchEntity.get(batchPlace(kind, id)).go();
  return data !== null && isPublic(data, now) ? done(data) : refuse('not-found', '没有这个批次，请核对地址。');
}

/** The address of the paper of a batch, for five minutes; null until it is drawn. */
export async function paperOf(batch: PublicBatchItem): Promise<string | null> {
  return batch.paper === undefined
    ? null
    : await downloadAddress(batch.paper, `${batchNumber(batch)}.pdf`, 'attachment');
}
