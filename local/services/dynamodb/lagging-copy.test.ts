import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePorts } from '../../command/ports.ts';
import { functionCredentials, localAccess } from '../../ground/local-account.ts';
import { startEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';
import { createLaggingCopy } from './lagging-copy.ts';
import type { LaggingCopy } from './lagging-copy.ts';

const lagMilliseconds = 600;
const folder = mkdtempSync(path.join(tmpdir(), 'lagging-'));
const TableName = 'Records';
let engine: Engine;
let copy: LaggingCopy;
let gate: Gate;
let account: DynamoDBClient;
let fromFunction: DynamoDBClient;

beforeAll(async () => {
  const port = await freePorts();
  engine = await startEngine({
    port: port + 1,
    database: path.join(folder, 'tables.db'),
    pidFile: path.join(folder, 'engine.pid'),
    logFile: path.join(folder, 'engine.log'),
    onExit: () => undefined,
  });
  copy = createLaggingCopy({ ...localAccess(), endpoint: engine.endpoint }, lagMilliseconds);
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Reader';
  const credentials = functionCredentials(arn);
  const mayAll = { arn, isAccount: false, demand: () => undefined };
  gate = await startGate({
    ...localAccess(),
    ...{ port, engine: engine.endpoint, lagging: copy },
    keys: { secretOf: () => credentials.secretAccessKey, callerOf: () => mayAll },
    faults: { strikes: (kind) => kind === 'index' },
  });
  account = new DynamoDBClient({ ...localAccess(), endpoint: engine.endpoint });
  fromFunction = new DynamoDBClient({ ...localAccess(), endpoint: `http://127.0.0.1:${port}`, credentials });
  const keys = (name: string) => [{ AttributeName: name, KeyType: 'HASH' as const }];
  await account.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'state'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: keys('pk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-state', KeySchema: keys('state'), Projection: { ProjectionType: 'ALL' } },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
});
afterAll(async () => {
  account.destroy();
  fromFunction.destroy();
  await gate.stop();
  await copy.stop();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const put = (pk: string, state: string) =>
  fromFunction.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, state: { S: state } } }));

async function inState(client: DynamoDBClient, state: string) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      ...{ TableName, IndexName: 'by-state' },
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': { S: state } },
    }),
  );
  return Items.map(({ pk }) => pk?.S);
}

it('answers functions from an index as it was some time ago, and from the table as it is', async () => {
  await put('old', 'open');
  await put('leaving', 'open');
  expect((await inState(fromFunction, 'open')).toSorted()).toEqual(['leaving', 'old']);
  await put('new', 'open');
  await put('old', 'closed');
  await fromFunction.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'leaving' } } }));
  expect((await inState(fromFunction, 'open')).toSorted()).toEqual(['leaving', 'old']);
  expect(await inState(fromFunction, 'closed')).toEqual([]);
  expect(await inState(account, 'open')).toEqual(['new']);
  const { Item } = await fromFunction.send(new GetItemCommand({ TableName, Key: { pk: { S: 'old' } } }));
  expect(Item?.['state']?.S).toBe('closed');
  await sleep(lagMilliseconds);
  await expect.poll(() => inState(fromFunction, 'open')).toEqual(['new']);
  expect(await inState(fromFunction, 'closed')).toEqual(['old']);
});
