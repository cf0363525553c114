import { fileSlotRules } from '../../domain/file-slots.ts';
import { FileEntity, type FileItem } from '../records/entities.ts';
import type { UploadVersion } from '../platform/incoming.ts';
import { conditionHeld } from '../records/condition.ts';
import { inspectFile, tooLarge } from './inspect-file.ts';
import type { Inspection } from './inspection.ts';

/** An object that has arrived in the incoming bucket; `size` in bytes. */
export interface ArrivedObject extends UploadVersion {
  readonly size: number;
}

/** The two buckets. Reading answers undefined for a version that is gone; every call may be repeated. */
export interface InspectionFiles {
  readonly read: (version: UploadVersion) => Promise<Uint8Array | undefined>;
  readonly remove: (version: UploadVersion) => Promise<void>;
  readonly promote: (key: string, body: Uint8Array, type: string) => Promise<void>;
}

/** What became of an arrived object. */
export type Outcome = 'ready' | 'rejected' | 'nobody-waits' | 'gone';

/**
 * Inspects an upload, moves what is kept of it to the documents bucket and tells its record, then deletes the upload. Only a
 * record that is still waiting is changed, so a repeated event, or the same bytes uploaded again with an address that is still
 * valid, changes nothing. Throws when a bucket or the table fails; then the event comes again.
 */
export async function inspectUpload(arrived: ArrivedObject, files: InspectionFiles): Promise<Outcome> {
  const file = await pendingFile(arrived.key);
  const outcome = file === undefined ? 'nobody-waits' : await settle(file, arrived, files);
  await files.remove(arrived);
  return outcome;
}

async function settle(file: FileItem, arrived: ArrivedObject, files: InspectionFiles): Promise<Outcome> {
  const inspection = await inspect(file, arrived, files);
  if (inspection === undefined) return 'gone';
  if (!inspection.ok) {
    await conclude(file, { status: 'rejected', message: inspection.message });
    return 'rejected';
  }
  const { body, type } = inspection;
  const key = `files/${file.applicationId}/${file.fileId}.${type === 'application/pdf' ? 'pdf' : 'jpg'}`;
  await files.promote(key, body, type);
  await conclude(file, { status: 'ready', key, type });
  return 'ready';
}

async function inspect(
  file: FileItem,
  arrived: ArrivedObject,
  files: InspectionFiles,
): Promise<Inspection | undefined> {
  // Not even read: the signature of the upload bounds the size, but only the record of it is trusted.
  if (arrived.size > fileSlotRules[file.slot].maxBytes) return tooLarge(file.slot);
  const bytes = await files.read(arrived);
  return bytes === undefined ? undefined : await inspectFile(bytes, file);
}

/** The record that waits for an upload. The key is the one that was signed: `uploads/<application>/<file>`. */
async function pendingFile(key: string): Promise<FileItem | undefined> {
  const [, applicationId, fileId] = /^uploads\/([^/]+)\/([^/]+)$/.exec(key) ?? [];
  if (applicationId === undefined || fileId === undefined) return undefined;
  const { data } = await FileEntity.get({ applicationId, fileId }).go({ consistent: true });
  return data?.status === 'pending' ? data : undefined;
}

async function conclude(
  { applicationId, fileId }: FileItem,
  result: Pick<FileItem, 'status' | 'message' | 'key'> & Partial<Pick<FileItem, 'type'>>,
): Promise<void> {
  // Lost where another delivery of the event was faster with the same result, or the draft was deleted meanwhile.
  await conditionHeld(
    FileEntity.patch({ applicationId, fileId })
      .set(result)
      .where(({ status }, { eq }) => eq(status, 'pending'))
      .go(),
  );
}
