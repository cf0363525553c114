import { createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { callerTimedOut } from '../../ground/invocation.ts';
import type { LogRecord } from '../../ground/log-sink.ts';
import type { InvokeOptions, InvokeResult } from '../../ground/invocation.ts';
import { createHttpApi } from './server.ts';
import {
  apiPropertiesSchema,
  authorizerPropertiesSchema,
  integrationPropertiesSchema,
  routePropertiesSchema,
  stagePropertiesSchema,
} from './settings.ts';

type Handler = (request: IncomingMessage, response: import('node:http').ServerResponse) => unknown;
interface Invocation {
  readonly functionArn: string;
  readonly event: Record<string, unknown> & {
    readonly headers: Record<string, string>;
    readonly requestContext: Record<string, unknown>;
  };
  readonly options: InvokeOptions | undefined;
}

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:PractitionerApi';
const now = new Date('2026-11-22T05:06:07.890Z');
let keys: { kid: string; privateKey: CryptoKey; publicKey: CryptoKey }[];
let published: string[];
let discoveryRequests: number;
let issuerServer: Server;
let issuer: string;
let issuerPath: string;
let apiServer: Server;
let origin: string;
let invocations: Invocation[];
let log: LogRecord[];
let answer: InvokeResult;

async function listen(handler: Handler): Promise<[Server, string]> {
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

beforeAll(async () => {
  keys = await Promise.all(
    ['first', 'second', 'foreign'].map(async (kid) => ({ kid, ...(await generateKeyPair('RS256')) })),
  );
  [issuerServer, issuer] = await listen(async (request, response) => {
    if (request.url !== issuerPath && request.url !== '/jwks') response.statusCode = 404;
    discoveryRequests += request.url === '/.well-known/openid-configuration' ? 1 : 0;
    const jwks = await Promise.all(
      keys
        .filter(({ kid }) => published.includes(kid))
        .map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'RS256' })),
    );
    response.end(JSON.stringify(request.url === '/jwks' ? { keys: jwks } : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
});
afterAll(() => issuerServer.close());

beforeEach(async () => {
  published = ['first'];
  issuerPath = '/.well-known/openid-configuration';
  discoveryRequests = 0;
  invocations = [];
  log = [];
  answer = { ok: true, payload: { statusCode: 200, body: 'fine' } };
  const route = (RouteKey: string, more: object = {}) =>
    routePropertiesSchema.parse({ ApiId: 'api', RouteKey, Target: 'integrations/main', ...more });
  const jwt = { AuthorizationType: 'JWT', AuthorizerId: 'province' };
  const handler = createHttpApi({
    apiId: 'abc123',
    accountId: '000000000000',
    region: 'us-east-1',
    now: () => now,
    api: apiPropertiesSchema.parse({
      Name: 'api',
      ProtocolType: 'HTTP',
      CorsConfiguration: {
        AllowOrigins: ['https://site.example'],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization'],
        MaxAge: 60,
      },
    }),
    stage: stagePropertiesSchema.parse({ ApiId: 'api', StageName: '$default', AutoDeploy: true }),
    routes: [
      route('GET /api/public/{name}'),
      route('POST /api/public/{name}'),
      route('GET /api/mine', jwt),
      route('GET /api/staff', { ...jwt, AuthorizationScopes: ['staff', 'admin'] }),
    ],
    integrations: [
      {
        id: 'main',
        properties: integrationPropertiesSchema.parse({
          ApiId: 'api',
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
          PayloadFormatVersion: '2.0',
          TimeoutInMillis: 29_000,
        }),
      },
    ],
    authorizers: [
      {
        id: 'province',
        properties: authorizerPropertiesSchema.parse({
          ApiId: 'api',
          Name: 'province',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Audience: ['registration'], Issuer: issuer },
        }),
      },
    ],
    invoke: (name, event, options) => {
      invocations.push({ functionArn: name, event: event as Invocation['event'], options });
      return Promise.resolve(answer);
    },
    log: { write: (record) => log.push(record) },
  });
  [apiServer, origin] = await listen(handler);
});
afterEach(() => apiServer.close());

interface TokenOptions {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: number;
  readonly expiresIn?: number;
}
function sign({ claims = {}, header = {}, key = 0, expiresIn = 600 }: TokenOptions = {}): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  const payload = {
    iss: issuer,
    aud: 'registration',
    sub: 'person-1',
    iat: seconds,
    exp: seconds + expiresIn,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: keys[key]!.kid, ...header })
    .sign(keys[key]!.privateKey);
}
const get = (path: string, token?: string) =>
  fetch(origin + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

test('hands a request on in payload format 2.0', async () => {
  answer = {
    ok: true,
    payload: {
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', 'X-Number': 7 },
      cookies: ['a=1', 'b=2'],
      body: '{"ok":true}',
    },
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(`${origin}/api/public/%E5%BC%A0?a=1&a=2&b=%20x&empty=`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Many': ['one', 'two'],
        Cookie: 'c=1; d=2',
        'User-Agent': 'test',
        host: 'site.example',
      },
    });
    request.on('response', resolve).on('error', reject);
    request.end('{"name":"张"}');
  });
  expect(response.statusCode).toBe(201);
  expect(response.headers).toMatchObject({
    'content-type': 'application/json',
    'x-number': '7',
    'set-cookie': ['a=1', 'b=2'],
  });
  response.resume();
  expect(invocations).toEqual([
    {
      functionArn,
      options: { timeoutMs: 29_000 },
      event: {
        version: '2.0',
        routeKey: 'POST /api/public/{name}',
        rawPath: '/api/public/张',
        rawQueryString: 'a=1&a=2&b=%20x&empty=',
        cookies: ['c=1', 'd=2'],
        headers: {
          'content-type': 'application/json',
          'x-many': 'one,two',
          'user-agent': 'test',
          host: 'site.example',
          connection: 'keep-alive',
          'content-length': '14',
          'x-forwarded-for': '127.0.0.1',
          'x-forwarded-proto': 'http',
        },
        queryStringParameters: { a: '1,2', b: ' x', empty: '' },
        pathParameters: { name: '张' },
        requestContext: {
          accountId: '000000000000',
          apiId: 'abc123',
          domainName: 'abc123.execute-api.us-east-1.amazonaws.com',
          domainPrefix: 'abc123',
          http: {
            method: 'POST',
            path: '/api/public/张',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: 'test',
          },
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          routeKey: 'POST /api/public/{name}',
          stage: '$default',
          time: '22/Nov/2026:05:06:07 +0000',
          timeEpoch: now.getTime(),
        },
        body: '{"name":"张"}',
        isBase64Encoded: false,
      },
    },
  ]);
});

