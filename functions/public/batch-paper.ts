import { batchNumber } from '../../domain/public-batches.ts';
import { downloadAddress } from '../platform/files.ts';
import type { PublicBatchItem } from '../records/entities.ts';

/** The address of the paper of a batch, for five minutes; null until it is drawn. */
export async function paperOf(batch: PublicBatchItem): Promise<string | null> {
  return batch.paper === undefined
    ? null
    : await downloadAddress(batch.paper, `${batchNumber(batch)}.pdf`, 'attachment');
}
