import type { ApprovedChange } from '../../domain/approved-changes.ts';
import { batchWindow } from '../../domain/public-batches.ts';
import { reportCells } from '../../domain/report-columns.ts';
import { environment } from '../platform/environment.ts';
import type { TransactionEntities } from '../records/entities.ts';
import { batchToJoin, type JoinedBatch, newBatchOperations } from '../records/public-batches.ts';

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
