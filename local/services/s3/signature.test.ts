import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import { decodeChunked } from './integrity/chunked.ts';
import { parseRequest, type S3Request } from './request.ts';
import { createSignatureVerifier, type VerifiedSignature } from './signature.ts';
import { makeClient, sendRaw, signHeaders, startTestS3, without } from './test-fixture.ts';

const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const minuteMs = 60_000;

async function startWithObject() {
  const started = await startTestS3();
  await started.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'key', Body: 'secret' }));
  return { ...started, url: `${started.s3.url}/plain/key` };
}

test('a request without a signature is refused', async () => {
  const { url, s3 } = await startWithObject();
  for (const attempt of [
    await sendRaw(url, {}),
    await sendRaw(url, { method: 'PUT', headers: { 'content-length': 4 }, body: 'mine' }),
    await sendRaw(url, { method: 'DELETE' }),
    await sendRaw(`${s3.url}/plain?list-type=2`, {}),
  ])
    expect(attempt).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect((await (await s3.read('plain', 'key'))!.bytes()).toString()).toBe('secret');
});

test('an unknown access key and a wrong secret are refused', async () => {
  const { s3 } = await startWithObject();
  const get = new GetObjectCommand({ Bucket: 'plain', Key: 'key' });
  const foreign = makeClient(s3.url, { accessKeyId: 'foreign', secretAccessKey: 'local-secret' });
  await expect(foreign.send(get)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  const wrong = makeClient(s3.url, { accessKeyId: 'local', secretAccessKey: 'guess' });
  await expect(wrong.send(get)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
});

test('a request for another region or with a session token is refused', async () => {
  const { s3 } = await startWithObject();
  const get = new GetObjectCommand({ Bucket: 'plain', Key: 'key' });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const elsewhere = new S3Client({ region: 'cn-north-1', endpoint: s3.url, credentials, maxAttempts: 1 });
  await expect(elsewhere.send(get)).rejects.toMatchObject({ name: 'AuthorizationHeaderMalformed' });
  const token = new S3Client({
    region: 'us-east-1',
    endpoint: s3.url,
    credentials: { ...credentials, sessionToken: 'token' },
    maxAttempts: 1,
  });
  await expect(token.send(get)).rejects.toMatchObject({ name: 'InvalidToken' });
});

test('what was signed cannot be changed', async () => {
  const { url } = await startWithObject();
  const headers = await signHeaders(url, 'GET', { 'x-amz-content-sha256': empty, range: 'bytes=0-1' });
  expect(await sendRaw(url, { headers })).toMatchObject({ status: 206, text: 'se' });
  const refusals = [
    await sendRaw(url, { headers: { ...headers, range: 'bytes=0-5' } }),
    await sendRaw(url, { headers: { ...headers, host: 'localhost' } }),
    await sendRaw(url, { method: 'DELETE', headers }),
    await sendRaw(`${url}2`, { headers }),
    await sendRaw(`${url}?versionId=null`, { headers }),
    await sendRaw(url, { headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }),
    await sendRaw(url, {
      headers: {
        ...headers,
        authorization: headers['authorization']!.replace(/.$/, (end) => (end === '0' ? '1' : '0')),
      },
    }),
  ];
  expect(refusals.map((refusal) => refusal.code)).toEqual(refusals.map(() => 'SignatureDoesNotMatch'));
  expect(await sendRaw(url, { headers: without(headers, 'range') })).toMatchObject({ code: 'SignatureDoesNotMatch' });
});

test('an x-amz header that is not signed is refused', async () => {
  const { url } = await startWithObject();
  const headers = await signHeaders(url, 'GET', { 'x-amz-content-sha256': empty });
  const refused = await sendRaw(url, { headers: { ...headers, 'x-amz-checksum-mode': 'ENABLED' } });
  expect(refused).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect(refused.text).toContain('<HeadersNotSigned>x-amz-checksum-mode</HeadersNotSigned>');
});

test('a clock more than fifteen minutes away is refused', async () => {
  const { url } = await startWithObject();
  const at = async (minutes: number) => {
    const date = new Date(Date.now() + minutes * minuteMs);
    const headers = await signHeaders(url, 'GET', { 'x-amz-content-sha256': empty }, { date });
    return (await sendRaw(url, { headers })).code;
  };
  expect(await Promise.all([-16, -14, 14, 16].map(at))).toEqual([
    'RequestTimeTooSkewed',
    '',
    '',
    'RequestTimeTooSkewed',
  ]);
});

test('malformed authorizations get a client error, never a 500', async () => {
  const { url, errors } = await startWithObject();
  const good = await signHeaders(url, 'GET', { 'x-amz-content-sha256': empty });
  const authorization = good['authorization']!;
  const codes = [
    ['', 'InvalidRequest'],
    ['AWS local:signature', 'InvalidRequest'],
    ['Bearer token', 'InvalidRequest'],
    ['AWS4-HMAC-SHA256 Credential=local', 'AuthorizationHeaderMalformed'],
    [authorization.replace('/s3/', '/sqs/'), 'AuthorizationHeaderMalformed'],
    [authorization.replace(/\/\d{8}\//, '/20000101/'), 'AuthorizationHeaderMalformed'],
    [authorization.replace(/Signature=\w+/, 'Signature='), 'SignatureDoesNotMatch'],
  ] as const;
  for (const [value, code] of codes)
    expect((await sendRaw(url, { headers: { ...good, authorization: value } })).code).toBe(code);
  expect((await sendRaw(url, { headers: without(good, 'x-amz-date') })).code).toBe('AccessDenied');
  expect((await sendRaw(url, { headers: without(good, 'x-amz-content-sha256') })).code).toBe('InvalidRequest');
  expect((await sendRaw(url.replace('key', '%E4%B8'), { headers: good })).code).toBe('InvalidURI');
  expect(errors).toEqual([]);
});

/** The example key pair of AWS's own documentation ("Signature calculations for the Authorization header"). */
const documented = createSignatureVerifier({
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
  region: 'us-east-1',
  now: () => new Date('2013-05-24T00:00:00Z'),
});

/** Lets Node parse a request that nobody else answers. */
async function parseOverWire(
  path: string,
  method: string,
  headers: Record<string, string>,
  body = '',
): Promise<S3Request> {
  let parsed: S3Request | undefined;
  const server = createServer((incoming, response) => {
    parsed = parseRequest(incoming, 'ID', () => undefined);
    incoming.resume().on('end', () => response.end());
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await sendRaw(`http://127.0.0.1:${port}${path}`, { method, headers, body });
  return parsed!;
}

const authorization = (signedHeaders: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`;

test("the signatures of AWS's documentation are right: header and presigned", async () => {
  const get = await parseOverWire('/test.txt', 'GET', {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': empty,
    'x-amz-date': '20130524T000000Z',
    authorization: authorization(
      'host;range;x-amz-content-sha256;x-amz-date',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ),
  });
  await expect(documented(get)).resolves.toMatchObject({ payload: empty });
  const presigned = await parseOverWire(
    '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    'GET',
    { host: 'examplebucket.s3.amazonaws.com' },
  );
  await expect(documented(presigned)).resolves.toMatchObject({ payload: 'UNSIGNED-PAYLOAD' });
});

async function documentedUpload(body: string, trailing: boolean): Promise<VerifiedSignature> {
  const request = await parseOverWire(
    '/examplebucket/chunkObject.txt',
    'PUT',
    {
      host: 's3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-decoded-content-length': '66560',
      'content-encoding': 'aws-chunked',
      'content-length': String(body.length),
      ...(trailing
        ? {
            'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
            'x-amz-trailer': 'x-amz-checksum-crc32c',
            authorization: authorization(
              'content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer',
              '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
            ),
          }
        : {
            'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
            authorization: authorization(
              'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
              '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
            ),
          }),
    },
    body,
  );
  return documented(request);
}

async function decode(
  body: string,
  signature: VerifiedSignature,
  trailer?: string,
): Promise<[number, string | undefined]> {
  async function* inPieces() {
    for (let at = 0; at < body.length; at += 1000) yield await Promise.resolve(Buffer.from(body.slice(at, at + 1000)));
  }
  const chunked = decodeChunked(inPieces(), { signature, trailer });
  let size = 0;
  for await (const piece of chunked.data) size += piece.length;
  return [size, chunked.trailer()];
}

const chunk = (size: number, signature: string) =>
  `${size.toString(16)};chunk-signature=${signature}\r\n${size > 0 ? `${'a'.repeat(size)}\r\n` : ''}`;

test("the signed chunks of AWS's documentation are right, and none can be changed", async () => {
  const body = [
    chunk(65536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    chunk(1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
    '\r\n',
  ].join('');
  const signature = await documentedUpload(body, false);
  await expect(decode(body, signature)).resolves.toEqual([66560, undefined]);
  const mismatch = { code: 'SignatureDoesNotMatch' };
  await expect(decode(body.replace('aa', 'ab'), signature)).rejects.toMatchObject(mismatch);
  await expect(decode(body.replace('0055627c', '0055627d'), signature)).rejects.toMatchObject(mismatch);
  await expect(decode(body.slice(0, -88), signature)).rejects.toMatchObject({ code: 'IncompleteBody' });
  await expect(decode(`${body}more`, signature)).rejects.toMatchObject({ code: 'MalformedTrailerError' });
});

test("the signed trailer of AWS's documentation is right, and cannot be changed", async () => {
  const body = [
    chunk(65536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
    chunk(1024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
    chunk(0, '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992'),
    'x-amz-checksum-crc32c:sOO8/Q==\r\n',
    'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
  ].join('');
  const signature = await documentedUpload(body, true);
  const name = 'x-amz-checksum-crc32c';
  await expect(decode(body, signature, name)).resolves.toEqual([66560, 'sOO8/Q==']);
  const changed = decode(body.replace('sOO8', 'sOO9'), signature, name);
  await expect(changed).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  const other = decode(body, signature, 'x-amz-checksum-crc32');
  await expect(other).rejects.toMatchObject({ code: 'MalformedTrailerError' });
});
