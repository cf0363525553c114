import { type BatchKind, type BatchWindow, batchYear } from '../../domain/public-batches.ts';
import { PublicBatchEntity, type PublicBatchItem, type TransactionEntities } from './entities.ts';

/** A batch that something joins; `isNew` when it is the first in it, which makes it. */
export interface JoinedBatch {
  readonly batch: PublicBatchItem;
  readonly isNew: boolean;
}

// Among the newest stand all that still collect: one for each length of publicity, and those of a clock that is ahead.
const newest = 10;

/**
 * The batch of a kind that collects in a window, or the next one of the year where none does yet. Batches are never deleted, so one that is there can be
 * joined by a write that does not touch it: any number of decisions at once go into one batch.
 */
export async function batchToJoin(
  kind: BatchKind,
  window: BatchWindow & { readonly endsAt?: string },
  now: Date,
): Promise<JoinedBatch> {
  const { data } = await PublicBatchEntity.query
    .series({ kind })
    .go({ order: 'desc', limit: newest, consistent: true });
  // One that an officer closes before its time stops collecting then.
  const collects = ({ closesAt, endsAt }: PublicBatchItem) =>
    now.toISOString() < closesAt && closesAt <= window.closesAt && endsAt === window.endsAt;
  const open = data.find(collects);
  if (open !== undefined) return { batch: open, isNew: false };
  const year = batchYear(window);
  const last = data.find((batch) => batch.year === year)?.number ?? 0;
  return { batch: { kind, year, number: last + 1, ...window }, isNew: true };
}

/** Makes a batch that is new: of two that make one of the same number, one transaction is lost and finds it made when it is tried again. */
export function newBatchOperations(entities: TransactionEntities, joined: JoinedBatch | null) {
  return joined?.isNew === true ? [entities.publicBatch.create(joined.batch).commit()] : [];
}
