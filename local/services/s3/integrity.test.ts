import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { checksumAlgorithmSchema, createChecksum } from './integrity/checksums.ts';
import { sendRaw, signHeaders, startTestS3 } from './test-fixture.ts';

const hex = (content: string) => createHash('sha256').update(content).digest('hex');
const base64 = (algorithm: string, content: string) => createHash(algorithm).update(content).digest('base64');

async function startForPut() {
  const started = await startTestS3();
  const url = `${started.s3.url}/plain/key`;
  const put = async (headers: Record<string, string>, body: string) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const signed = await signHeaders(url, 'PUT', { ...length, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers });
    return sendRaw(url, { method: 'PUT', headers: signed, body });
  };
  const stored = async () => (await (await started.s3.read('plain', 'key'))?.bytes())?.toString();
  return { ...started, url, put, stored };
}

/** Check values of "123456789": catalogue of parametrised CRC algorithms, and FIPS 180. */
test.each([
  ['CRC32', 'cbf43926'],
  ['CRC32C', 'e3069283'],
  ['CRC64NVME', 'ae8b14860a799888'],
  ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
] as const)('%s of the check text', (algorithm, expected) => {
  const whole = createChecksum(algorithm);
  whole.update(Buffer.from('123456789'));
  const pieces = createChecksum(algorithm);
  for (const digit of '123456789') pieces.update(Buffer.from(digit));
  expect([whole.digest().toString('hex'), pieces.digest().toString('hex')]).toEqual([expected, expected]);
});

test.each(checksumAlgorithmSchema.options)('the SDK and the server agree about %s', async (algorithm) => {
  const { client } = await startTestS3();
  const input = { Bucket: 'plain', Key: 'key' };
  const ChecksumAlgorithm: ChecksumAlgorithm = algorithm;
  await client.send(new PutObjectCommand({ ...input, Body: 'content', ChecksumAlgorithm }));
  const content = Buffer.alloc(100_000, '流');
  const Body = Readable.from([content], { objectMode: false });
  await client.send(new PutObjectCommand({ ...input, Body, ContentLength: content.length, ChecksumAlgorithm }));
  const head = await client.send(new HeadObjectCommand({ ...input, ChecksumMode: 'ENABLED' }));
  const expected = createChecksum(algorithm);
  expected.update(content);
  expect(head[`Checksum${algorithm}`]).toBe(expected.digest().toString('base64'));
  // Reading to the end makes the SDK verify the checksum of the answer.
  const { Body: body } = await client.send(new GetObjectCommand({ ...input, ChecksumMode: 'ENABLED' }));
  expect((await body!.transformToByteArray()).length).toBe(content.length);
});

test.each(checksumAlgorithmSchema.options)('a wrong %s is refused and stores nothing', async (algorithm) => {
  const { put, stored } = await startForPut();
  const other = createChecksum(algorithm);
  other.update(Buffer.from('other'));
  const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
  const answer = await put({ [header]: other.digest().toString('base64') }, 'content');
  expect(answer).toMatchObject({ status: 400, code: 'BadDigest' });
  expect(await stored()).toBeUndefined();
});

test.each([
  ['the signed digest', { 'x-amz-content-sha256': hex('other') }, 'XAmzContentSHA256Mismatch'],
  ['Content-MD5', { 'content-md5': base64('md5', 'other') }, 'BadDigest'],
  ['a malformed Content-MD5', { 'content-md5': 'abc' }, 'InvalidDigest'],
  ['a malformed checksum', { 'x-amz-checksum-sha256': 'abc' }, 'InvalidRequest'],
  ['a malformed digest', { 'x-amz-content-sha256': 'abc' }, 'InvalidArgument'],
  [
    'two checksums',
    { 'x-amz-checksum-sha256': base64('sha256', 'content'), 'x-amz-checksum-sha1': base64('sha1', 'content') },
    'InvalidRequest',
  ],
  ['an algorithm without value', { 'x-amz-sdk-checksum-algorithm': 'SHA256' }, 'InvalidRequest'],
  ['an unknown checksum', { 'x-amz-checksum-xxhash64': 'AAAAAAAAAAA=' }, 'NotImplemented'],
  ['chunks that are not announced', { 'content-encoding': 'aws-chunked' }, 'InvalidRequest'],
  [
    'an unknown streaming kind',
    { 'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' },
    'NotImplemented',
  ],
])('%s is refused and stores nothing', async (_case, headers: Record<string, string>, code) => {
  const { put, stored } = await startForPut();
  expect(await put(headers, 'content')).toMatchObject({ code });
  expect(await stored()).toBeUndefined();
});

test('right promises of every kind are kept', async () => {
  const { put, stored } = await startForPut();
  const answer = await put(
    {
      'x-amz-content-sha256': hex('content'),
      'content-md5': base64('md5', 'content'),
      'x-amz-checksum-sha256': base64('sha256', 'content'),
    },
    'content',
  );
  expect(answer.status).toBe(200);
  expect(await stored()).toBe('content');
});

