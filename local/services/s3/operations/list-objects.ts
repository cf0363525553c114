import * as z from 'zod';
import { S3Error } from '../errors.ts';
import { receiveBody } from '../integrity/body.ts';
import { encodeUri } from '../request.ts';
import type { Version } from '../storage/versions.ts';
import { presentElements, xmlDocument, type XmlElement } from '../xml.ts';
import { quote, type Answer, type Call, type Operation } from './operation.ts';

/** Most entries of one page. */
const largestPage = 1000;

type KeyWriter = (key: string) => string;

function pageSize(call: Call): number {
  const text = call.request.query.get('max-keys') ?? String(largestPage);
  const size = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(size))
    throw new S3Error('InvalidArgument', { message: 'Provided max-keys not an integer or within integer range' });
  return Math.min(size, largestPage);
}

function keyWriter(call: Call): KeyWriter {
  const encoding = call.request.query.get('encoding-type');
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url')
    throw new S3Error('InvalidArgument', { message: 'Invalid Encoding Method specified in Request' });
  return (key) => key.split('/').map(encodeUri).join('/');
}

/** A place between two entries of a list: behind a key, or behind everything that begins with a common prefix. */
const placeSchema = z.union([z.strictObject({ key: z.string() }), z.strictObject({ prefix: z.string() })]);
type Place = z.infer<typeof placeSchema>;

function writeToken(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readToken(token: string): Place {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    throw new S3Error('InvalidArgument', { message: 'The continuation token provided is incorrect' });
  }
}

function isBehind(key: string, place: Place | undefined): boolean {
  if (!place) return true;
  return 'key' in place ? key !== place.key : !key.startsWith(place.prefix);
}

function describeObject(version: Version, write: KeyWriter): XmlElement {
  const checksum = version.attributes.checksum;
  const elements = presentElements([
    ['Key', write(version.key)],
    ['LastModified', version.createdAt.toISOString()],
    ['ETag', quote(version.etag)],
    ['ChecksumAlgorithm', checksum?.algorithm],
    ['ChecksumType', checksum?.type],
    ['Size', version.size],
    ['StorageClass', 'STANDARD'],
  ]);
  return ['Contents', elements];
}

interface Page {
  contents: XmlElement[];
  prefixes: string[];
  next: Place | undefined;
}

/** Collects one page of keys that begin with the prefix; keys that share more, up to the delimiter, count as one. */
function collect(call: Call, place: Place | undefined, size: number, write: KeyWriter): Page {
  const prefix = call.request.query.get('prefix') ?? '';
  const delimiter = call.request.query.get('delimiter') ?? '';
  const page: Page = { contents: [], prefixes: [], next: undefined };
  if (size === 0) return page;
  const start = place ? ('key' in place ? place.key : place.prefix) : '';
  const from = Buffer.compare(Buffer.from(start), Buffer.from(prefix)) > 0 ? start : prefix;
  let last: Place | undefined;
  for (const version of call.store.versions.currentFrom(call.bucket.name, from)) {
    const { key } = version;
    if (!key.startsWith(prefix)) break;
    if (!isBehind(key, place)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    if (common !== undefined && common === page.prefixes.at(-1)) continue;
    if (page.contents.length + page.prefixes.length === size) {
      page.next = last;
      break;
    }
    if (common === undefined) page.contents.push(describeObject(version, write));
    else page.prefixes.push(common);
    last = common === undefined ? { key } : { prefix: common };
  }
  return page;
}

async function listObjects(call: Call): Promise<Answer> {
  await receiveBody(call.request, call.signature, () => Promise.resolve());
  const query = call.request.query;
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented');
  const write = keyWriter(call);
  const [token, startAfter, size] = [query.get('continuation-token'), query.get('start-after'), pageSize(call)];
  const after = startAfter === undefined ? undefined : { key: startAfter };
  const { contents, prefixes, next } = collect(call, token === undefined ? after : readToken(token), size, write);
  const optional = (name: string) => {
    const value = query.get(name);
    return value === undefined ? undefined : write(value);
  };
  const elements = presentElements([
    ['Name', call.bucket.name],
    ['Prefix', write(query.get('prefix') ?? '')],
    ['Delimiter', optional('delimiter')],
    ['StartAfter', optional('start-after')],
    ['EncodingType', query.get('encoding-type')],
    ['ContinuationToken', token],
    ['NextContinuationToken', next && writeToken(next)],
    ['KeyCount', contents.length + prefixes.length],
    ['MaxKeys', size],
    ['IsTruncated', next !== undefined],
  ]);
  const common = prefixes.map((prefix): XmlElement => ['CommonPrefixes', [['Prefix', write(prefix)]]]);
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument('ListBucketResult', [...elements, ...contents, ...common]),
  };
}

/** ListObjectsV2. */
export const listOperations: readonly Operation[] = [
  {
    name: 'ListObjectsV2',
    method: 'GET',
    target: 'bucket',
    selectedBy: ['list-type'],
    parameters: ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
    run: listObjects,
  },
];
