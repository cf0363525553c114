import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { publicEndpoints } from '../../api/public.ts';
import { anyone } from './caller.ts';
import { apiHandler, route } from './http.ts';
import { done } from './refusal.ts';
import { startTestDistribution } from './test-distribution.ts';

const connection = '192.0.2.1';
const distribution = await startTestDistribution();

afterAll(async () => await distribution.stop());

/** Who asks, as a use case is told it, when a request comes with a header `x-forwarded-for`. */
async function askerOf(forwardedFor: string | undefined) {
  const endpoint = publicEndpoints.getConfiguration;
  const asked: { clientAddress: string; connection: string }[] = [];
  const handler = apiHandler(
    {
      it: route(endpoint, anyone, (request) => {
        asked.push({ clientAddress: request.clientAddress, connection: request.connection });
        const provider = { issuer: '', clientId: '' };
        return Promise.resolve(done({ province: provider, staff: provider, audience: '' }));
      }),
    },
    () => Promise.resolve(undefined),
  );
  const event = {
    routeKey: `${endpoint.method} ${endpoint.path}`,
    headers: { ...distribution.headers, ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
    requestContext: { requestId: 'r', http: { sourceIp: connection } },
  } as unknown as APIGatewayProxyEventV2;
  expect(await handler(event, {} as Context)).toMatchObject({ statusCode: 200 });
  return asked[0];
}

describe('the address of a client', () => {
  it.each(['198.51.100.7', '2001:db8::7'])(
    'is %s when the distribution says so, whatever stands before it',
    async (own) => {
      expect(await askerOf(`${own}, ${connection}`)).toEqual({ clientAddress: own, connection });
      expect(await askerOf(`203.0.113.9, ${own}, ${connection}`)).toEqual({ clientAddress: own, connection });
    },
  );

  it('is the connection’s without a distribution', async () => {
    expect(await askerOf(undefined)).toEqual({ clientAddress: connection, connection });
    expect(await askerOf(connection)).toEqual({ clientAddress: connection, connection });
  });

  it.each(['', 'x'.repeat(2000), `fe80::1%${'x'.repeat(2000)}`, '198.51.100.7:443', '__proto__'])(
    'is the connection’s when what stands there is no address',
    async (written) => {
      expect(await askerOf(`${written}, ${connection}`)).toEqual({ clientAddress: connection, connection });
    },
  );
});
