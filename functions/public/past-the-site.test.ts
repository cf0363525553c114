import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { publicEndpoints as endpoints } from '../../api/public.ts';
import { quotas } from '../../domain/quotas.ts';
import { startTestDistribution } from '../platform/test-distribution.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const distribution = await startTestDistribution();
const { handler } = await import('./handler.ts');
const { QuotaEntity } = await import('../records/entities.ts');

afterAll(async () => await Promise.all([engine.stop(), distribution.stop()]));

const { most } = quotas.verification;
const { method, path } = endpoints.verifyCertificate;

/** Asks for a certificate as API Gateway hands it on, from an address that the client may have made up. */
async function verify(forwardedFor: string, headers: Readonly<Record<string, string>>, routeKey = `${method} ${path}`) {
  const event = {
    routeKey,
    headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor, ...headers },
    pathParameters: { number: '苏建造二级202300001' },
    requestContext: { requestId: 'r', http: { sourceIp: '203.0.113.9' } },
    body: JSON.stringify({ code: 'ABCDEFGH12345678' }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, headers: answered, body = '' } = await handler(event, { functionName: 'PublicApi' } as Context);
  return {
    statusCode,
    type: answered?.['content-type'],
    problem: JSON.parse(body) as { code: string; detail: string },
  };
}

const counted = async (owner: string) => (await QuotaEntity.query.quota({ quota: 'verification', owner }).go()).data;

describe('a client that asks the API past the distribution', () => {
  it('cannot evade the limit of its address by making up another for each request: nothing is read or counted', async () => {
    const made = Array.from({ length: most + 5 }, (_, last) => `198.51.100.${last}`);
    for (const address of made) {
      const answer = await verify(`${address}, 203.0.113.9`, {});
      expect(answer).toMatchObject({ statusCode: 403, problem: { code: 'past-the-site' } });
    }
    expect(await counted(made[0] ?? '')).toEqual([]);
    expect(await counted('203.0.113.9')).toEqual([]);
  });

  it('cannot use up the limit of somebody else', async () => {
    for (let time = 0; time < most; time += 1) await verify('192.0.2.44, 203.0.113.9', {});
    expect(await verify('192.0.2.44, 203.0.113.9', distribution.headers)).toMatchObject({ statusCode: 404 });
  });

  it.each([{}, { 'x-distribution-key': 'a guess' }])(
    'is refused with a problem document in Chinese at every address, %j',
    async (headers) => {
      for (const routeKey of [`${method} ${path}`, '$default', 'GET /api/public/configuration']) {
        expect(await verify('198.51.100.1, 203.0.113.9', headers, routeKey)).toMatchObject({
          ...{ statusCode: 403, type: 'application/problem+json; charset=utf-8' },
          problem: { code: 'past-the-site', detail: expect.stringContaining('请打开注册平台的网站') as string },
        });
      }
    },
  );
});

describe('a client that comes through the distribution', () => {
  it('has the limit of the address that the distribution saw, whatever it writes before it', async () => {
    const through = (made: string) => verify(`${made}, 198.51.100.200, 203.0.113.9`, distribution.headers);
    for (let time = 0; time < most; time += 1) {
      expect((await through(`192.0.2.${time}`)).statusCode).toBe(404);
    }
    expect((await through('192.0.2.250')).statusCode).toBe(429);
  });
});
