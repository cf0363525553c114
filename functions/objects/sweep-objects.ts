import { loadCase } from '../cases/case.ts';
import type { StoredObject } from '../platform/files.ts';
import { logger } from '../platform/logger.ts';
import { DocumentEntity, FileEntity, type FileItem, table } from '../records/entities.ts';

/** What the sweep reaches besides the table. */
export interface SweepPorts {
  /** The next objects of the documents bucket in the order of their keys, behind a key. None: the end. */
  readonly list: (after: string) => Promise<readonly StoredObject[]>;
  /** Deletes an object; one that is gone already is no error. */
  readonly remove: (key: string) => Promise<void>;
  /** False when no further page may be begun. */
  readonly hasTime: () => boolean;
}

/** What a run has done. */
export interface SweepRun {
  readonly examined: number;
  /** Objects that belonged to nothing. */
  readonly orphans: number;
  /** Files that a draft had replaced before it was ever submitted. */
  readonly replaced: number;
  /** Objects whose keys are not the product's: left alone. */
  readonly unknown: number;
  /** True when the end of the bucket was reached; otherwise the next run goes on. */
  readonly finished: boolean;
}

// An object is written before its record; a record that is a day late never comes.
const graceMilliseconds = 24 * 60 * 60 * 1000;
const progressName = 'documents';

/**
 * Removes the objects of the documents bucket that belong to nothing: their record was never written, or went without them. Files that a
 * draft has replaced and nothing can name any more go with their record. Whatever was submitted once stays, as part of the file of the case. A run
 * goes on where the last one ended, so that a bucket of any size is swept; running it twice at once removes nothing more.
 */
export async function sweepObjects({ list, remove, hasTime }: SweepPorts, now: Date): Promise<SweepRun> {
  const { data: progress } = await table.entities.sweepProgress.get({ name: progressName }).go({ consistent: true });
  let after = progress?.after ?? '';
  const run = { examined: 0, orphans: 0, replaced: 0, unknown: 0, finished: false };
  while (!run.finished && hasTime()) {
    const page = await list(after);
    const old = page.filter(({ modifiedAt }) => now.getTime() - modifiedAt.getTime() > graceMilliseconds);
    const { orphans, files, unknown } = await examine(old.map(({ key }) => key));
    for (const key of orphans) {
      await remove(key);
      logger.info('an object belonged to nothing', { code: 'ORPHAN_REMOVED', key });
    }
    run.examined += page.length;
    run.orphans += orphans.length;
    run.unknown += unknown;
    run.replaced += await removeReplaced(files);
    run.finished = page.length === 0;
    after = page.at(-1)?.key ?? '';
    await table.entities.sweepProgress.put({ name: progressName, after }).go();
  }
  return run;
}

// Batches of notices are never deleted, and neither are their papers.
const kept = /^notices\//;

async function examine(all: readonly string[]) {
  const keys = all.filter((key) => !kept.test(key));
  const fileKeys = keys.flatMap((key) => parts(/^files\/([^/]+)\/([^/.]+)\.(?:pdf|jpg)$/, key));
  const paperKeys = keys.flatMap((key) => parts(/^documents\/([^/]+)\/([^/.]+)\.pdf$/, key));
  const { data: files } = await FileEntity.get(
    // One file may have an object of either type: a batch read takes no key twice.
    [...new Map(fileKeys.map(({ owner: applicationId, id: fileId }) => [fileId, { applicationId, fileId }])).values()],
  ).go({ consistent: true });
  const { data: documents } = await DocumentEntity.get(
    paperKeys.map(({ owner: applicationId, id: documentId }) => ({ applicationId, documentId })),
  ).go({ consistent: true });
  // A file that is still waiting may be about to get its key.
  const waiting = files.filter(({ status }) => status === 'pending').map(({ fileId }) => fileId);
  const owned = new Set([...files, ...documents].map(({ key }) => key));
  const orphans = [...fileKeys, ...paperKeys]
    .filter(({ key, id }) => !owned.has(key) && !waiting.includes(id))
    .map(({ key }) => key);
  return { orphans, files, unknown: keys.length - fileKeys.length - paperKeys.length };
}

function parts(pattern: RegExp, key: string): { key: string; owner: string; id: string }[] {
  const [, owner, id] = pattern.exec(key) ?? [];
  return owner === undefined || id === undefined ? [] : [{ key, owner, id }];
}

/** Deletes the records of files that their draft has replaced; the stream then takes their objects. */
async function removeReplaced(files: readonly FileItem[]): Promise<number> {
  // Only a slot that was filled twice has a file that was replaced, and of a case all files lie beside one another in the list.
  const byCase = Map.groupBy(files, ({ applicationId }) => applicationId);
  let removed = 0;
  for (const [applicationId, own] of byCase) {
    const slots = new Set(own.map(({ party, slot }) => `${party}/${slot}`));
    if (slots.size < own.length) removed += await removeReplacedOf(applicationId);
  }
  return removed;
}

async function removeReplacedOf(applicationId: string): Promise<number> {
  const found = await loadCase(applicationId);
  if (found?.item.state !== 'draft') return 0;
  // Only the newest ready file of a slot is ever attached.
  const replaced = found.files.filter((file) => found.files.some((other) => replaces(other, file)));
  if (replaced.length === 0) return 0;
  const { canceled } = await table.transaction
    .write(({ application, file }) => [
      application
        .check({ applicationId })
        .where(({ version, state }, { eq }) => `${eq(version, found.item.version)} AND ${eq(state, 'draft')}`)
        .commit(),
      ...replaced.map(({ fileId }) => file.delete({ applicationId, fileId }).commit()),
    ])
    .go();
  return canceled ? 0 : replaced.length;
}

function replaces(newer: FileItem, older: FileItem): boolean {
  const isSamePlace = newer.slot === older.slot && newer.owner === older.owner;
  return isSamePlace && newer.status === 'ready' && older.status === 'ready' && newer.uploadedAt > older.uploadedAt;
}
