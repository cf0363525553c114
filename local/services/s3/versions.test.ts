import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
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
  for (const VersionId of [deleted.VersionId, second.VersionId])
    await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'key', VersionId }));
  expect(await read(client, 'versioned', 'key')).toBe('one');
});

test('what is under retention is not removed, and can be read whatever is put over it', async () => {
  const { client } = await startTestS3();
  const { VersionId } = await put(client, 'locked', 'key', 'one');
  await put(client, 'locked', 'key', 'two');
  const marker = await client.send(new DeleteObjectCommand({ Bucket: 'locked', Key: 'key' }));
  await expect(client.send(new DeleteObjectCommand({ Bucket: 'locked', Key: 'key', VersionId }))).rejects.toMatchObject(
    { name: 'AccessDenied' },
  );
  await client.send(new DeleteObjectCommand({ Bucket: 'locked', Key: 'key', VersionId: marker.VersionId }));
  expect(await read(client, 'locked', 'key', VersionId)).toBe('one');
});

test('what the product does not call is refused by its name', async () => {
  const { client } = await startTestS3();
  await put(client, 'plain', 'key', 'content');
  const refused = (message: string) => ({ name: 'NotImplemented', message });
  await expect(
    client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'copy', CopySource: 'plain/key' })),
  ).rejects.toMatchObject(refused('CopyObject is not implemented'));
  await expect(client.send(new CreateMultipartUploadCommand({ Bucket: 'plain', Key: 'parts' }))).rejects.toMatchObject(
    refused('Multipart upload is not implemented'),
  );
  await expect(
    client.send(new DeleteObjectsCommand({ Bucket: 'plain', Delete: { Objects: [{ Key: 'key' }] } })),
  ).rejects.toMatchObject(refused('DeleteObjects is not implemented'));
  await expect(client.send(new ListObjectVersionsCommand({ Bucket: 'versioned' }))).rejects.toMatchObject(
    refused('ListObjectVersions is not implemented'),
  );
});
