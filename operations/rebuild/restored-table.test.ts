import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { applicationNumber } from '../../domain/numbering.ts';
import { makeApplication, putApplication } from '../../functions/cases/test-case.ts';
import { startTestTable } from '../../functions/records/test-table.ts';
import type { Difference, Image } from './derivation.ts';

const engine = await startTestTable();
const own = process.env['TABLE_NAME'] ?? '';
const restored = 'registration-restored';
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { GuardEntity } = await import('../../functions/records/entities.ts');

afterAll(async () => {
  documents.destroy();
  process.env['TABLE_NAME'] = own;
  vi.resetModules();
  await engine.stop();
});

async function itemsOf(table: string): Promise<Image[]> {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.toSorted((a, b) =>
    `${String(a['pk'])} ${String(a['sk'])}` < `${String(b['pk'])} ${String(b['sk'])}` ? -1 : 1,
  );
}

/** What `npm run rebuild -- --table NAME` does: the functions that write are loaded with that table in their environment. */
async function rebuildOf(table: string, check: boolean) {
  process.env['TABLE_NAME'] = table;
  vi.resetModules();
  const { rebuild } = await import('./rebuild.ts');
  const { close, ...pages } = (await import('./pages.ts')).tablePages(table);
  const found: Difference[] = [];
  const unreached = () => Promise.reject(new Error('no execution is missing here'));
  const total = await rebuild(
    {
      ...pages,
      executions: { running: new Set(), start: unreached },
      report: (difference) => found.push(difference),
      keepPlace: () => undefined,
    },
    { check, from: null, now: new Date('2026-03-02T02:00:00.000Z'), settleMilliseconds: 0 },
  );
  close();
  return { ...total, kinds: new Set(found.map(({ kind }) => kind)) };
}

/** As DynamoDB restores a table: keys and indexes of the own one under another name, the items, and neither stream nor expiry. */
beforeAll(async () => {
  for (const count of [5, 6]) {
    const item = makeApplication({
      state: 'withdrawn',
      number: applicationNumber('constructor-2', '2026-03-02', count),
    });
    await putApplication(item);
    await GuardEntity.create({ kind: 'application-number', value: item.number ?? '', holder: item.applicationId }).go();
  }
  await rebuildOf(own, false);
  const { Table } = await documents.send(new DescribeTableCommand({ TableName: own }));
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes = [] } = Table!;
  const indexes = GlobalSecondaryIndexes.map((index) => ({
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: index.Projection,
  }));
  await documents.send(
    new CreateTableCommand({
      ...{ TableName: restored, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions, KeySchema },
      GlobalSecondaryIndexes: indexes,
    }),
  );
  for (const Item of await itemsOf(own)) await documents.send(new PutCommand({ TableName: restored, Item }));
});

it('a table that was restored under another name is rebuilt by that name, and the own one is not touched', async () => {
  const sound = await itemsOf(own);
  expect(await itemsOf(restored)).toEqual(sound);
  expect(await rebuildOf(restored, true)).toMatchObject({ items: sound.length, differences: 0 });
  const derived = sound.filter((item) => ['term', 'guard', 'counter'].includes(String(item['__edb_e__'])));
  expect(derived.length).toBeGreaterThan(4);
  for (const { pk, sk } of derived) {
    await documents.send(new DeleteCommand({ TableName: restored, Key: { pk, sk } }));
  }
  // The own table is damaged too, otherwise: whoever wrote or read it by mistake would show.
  const [kept, ...others] = sound;
  for (const { pk, sk } of others) await documents.send(new DeleteCommand({ TableName: own, Key: { pk, sk } }));
  const found = await rebuildOf(restored, true);
  expect(found.kinds).toEqual(new Set(['missing']));
  // The counter is missed by each of both numbers.
  expect(found.differences).toBeGreaterThanOrEqual(derived.length);
  const { differences, mended } = await rebuildOf(restored, false);
  expect(mended).toBe(differences);
  expect(await rebuildOf(restored, true)).toMatchObject({ items: sound.length, differences: 0 });
  expect(await itemsOf(restored)).toEqual(sound);
  expect(await itemsOf(own)).toEqual([kept]);
});