test('leaves out what is absent and encodes a binary body', async () => {
  await get('/api/public/x');
  for (const member of ['cookies', 'queryStringParameters', 'body'])
    expect(invocations[0]!.event).not.toHaveProperty(member);
  await fetch(`${origin}/api/public/x`, {
    method: 'POST',
    body: new Uint8Array([0xff, 0]),
    headers: { 'content-type': 'image/png' },
  });
  expect(invocations[1]!.event).toMatchObject({ body: '/wA=', isBase64Encoded: true });
});

test.each<[string, InvokeResult, number, string, string]>([
  ['a bare object', { ok: true, payload: { a: 1 } }, 200, 'application/json', '{"a":1}'],
  ['a bare text', { ok: true, payload: 'hello' }, 200, 'application/json', 'hello'],
  ['null', { ok: true, payload: null }, 200, 'application/json', 'null'],
  [
    'base64',
    { ok: true, payload: { statusCode: 200, body: 'eA==', isBase64Encoded: true } },
    200,
    'text/plain;charset=utf-8',
    'x',
  ],
  [
    'a problem',
    { ok: true, payload: { statusCode: 409, headers: { 'content-type': 'application/problem+json' }, body: '{}' } },
    409,
    'application/problem+json',
    '{}',
  ],
  [
    'a wrong status',
    { ok: true, payload: { statusCode: 'many' } },
    500,
    'application/json',
    '{"message":"Internal Server Error"}',
  ],
  [
    'a wrong body',
    { ok: true, payload: { statusCode: 200, body: {} } },
    500,
    'application/json',
    '{"message":"Internal Server Error"}',
  ],
  [
    'a header that cannot be sent',
    { ok: true, payload: { statusCode: 200, headers: { 'x-name': '张\n' }, body: 'y' } },
    200,
    'text/plain;charset=utf-8',
    'y',
  ],
  [
    'an error',
    { ok: false, errorType: 'TypeError', errorMessage: 'secret' },
    500,
    'application/json',
    '{"message":"Internal Server Error"}',
  ],
  [
    'a timeout of the function',
    { ok: false, errorType: 'Sandbox.Timedout', errorMessage: '' },
    500,
    'application/json',
    '{"message":"Internal Server Error"}',
  ],
  [
    'a timeout of the integration',
    { ok: false, errorType: callerTimedOut, errorMessage: '' },
    503,
    'application/json',
    '{"message":"Service Unavailable"}',
  ],
  [
    'a payload too large for an invocation',
    { ok: false, errorType: 'RequestEntityTooLargeException', errorMessage: '' },
    413,
    'application/json',
    '{"message":"Request Entity Too Large"}',
  ],
])('answers %s', async (_name, result, status, contentType, body) => {
  answer = result;
  const response = await get('/api/public/x');
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(await response.text()).toBe(body);
});

