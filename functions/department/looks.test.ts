import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { departmentEndpoints as endpoints } from '../../api/department.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestDistribution } from '../platform/test-distribution.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const distribution = await startTestDistribution();
const { handler } = await import('./handler.ts');
const { listLooksAt } = await import('../register/looks.ts');
const { DocumentEntity, GuardEntity, LookEntity } = await import('../records/entities.ts');

afterAll(async () => await Promise.all([engine.stop(), distribution.stop()]));

async function ask(endpoint: Endpoint, sent: { sub: string; params?: object; query?: object; body?: object }) {
  const claims = { party: 'staff', sub: sent.sub, name: '审核人员甲', roles: '[review decision]' };
  const event = {
    routeKey: `${endpoint.method} ${endpoint.path}`,
    headers: {
      ...{ 'x-forwarded-for': '198.51.100.7, 192.0.2.1', 'content-type': 'application/json' },
      ...distribution.headers,
      'idempotency-key': randomUUID(),
    },
    body: sent.body === undefined ? undefined : JSON.stringify(sent.body),
    pathParameters: sent.params,
    queryStringParameters: sent.query,
    requestContext: { requestId: 'r', http: { sourceIp: '192.0.2.1' }, authorizer: { jwt: { claims, scopes: null } } },
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body = '' } = await handler(event, { functionName: 'DepartmentApi' } as Context);
  return { status: statusCode, body: JSON.parse(body) as { items: Record<string, unknown>[] } };
}

async function givenCase() {
  const item = makeApplication({ state: 'under-review' });
  await putApplication(item);
  await GuardEntity.put({ kind: 'application-number', value: item.number ?? '', holder: item.applicationId }).go();
  return item;
}

const looksOf = async (sub: string) => (await LookEntity.query.byStaff({ staffId: sub }).go({ hydrate: true })).data;

describe('a look of the staff', () => {
  it('at a case is written down: who, what, whose, when and from where', async () => {
    const [item, sub] = [await givenCase(), randomUUID()];
    await ask(endpoints.getApplication, { sub, params: { id: item.applicationId } });
    expect(await looksOf(sub)).toMatchObject([
      {
        ...{ kind: 'case', subject: item.number, applicationId: item.applicationId, personId: item.personId },
        ...{ staffId: sub, staffName: '审核人员甲', clientAddress: '198.51.100.7' },
      },
    ]);
  });

  it('at another document of a case is another one', async () => {
    const [item, sub] = [await givenCase(), randomUUID()];
    const { applicationId } = item;
    for (const documentId of ['application-form-1', 'application-form-1', 'commitment-letter-1']) {
      const record = { applicationId, documentId, kind: 'application-form', title: 'x', submission: 1 } as const;
      await DocumentEntity.put({ ...record, key: 'k', createdAt: '2026-03-02T01:00:00.000Z' }).go();
      await ask(endpoints.downloadDocument, { sub, params: { id: applicationId, documentId } });
    }
    const looks = await looksOf(sub);
    expect(looks.map(({ kind, part }) => `${kind} ${part ?? ''}`).sort()).toEqual([
      'document application-form-1',
      'document commitment-letter-1',
    ]);
  });

  it('is one within a few minutes, and another one of somebody else', async () => {
    const [item, sub, other] = [await givenCase(), randomUUID(), randomUUID()];
    for (const by of [sub, sub, other])
      await ask(endpoints.getApplication, { sub: by, params: { id: item.applicationId } });
    expect(await looksOf(sub)).toHaveLength(1);
    const seen = await listLooksAt(item.personId, undefined);
    expect(seen).toMatchObject({ ok: true, value: { items: [{ subject: item.number }, { subject: item.number }] } });
  });

  it('at the whole identity number is called that', async () => {
    const [item, sub] = [await givenCase(), randomUUID()];
    const wish = { params: { id: item.applicationId }, body: { reason: '与扫描件核对。' } };
    expect((await ask(endpoints.showIdentityNumber, { sub, ...wish })).status).toBe(200);
    expect(await looksOf(sub)).toMatchObject([{ kind: 'identity-number', personId: item.personId }]);
  });

  it('that was refused is none', async () => {
    const sub = randomUUID();
    expect((await ask(endpoints.getApplication, { sub, params: { id: randomUUID() } })).status).toBe(404);
    expect(await looksOf(sub)).toEqual([]);
  });

  it('by a search belongs to whom it found, and keeps what was asked for when it found nobody', async () => {
    const [item, sub] = [await givenCase(), randomUUID()];
    await ask(endpoints.searchDesk, { sub, query: { text: (item.number ?? '').toLowerCase() } });
    await ask(endpoints.findRegistration, { sub, query: { number: '320106198803150016' } });
    const looks = await looksOf(sub);
    expect(looks.map(({ kind }) => kind)).toEqual(['search', 'search']);
    expect(looks.map(({ subject, personId }) => [subject, personId])).toEqual(
      expect.arrayContaining([
        [item.number, item.personId],
        ['320106********0016', undefined],
      ]),
    );
  });

  it('is listed for who answers for the officers, by day and by officer', async () => {
    const [item, sub] = [await givenCase(), randomUUID()];
    await ask(endpoints.getApplication, { sub, params: { id: item.applicationId } });
    const day = (await looksOf(sub))[0]?.day ?? '';
    for (const query of [{ staffId: sub }, { staffId: sub, day }]) {
      expect((await ask(endpoints.listLooks, { sub, query })).body.items).toMatchObject([{ subject: item.number }]);
    }
    expect((await ask(endpoints.listLooks, { sub, query: { staffId: sub, day: '2020-01-01' } })).body.items).toEqual(
      [],
    );
    const { items } = (await ask(endpoints.listLooks, { sub, query: { day } })).body;
    expect(items.map(({ subject }) => subject)).toContain(item.number);
  });
});
