import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, test } from 'vitest';
import { makeClient, sendRaw, startTestS3, without } from './test-fixture.ts';

const content = Buffer.from('the promised photo');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

/** The address that the product hands out: DESIGN "Files". */
async function startWithUpload(expiresIn = 300, clock = () => new Date()) {
  const started = await startTestS3({ now: clock });
  const url = await getSignedUrl(
    started.client,
    new PutObjectCommand({
      Bucket: 'incoming',
      Key: 'uploads/1/照片',
      ContentType: 'image/jpeg',
      ContentLength: content.length,
      ChecksumSHA256: sha256(content),
      IfNoneMatch: '*',
    }),
    {
      expiresIn,
      signableHeaders: new Set(['content-type', 'content-length', 'host']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    },
  );
  const headers: Record<string, string> = {
    'content-type': 'image/jpeg',
    'content-length': String(content.length),
    'x-amz-checksum-sha256': sha256(content),
    'if-none-match': '*',
  };
  const stored = () => started.s3.read('incoming', 'uploads/1/照片');
  return { ...started, url, headers, stored };
}

test('a presigned upload stores exactly what was promised, once', async () => {
  const { url, headers, stored, events } = await startWithUpload();
  const answer = await sendRaw(url, { method: 'PUT', headers, body: content });
  expect(answer).toMatchObject({ status: 200, headers: { 'x-amz-checksum-sha256': sha256(content) } });
  expect((await stored())!.contentType).toBe('image/jpeg');
  expect((await (await stored())!.bytes()).equals(content)).toBe(true);
  const again = await sendRaw(url, { method: 'PUT', headers, body: content });
  expect(again).toMatchObject({ status: 412, code: 'PreconditionFailed' });
  expect(events).toHaveLength(1);
});

test('fetch, as a browser has it, can use the presigned address', async () => {
  const { url, headers, stored } = await startWithUpload();
  const answer = await fetch(url, { method: 'PUT', headers: without(headers, 'content-length'), body: content });
  expect(answer.status).toBe(200);
  expect((await stored())!.size).toBe(content.length);
});

test.each([
  ['another length', 403, 'SignatureDoesNotMatch', { 'content-length': '5' }, Buffer.from('short')],
  ['another type', 403, 'SignatureDoesNotMatch', { 'content-type': 'text/html' }, content],
  ['another checksum', 403, 'SignatureDoesNotMatch', { 'x-amz-checksum-sha256': sha256(Buffer.from('x')) }, content],
  ['another content of that length', 400, 'BadDigest', {}, Buffer.from('the prOmised photo')],
  ['an unsigned x-amz header', 403, 'AccessDenied', { 'x-amz-meta-more': 'x' }, content],
  ['another condition', 403, 'SignatureDoesNotMatch', { 'if-none-match': '"x"' }, content],
] as const)('a presigned upload with %s stores nothing', async (_case, status, code, changed, body) => {
  const { url, headers, stored, events } = await startWithUpload();
  const answer = await sendRaw(url, { method: 'PUT', headers: { ...headers, ...changed }, body });
  expect(answer).toMatchObject({ status, code });
  expect(await stored()).toBeUndefined();
  expect(events).toEqual([]);
});

test.each(['content-type', 'x-amz-checksum-sha256', 'if-none-match'])(
  'a presigned upload without its %s stores nothing',
  async (name) => {
    const { url, headers, stored } = await startWithUpload();
    const answer = await sendRaw(url, { method: 'PUT', headers: without(headers, name), body: content });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await stored()).toBeUndefined();
  },
);