test('answers 404 without a route, hands a path on that cannot be decoded, answers 413 for a body over 10 MB', async () => {
  const missing = await get('/api/nothing');
  expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
  expect((await get('/api/public/%E5%')).status).toBe(200);
  expect(invocations.pop()).toMatchObject({ event: { rawPath: '/api/public/%E5%' } });
  const body = 'x'.repeat(10 * 1024 * 1024);
  expect((await fetch(`${origin}/api/public/x`, { method: 'POST', body })).status).toBe(200);
  const tooLarge = await fetch(`${origin}/api/public/x`, { method: 'POST', body: `${body}x` }).catch(() => undefined);
  expect([413, undefined]).toContain(tooLarge?.status);
  expect(invocations).toHaveLength(1);
});

test('passes the claims of a valid token on as texts', async () => {
  const token = await sign({
    claims: { roles: ['review', 'decision'], verified: true, address: { city: '南京', code: 1 }, nothing: null },
  });
  expect((await get('/api/mine', token)).status).toBe(200);
  expect(invocations[0]!.event.requestContext.authorizer).toEqual({
    jwt: {
      claims: {
        iss: issuer,
        aud: 'registration',
        sub: 'person-1',
        iat: '1795323967',
        exp: '1795324567',
        roles: '[review decision]',
        verified: 'true',
        address: 'map[city:南京 code:1]',
        nothing: '<nil>',
      },
      scopes: null,
    },
  });
  expect((await fetch(`${origin}/api/mine`, { headers: { authorization: token } })).status).toBe(200);
  expect((await get('/api/mine', await sign({ claims: { aud: ['other', 'registration'] } }))).status).toBe(200);
  expect((await get('/api/mine', await sign({ claims: { aud: undefined, client_id: 'registration' } }))).status).toBe(
    200,
  );
  expect(discoveryRequests).toBe(1);
});

