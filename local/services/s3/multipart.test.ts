import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompleteMultipartUploadCommandInput,
  type CreateMultipartUploadCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { expect, test } from 'vitest';
import { makeClient, startTestS3, testCredentials } from './test-fixture.ts';

const MEGABYTE = 1024 * 1024;
const PART = Buffer.alloc(5 * MEGABYTE, 'part');
const md5 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

async function begin(client: S3Client, input: Partial<CreateMultipartUploadCommandInput> = {}) {
  const target = { Bucket: 'incoming', Key: 'big' };
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'CRC32', ...input }),
  );
  return {
    UploadId,
    part: async (PartNumber: number, Body: Uint8Array, more: object = {}) => {
      const part = new UploadPartCommand({ ...target, UploadId, PartNumber, Body, ...more });
      const { ETag, ChecksumCRC32, ChecksumSHA256 } = await client.send(part);
      return { PartNumber, ETag, ChecksumCRC32, ChecksumSHA256 };
    },
    complete: (Parts: object[], more: Partial<CompleteMultipartUploadCommandInput> = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts }, ...more })),
    abort: () => client.send(new AbortMultipartUploadCommand({ ...target, UploadId })),
  };
}

test('a stream of unknown length, uploaded by the SDK in parts, comes back whole', async () => {
  const { client, events, folder } = await startTestS3();
  const pieces = Array.from({ length: 170 }, (_, index) => Buffer.alloc(65_000, String(index)));
  const upload = new Upload({
    client,
    params: {
      Bucket: 'incoming',
      Key: 'scan.pdf',
      Body: Readable.from(pieces, { objectMode: false }),
      ContentType: 'application/pdf',
      Metadata: { by: 'test' },
    },
  });
  const done = await upload.done();
  const whole = Buffer.concat(pieces);
  const got = await client.send(new GetObjectCommand({ Bucket: 'incoming', Key: 'scan.pdf' }));
  expect(got).toMatchObject({ ContentType: 'application/pdf', Metadata: { by: 'test' }, ETag: done.ETag });
  expect(Buffer.from(await got.Body!.transformToByteArray()).equals(whole)).toBe(true);
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  expect(done.ChecksumCRC32).toMatch(/-3$/);
  expect(events).toMatchObject([
    {
      object: {
        key: 'scan.pdf',
        size: whole.length,
        etag: done.ETag!.replaceAll('"', ''),
        'version-id': done.VersionId,
      },
      reason: 'CompleteMultipartUpload',
    },
  ]);
  // Nothing of the parts is left.
  expect(await readdir(path.join(folder, 'bodies'))).toHaveLength(1);
});

test('a short stream uploaded by the SDK becomes one plain object', async () => {
  const { client, events } = await startTestS3();
  const Body = Readable.from([Buffer.from('short')], { objectMode: false });
  await new Upload({ client, params: { Bucket: 'incoming', Key: 'short', Body } }).done();
  const got = await client.send(new GetObjectCommand({ Bucket: 'incoming', Key: 'short' }));
  expect(await got.Body!.transformToString()).toBe('short');
  expect(events.map((event) => event.reason)).toEqual(['PutObject']);
});

test('a multipart ETag is made of the parts; a copy has a plain one', async () => {
  const { client } = await startTestS3();
  const upload = await begin(client);
  const [tail, one] = [await upload.part(7, Buffer.from('tail')), await upload.part(2, PART)];
  const done = await upload.complete([one, tail]);
  const parts = Buffer.concat([md5(PART), md5(Buffer.from('tail'))]);
  expect(done.ETag).toBe(`"${md5(parts).toString('hex')}-2"`);
  const copy = await client.send(
    new CopyObjectCommand({ Bucket: 'plain', Key: 'copy', CopySource: `incoming/big?versionId=${done.VersionId}` }),
  );
  expect(copy.CopyObjectResult?.ETag).toBe(`"${md5(PART, Buffer.from('tail')).toString('hex')}"`);
});

