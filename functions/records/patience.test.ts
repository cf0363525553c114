import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { publicEndpoints } from '../../api/public.ts';
import { startTestDistribution } from '../platform/test-distribution.ts';
import { type Fault, startFaultyEngine } from './test-faults.ts';
import { startTestTable } from './test-table.ts';

const engine = await startTestTable();
const distribution = await startTestDistribution();
const faulty = await startFaultyEngine(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '');
process.env['AWS_ENDPOINT_URL_DYNAMODB'] = faulty.endpoint;
const { GuardEntity, table } = await import('./entities.ts');
const { rememberedCommand } = await import('./commands.ts');
const { apiHandler, route } = await import('../platform/http.ts');
const { readPage } = await import('../platform/paging.ts');
const { anyone } = await import('../platform/caller.ts');
const { done } = await import('../platform/refusal.ts');

afterAll(async () => {
  await faulty.stop();
  await distribution.stop();
  await engine.stop();
});

let value = 'none';
beforeEach(() => {
  value = crypto.randomUUID();
  for (const operation of ['GetItem', 'Query', 'BatchGetItem', 'TransactWriteItems']) faulty.fail(operation);
});

const guard = (suffix = '') => ({ kind: 'application-number', value: `${value}${suffix}` }) as const;
const cancelled = (...reasons: string[]): Fault => ({
  kind: 'error',
  status: 400,
  type: 'TransactionCanceledException',
  reasons,
});
const times = (count: number, fault: Fault) => Array.from({ length: count }, () => fault);

async function take() {
  return await table.transaction
    .write((entities) => [entities.guard.create({ ...guard(), holder: 'me' }).commit()])
    .go();
}

describe('an answer that never comes', () => {
  it('is given up after a second at first, and the request asked again', async () => {
    const before = faulty.asked('GetItem');
    faulty.fail('GetItem', { kind: 'silent' });
    const started = performance.now();
    expect((await GuardEntity.get(guard()).go()).data).toBeNull();
    expect(performance.now() - started).toBeLessThan(2500);
    expect(faulty.asked('GetItem') - before).toBe(2);
  });
});

describe('a transaction', () => {
  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'InternalServerError'])(
    'that %s cancels is tried again',
    async (reason) => {
      faulty.fail('TransactWriteItems', cancelled('None', reason), cancelled(reason));
      expect(await take()).toMatchObject({ canceled: false });
      expect((await GuardEntity.get(guard()).go()).data?.holder).toBe('me');
    },
  );

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'that %s cancels again and again fails as busy, not as lost, and changes nothing',
    async (reason) => {
      const before = faulty.asked('TransactWriteItems');
      faulty.fail('TransactWriteItems', ...times(6, cancelled(reason)));
      await expect(take()).rejects.toMatchObject({ cause: { name: 'TableBusyError' } });
      expect(faulty.asked('TransactWriteItems') - before).toBe(6);
      expect((await GuardEntity.get(guard()).go()).data).toBeNull();
    },
  );

  it.each([[['ConditionalCheckFailed']], [['ThrottlingError', 'ConditionalCheckFailed']], [['ValidationError']]])(
    'that %j cancels is answered at once',
    async (reasons) => {
      const before = faulty.asked('TransactWriteItems');
      faulty.fail('TransactWriteItems', cancelled(...reasons));
      expect(await take()).toMatchObject({ canceled: true });
      expect(faulty.asked('TransactWriteItems') - before).toBe(1);
    },
  );

  it('whose condition does not hold is lost, as the engine itself says', async () => {
    await take();
    expect(await take()).toMatchObject({ canceled: true, data: [{ code: 'ConditionalCheckFailed' }] });
  });
});

describe('a batch read', () => {
  const keys = () => Array.from({ length: 5 }, (_, index) => guard(`-${index}`));

  it('asks again for the keys that were left unprocessed', async () => {
    await Promise.all(keys().map((key) => GuardEntity.put({ ...key, holder: key.value }).go()));
    faulty.fail('BatchGetItem', { kind: 'unprocessed', done: 2 }, { kind: 'unprocessed', done: 1 });
    const { data, unprocessed } = await GuardEntity.get(keys()).go({ consistent: true });
    expect(data.map(({ holder }) => holder).toSorted()).toEqual(keys().map((key) => key.value));
    expect(unprocessed).toEqual([]);
  });

  it('fails when keys stay unprocessed, and never answers a part', async () => {
    faulty.fail('BatchGetItem', { kind: 'unprocessed', done: 2 }, ...times(5, { kind: 'unprocessed', done: 0 }));
    await expect(GuardEntity.get(keys()).go({ consistent: true })).rejects.toThrow();
  });
});

const throttled: Fault = { kind: 'error', status: 400, type: 'ThrottlingException' };

async function ask(read: () => Promise<unknown>) {
  const endpoint = publicEndpoints.getConfiguration;
  const handler = apiHandler(
    {
      it: route(endpoint, anyone, async () => {
        await read();
        return done({ province: { issuer: '', clientId: '' }, staff: { issuer: '', clientId: '' }, audience: '' });
      }),
    },
    rememberedCommand,
  );
  const event = {
    routeKey: `${endpoint.method} ${endpoint.path}`,
    headers: distribution.headers,
    requestContext: { requestId: 'r', http: { sourceIp: '192.0.2.1' } },
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body = '' } = await handler(event, {} as Context);
  return { statusCode, problem: JSON.parse(body) as { code?: string; detail?: string } };
}

describe('a party is told to try again, by a 503,', () => {
  const busy = { statusCode: 503, problem: { code: 'busy', detail: expect.stringContaining('请稍后再试') as string } };

  it('when a transaction is throttled', async () => {
    faulty.fail('TransactWriteItems', ...times(6, cancelled('ThrottlingError')));
    expect(await ask(take)).toMatchObject(busy);
  });

  it('when reading is throttled', async () => {
    faulty.fail('GetItem', ...times(12, throttled));
    expect(await ask(async () => await GuardEntity.get(guard()).go())).toMatchObject(busy);
  });

  it('when the key of the table is unavailable', async () => {
    faulty.fail('GetItem', ...times(12, { kind: 'error', status: 500, type: 'InternalServerError' }));
    expect(await ask(async () => await GuardEntity.get(guard()).go())).toMatchObject(busy);
  });

  it('when a further page of a list is throttled, which is no fault of its cursor', async () => {
    const cursor = Buffer.from(JSON.stringify({ pk: 'a', sk: 'b' })).toString('base64url');
    faulty.fail('Query', ...times(12, throttled));
    const page = () =>
      readPage(cursor, async () => await table.entities.reminder.query.day({ day: 'x' }).go(), Boolean);
    expect(await ask(page)).toMatchObject(busy);
  });

  it('and not for a defect', async () => {
    expect(await ask(() => Promise.reject(new TypeError('a defect')))).toMatchObject({ statusCode: 500 });
  });
});
