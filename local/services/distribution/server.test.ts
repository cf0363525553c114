import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createListener } from './server.ts';
import type { DistributionSettings } from './distribution-settings.ts';
import { distributionPropertiesSchema, responseHeadersPolicySchema } from './settings.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const page = `<h1>首页</h1>${'text '.repeat(400)}`;
const objects: Readonly<Record<string, { body: string; contentType: string; cacheControl?: string }>> = {
  'index.html': { body: page, contentType: 'text/html', cacheControl: 'no-cache' },
  'guides/index.html': { body: 'guides', contentType: 'text/html' },
  '404.html': { body: 'not here', contentType: 'text/html' },
  '图.png': { body: 'x'.repeat(3000), contentType: 'image/png' },
};

function settings(change: Record<string, unknown> = {}): DistributionSettings {
  const { DistributionConfig } = distributionPropertiesSchema.parse({
    DistributionConfig: {
      Enabled: true,
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: {
        TargetOriginId: 'site',
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: 'policy',
        Compress: true,
      },
      CacheBehaviors: [
        {
          PathPattern: '/api/*',
          TargetOriginId: 'api',
          ViewerProtocolPolicy: 'https-only',
          AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
          ResponseHeadersPolicyId: 'policy',
        },
      ],
      Origins: [
        { Id: 'site', DomainName: 'b.s3.us-east-1.amazonaws.com', S3OriginConfig: {} },
        {
          ...{ Id: 'api', DomainName: 'a.execute-api.us-east-1.amazonaws.com', CustomOriginConfig: {} },
          OriginCustomHeaders: [{ HeaderName: 'X-Distribution-Key', HeaderValue: 'the key' }],
        },
      ],
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html' }],
      ...change,
    },
  });
  const { ResponseHeadersPolicyConfig } = responseHeadersPolicySchema.parse({
    ResponseHeadersPolicyConfig: {
      Name: 'policy',
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy: "default-src 'self'",
          Override: true,
        },
        ReferrerPolicy: { ReferrerPolicy: 'same-origin', Override: false },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
      },
      RemoveHeadersConfig: { Items: [{ Header: 'X-Powered-By' }] },
    },
  });
  return {
    port: 0,
    config: DistributionConfig,
    responseHeaders: new Map([['policy', ResponseHeadersPolicyConfig]]),
    buckets: new Map([['b.s3.us-east-1.amazonaws.com', 'b']]),
    apis: new Map([
      [
        'a.execute-api.us-east-1.amazonaws.com',
        async (request, response) => {
          response.writeHead(201, {
            'content-type': 'application/json',
            'referrer-policy': 'no-referrer',
            'x-powered-by': 'the origin',
          });
          request.resume();
          await once(request, 'end');
          const { 'x-forwarded-for': forwarded, 'x-distribution-key': key } = request.headersDistinct;
          response.end(JSON.stringify({ method: request.method, url: request.url, forwarded, key }));
        },
      ],
    ]),
    readObject: async (_bucket, key) => {
      const object = objects[key];
      return await Promise.resolve(
        object && {
          etag: `"${createHash('md5').update(object.body).digest('hex')}"`,
          lastModified: new Date('2026-01-02T03:04:05Z'),
          contentType: object.contentType,
          cacheControl: object.cacheControl,
          bytes: async () => await Promise.resolve(Buffer.from(object.body)),
        },
      );
    },
    onError: (error) => {
      throw error;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; change?: Record<string, unknown> } = {},
): Promise<Answer> {
  const server = createServer(createListener(settings(options.change))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const request = httpRequest({
    port,
    host: '127.0.0.1',
    path,
    method: options.method ?? 'GET',
    headers: options.headers ?? {},
    agent: false,
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

describe('the distribution', () => {
  it('answers / with the default root object', async () => {
    const answer = await ask('/');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html', 'cache-control': 'no-cache' });
    expect(answer.body.toString()).toBe(page);
  });

  it('does not add index.html below the root, as CloudFront does not', async () => {
    expect((await ask('/guides/')).status).toBe(404);
    expect((await ask('/guides/index.html')).body.toString()).toBe('guides');
  });

  it('ignores the query and decodes the path', async () => {
    expect((await ask(`/${encodeURIComponent('图.png')}?v=1`)).headers['content-type']).toBe('image/png');
  });

  it.each(['/%E0%A4%A', '/%'])('refuses a path that is wrongly encoded (%s)', async (path) => {
    expect((await ask(path)).status).toBe(400);
  });

  it('shows the custom error page with its status for a missing object', async () => {
    const answer = await ask('/nothing');
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toBe('not here');
    expect((await ask('/nothing', { change: { CustomErrorResponses: [] } })).status).toBe(403);
  });

  describe('with a second origin for what the first does not have', () => {
    const change = {
      DefaultCacheBehavior: { TargetOriginId: 'pages', ViewerProtocolPolicy: 'redirect-to-https', Compress: true },
      Origins: [
        { Id: 'site', DomainName: 'b.s3.us-east-1.amazonaws.com', S3OriginConfig: {} },
        { Id: 'api', DomainName: 'a.execute-api.us-east-1.amazonaws.com', CustomOriginConfig: {} },
        {
          Id: 'missing',
          DomainName: 'a.execute-api.us-east-1.amazonaws.com',
          OriginPath: '/missing',
          CustomOriginConfig: {},
        },
      ],
      OriginGroups: {
        Quantity: 1,
        Items: [
          {
            Id: 'pages',
            FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [403] } },
            Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'missing' }] },
          },
        ],
      },
      CustomErrorResponses: [],
    };

    it('asks it below its path, with the address as it came', async () => {
      const answer = await ask('/%E5%9B%BE/x?a=1', { change });
      expect(answer.status).toBe(201);
      expect(JSON.parse(answer.body.toString())).toMatchObject({ method: 'GET', url: '/missing/%E5%9B%BE/x?a=1' });
    });

    it('does not ask it for what is there', async () => {
      expect((await ask('/', { change })).body.toString()).toBe(page);
    });

    it('refuses to start when the group names an origin that is not there, or an API comes first', () => {
      const withMembers = (first: string, second: string) => () =>
        createListener(
          settings({
            ...change,
            OriginGroups: {
              Quantity: 1,
              Items: [
                {
                  ...change.OriginGroups.Items[0],
                  Members: { Quantity: 2, Items: [{ OriginId: first }, { OriginId: second }] },
                },
              ],
            },
          }),
        );
      expect(withMembers('site', 'nowhere')).toThrow('origin group pages names an origin that is not there');
      expect(withMembers('api', 'site')).toThrow('origin group pages: only a bucket can come first locally');
    });
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('compresses for accept-encoding %s', async (accepted, encoding, decompress) => {
    const answer = await ask('/', { headers: { 'accept-encoding': accepted } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
    expect(decompress(answer.body).toString()).toBe(page);
  });

  it('compresses neither pictures nor small files nor for who does not ask', async () => {
    const accepting = { 'accept-encoding': 'gzip, br' };
    expect((await ask('/%E5%9B%BE.png', { headers: accepting })).headers['content-encoding']).toBeUndefined();
    expect((await ask('/404.html', { headers: accepting })).headers['content-encoding']).toBeUndefined();
    expect((await ask('/')).headers['content-encoding']).toBeUndefined();
  });

  it('answers 304 without a body to the ETag it gave', async () => {
    const first = await ask('/', { headers: { 'accept-encoding': 'br' } });
    const again = await ask('/', { headers: { 'accept-encoding': 'br', 'if-none-match': first.headers.etag ?? '' } });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
    expect((await ask('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('answers HEAD with the headers only', async () => {
    const answer = await ask('/', { method: 'HEAD' });
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(page)));
    expect(answer.body.length).toBe(0);
  });

  it('refuses a method the behaviour does not allow', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(403);
  });

  it('sends /api/* to the HTTP API with path and query as they came', async () => {
    const answer = await ask('/api/x/%20?a=1&a=2', { method: 'POST' });
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ method: 'POST', url: '/api/x/%20?a=1&a=2' });
    expect((await ask('/apix')).status).toBe(404);
  });

  it('puts its own headers over those of the viewer, and the address of the viewer behind what it says of itself', async () => {
    const headers = { 'x-distribution-key': 'a guess', 'x-forwarded-for': '198.51.100.7' };
    for (const [sent, forwarded] of [
      [headers, '198.51.100.7, 127.0.0.1'],
      [{}, '127.0.0.1'],
    ] as const) {
      const { body } = await ask('/api/x', { headers: sent });
      expect(JSON.parse(body.toString())).toMatchObject({ key: ['the key'], forwarded: [forwarded] });
    }
  });

  it('applies the response headers policy', async () => {
    const site = await ask('/');
    expect(site.headers).toMatchObject({
      'content-security-policy': "default-src 'self'",
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=60; includeSubDomains',
    });
    const api = await ask('/api/x');
    expect(api.headers['referrer-policy']).toBe('no-referrer');
    expect(api.headers['x-powered-by']).toBeUndefined();
    expect(api.headers['content-security-policy']).toBe("default-src 'self'");
  });

  it('refuses to start with an origin that the assembly does not hold', () => {
    expect(() => createListener({ ...settings(), buckets: new Map() })).toThrow(
      'origin site (b.s3.us-east-1.amazonaws.com) is no bucket and no HTTP API of the assembly',
    );
    expect(() => createListener({ ...settings(), responseHeaders: new Map() })).toThrow(
      'response headers policy policy is not in the assembly',
    );
  });
});