test.each<[string, () => Promise<string> | string]>([
  ['expired', () => sign({ expiresIn: -1 })],
  ['without expiry', () => sign({ claims: { exp: undefined } })],
  ['not yet valid', () => sign({ claims: { nbf: now.getTime() / 1000 + 60 } })],
  ['issued in the future', () => sign({ claims: { iat: now.getTime() / 1000 + 60 } })],
  ['for another audience', () => sign({ claims: { aud: 'other' } })],
  ['for a client, but another audience', () => sign({ claims: { aud: 'other', client_id: 'registration' } })],
  ['without audience', () => sign({ claims: { aud: undefined } })],
  ['of another issuer', () => sign({ claims: { iss: 'https://other.example' } })],
  ['signed by a foreign key', () => sign({ key: 2 })],
  ['signed by a foreign key under a known name', () => sign({ key: 2, header: { kid: 'first' } })],
  ['without key id', () => sign({ header: { kid: undefined } })],
  ['without signature', () => new UnsecuredJWT({ iss: issuer, aud: 'registration', exp: 4_000_000_000 }).encode()],
  [
    'signed with the public key as a shared secret',
    () =>
      new SignJWT({ iss: issuer, aud: 'registration', exp: 4_000_000_000 })
        .setProtectedHeader({ alg: 'HS256', kid: 'first' })
        .sign(new Uint8Array(32)),
  ],
  [
    'tampered with',
    async () => {
      const [header, , signature] = (await sign()).split('.');
      const payload = Buffer.from(
        JSON.stringify({ iss: issuer, aud: 'registration', sub: 'person-2', exp: 4_000_000_000 }),
      );
      return `${header}.${payload.toString('base64url')}.${signature}`;
    },
  ],
  ['no token at all', () => 'nonsense'],
])('refuses a token that is %s', async (_name, token) => {
  const response = await get('/api/mine', await token());
  expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  expect(response.headers.get('www-authenticate')).toMatch(
    /^Bearer scope="" error="invalid_token" error_description="[^"]+"$/,
  );
  expect(invocations).toEqual([]);
});

test('refuses a request without token', async () => {
  const response = await get('/api/mine');
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(log.at(-1)).toMatchObject({ fields: { reason: 'no token', routeKey: 'GET /api/mine' } });
});

test('asks for one of the scopes of the route', async () => {
  const lacking = await get('/api/staff', await sign({ claims: { scope: 'openid' } }));
  expect([lacking.status, await lacking.json()]).toEqual([403, { message: 'Forbidden' }]);
  expect((await get('/api/staff', await sign({ claims: { scope: 'openid staff' } }))).status).toBe(200);
  expect(invocations[0]!.event.requestContext).toMatchObject({ authorizer: { jwt: { scopes: ['openid', 'staff'] } } });
});

test('fetches the keys again for a key it does not know', async () => {
  expect((await get('/api/mine', await sign())).status).toBe(200);
  published = ['second'];
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await get('/api/mine', await sign({ key: 1 }))).status).toBe(200);
});

test('answers preflight requests itself and marks answers for an allowed origin only', async () => {
  const preflight = (from: string) =>
    fetch(`${origin}/api/public/x`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'POST' },
    });
  const allowed = await preflight('https://site.example');
  expect(allowed.status).toBe(204);
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    'access-control-allow-origin': 'https://site.example',
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': 'authorization',
    'access-control-max-age': '60',
  });
  expect((await preflight('https://other.example')).headers.has('access-control-allow-origin')).toBe(false);
  const marked = await fetch(`${origin}/api/nothing`, { headers: { origin: 'https://site.example' } });
  expect(marked.headers.get('access-control-allow-origin')).toBe('https://site.example');
  expect(invocations).toEqual([]);
});

test('refuses everyone, and says why in the log, while the issuer cannot be reached', async () => {
  issuerPath = '/gone';
  expect((await get('/api/mine', await sign())).status).toBe(401);
  expect(log[0]).toMatchObject({ level: 'ERROR', message: `Issuer ${issuer}: discovery document answered 404` });
  issuerPath = '/.well-known/openid-configuration';
  expect((await get('/api/mine', await sign())).status).toBe(200);
});

test('writes an access line per request', async () => {
  answer = { ok: false, errorType: 'TypeError', errorMessage: 'x is undefined' };
  await get('/api/public/x?token=1');
  expect(log).toEqual([
    {
      source: 'http-api',
      level: 'ERROR',
      message: expect.stringMatching(/^GET \/api\/public\/x 500 \d+ ms$/) as string,
      time: now,
      requestId: expect.any(String) as string,
      fields: {
        routeKey: 'GET /api/public/{name}',
        status: 500,
        durationMs: expect.any(Number) as number,
        sourceIp: '127.0.0.1',
        reason: 'TypeError: x is undefined',
      },
    },
  ]);
});
