import { S3Error } from '../errors.ts';
import { checksumHeader } from '../integrity/checksums.ts';
import { receiveBody } from '../integrity/body.ts';
import type { ByteRange } from '../storage/bodies.ts';
import { hasContent, type ObjectVersion } from '../storage/versions.ts';
import { evaluateConditions, readConditions } from './conditions.ts';
import { quote, versionHeaders, type Answer, type Call, type Operation } from './operation.ts';
import { checkHeaderValue, keptHeaders } from './stored-headers.ts';

/** The version that a read names, or the newest. Throws NoSuchKey, NoSuchVersion or MethodNotAllowed (delete marker). */
export function findVersion(
  call: Pick<Call, 'store' | 'bucket'>,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  const { store, bucket } = call;
  if (versionId === undefined) {
    const newest = store.versions.newest(bucket.name, key);
    if (hasContent(newest)) return newest;
    const headers = newest && { 'x-amz-delete-marker': 'true', ...versionHeaders(bucket, newest) };
    throw new S3Error('NoSuchKey', { details: { Key: key }, headers: headers ?? {} });
  }
  const version = store.versions.byId(bucket.name, key, versionId);
  if (!version) throw new S3Error('NoSuchVersion', { details: { Key: key, VersionId: versionId } });
  if (hasContent(version)) return version;
  throw new S3Error('MethodNotAllowed', {
    headers: { allow: 'DELETE', 'x-amz-delete-marker': 'true', ...versionHeaders(bucket, version) },
  });
}

/** One range of bytes; several, or text that is no range, mean the whole object as S3 does. Throws InvalidRange. */
function parseRange(text: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  if (start >= size || (first === '' && Number(last) === 0))
    throw new S3Error('InvalidRange', {
      details: { RangeRequested: text ?? '', ActualObjectSize: String(size) },
      headers: { 'content-range': `bytes */${size}` },
    });
  return { start, end };
}

function describe(call: Call, version: ObjectVersion, whole: boolean): Record<string, string> {
  const { headers, metadata, checksum } = version.attributes;
  const described: Record<string, string> = {
    ...headers,
    etag: quote(version.etag),
    'last-modified': version.createdAt.toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeaders(call.bucket, version),
  };
  for (const [name, value] of Object.entries(metadata)) described[`x-amz-meta-${name}`] = value;
  if (checksum && whole && call.request.amz.get('x-amz-checksum-mode') === 'ENABLED') {
    described[checksumHeader(checksum.algorithm)] = checksum.value;
    described['x-amz-checksum-type'] = checksum.type;
  }
  for (const name of keptHeaders) {
    const override = call.request.query.get(`response-${name}`);
    if (override !== undefined) described[name] = checkHeaderValue(override);
  }
  return described;
}

async function readObject(call: Call): Promise<Answer> {
  const { request, store } = call;
  await receiveBody(request, call.signature, () => Promise.resolve());
  const version = findVersion(call, request.key, request.query.get('versionId'));
  if (evaluateConditions(request.headers, readConditions, version) === 'unchanged')
    return {
      status: 304,
      headers: {
        etag: quote(version.etag),
        'last-modified': version.createdAt.toUTCString(),
        ...versionHeaders(call.bucket, version),
      },
    };
  const range = parseRange(request.headers.get('range'), version.size);
  const headers = describe(call, version, range === undefined);
  const length = range ? range.end - range.start + 1 : version.size;
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${version.size}`;
  headers['content-length'] = String(length);
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return { status, headers };
  return { status, headers, body: store.bodies.read(version.body, range) };
}

const shared = {
  target: 'object',
  parameters: ['versionId', ...keptHeaders.map((name) => `response-${name}`)],
  headers: ['x-amz-checksum-mode'],
  conditions: Object.values(readConditions),
  run: readObject,
} as const;

/** GetObject and HeadObject, with versions, ranges, conditions and response-header overrides. */
export const readOperations: readonly Operation[] = [
  { name: 'GetObject', method: 'GET', ...shared },
  { name: 'HeadObject', method: 'HEAD', ...shared },
];