test('the checksum is composed of the parts, or of the whole when asked', async () => {
  const { client } = await startTestS3();
  const composed = await begin(client, { ChecksumAlgorithm: 'SHA256' });
  const part = await composed.part(1, PART, { ChecksumAlgorithm: 'SHA256' });
  const partDigest = createHash('sha256').update(PART).digest();
  expect(part.ChecksumSHA256).toBe(partDigest.toString('base64'));
  const done = await composed.complete([part]);
  expect(done.ChecksumSHA256).toBe(`${createHash('sha256').update(partDigest).digest('base64')}-1`);

  const full = await begin(client, { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
  const parts = [await full.part(1, PART), await full.part(2, Buffer.from('tail'))];
  const wrong = full.complete(parts, { ChecksumCRC32: 'AAAAAA==', ChecksumType: 'FULL_OBJECT' });
  await expect(wrong).rejects.toMatchObject({ name: 'BadDigest' });
  const { ChecksumCRC32, ChecksumType } = await full.complete(parts);
  expect(ChecksumType).toBe('FULL_OBJECT');
  const put = new PutObjectCommand({ Bucket: 'plain', Key: 'x', Body: Buffer.concat([PART, Buffer.from('tail')]) });
  expect(ChecksumCRC32).toBe((await client.send(put)).ChecksumCRC32);
});

test('a part may be sent again; the last one counts', async () => {
  const { client, folder } = await startTestS3();
  const upload = await begin(client);
  const first = await upload.part(1, Buffer.from('first'));
  const second = await upload.part(1, Buffer.from('second'));
  await expect(upload.complete([first])).rejects.toMatchObject({ name: 'InvalidPart' });
  await upload.complete([second]);
  const got = await client.send(new GetObjectCommand({ Bucket: 'incoming', Key: 'big' }));
  expect(await got.Body!.transformToString()).toBe('second');
  expect(await readdir(path.join(folder, 'bodies'))).toHaveLength(1);
});

test('a wrong list of parts is refused and the upload stays open', async () => {
  const { client, errors } = await startTestS3();
  const upload = await begin(client);
  const [small, tail] = [await upload.part(1, Buffer.from('small')), await upload.part(2, Buffer.from('tail'))];
  const refusals = [
    [[tail, small], 'InvalidPartOrder'],
    [[small, small], 'InvalidPartOrder'],
    [[small, tail], 'EntityTooSmall'],
    [[{ ...small, ETag: '"0"' }], 'InvalidPart'],
    [[{ ...small, PartNumber: 3 }], 'InvalidPart'],
    [[{ ...small, ChecksumCRC32: 'AAAAAA==' }], 'InvalidPart'],
    [[], 'MalformedXML'],
  ] as const;
  for (const [parts, name] of refusals) await expect(upload.complete([...parts])).rejects.toMatchObject({ name });
  await expect(upload.complete([small], { MpuObjectSize: 6 })).rejects.toMatchObject({ name: 'InvalidRequest' });
  const head = client.send(new HeadObjectCommand({ Bucket: 'incoming', Key: 'big' }));
  await expect(head).rejects.toMatchObject({ name: 'NotFound' });
  await upload.complete([small]);
  await expect(upload.complete([small])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  expect(errors).toEqual([]);
});

test('parts must carry the checksum that the upload announced, and only that', async () => {
  const { client, s3 } = await startTestS3();
  const announced = await begin(client, { ChecksumAlgorithm: 'SHA256' });
  const other = announced.part(1, PART, { ChecksumAlgorithm: 'CRC32' });
  await expect(other).rejects.toMatchObject({ name: 'InvalidRequest' });
  const sent = await announced.part(1, PART, { ChecksumAlgorithm: 'SHA256' });
  await expect(announced.complete([{ ...sent, ChecksumSHA256: undefined }])).rejects.toMatchObject({
    name: 'InvalidRequest',
  });
  const none = await begin(client, { ChecksumAlgorithm: undefined });
  await expect(none.part(1, PART)).rejects.toMatchObject({ name: 'InvalidRequest' });

  const plain = makeClient(s3.url, testCredentials, 'WHEN_REQUIRED');
  const upload = await begin(plain, { ChecksumAlgorithm: undefined });
  const done = await upload.complete([await upload.part(1, PART)]);
  expect(done.ChecksumType).toBe('FULL_OBJECT');
  const missing = await begin(plain, { ChecksumAlgorithm: 'SHA256' });
  await expect(missing.part(1, PART)).rejects.toMatchObject({ name: 'InvalidRequest' });
});

test('an aborted upload leaves nothing', async () => {
  const { client, folder } = await startTestS3();
  const upload = await begin(client);
  const part = await upload.part(1, PART);
  await upload.abort();
  await expect(upload.complete([part])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  await expect(upload.part(2, PART)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  expect(await readdir(path.join(folder, 'bodies'))).toEqual([]);
});

test('completing keeps If-None-Match: * and parts are not copied from objects', async () => {
  const { client } = await startTestS3();
  const upload = await begin(client);
  const part = await upload.part(1, Buffer.from('mine'));
  await client.send(new PutObjectCommand({ Bucket: 'incoming', Key: 'big', Body: 'theirs' }));
  await expect(upload.complete([part], { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  const copy = new UploadPartCopyCommand({
    Bucket: 'incoming',
    Key: 'big',
    UploadId: upload.UploadId,
    PartNumber: 2,
    CopySource: 'incoming/big',
  });
  await expect(client.send(copy)).rejects.toMatchObject({ name: 'NotImplemented' });
});