test('a body without length is refused', async () => {
  const { url, stored } = await startForPut();
  const headers = await signHeaders(url, 'PUT', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
  const answer = await sendRaw(url, {
    method: 'PUT',
    headers: { ...headers, 'transfer-encoding': 'chunked' },
    body: 'x',
  });
  expect(answer).toMatchObject({ status: 411, code: 'MissingContentLength' });
  expect(await stored()).toBeUndefined();
});

test('a body over 5 GiB is refused before it is sent', async () => {
  const { url } = await startForPut();
  const headers = await signHeaders(url, 'PUT', {
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    'content-length': String(5 * 1024 ** 3 + 1),
    expect: '100-continue',
  });
  const target = new URL(url);
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(target.port), target.hostname, () => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`PUT ${target.pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);
    });
    let received = '';
    socket.on('data', (data) => (received += data.toString()));
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toContain('<Code>EntityTooLarge</Code>');
});

test('a connection that breaks in the middle of a body leaves nothing behind', async () => {
  const { url, stored, errors, client } = await startForPut();
  const headers = await signHeaders(url, 'PUT', {
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    'content-length': '100',
  });
  const target = new URL(url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(target.port), target.hostname, () => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`PUT ${target.pathname} HTTP/1.1\r\n${lines.join('')}\r\nhalf`, () => socket.destroy());
    });
    socket.on('close', () => resolve());
  });
  await expect(client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'key' }))).rejects.toThrow();
  expect(await stored()).toBeUndefined();
  expect(errors).toEqual([]);
});

/** A body in `aws-chunked` coding with the given sizes and trailer. */
function chunkedBody(content: string, sizes: readonly number[], trailer: string): string {
  let at = 0;
  const chunks = sizes.map((size) => {
    const piece = content.slice(at, (at += size));
    return `${size.toString(16)}\r\n${piece}\r\n`;
  });
  return `${chunks.join('')}0\r\n${trailer}\r\n\r\n`;
}

test.each([
  ['the right trailer', [8192, 1808], base64('sha1', 'a'.repeat(10_000)), 10_000, 200, ''],
  ['a wrong checksum', [10_000], base64('sha1', 'b'), 10_000, 400, 'BadDigest'],
  ['a malformed checksum', [10_000], 'xyz', 10_000, 400, 'InvalidRequest'],
  ['a length too great', [10_000], base64('sha1', 'a'.repeat(10_000)), 10_001, 400, 'IncompleteBody'],
  ['a length too small', [10_000], base64('sha1', 'a'.repeat(10_000)), 9_999, 400, 'IncompleteBody'],
  [
    'a short chunk in the middle',
    [1808, 8192],
    base64('sha1', 'a'.repeat(10_000)),
    10_000,
    403,
    'InvalidChunkSizeError',
  ],
] as const)('a chunked body with %s', async (_case, sizes, checksum, length, status, code) => {
  const { put, stored } = await startForPut();
  const body = chunkedBody('a'.repeat(10_000), sizes, `x-amz-checksum-sha1:${checksum}`);
  const answer = await put(
    {
      'content-encoding': 'gzip,aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': String(length),
      'x-amz-trailer': 'x-amz-checksum-sha1',
    },
    body,
  );
  expect(answer).toMatchObject({ status, code });
  expect(await stored()).toBe(status === 200 ? 'a'.repeat(10_000) : undefined);
});

test('a chunked body keeps the coding of the object itself', async () => {
  const { put, s3 } = await startForPut();
  await put(
    {
      'content-encoding': 'gzip,aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3',
      'x-amz-trailer': 'x-amz-checksum-sha1',
    },
    chunkedBody('abc', [3], `x-amz-checksum-sha1:${base64('sha1', 'abc')}`),
  );
  expect((await s3.read('plain', 'key'))!.contentEncoding).toBe('gzip');
});

test('a chunked body without its trailer, or with another, is refused', async () => {
  const { put, stored } = await startForPut();
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '3',
  };
  const trailer = { 'x-amz-trailer': 'x-amz-checksum-sha1' };
  const body = chunkedBody('abc', [3], `x-amz-checksum-crc32:${base64('sha1', 'abc')}`);
  expect(await put({ ...headers, ...trailer }, body)).toMatchObject({ code: 'MalformedTrailerError' });
  expect(await put({ ...headers, ...trailer }, '3\r\nabc\r\n0\r\n\r\n')).toMatchObject({
    code: 'MalformedTrailerError',
  });
  expect(await put(headers, body)).toMatchObject({ code: 'InvalidRequest' });
  expect(await put({ ...headers, ...trailer }, 'not chunked at all')).toMatchObject({ status: 400 });
  expect(await stored()).toBeUndefined();
});
