import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetBucketLocationCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { accountCaller } from '../../ground/caller.ts';
import { startTestS3, testCredentials } from './test-fixture.ts';

async function read(client: S3Client, Bucket: string, Key: string, VersionId?: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body!.transformToString();
}

const put = (client: S3Client, Bucket: string, Key: string, Body: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

test('an object comes back with its content, headers and metadata, whatever its key', async () => {
  const { client, errors } = await startTestS3();
  const Key = 'a b/申请表 (1)+\'"<&>~*.pdf';
  const sent = await client.send(
    new PutObjectCommand({
      Bucket: 'plain',
      Key,
      Body: '内容',
      ContentType: 'application/pdf',
      CacheControl: 'private, max-age=60',
      ContentDisposition: 'inline',
      Metadata: { owner: 'someone' },
    }),
  );
  expect(sent.VersionId).toBeUndefined();
  const head = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key, ChecksumMode: 'ENABLED' }));
  expect(head).toMatchObject({
    ContentLength: 6,
    ContentType: 'application/pdf',
    CacheControl: 'private, max-age=60',
    ContentDisposition: 'inline',
    Metadata: { owner: 'someone' },
    ETag: sent.ETag,
    ChecksumCRC32: sent.ChecksumCRC32,
  });
  expect(head.ContentEncoding).toBeUndefined();
  expect(await read(client, 'plain', Key)).toBe('内容');
  const list = await client.send(new ListObjectsV2Command({ Bucket: 'plain' }));
  expect(list.Contents?.map((entry) => entry.Key)).toEqual([Key]);
  expect(errors).toEqual([]);
});

test('an empty object and one of several megabytes come back as they were', async () => {
  const { client } = await startTestS3();
  const big = Buffer.alloc(3_000_001, 'jiangsu');
  await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'empty', Body: Buffer.alloc(0) }));
  await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'big', Body: big }));
  expect(await read(client, 'plain', 'empty')).toBe('');
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'big' }));
  expect(Buffer.from(await Body!.transformToByteArray()).equals(big)).toBe(true);
});

test('a stream is stored decoded, without the coding of its transfer', async () => {
  const { client } = await startTestS3();
  const content = Buffer.alloc(200_000, 'stream');
  await client.send(
    new PutObjectCommand({
      Bucket: 'plain',
      Key: 'stream',
      Body: Readable.from([content.subarray(0, 120_000), content.subarray(120_000)], { objectMode: false }),
      ContentLength: content.length,
    }),
  );
  const got = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'stream' }));
  expect(got.ContentEncoding).toBeUndefined();
  expect(got.ContentLength).toBe(content.length);
  expect(Buffer.from(await got.Body!.transformToByteArray()).equals(content)).toBe(true);
});

test.each([
  ['bytes=2-4', '234', 'bytes 2-4/10'],
  ['bytes=7-', '789', 'bytes 7-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
  ['bytes=8-99', '89', 'bytes 8-9/10'],
  ['bytes=5-2', '0123456789', undefined],
])('a read of %s answers %s', async (Range, content, ContentRange) => {
  const { client } = await startTestS3();
  await put(client, 'plain', 'digits', '0123456789');
  const got = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'digits', Range }));
  expect(await got.Body!.transformToString()).toBe(content);
  expect(got.ContentRange).toBe(ContentRange);
  expect(got.$metadata.httpStatusCode).toBe(ContentRange ? 206 : 200);
});

test('a range behind the end is refused', async () => {
  const { client } = await startTestS3();
  await put(client, 'plain', 'digits', '0123456789');
  const outside = client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'digits', Range: 'bytes=10-' }));
  await expect(outside).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
});

test('conditions of a read are kept', async () => {
  const { client } = await startTestS3();
  const { ETag } = await put(client, 'plain', 'key', 'content');
  const get = (conditions: object) => client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'key', ...conditions }));
  await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  await expect(get({ IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(get({ IfMatch: ETag })).resolves.toMatchObject({ ETag });
  await expect(get({ IfModifiedSince: new Date(Date.now() + 5000) })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 304 },
  });
  await expect(get({ IfUnmodifiedSince: new Date(0) })).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('If-None-Match: * keeps what is there, and lets a deleted key be written again', async () => {
  const { client } = await startTestS3();
  const putOnce = (Body: string) =>
    client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'once', Body, IfNoneMatch: '*' }));
  await putOnce('first');
  await expect(putOnce('second')).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  expect(await read(client, 'versioned', 'once')).toBe('first');
  await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'once' }));
  await putOnce('third');
  expect(await read(client, 'versioned', 'once')).toBe('third');
});

test('of many writers with If-None-Match: * exactly one wins', async () => {
  const { client } = await startTestS3();
  const writers = Array.from({ length: 8 }, (_, index) =>
    client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'race', Body: String(index), IfNoneMatch: '*' })),
  );
  const results = await Promise.allSettled(writers);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});

