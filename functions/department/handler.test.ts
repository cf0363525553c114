import { makeTerms } from '../../domain/test-facts.ts';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import type { ApplicationState } from '../../domain/states.ts';
import type { ApplicationItem } from '../records/entities.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestDistribution } from '../platform/test-distribution.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const distribution = await startTestDistribution();
const { handler } = await import('./handler.ts');
const { table } = await import('../records/entities.ts');
const { loadCase } = await import('../cases/case.ts');

afterAll(async () => await Promise.all([engine.stop(), distribution.stop()]));

const context = { functionName: 'DepartmentApi', awsRequestId: 'test' } as Context;
const ann = { party: 'staff', sub: 'staff-ann', name: '安审核', division: '320000' };
const bob = { ...ann, sub: 'staff-bob', name: '包审批' };

interface Sent {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  claims?: Record<string, string>;
}

interface Answer {
  status: number;
  body: Record<string, unknown> & { code?: string; items?: Record<string, unknown>[]; cursor?: string | null };
}

/** Asks the handler as API Gateway does; claims default to Ann with every role. */
async function ask(endpoint: Endpoint, { params, query, body, headers, claims }: Sent): Promise<Answer> {
  const everyRole = { ...ann, roles: '[acceptance review decision registrar]' };
  const event = {
    routeKey: `${endpoint.method} ${endpoint.path}`,
    headers: { 'content-type': 'application/json', ...distribution.headers, ...headers },
    pathParameters: params,
    queryStringParameters: query,
    requestContext: {
      requestId: 'r',
      http: { sourceIp: '192.0.2.1' },
      authorizer: { jwt: { claims: claims ?? everyRole, scopes: null } },
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode = 0, body: text = '' } = await handler(event, context);
  return { status: statusCode, body: JSON.parse(text) as Answer['body'] };
}

async function given(state: ApplicationState, overrides: Partial<ApplicationItem> = {}): Promise<ApplicationItem> {
  const item = makeApplication({ state, ...overrides });
  await putApplication(item);
  return item;
}

const roles = (...names: string[]) => ({ ...ann, roles: `[${names.join(' ')}]` });
const { accept, refuse, requestCorrection, recommend, decide, upholdObjection } = departmentEndpoints;
const opinion = '材料齐全，符合条件。';

async function stateOf({ applicationId }: ApplicationItem) {
  return (await loadCase(applicationId))!;
}

describe('deciding', () => {
  it('accepts, and the timeline says who did', async () => {
    const item = await given('awaiting-acceptance');
    const answer = await ask(accept, { params: { id: item.applicationId }, body: { version: 3 } });
    expect(answer).toMatchObject({ status: 200, body: { state: 'under-review', version: 4, number: item.number } });
    expect((await stateOf(item)).events.at(-1)).toMatchObject({
      ...{ action: 'accept', actorParty: 'staff', actorName: '安审核' },
      step: { notices: ['acceptance-notice'] },
    });
  });

  it('refuses with the reason that the notice gives', async () => {
    const item = await given('awaiting-acceptance');
    const body = { version: 3, reasons: ['out-of-competence'], reason: '请向设区市主管部门提出。' };
    expect((await ask(refuse, { params: { id: item.applicationId }, body })).body.state).toBe('not-accepted');
    const told = '1. 申请事项依法不属于本行政机关职权范围。\n2. 请向设区市主管部门提出。';
    expect((await stateOf(item)).events.at(-1)).toMatchObject({ reason: told, reasons: ['out-of-competence'] });
  });

  it('keeps four eyes between recommendation and decision, also for sending back', async () => {
    const item = await given('under-review');
    const params = { id: item.applicationId };
    await ask(recommend, { params, body: { version: 3, outcome: 'approve', opinion } });
    expect((await stateOf(item)).item.recommendation).toEqual({
      ...{ outcome: 'approve', opinion, reviewerId: 'staff-ann', reviewerName: '安审核' },
    });
    for (const decision of ['approve', 'reject', 'send-back']) {
      const answer = await ask(decide, { params, body: { version: 4, decision, opinion } });
      expect([answer.status, answer.body.code]).toEqual([403, 'same-person']);
    }
    const claims = { ...bob, roles: '[decision]' };
    const answer = await ask(decide, { params, body: { version: 4, decision: 'approve', opinion }, claims });
    expect(answer.body.state).toBe('in-publicity');
  });

  it('forgets the recommendation that is sent back', async () => {
    const recommendation = { outcome: 'reject', opinion, reviewerId: 'staff-ann', reviewerName: '安审核' } as const;
    const item = await given('awaiting-decision', { recommendation });
    const claims = { ...bob, roles: '[decision]' };
    const body = { version: 3, decision: 'send-back', opinion };
    const answer = await ask(decide, { params: { id: item.applicationId }, body, claims });
    expect(answer.body.state).toBe('under-review');
    expect((await stateOf(item)).item.recommendation).toBeNull();
  });

  it('says that it is too late before it says who may', async () => {
    const recommendation = { outcome: 'approve', opinion, reviewerId: 'staff-ann', reviewerName: '安审核' } as const;
    const item = await given('in-publicity', { recommendation });
    const body = { version: 3, decision: 'approve', opinion };
    const answer = await ask(decide, { params: { id: item.applicationId }, body });
    expect([answer.status, answer.body.code]).toEqual([409, 'not-in-this-state']);
  });

  it('rejects when an objection is upheld', async () => {
    const item = await given('in-publicity');
    const body = { version: 3, reason: '经核实，申请人在其他单位执业。' };
    const answer = await ask(upholdObjection, { params: { id: item.applicationId }, body });
    expect(answer.body.state).toBe('rejected');
    expect((await stateOf(item)).events.at(-1)?.step?.notices).toEqual(['rejection-notice']);
  });

  it('lets exactly one of two officers win', async () => {
    const item = await given('awaiting-acceptance');
    const params = { id: item.applicationId };
    const answers = await Promise.all([
      ask(accept, { params, body: { version: 3 } }),
      ask(refuse, { params, body: { version: 3, reason: '不符合要求。' } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await stateOf(item)).events).toHaveLength(1);
  });

  it('answers a repeated command as the first time', async () => {
    const item = await given('awaiting-acceptance');
    const sent = { params: { id: item.applicationId }, body: { version: 3 }, headers: { 'idempotency-key': 'k-1' } };
    const first = await ask(accept, sent);
    expect(await ask(accept, sent)).toEqual(first);
    expect((await stateOf(item)).events).toHaveLength(1);
  });

  it('refuses another version, another state, a draft and what does not exist', async () => {
    const item = await given('awaiting-acceptance');
    const code = async (id: string, version = 3) =>
      (await ask(accept, { params: { id }, body: { version } })).body.code;
    expect(await code(item.applicationId, 2)).toBe('changed-meanwhile');
    expect(await code((await given('awaiting-employer')).applicationId)).toBe('not-in-this-state');
    const draft = makeApplication({ state: 'draft' });
    delete draft.submittedAt;
    await putApplication(draft);
    expect(await code(draft.applicationId)).toBe('not-found');
    expect(await code(randomUUID())).toBe('not-found');
  });

  it('refuses a reason that no notice could print', async () => {
    const item = await given('awaiting-acceptance');
    const answer = await ask(refuse, { params: { id: item.applicationId }, body: { version: 3, reason: '材料😀' } });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-request']);
    expect((await stateOf(item)).item.version).toBe(3);
  });

  it.each([
    [accept, 'review', {}],
    [refuse, 'decision', { reason: 'x' }],
    [recommend, 'acceptance', { outcome: 'approve', opinion }],
    [decide, 'review', { decision: 'approve', opinion }],
    [upholdObjection, 'acceptance', { reason: 'x' }],
  ])('needs the role of the step', async (endpoint, role, body) => {
    const item = await given('awaiting-acceptance');
    const sent = { params: { id: item.applicationId }, body: { version: 3, ...body }, claims: roles(role) };
    const answer = await ask(endpoint, sent);
    expect([answer.status, answer.body.code]).toEqual([403, 'wrong-role']);
  });

  it('is not for persons', async () => {
    const claims = { party: 'person', name: '张演示', id_type: 'resident-identity-card', id_number: '1' };
    const answer = await ask(accept, { params: { id: randomUUID() }, body: { version: 3 }, claims });
    expect([answer.status, answer.body.code]).toEqual([403, 'wrong-party']);
  });
});

describe('asking for correction', () => {
  const items = [
    { subject: '劳动合同', problem: '缺少第三页' },
    { subject: '照片', problem: '不清晰' },
  ];

  it('names everything at once, and remembers who asked', async () => {
    const item = await given('under-review');
    const body = { version: 3, addressee: 'employer', items };
    const sent = { params: { id: item.applicationId }, body, claims: roles('review') };
    expect((await ask(requestCorrection, sent)).body.state).toBe('awaiting-correction');
    const { item: now, events } = await stateOf(item);
    expect(now.correction).toEqual({
      from: 'under-review',
      addressee: 'employer',
      items: items.map((entry) => ({ field: null, ...entry, answer: null })),
      laterReason: null,
    });
    expect(events.at(-1)).toMatchObject({
      reason: '1．劳动合同：缺少第三页\n2．照片：不清晰',
      addressee: 'employer',
      step: { notices: ['correction-notice'] },
      notice: { addresseeName: '江苏演示建设有限公司', items, laterReason: null, accepted: true },
    });
  });

  it('calls a chosen field as the forms do, and takes only what the addressee can mend', async () => {
    const item = await given('awaiting-acceptance');
    const chosen = { field: 'employment.contractEnd', subject: '合同', problem: '与合同不一致' };
    const sent = (addressee: string) => ({
      params: { id: item.applicationId },
      body: { version: 3, addressee, items: [chosen] },
      claims: roles('acceptance'),
    });
    const refusal = await ask(requestCorrection, sent('employer'));
    expect([refusal.status, refusal.body.code]).toEqual([422, 'rules-not-met']);
    expect(refusal.body.errors).toMatchObject([{ field: 'items.0.field', code: 'correction-subject-unknown' }]);
    expect((await ask(requestCorrection, sent('practitioner'))).status).toBe(200);
    const { item: now } = await stateOf(item);
    expect(now.correction?.items).toEqual([{ ...chosen, subject: '合同结束日期', answer: null }]);
  });

  it.each([
    ['awaiting-acceptance', 'review'],
    ['under-review', 'acceptance'],
  ] as const)('in %s is not for the role %s', async (state, role) => {
    const item = await given(state);
    const body = { version: 3, addressee: 'practitioner', items };
    const sent = { params: { id: item.applicationId }, body, claims: roles(role) };
    expect((await ask(requestCorrection, sent)).body.code).toBe('wrong-role');
  });
});

describe('finding', () => {
  it('an application by its number, however it is typed', async () => {
    const item = await given('awaiting-acceptance');
    await table.entities.guard
      .put({ kind: 'application-number', value: item.number!, holder: item.applicationId })
      .go();
    const { searchDesk } = departmentEndpoints;
    const found = await ask(searchDesk, { query: { text: ` ${item.number!.toLowerCase()} ` } });
    expect(found.body).toMatchObject({ kind: 'application-number', cases: { items: [{ id: item.applicationId }] } });
    expect((await ask(searchDesk, { query: { text: 'JZ20200101000001' } })).body).toMatchObject({
      cases: { items: [] },
    });
  });

  it('a case with masked identity number, attached files only, and the actions of one’s roles', async () => {
    const item = await given('awaiting-acceptance', { attachments: { photo: 'photo-1' } });
    for (const fileId of ['photo-1', 'photo-2']) {
      await table.entities.file
        .put({
          ...{ applicationId: item.applicationId, fileId, slot: 'photo', party: 'practitioner', name: '照片.jpg' },
          ...{ owner: item.personId, submission: 1, stateVersion: 1 },
          ...{ type: 'image/jpeg', size: 1, sha256: '', status: 'ready', key: `files/${fileId}`, uploadedAt: 'x' },
        })
        .go();
    }
    const params = { id: item.applicationId };
    const { getApplication, downloadFile } = departmentEndpoints;
    const { body } = await ask(getApplication, { params, claims: roles('acceptance') });
    expect(body).toMatchObject({
      applicant: { idNumber: '320106********8888' },
      actions: ['accept', 'refuse', 'request-correction'],
      files: [{ id: 'photo-1' }],
    });
    const { status, body: file } = await ask(downloadFile, { params: { ...params, fileId: 'photo-1' } });
    expect([status, String(file['url'])]).toEqual([200, expect.stringContaining('files/photo-1?')]);
    expect((await ask(downloadFile, { params: { ...params, fileId: 'photo-2' } })).status).toBe(404);
  });

  it('an entry of the register by its number', async () => {
    await table.entities.registration
      .put({
        ...{ personId: 'p', number: '建[造]21203200000009', profession: 'cost-2', specialties: ['安装工程'] },
        terms: makeTerms('cost-2', { specialties: ['安装工程'] }),
        ...{ holderName: '张演示', employerName: '江苏演示建设有限公司', employerCreditCode: 'c' },
        ...{
          validFrom: '2020-01-01',
          validUntil: '2022-12-31',
          applicationId: 'a-1234',
          verificationCode: 'secret',
          version: 1,
        },
      })
      .go();
    for (const number of [
      '建[造]21203200000009',
      '建（造） 21203200000009',
      '建〔造〕２１203200000009',
      '21203200000009',
    ]) {
      const answer = await ask(departmentEndpoints.findRegistration, { query: { number } });
      expect(answer.body.items).toMatchObject([{ holderName: '张演示', status: 'expired', certificateReady: false }]);
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    }
  });
});
