import { S3Error } from '../errors.ts';
import { receiveBody } from '../integrity/body.ts';
import { checksumHeader, DEFAULT_ALGORITHM, parseAlgorithm, type ChecksumAlgorithm } from '../integrity/checksums.ts';
import type { UploadAttributes } from '../storage/uploads.ts';
import { xmlDocument } from '../xml.ts';
import { quote, type Answer, type Call, type Operation } from './operation.ts';
import { BODY_HEADERS } from './put-object.ts';
import { DESCRIPTION_HEADERS, readDescription } from './stored-headers.ts';

/** S3 User Guide, "Amazon S3 multipart upload limits". */
const MOST_PARTS = 10_000;

function checksumType(call: Call, algorithm: ChecksumAlgorithm): UploadAttributes['checksumType'] {
  const usual = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const type = call.request.amz.get('x-amz-checksum-type') ?? usual;
  // CRC64NVME cannot be composed of its parts' values, the SHA values cannot be given for the whole.
  const possible =
    algorithm === 'CRC64NVME' ? ['FULL_OBJECT'] : algorithm.startsWith('SHA') ? ['COMPOSITE'] : undefined;
  if ((type !== 'FULL_OBJECT' && type !== 'COMPOSITE') || (possible && !possible.includes(type)))
    throw new S3Error('InvalidRequest', {
      message: `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    });
  return type;
}

async function createUpload(call: Call): Promise<Answer> {
  const { request, bucket } = call;
  await receiveBody(request, call.signature, () => Promise.resolve(), false);
  const named = request.amz.get('x-amz-checksum-algorithm');
  const algorithm = named === undefined ? DEFAULT_ALGORITHM : parseAlgorithm(named);
  const attributes: UploadAttributes = {
    ...readDescription(request),
    algorithm,
    declared: named !== undefined,
    checksumType: checksumType(call, algorithm),
  };
  const id = call.store.uploads.begin(bucket.name, request.key, call.now(), attributes);
  return {
    status: 200,
    headers: {
      'content-type': 'application/xml',
      'x-amz-checksum-algorithm': algorithm,
      'x-amz-checksum-type': attributes.checksumType,
    },
    body: xmlDocument('InitiateMultipartUploadResult', [
      ['Bucket', bucket.name],
      ['Key', request.key],
      ['UploadId', id],
    ]),
  };
}

/** The upload that a request names. Throws NoSuchUpload. */
export function findUpload(call: Call): { readonly id: string; readonly attributes: UploadAttributes } {
  const id = call.request.query.get('uploadId') ?? '';
  const attributes = call.store.uploads.find(call.bucket.name, call.request.key, id);
  if (!attributes) throw new S3Error('NoSuchUpload', { details: { UploadId: id } });
  return { id, attributes };
}

function partNumber(call: Call): number {
  const text = call.request.query.get('partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MOST_PARTS)
    throw new S3Error('InvalidArgument', {
      message: `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`,
    });
  return number;
}

async function uploadPart(call: Call): Promise<Answer> {
  const { request, store } = call;
  const number = partNumber(call);
  const { id, attributes } = findUpload(call);
  const writer = await store.bodies.create();
  try {
    const { size, md5, checksum } = await receiveBody(request, call.signature, writer.write);
    const { algorithm } = attributes;
    // Composed checksums need one of each part; an upload begun without an algorithm takes none (S3 answers "null").
    const expected = attributes.declared ? algorithm : undefined;
    const actual = checksum.declared ? checksum.algorithm : undefined;
    if (actual === undefined ? expected && attributes.checksumType === 'COMPOSITE' : actual !== expected)
      throw new S3Error('InvalidRequest', {
        message: `Checksum Type mismatch occurred, expected checksum Type: ${expected?.toLowerCase() ?? 'null'}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
      });
    const body = await writer.keep();
    try {
      // It may have been completed or aborted while the part arrived.
      findUpload(call);
      store.bodies.remove(store.uploads.putPart(id, { number, body, size, md5, checksum: checksum.value }));
    } catch (error) {
      store.bodies.remove([body]);
      throw error;
    }
    return { status: 200, headers: { etag: quote(md5), [checksumHeader(algorithm)]: checksum.value } };
  } finally {
    await writer.discard();
  }
}

async function abortUpload(call: Call): Promise<Answer> {
  await receiveBody(call.request, call.signature, () => Promise.resolve());
  const { id } = findUpload(call);
  call.store.bodies.remove(call.store.uploads.end(id));
  return { status: 204, headers: {} };
}

/** CreateMultipartUpload, UploadPart and AbortMultipartUpload. */
export const multipartOperations: readonly Operation[] = [
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    target: 'object',
    selectedBy: ['uploads'],
    headers: ['x-amz-checksum-algorithm', 'x-amz-checksum-type', ...DESCRIPTION_HEADERS],
    run: createUpload,
  },
  {
    name: 'UploadPart',
    method: 'PUT',
    target: 'object',
    selectedBy: ['partNumber', 'uploadId'],
    headers: BODY_HEADERS,
    run: uploadPart,
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    target: 'object',
    selectedBy: ['uploadId'],
    run: abortUpload,
  },
];
