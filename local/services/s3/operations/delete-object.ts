import { S3Error } from '../errors.ts';
import { receiveBody, receiveDocument } from '../integrity/body.ts';
import { hasContent, NO_ATTRIBUTES, NULL_VERSION } from '../storage/versions.ts';
import type { BucketSettings } from '../types.ts';
import {
  childText,
  expectElements,
  parseXml,
  parseXmlBoolean,
  presentElements,
  xmlDocument,
  type XmlElement,
} from '../xml.ts';
import type { Answer, Call, Operation, Service } from './operation.ts';
import { BODY_HEADERS } from './put-object.ts';

/** What became of a deletion. */
type Deleted = {
  /** Version that the answer names: the marker that was made, or the version that was removed. */
  readonly versionId: string | undefined;
  /** That version is a delete marker. */
  readonly marker: boolean;
};

/** S3 API Reference, DeleteObjects. */
const MOST_KEYS = 1000;

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
      attributes: NO_ATTRIBUTES,
    });
    return { versionId: version.versionId, marker: true };
  }
  const removed = store.versions.removeVersion(bucket.name, key, versionId ?? NULL_VERSION);
  if (hasContent(removed)) store.bodies.remove([removed.body]);
  return { versionId, marker: removed !== undefined && !hasContent(removed) };
}

async function deleteOne(call: Call): Promise<Answer> {
  await receiveBody(call.request, call.signature, () => Promise.resolve());
  const { versionId, marker } = deleteObject(call, call.bucket, call.request.key, call.request.query.get('versionId'));
  const headers: Record<string, string> = {};
  if (marker) headers['x-amz-delete-marker'] = 'true';
  if (versionId !== undefined && call.bucket.versioned) headers['x-amz-version-id'] = versionId;
  return { status: 204, headers };
}

function parseDeletions(text: string): { quiet: boolean; objects: { key: string; versionId: string | undefined }[] } {
  const root = parseXml(text);
  expectElements(root, 'Delete', ['Object', 'Quiet']);
  const objects = root.children
    .filter((child) => child.name === 'Object')
    .map((node) => {
      // ETag, LastModifiedTime and Size would be conditions; refusing them is better than deleting regardless.
      expectElements(node, 'Object', ['Key', 'VersionId']);
      const key = childText(node, 'Key');
      if (!key) throw new S3Error('MalformedXML');
      return { key, versionId: childText(node, 'VersionId') };
    });
  if (objects.length === 0 || objects.length > MOST_KEYS) throw new S3Error('MalformedXML');
  return { quiet: parseXmlBoolean(childText(root, 'Quiet')), objects };
}

async function deleteMany(call: Call): Promise<Answer> {
  const { text, verified } = await receiveDocument(call.request, call.signature);
  if (!verified)
    throw new S3Error('InvalidRequest', {
      message: 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    });
  const { quiet, objects } = parseDeletions(text);
  const results: XmlElement[] = objects.map(({ key, versionId }) => {
    const deleted = deleteObject(call, call.bucket, key, versionId);
    const elements = presentElements([
      ['Key', key],
      ['VersionId', versionId],
      ['DeleteMarker', deleted.marker ? true : undefined],
      ['DeleteMarkerVersionId', deleted.marker ? deleted.versionId : undefined],
    ]);
    return ['Deleted', elements];
  });
  const body = xmlDocument('DeleteResult', quiet ? [] : results);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** DeleteObject and DeleteObjects. */
export const deleteOperations: readonly Operation[] = [
  { name: 'DeleteObject', method: 'DELETE', target: 'object', parameters: ['versionId'], run: deleteOne },
  {
    name: 'DeleteObjects',
    method: 'POST',
    target: 'bucket',
    selectedBy: ['delete'],
    headers: BODY_HEADERS,
    run: deleteMany,
  },
];
