import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startTestS3 } from './test-fixture.ts';

async function read(client: S3Client, Bucket: string, Key: string, VersionId?: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body!.transformToString();
}

const put = (client: S3Client, Bucket: string, Key: string, Body: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

test('versions are kept, marked as deleted and removed one by one', async () => {
  const { client } = await startTestS3();
  const first = await put(client, 'versioned', 'key', 'one');
  const second = await put(client, 'versioned', 'key', 'two');
  expect(first.VersionId).not.toBe(second.VersionId);
  expect(await read(client, 'versioned', 'key')).toBe('two');
  expect(await read(client, 'versioned', 'key', first.VersionId)).toBe('one');

  const deleted = await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'key' }));
  expect(deleted.DeleteMarker).toBe(true);
  await expect(read(client, 'versioned', 'key')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(read(client, 'versioned', 'key', deleted.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
  await expect(read(client, 'versioned', 'key', 'unknown')).rejects.toMatchObject({ name: 'NoSuchVersion' });
  const listed = await client.send(new ListObjectVersionsCommand({ Bucket: 'versioned' }));
  expect(listed.Versions?.map((version) => [version.VersionId, version.IsLatest])).toEqual([
    [second.VersionId, false],
    [first.VersionId, false],
  ]);
  expect(listed.DeleteMarkers?.map((marker) => [marker.VersionId, marker.IsLatest])).toEqual([
    [deleted.VersionId, true],
  ]);

  for (const VersionId of [deleted.VersionId, second.VersionId])
    await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'key', VersionId }));
  expect(await read(client, 'versioned', 'key')).toBe('one');
});

test('versions are listed page by page', async () => {
  const { client } = await startTestS3();
  const puts = [];
  for (const key of ['a', 'a', 'a', 'b']) puts.push((await put(client, 'versioned', key, 'x')).VersionId);
  const page = (markers: object) =>
    client.send(new ListObjectVersionsCommand({ Bucket: 'versioned', MaxKeys: 2, ...markers }));
  const one = await page({});
  const two = await page({ KeyMarker: one.NextKeyMarker, VersionIdMarker: one.NextVersionIdMarker });
  expect([...one.Versions!, ...two.Versions!].map((version) => version.VersionId)).toEqual([
    puts[2],
    puts[1],
    puts[0],
    puts[3],
  ]);
  expect([one.IsTruncated, two.IsTruncated]).toEqual([true, false]);
});

test('a copy is pinned to the version it names', async () => {
  const { client } = await startTestS3();
  const inspected = await client.send(
    new PutObjectCommand({ Bucket: 'incoming', Key: '照 片', Body: 'inspected', ContentType: 'image/jpeg' }),
  );
  const replaced = await put(client, 'incoming', '照 片', 'replaced');
  const CopySource = `incoming/${encodeURIComponent('照 片')}?versionId=${inspected.VersionId}`;
  const copy = await client.send(new CopyObjectCommand({ Bucket: 'versioned', Key: 'photo', CopySource }));
  expect(copy.CopySourceVersionId).toBe(inspected.VersionId);
  expect(copy.CopyObjectResult?.ETag).toBe(inspected.ETag);
  expect(await read(client, 'versioned', 'photo', copy.VersionId)).toBe('inspected');
  const head = await client.send(new HeadObjectCommand({ Bucket: 'versioned', Key: 'photo' }));
  expect(head.ContentType).toBe('image/jpeg');

  const newest = `incoming/${encodeURIComponent('照 片')}`;
  const pinned = client.send(
    new CopyObjectCommand({ Bucket: 'plain', Key: 'x', CopySource: newest, CopySourceIfMatch: inspected.ETag }),
  );
  await expect(pinned).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await client.send(
    new CopyObjectCommand({ Bucket: 'plain', Key: 'x', CopySource: newest, CopySourceIfMatch: replaced.ETag }),
  );
  expect(await read(client, 'plain', 'x')).toBe('replaced');
});

test('a copy takes new metadata when asked, and is refused onto itself without a change', async () => {
  const { client } = await startTestS3();
  await put(client, 'plain', 'key', 'content');
  const copy = (input: object) =>
    client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'key', CopySource: 'plain/key', ...input }));
  await expect(copy({})).rejects.toMatchObject({ name: 'InvalidRequest' });
  await copy({ MetadataDirective: 'REPLACE', ContentType: 'text/plain', ChecksumAlgorithm: 'SHA256' });
  const head = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'key', ChecksumMode: 'ENABLED' }));
  expect(head.ContentType).toBe('text/plain');
  expect(head.ChecksumSHA256).toBe('7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=');
  expect(await read(client, 'plain', 'key')).toBe('content');
  await expect(copy({ CopySource: 'plain/absent' })).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(copy({ CopySource: 'elsewhere/key' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
});
