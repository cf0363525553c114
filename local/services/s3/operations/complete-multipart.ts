import { createHash } from 'node:crypto';
import * as z from 'zod';
import { S3Error } from '../errors.ts';
import { receiveDocument } from '../integrity/body.ts';
import {
  checksumAlgorithmSchema,
  checksumElement,
  checksumHeader,
  checksumMismatch,
  createChecksum,
  type Checksum,
} from '../integrity/checksums.ts';
import type { Part, UploadAttributes } from '../storage/uploads.ts';
import { childText, expectElements, parseXml, presentElements, xmlDocument } from '../xml.ts';
import { checkWriteConditions, WRITE_CONDITIONS } from './conditions.ts';
import { findUpload } from './multipart.ts';
import { quote, versionHeaders, type Answer, type Call, type Operation } from './operation.ts';
import { commitObject, originOf } from './put-object.ts';

/** Least size of each part but the last (S3 User Guide, "Amazon S3 multipart upload limits"). */
const LEAST_PART_BYTES = 5 * 1024 * 1024;

const CHECKSUM_ELEMENTS = checksumAlgorithmSchema.options.map(checksumElement);

type Listed = { readonly number: number; readonly etag: string; readonly checksum: string | undefined };

/** What the client says of the parts. Throws MalformedXML or InvalidPartOrder. */
function parseList(text: string, { algorithm }: UploadAttributes): readonly Listed[] {
  const root = parseXml(text);
  expectElements(root, 'CompleteMultipartUpload', ['Part']);
  if (root.children.length === 0) throw new S3Error('MalformedXML');
  const listed = root.children.map((node) => {
    expectElements(node, 'Part', ['PartNumber', 'ETag', ...CHECKSUM_ELEMENTS]);
    const number = z.coerce.number().int().safeParse(childText(node, 'PartNumber'));
    const etag = childText(node, 'ETag')?.replace(/^"(.*)"$/, '$1');
    if (!number.success || etag === undefined) throw new S3Error('MalformedXML');
    return { number: number.data, etag, checksum: childText(node, checksumElement(algorithm)) };
  });
  if (listed.some(({ number }, index) => number <= (listed[index - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder');
  return listed;
}

/** The stored parts that the client lists, each held to what the list says of it. */
function chooseParts(
  listed: readonly Listed[],
  stored: readonly Part[],
  attributes: UploadAttributes,
): readonly Part[] {
  const chosen = listed.map(({ number, etag, checksum }) => {
    if (attributes.declared && attributes.checksumType === 'COMPOSITE' && checksum === undefined)
      throw new S3Error('InvalidRequest', {
        message: `The upload was created using a ${attributes.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
      });
    const part = stored.find((candidate) => candidate.number === number);
    if (!part || part.md5 !== etag || (checksum ?? part.checksum) !== part.checksum)
      throw new S3Error('InvalidPart', { details: { PartNumber: String(number), ETag: etag } });
    return part;
  });
  const small = chosen.slice(0, -1).find((part) => part.size < LEAST_PART_BYTES);
  if (small)
    throw new S3Error('EntityTooSmall', {
      details: {
        ProposedSize: String(small.size),
        MinSizeAllowed: String(LEAST_PART_BYTES),
        PartNumber: String(small.number),
      },
    });
  return chosen;
}

function composite(parts: readonly Part[], attributes: UploadAttributes): Checksum {
  const checksum = createChecksum(attributes.algorithm);
  for (const part of parts) checksum.update(Buffer.from(part.checksum, 'base64'));
  const value = `${checksum.digest().toString('base64')}-${parts.length}`;
  return { algorithm: attributes.algorithm, value, type: 'COMPOSITE' };
}

type Assembled = { readonly body: string; readonly size: number; readonly md5: string; readonly checksum: Checksum };

async function assemble(call: Call, parts: readonly Part[], attributes: UploadAttributes): Promise<Assembled> {
  const { bodies } = call.store;
  const writer = await bodies.create();
  try {
    const md5 = createHash('md5');
    const whole = createChecksum(attributes.algorithm);
    let size = 0;
    for (const part of parts) {
      for await (const chunk of bodies.read(part.body)) {
        const bytes = z.instanceof(Uint8Array).parse(chunk);
        md5.update(bytes);
        whole.update(bytes);
        size += bytes.length;
        await writer.write(bytes);
      }
    }
    const full: Checksum = {
      algorithm: attributes.algorithm,
      value: whole.digest().toString('base64'),
      type: 'FULL_OBJECT',
    };
    const checksum = attributes.checksumType === 'COMPOSITE' ? composite(parts, attributes) : full;
    return { body: await writer.keep(), size, md5: md5.digest('hex'), checksum };
  } finally {
    await writer.discard();
  }
}

/** Holds the assembled object to what the client says of it: checksum and size of the whole. */
function checkPromises(call: Call, { checksum, size }: Assembled): void {
  const { amz } = call.request;
  for (const algorithm of checksumAlgorithmSchema.options) {
    const promised = amz.get(checksumHeader(algorithm))?.replace(/-\d+$/, '');
    if (promised === undefined) continue;
    if (algorithm !== checksum.algorithm || promised !== checksum.value.replace(/-\d+$/, ''))
      throw checksumMismatch(algorithm);
  }
  if ((amz.get('x-amz-checksum-type') ?? checksum.type) !== checksum.type)
    throw new S3Error('InvalidRequest', { message: 'The checksum type differs from the one of the upload.' });
  if ((amz.get('x-amz-mp-object-size') ?? String(size)) !== String(size))
    throw new S3Error('InvalidRequest', {
      message: 'The provided x-amz-mp-object-size header does not match the size of the object.',
    });
}

async function completeUpload(call: Call): Promise<Answer> {
  const { request, bucket, store } = call;
  const { text } = await receiveDocument(request, call.signature, false);
  const { id, attributes } = findUpload(call);
  const parts = chooseParts(parseList(text, attributes), store.uploads.parts(id), attributes);
  checkWriteConditions(request.headers, store.versions.newest(bucket.name, request.key));
  const assembled = await assemble(call, parts, attributes);
  const { body, size, md5, checksum } = assembled;
  const partDigests = Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex')));
  const partBodies: string[] = [];
  const version = commitObject(
    call,
    {
      key: request.key,
      body,
      size,
      etag: `${createHash('md5').update(partDigests).digest('hex')}-${parts.length}`,
      attributes: { headers: attributes.headers, metadata: attributes.metadata, md5, checksum },
    },
    originOf(call, 'CompleteMultipartUpload'),
    (newest) => {
      findUpload(call);
      checkPromises(call, assembled);
      checkWriteConditions(request.headers, newest);
    },
    () => partBodies.push(...store.uploads.end(id)),
  );
  store.bodies.remove(partBodies);
  const result = presentElements([
    ['Location', `http://${request.headers.get('host') ?? ''}${request.path}`],
    ['Bucket', bucket.name],
    ['Key', request.key],
    ['ETag', quote(version.etag)],
    [checksumElement(checksum.algorithm), checksum.value],
    ['ChecksumType', checksum.type],
  ]);
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...versionHeaders(bucket, version) },
    body: xmlDocument('CompleteMultipartUploadResult', result),
  };
}

/** CompleteMultipartUpload. */
export const completeOperations: readonly Operation[] = [
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    target: 'object',
    selectedBy: ['uploadId'],
    headers: [...checksumAlgorithmSchema.options.map(checksumHeader), 'x-amz-checksum-type', 'x-amz-mp-object-size'],
    conditions: WRITE_CONDITIONS,
    run: completeUpload,
  },
];
