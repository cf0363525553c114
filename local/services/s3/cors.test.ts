import { PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, test } from 'vitest';
import { answerPreflight, corsHeaders } from './cors.ts';
import { sendRaw, startTestS3 } from './test-fixture.ts';

const site = 'http://localhost:4300';

function preflight(url: string, headers: Record<string, string>) {
  return sendRaw(`${url}/uploads/key`, { method: 'OPTIONS', headers });
}

test('the site may ask and then upload', async () => {
  const { s3, client } = await startTestS3();
  const asked = await preflight(`${s3.url}/incoming`, {
    origin: site,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type, If-None-Match,x-amz-checksum-sha256',
  });
  expect(asked).toMatchObject({
    status: 200,
    headers: {
      'access-control-allow-origin': site,
      'access-control-allow-methods': 'PUT',
      'access-control-allow-headers': 'content-type, if-none-match, x-amz-checksum-sha256',
      'access-control-max-age': '600',
    },
  });
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: 'incoming', Key: 'k', Body: 'x' }));
  const put = await sendRaw(url, { method: 'PUT', headers: { origin: site, 'content-length': 1 }, body: 'x' });
  expect(put).toMatchObject({
    status: 200,
    headers: { 'access-control-allow-origin': site, 'access-control-expose-headers': 'ETag' },
  });
});

test('a refusal can be read by the site, so that it can explain it', async () => {
  const { s3 } = await startTestS3();
  const put = await sendRaw(`${s3.url}/incoming/k`, { method: 'PUT', headers: { origin: site, 'content-length': 0 } });
  expect(put).toMatchObject({ code: 'AccessDenied', headers: { 'access-control-allow-origin': site } });
});

test.each([
  ['another origin', 'incoming', { origin: 'http://localhost:4301' }],
  ['another method', 'incoming', { 'access-control-request-method': 'DELETE' }],
  ['another header', 'incoming', { 'access-control-request-headers': 'content-type,x-amz-acl' }],
  ['another bucket', 'plain', {}],
  ['an unknown bucket', 'elsewhere', {}],
])('%s is denied', async (_case, bucket, changed) => {
  const { s3 } = await startTestS3();
  const headers = { origin: site, 'access-control-request-method': 'PUT', ...changed };
  const answer = await preflight(`${s3.url}/${bucket}`, headers);
  expect(answer).toMatchObject({ status: 403, code: 'AccessForbidden' });
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test('an upload from another origin gets no permission to be read', async () => {
  const { client } = await startTestS3();
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: 'incoming', Key: 'k', Body: 'x' }));
  const headers = { origin: 'http://evil.example', 'content-length': 1 };
  const put = await sendRaw(url, { method: 'PUT', headers, body: 'x' });
  expect(put.headers['access-control-allow-origin']).toBeUndefined();
});

test('a preflight that does not say what it wants is refused', async () => {
  const { s3 } = await startTestS3();
  expect(await preflight(`${s3.url}/incoming`, {})).toMatchObject({ status: 400, code: 'BadRequest' });
  expect(await preflight(`${s3.url}/incoming`, { origin: site })).toMatchObject({ status: 400, code: 'BadRequest' });
});

test('one star stands for any text', () => {
  const rules = [{ allowedOrigins: ['https://*.example.cn'], allowedMethods: ['GET'] }];
  expect(corsHeaders(rules, 'https://a.b.example.cn', 'GET')['access-control-allow-origin']).toBe(
    'https://a.b.example.cn',
  );
  for (const origin of ['https://example.cn', 'http://a.example.cn', 'https://a.example.cn.evil'])
    expect(corsHeaders(rules, origin, 'GET')).toEqual({});
  const open = [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }];
  const answer = corsHeaders(open, 'https://anywhere.example', 'GET');
  expect(answer['access-control-allow-origin']).toBe('*');
  expect(answer['access-control-allow-credentials']).toBeUndefined();
  expect(() =>
    answerPreflight(
      open,
      new Map([
        ['origin', 'x'],
        ['access-control-request-method', 'PUT'],
      ]),
    ),
  ).toThrow();
});
