import { S3Error } from '../errors.ts';
import { receiveBody } from '../integrity/body.ts';
import { hasContent, noAttributes, nullVersion } from '../storage/versions.ts';
import type { BucketSettings } from '../types.ts';
import type { Answer, Call, Operation, Service } from './operation.ts';

/** What became of a deletion. */
interface Deleted {
  /** Version that the answer names: the marker that was made, or the version that was removed. */
  readonly versionId: string | undefined;
  /** That version is a delete marker. */
  readonly marker: boolean;
}

/**
 * Deletes a key: with a version id that version for good; without, the object, or in a bucket that keeps versions by
 * a delete marker. Deleting what is not there succeeds, as in S3.
 */
export function deleteObject(
  { store, now }: Pick<Service, 'store' | 'now'>,
  bucket: BucketSettings,
  key: string,
  versionId?: string,
): Deleted {
  if (versionId === undefined && bucket.versioned) {
    const { version } = store.versions.add({
      bucket: bucket.name,
      key,
      versioned: true,
      body: undefined,
      size: 0,
      etag: '',
      createdAt: now(),
      attributes: noAttributes,
    });
    return { versionId: version.versionId, marker: true };
  }
  refuseRetained({ store, now }, bucket, key, versionId);
  const removed = store.versions.removeVersion(bucket.name, key, versionId ?? nullVersion);
  if (hasContent(removed)) store.bodies.remove([removed.body]);
  return { versionId, marker: removed !== undefined && !hasContent(removed) };
}

/** "How S3 Object Lock works": a version under retention is not deleted; a delete marker, which is no object, is. */
function refuseRetained(
  { store, now }: Pick<Service, 'store' | 'now'>,
  { name, retainDays }: BucketSettings,
  key: string,
  versionId: string | undefined,
): void {
  if (retainDays === undefined || versionId === undefined) return;
  const version = store.versions.byId(name, key, versionId);
  if (!hasContent(version)) return;
  const until = version.createdAt.getTime() + retainDays * 86_400_000;
  if (now().getTime() < until) {
    throw new S3Error('AccessDenied', { message: 'Access Denied because object protected by object lock.' });
  }
}

async function deleteOne(call: Call): Promise<Answer> {
  await receiveBody(call.request, call.signature, () => Promise.resolve());
  const { versionId, marker } = deleteObject(call, call.bucket, call.request.key, call.request.query.get('versionId'));
  const headers: Record<string, string> = {};
  if (marker) headers['x-amz-delete-marker'] = 'true';
  if (versionId !== undefined && call.bucket.versioned) headers['x-amz-version-id'] = versionId;
  return { status: 204, headers };
}

/** DeleteObject. */
export const deleteOperations: readonly Operation[] = [
  { name: 'DeleteObject', method: 'DELETE', target: 'object', parameters: ['versionId'], run: deleteOne },
];
