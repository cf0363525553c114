import { chooseEncoding, compress } from './compression.ts';
import type { Encoding } from './compression.ts';

/** An object as the site bucket gives it. */
interface OriginObject {
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  readonly cacheControl: string | undefined;
  readonly bytes: () => Promise<Buffer>;
}

/** Reads an object of the site bucket; undefined when there is none. */
export type ReadObject = (bucket: string, key: string) => Promise<OriginObject | undefined>;

/** An answer of the site's origin, before the behaviour's headers. */
export interface SiteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface CachedObject {
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly etag: string;
  readonly body: Buffer;
  readonly encoded: Map<Encoding, Buffer>;
}

/** A request for an object of the site. */
export interface SiteRequest {
  readonly key: string;
  readonly method: string;
  readonly acceptEncoding: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly compress: boolean;
}

// The whole site has a few megabytes. What no longer fits is read again each time.
const cacheBytes = 64 * 1024 * 1024;

// S3 does not tell somebody who may not list a bucket that a key is missing: it refuses.
const missing = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
);

/**
 * The site bucket as an origin: answers GET and HEAD with ETag, conditional requests and compression, 403 for a missing key
 * as S3 answers a distribution that may read but not list. Objects are kept in memory: a site only changes by a deployment,
 * which is made before this is created.
 */
export function createSiteOrigin(bucket: string, read: ReadObject): (request: SiteRequest) => Promise<SiteAnswer> {
  const cache = new Map<string, CachedObject>();
  let cachedBytes = 0;
  const find = async (key: string): Promise<CachedObject | undefined> => {
    const cached = cache.get(key);
    if (cached) return cached;
    const found = await read(bucket, key);
    if (!found) return undefined;
    const object = await cachedObject(found);
    if (cachedBytes + object.body.length <= cacheBytes) {
      cachedBytes += object.body.length;
      cache.set(key, object);
    }
    return object;
  };
  return async (request) => {
    const object = await find(request.key);
    if (!object) return { status: 403, headers: { 'content-type': 'application/xml' }, body: missing };
    return answer(request, object);
  };
}

async function cachedObject(found: OriginObject): Promise<CachedObject> {
  return {
    headers: {
      'content-type': found.contentType,
      'last-modified': found.lastModified.toUTCString(),
      ...(found.cacheControl !== undefined && { 'cache-control': found.cacheControl }),
    },
    contentType: found.contentType,
    etag: found.etag,
    body: await found.bytes(),
    encoded: new Map(),
  };
}

function answer(request: SiteRequest, object: CachedObject): SiteAnswer {
  const encoding = request.compress
    ? chooseEncoding(request.acceptEncoding, object.contentType, object.body.length)
    : undefined;
  // CloudFront makes the ETag of what it compressed itself a weak one.
  const etag = encoding ? `W/${object.etag}` : object.etag;
  const headers = { ...object.headers, etag, ...(request.compress && { vary: 'accept-encoding' }) };
  if (matches(request.ifNoneMatch, object.etag)) return { status: 304, headers, body: Buffer.alloc(0) };
  const body = encoding ? encodedBody(object, encoding) : object.body;
  return {
    status: 200,
    headers: { ...headers, ...(encoding && { 'content-encoding': encoding }), 'content-length': String(body.length) },
    body: request.method === 'HEAD' ? Buffer.alloc(0) : body,
  };
}

function encodedBody(object: CachedObject, encoding: Encoding): Buffer {
  const known = object.encoded.get(encoding);
  if (known) return known;
  const body = compress(object.body, encoding);
  object.encoded.set(encoding, body);
  return body;
}

// RFC 9110, 13.1.2: If-None-Match compares weakly.
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch
    .split(',')
    .some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//u, '') === etag);
}
