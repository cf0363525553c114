import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { createChecksum, defaultAlgorithm } from './integrity/checksums.ts';
import { deleteObject } from './operations/delete-object.ts';
import type { Service } from './operations/operation.ts';
import { commitObject } from './operations/put-object.ts';
import { newRequestId } from './request.ts';
import { hasContent, type ObjectVersion } from './storage/versions.ts';
import type { BucketSettings, PutOptions, RunningS3, StoredObject } from './types.ts';

function describe(service: Service, version: ObjectVersion): StoredObject {
  const { headers } = version.attributes;
  const { bodies } = service.store;
  return {
    size: version.size,
    etag: `"${version.etag}"`,
    lastModified: version.createdAt,
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    cacheControl: headers['cache-control'],
    contentDisposition: headers['content-disposition'],
    contentEncoding: headers['content-encoding'],
    stream: (range) => bodies.read(version.body, range),
    bytes: () => buffer(bodies.read(version.body)),
  };
}

/** Headers as they are kept, in a fixed order. */
function keptHeaders({ contentType, cacheControl }: PutOptions): Record<string, string> {
  return { 'content-type': contentType, ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }) };
}

/** Reading and writing without HTTP and signature, for the parts of the local cloud that stand for AWS itself. */
export function createDirectAccess(service: Service): Pick<RunningS3, 'read' | 'put' | 'keys' | 'remove'> {
  const { bodies, versions } = service.store;

  function find(name: string): BucketSettings {
    const bucket = service.buckets.get(name);
    if (!bucket) throw new Error(`There is no bucket ${name}`);
    return bucket;
  }

  return {
    read(name, key) {
      const newest = versions.newest(find(name).name, key);
      return Promise.resolve(hasContent(newest) ? describe(service, newest) : undefined);
    },
    async put(name, key, content, options) {
      const bucket = find(name);
      const bytes = Buffer.from(content);
      const md5 = createHash('md5').update(bytes).digest('hex');
      const headers = keptHeaders(options);
      const newest = versions.newest(bucket.name, key);
      const same =
        hasContent(newest) &&
        newest.etag === md5 &&
        newest.size === bytes.length &&
        JSON.stringify(newest.attributes.headers) === JSON.stringify(headers);
      if (same) return;
      const writer = await bodies.create();
      try {
        await writer.write(bytes);
        const checksum = createChecksum(defaultAlgorithm);
        checksum.update(bytes);
        const value = checksum.digest().toString('base64');
        const attributes = {
          headers,
          metadata: {},
          md5,
          checksum: { algorithm: defaultAlgorithm, value, type: 'FULL_OBJECT' as const },
        };
        commitObject(
          { ...service, bucket },
          { key, body: await writer.keep(), size: bytes.length, etag: md5, attributes },
          { reason: 'PutObject', requestId: newRequestId(), sourceAddress: '127.0.0.1' },
        );
      } finally {
        await writer.discard();
      }
    },
    keys(name, prefix = '') {
      const found: string[] = [];
      for (const { key } of versions.currentFrom(find(name).name, prefix)) {
        if (!key.startsWith(prefix)) break;
        found.push(key);
      }
      return found;
    },
    remove(name, key) {
      deleteObject(service, find(name), key);
    },
  };
}