test('If-Match replaces only the object it names', async () => {
  const { client } = await startTestS3();
  const { ETag } = await put(client, 'plain', 'key', 'one');
  const replace = (Key: string, IfMatch: string | undefined) =>
    client.send(new PutObjectCommand({ Bucket: 'plain', Key, Body: 'two', IfMatch }));
  await expect(replace('key', '"0"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(replace('absent', ETag)).rejects.toMatchObject({ name: 'NoSuchKey' });
  await replace('key', ETag);
  expect(await read(client, 'plain', 'key')).toBe('two');
});

test('keys are listed in byte order, by prefix, folded at a delimiter, page by page', async () => {
  const { client } = await startTestS3();
  for (const key of ['b', 'a/2', 'a/1', 'a/x/1', 'A', '中', 'c/1', '🀄', '｡']) await put(client, 'plain', key, key);
  const list = async (input: object) => {
    const pages = paginateListObjectsV2({ client, pageSize: 2 }, { Bucket: 'plain', ...input });
    const found: string[] = [];
    for await (const { Contents = [], CommonPrefixes = [] } of pages)
      found.push(...Contents.map((entry) => entry.Key!), ...CommonPrefixes.map((entry) => entry.Prefix!));
    return found;
  };
  // The last two differ in order between UTF-8 and UTF-16.
  expect(await list({})).toEqual(['A', 'a/1', 'a/2', 'a/x/1', 'b', 'c/1', '中', '｡', '🀄']);
  expect(await list({ Prefix: 'a/' })).toEqual(['a/1', 'a/2', 'a/x/1']);
  expect(await list({ Prefix: 'a/', Delimiter: '/' })).toEqual(['a/1', 'a/2', 'a/x/']);
  expect((await list({ Delimiter: '/' })).sort()).toEqual(['A', 'a/', 'b', 'c/', '中', '｡', '🀄'].sort());
  expect(await list({ StartAfter: 'b' })).toEqual(['c/1', '中', '｡', '🀄']);
});

test('what is not implemented is refused and changes nothing', async () => {
  const { client } = await startTestS3();
  const putWith = (input: object) =>
    client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'k', Body: 'x', ...input }));
  const refusals = [
    putWith({ Tagging: 'a=b' }),
    putWith({ ServerSideEncryption: 'aws:kms' }),
    putWith({ StorageClass: 'GLACIER' }),
    putWith({ IfNoneMatch: '"x"' }),
    client.send(new PutObjectTaggingCommand({ Bucket: 'plain', Key: 'k', Tagging: { TagSet: [] } })),
    client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'k', PartNumber: 1 })),
    client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'k', IfMatch: '"x"' })),
    client.send(new ListObjectsCommand({ Bucket: 'plain' })),
    client.send(new GetBucketLocationCommand({ Bucket: 'plain' })),
    client.send(new ListBucketsCommand({})),
    client.send(new CreateBucketCommand({ Bucket: 'new' })),
  ];
  const results = await Promise.allSettled(refusals);
  for (const result of results)
    expect(result).toMatchObject({ reason: { name: 'NotImplemented', $metadata: { httpStatusCode: 501 } } });
  await expect(read(client, 'plain', 'k')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a bucket that is not named does not exist', async () => {
  const { client } = await startTestS3();
  await expect(put(client, 'elsewhere', 'k', 'v')).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('inside the process objects are put, read, listed and removed without a signature', async () => {
  const { s3, client } = await startTestS3();
  const page = { contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache' };
  await s3.put('plain', 'index.html', '<p>你好</p>', page);
  const stored = await s3.read('plain', 'index.html');
  expect(stored).toMatchObject({ size: 13, ...page });
  expect((await stored!.bytes()).toString()).toBe('<p>你好</p>');
  expect(await read(client, 'plain', 'index.html')).toBe('<p>你好</p>');

  await s3.put('plain', 'index.html', '<p>你好</p>', page);
  expect((await s3.read('plain', 'index.html'))!.lastModified).toEqual(stored!.lastModified);
  await s3.put('plain', 'a.css', 'p {}', { contentType: 'text/css' });
  expect(s3.keys('plain')).toEqual(['a.css', 'index.html']);
  expect(s3.keys('plain', 'in')).toEqual(['index.html']);
  s3.remove('plain', 'a.css');
  expect(await s3.read('plain', 'a.css')).toBeUndefined();
  await expect(s3.put('elsewhere', 'k', '', page)).rejects.toThrow('There is no bucket elsewhere');
});

test.each([
  ['unavailable', { name: 'SlowDown' }, []],
  ['silent', { name: 'AbortError' }, []],
  ['lost', { code: 'ECONNRESET' }, ['k']],
] as const)('fails a function by the fault %s, and the account never', async (fault, error, kept) => {
  let isAccount = false;
  const keys = { secretOf: () => testCredentials.secretAccessKey, callerOf: () => ({ ...accountCaller, isAccount }) };
  const faults = { strikes: (kind: string) => kind === fault };
  const { s3, client } = await startTestS3({ keys, faults });
  const command = new PutObjectCommand({ Bucket: 'plain', Key: 'k', Body: 'v' });
  await expect(client.send(command, { abortSignal: AbortSignal.timeout(300) })).rejects.toMatchObject(error);
  expect(s3.keys('plain')).toEqual(kept);
  isAccount = true;
  await put(client, 'plain', 'other', 'v');
});
