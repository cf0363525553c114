import type { ApprovedChange } from '../../domain/approved-changes.ts';
import { batchWindow } from '../../domain/public-batches.ts';
import { reportCells } from '../../domain/report-columns.ts';
import { environment } from '../platform/environment.ts';
import type { TransactionEntities } from '../records/entities.ts';
import { holdersOf } from './holders.ts';
import { batchToJoin, type JoinedBatch, newBatchOperations } from '../records/public-batches.ts';

/** Approved changes with whose entries they are, where the application that asked for them does not know: others than the holder have begun it. */
export async function withHolders(changes: readonly ApprovedChange[]): Promise<readonly ApprovedChange[]> {
  const unknown = changes.filter(({ person }) => person === null);
  if (unknown.length === 0) return changes;
  const holderOf = await holdersOf(unknown.map(({ entry }) => entry));
  return changes.map((change) => (change.person === null ? { ...change, person: holderOf(change.entry) } : change));
}

/** The 公告 that collects what is approved now; null when nothing of it is announced. */
export async function announcementOf(changes: readonly ApprovedChange[], now: Date): Promise<JoinedBatch | null> {
  if (!changes.some(({ announced }) => announced)) return null;
  return await batchToJoin('announcement', batchWindow('announcement', now, environment.publicityDaySeconds()), now);
}

/** What follows from approved changes within their transaction: each announced one is a line of its 公告, and each is a row to be reported. */
export function approvedChangeOperations(
  entities: TransactionEntities,
  changes: readonly ApprovedChange[],
  announcement: JoinedBatch | null,
  now: Date,
) {
  const at = now.toISOString();
  const lines = announcement === null ? [] : changes.filter(({ announced }) => announced);
  return [
    ...newBatchOperations(entities, announcement),
    ...lines.flatMap((change) => lineOperations(entities, change, announcement, at)),
    ...changes.map((change) =>
      entities.reportRow
        .create({
          ...{ number: change.entry.number, entryVersion: change.entry.version, at, state: 'pending' },
          cells: reportCells(change, at),
          ...caseOf(change),
        })
        .commit(),
    ),
  ];
}

function caseOf({ application }: ApprovedChange) {
  if (application === null) return {};
  const { id: applicationId, number } = application;
  return { applicationId, ...(number === null ? {} : { caseNumber: number }) };
}

function lineOperations(
  entities: TransactionEntities,
  { kind, title, entry }: ApprovedChange,
  announcement: JoinedBatch | null,
  decidedAt: string,
) {
  if (announcement === null) return [];
  const { year, number: batch } = announcement.batch;
  const { number, version: entryVersion, profession, holderName, employerName, specialties } = entry;
  return [
    entities.announcementEntry
      .create({
        ...{ year, batch, number, entryVersion, kind, title, profession, holderName, employerName, decidedAt },
        specialties: [...specialties],
      })
      .commit(),
  ];
}
