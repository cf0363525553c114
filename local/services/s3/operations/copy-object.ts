import { S3Error } from '../errors.ts';
import { receiveBody } from '../integrity/body.ts';
import {
  checksumElement,
  createChecksum,
  DEFAULT_ALGORITHM,
  parseAlgorithm,
  type Checksum,
} from '../integrity/checksums.ts';
import type { Attributes, ObjectVersion } from '../storage/versions.ts';
import { presentElements, xmlDocument } from '../xml.ts';
import { checkWriteConditions, COPY_CONDITIONS, evaluateConditions, WRITE_CONDITIONS } from './conditions.ts';
import { findVersion } from './get-object.ts';
import { quote, versionHeaders, type Answer, type Call, type Operation } from './operation.ts';
import { commitObject, originOf } from './put-object.ts';
import { DESCRIPTION_HEADERS, readDescription } from './stored-headers.ts';

type Source = { readonly bucket: string; readonly key: string; readonly versionId: string | undefined };

function parseSource(text: string): Source {
  const invalid = new S3Error('InvalidArgument', {
    message: 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    details: { ArgumentName: 'x-amz-copy-source', ArgumentValue: text },
  });
  const [name, version, ...rest] = text.split('?versionId=');
  if (name === undefined || rest.length > 0) throw invalid;
  let path: string;
  try {
    path = decodeURIComponent(name).replace(/^\//, '');
  } catch {
    throw invalid;
  }
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) throw invalid;
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), versionId: version };
}

function directive(call: Call): 'COPY' | 'REPLACE' {
  const value = call.request.amz.get('x-amz-metadata-directive') ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE')
    throw new S3Error('InvalidArgument', { message: 'Unknown metadata directive.' });
  return value;
}

/** The source's own checksum, where it is of the asked algorithm and of the whole; otherwise one is computed. */
async function checksumOfCopy(call: Call, source: ObjectVersion): Promise<Checksum> {
  const asked = call.request.amz.get('x-amz-checksum-algorithm');
  const kept = source.attributes.checksum;
  const algorithm = asked === undefined ? (kept?.algorithm ?? DEFAULT_ALGORITHM) : parseAlgorithm(asked);
  if (kept?.algorithm === algorithm && kept.type === 'FULL_OBJECT') return kept;
  const checksum = createChecksum(algorithm);
  for await (const chunk of call.store.bodies.read(source.body)) checksum.update(parseChunk(chunk));
  return { algorithm, value: checksum.digest().toString('base64'), type: 'FULL_OBJECT' };
}

function parseChunk(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('A file stream gave something other than bytes');
}

function describeCopy(call: Call, source: ObjectVersion): Pick<Attributes, 'headers' | 'metadata'> {
  if (directive(call) === 'REPLACE') return readDescription(call.request);
  readDescription(call.request);
  return { headers: source.attributes.headers, metadata: source.attributes.metadata };
}

function findSource(call: Call): ObjectVersion {
  const source = parseSource(call.request.amz.get('x-amz-copy-source') ?? '');
  const bucket = call.buckets.get(source.bucket);
  if (!bucket) throw new S3Error('NoSuchBucket', { details: { BucketName: source.bucket } });
  const itself = bucket === call.bucket && source.key === call.request.key && source.versionId === undefined;
  if (itself && directive(call) === 'COPY' && !call.request.amz.has('x-amz-checksum-algorithm'))
    throw new S3Error('InvalidRequest', {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  const version = findVersion({ store: call.store, bucket }, source.key, source.versionId);
  if (evaluateConditions(call.request.amz, COPY_CONDITIONS, version) === 'unchanged')
    throw new S3Error('PreconditionFailed', { details: { Condition: 'x-amz-copy-source-If-None-Match' } });
  return version;
}

async function copyObject(call: Call): Promise<Answer> {
  const { request, store } = call;
  await receiveBody(request, call.signature, () => Promise.resolve());
  const source = findSource(call);
  const description = describeCopy(call, source);
  const body = await store.bodies.duplicate(source.body);
  let checksum: Checksum;
  try {
    checksum = await checksumOfCopy(call, { ...source, body });
  } catch (error) {
    store.bodies.remove([body]);
    throw error;
  }
  const md5 = source.attributes.md5;
  const version = commitObject(
    call,
    { key: request.key, body, size: source.size, etag: md5, attributes: { ...description, md5, checksum } },
    originOf(call, 'CopyObject'),
    (newest) => checkWriteConditions(request.headers, newest),
  );
  const sourceBucket = call.buckets.get(source.bucket);
  const headers = {
    'content-type': 'application/xml',
    ...versionHeaders(call.bucket, version),
    ...(sourceBucket?.versioned ? { 'x-amz-copy-source-version-id': source.versionId } : {}),
  };
  const result = presentElements([
    ['ETag', quote(version.etag)],
    ['LastModified', version.createdAt.toISOString()],
    [checksumElement(checksum.algorithm), checksum.value],
    ['ChecksumType', checksum.type],
  ]);
  return { status: 200, headers, body: xmlDocument('CopyObjectResult', result) };
}

/** CopyObject. */
export const copyOperations: readonly Operation[] = [
  {
    name: 'CopyObject',
    method: 'PUT',
    target: 'object',
    selectedByHeader: 'x-amz-copy-source',
    headers: [
      'x-amz-copy-source',
      ...Object.values(COPY_CONDITIONS),
      'x-amz-metadata-directive',
      'x-amz-checksum-algorithm',
      'x-amz-source-expected-bucket-owner',
      ...DESCRIPTION_HEADERS,
    ],
    conditions: WRITE_CONDITIONS,
    run: copyObject,
  },
];