test('a presigned address is for its method, key and time only', async () => {
  const { url, headers, stored } = await startWithUpload();
  const put = (target: string) => sendRaw(target, { method: 'PUT', headers, body: content });
  expect(await sendRaw(url, {})).toMatchObject({ code: 'SignatureDoesNotMatch' });
  expect(await put(url.replace('/1/', '/2/'))).toMatchObject({ code: 'SignatureDoesNotMatch' });
  expect(await put(url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'))).toMatchObject({
    code: 'SignatureDoesNotMatch',
  });
  expect(await put(url.replace(/(X-Amz-Signature=)./, '$1_'))).toMatchObject({ code: 'SignatureDoesNotMatch' });
  expect(await put(url.replace(/&X-Amz-Signature=\w+/, ''))).toMatchObject({
    code: 'AuthorizationQueryParametersError',
  });
  expect(await put(url.replace('Expires=300', 'Expires=604801'))).toMatchObject({
    code: 'AuthorizationQueryParametersError',
  });
  expect(await put(`${url}&X-Amz-Date=20000101T000000Z`)).toMatchObject({ code: 'InvalidArgument' });
  expect(await put(`${url}&tagging=x`)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  expect(await stored()).toBeUndefined();
});

test('a presigned address ends with its time and does not begin before it', async () => {
  let offsetMs = 0;
  const { url, headers } = await startWithUpload(300, () => new Date(Date.now() + offsetMs));
  const put = () => sendRaw(url, { method: 'PUT', headers, body: content });
  offsetMs = 302_000;
  const late = await put();
  expect(late).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect(late.text).toContain('<Message>Request has expired</Message>');
  offsetMs = -16 * 60_000;
  expect((await put()).text).toContain('<Message>Request is not yet valid</Message>');
  offsetMs = 298_000;
  expect((await put()).status).toBe(200);
});

test('a presigned download names file and type for the browser', async () => {
  const { client, s3 } = await startTestS3();
  await client.send(
    new PutObjectCommand({ Bucket: 'plain', Key: 'form', Body: 'pdf', ContentType: 'application/pdf' }),
  );
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent('注册申请表.pdf')}`;
  const url = await getSignedUrl(
    client,
    new GetObjectCommand({
      Bucket: 'plain',
      Key: 'form',
      ResponseContentDisposition: disposition,
      ResponseContentType: 'application/octet-stream',
    }),
  );
  const answer = await sendRaw(url, { headers: { range: 'bytes=1-' } });
  expect(answer).toMatchObject({
    status: 206,
    text: 'df',
    headers: { 'content-disposition': disposition, 'content-type': 'application/octet-stream' },
  });
  expect(await sendRaw(url.replace('attachment', 'inline'), {})).toMatchObject({ code: 'SignatureDoesNotMatch' });
  const foreign = makeClient(s3.url, { accessKeyId: 'foreign', secretAccessKey: 'x' });
  const theirs = await getSignedUrl(foreign, new GetObjectCommand({ Bucket: 'plain', Key: 'form' }));
  expect(await sendRaw(theirs, {})).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
});

test.each(['attachment; filename="注册申请表.pdf"', 'inline\r\nset-cookie: a=b'])(
  'a presigned download with the header %j is refused, as no header can hold it',
  async (ResponseContentDisposition) => {
    const { client, errors } = await startTestS3();
    await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'form', Body: 'pdf' }));
    const get = new GetObjectCommand({ Bucket: 'plain', Key: 'form', ResponseContentDisposition });
    expect(await sendRaw(await getSignedUrl(client, get), {})).toMatchObject({ status: 400, code: 'InvalidArgument' });
    const put = new PutObjectCommand({ Bucket: 'plain', Key: 'other', Metadata: { name: '中文' }, Body: '' });
    const answer = await sendRaw(await getSignedUrl(client, put), { method: 'PUT', headers: { 'content-length': 0 } });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(errors).toEqual([]);
  },
);

test('headers that the signer moved into the query count as headers', async () => {
  const { client, s3 } = await startTestS3();
  const put = new PutObjectCommand({
    Bucket: 'plain',
    Key: 'key',
    ChecksumSHA256: sha256(content),
    Metadata: { a: 'b' },
  });
  const url = await getSignedUrl(client, put);
  const wrong = await sendRaw(url, { method: 'PUT', headers: { 'content-length': 5 }, body: 'wrong' });
  expect(wrong).toMatchObject({ status: 400, code: 'BadDigest' });
  const right = await sendRaw(url, { method: 'PUT', headers: { 'content-length': content.length }, body: content });
  expect(right.status).toBe(200);
  const head = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'plain', Key: 'key' }));
  expect((await sendRaw(head, {})).headers['x-amz-meta-a']).toBe('b');
  expect((await s3.read('plain', 'key'))!.size).toBe(content.length);
});

test('other operations can be presigned too, and an upload in parts is refused', async () => {
  const { client, s3 } = await startTestS3();
  await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'key', Body: 'x' }));
  const remove = await getSignedUrl(client, new DeleteObjectCommand({ Bucket: 'plain', Key: 'key' }));
  expect((await sendRaw(remove, { method: 'DELETE' })).status).toBe(204);
  expect(await s3.read('plain', 'key')).toBeUndefined();
  const part = await getSignedUrl(
    client,
    new UploadPartCommand({ Bucket: 'plain', Key: 'key', UploadId: 'unknown', PartNumber: 1 }),
  );
  expect(await sendRaw(part, { method: 'PUT', headers: { 'content-length': 0 } })).toMatchObject({
    status: 501,
    code: 'NotImplemented',
  });
});
