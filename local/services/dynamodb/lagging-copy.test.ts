import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePorts } from '../../command/ports.ts';
import { close, listen } from '../../ground/http-server.ts';
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
let refused: string | undefined;
const refusals: string[] = [];
const problems: string[] = [];

/** The engine, which refuses one operation while it is told to. */
const source = createServer((request, response) => {
  void (async () => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const body = await buffer(request);
    if (operation === refused) {
      refusals.push(operation);
      response
        .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
        .end('{"__type":"#Refused","message":"Refused"}');
      return;
    }
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'connection' && name !== 'content-length' && name !== 'transfer-encoding'
        ? [[name, value]]
        : [],
    );
    const answer = await fetch(engine.endpoint, { method: 'POST', headers, body });
    const content = Buffer.from(await answer.arrayBuffer());
    const crc = answer.headers.get('x-amz-crc32');
    response
      .writeHead(answer.status, {
        'content-type': 'application/x-amz-json-1.0',
        ...(crc !== null && { 'x-amz-crc32': crc }),
      })
      .end(content);
  })();
});

beforeAll(async () => {
  const port = await freePorts();
  engine = await startEngine({
    port: port + 1,
    database: path.join(folder, 'tables.db'),
    pidFile: path.join(folder, 'engine.pid'),
    logFile: path.join(folder, 'engine.log'),
    onExit: () => undefined,
  });
  const endpoint = `http://127.0.0.1:${await listen(source, 0, '127.0.0.1', 'source')}`;
  copy = createLaggingCopy({
    ...{ access: { ...localAccess(), endpoint }, lagMilliseconds },
    onProblem: (text) => problems.push(text),
  });
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
  await close(source);
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

/** The processes of this one that run an engine without a database of its own. */
function copies(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [pid = '', parent, ...words] = line.trim().split(/\s+/u);
    return parent === String(process.pid) &&
      words[0] === 'sh' &&
      !words.includes('--db-path') &&
      line.includes('dynoxide')
      ? [pid]
      : [];
  });
}

it('leaves nothing behind of a copy that cannot be made, and makes one the next time', async () => {
  refused = 'DescribeTable';
  await expect(copy.address()).rejects.toThrow('Refused');
  refused = undefined;
  expect(copies()).toEqual([]);
  expect(problems.splice(0)).toEqual([expect.stringMatching(/^the copy of DynamoDB cannot be made: .*Refused/u)]);
});

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

it('follows again after its source has failed, and tells of it once', async () => {
  await put('before', 'followed');
  await copy.address();
  refused = 'GetRecords';
  await put('meanwhile', 'followed');
  await expect.poll(() => refusals.filter((operation) => operation === 'GetRecords').length).toBeGreaterThan(2);
  refused = undefined;
  await expect.poll(() => inState(fromFunction, 'followed'), { timeout: 5000 }).toHaveLength(2);
  expect(problems.splice(0)).toEqual([expect.stringMatching(/^the copy of Records cannot follow: .*Refused/u)]);
});

it('is made anew when its engine has died', async () => {
  const address = await copy.address();
  const [shell = ''] = copies();
  // The engine is of the group that the shell leads.
  process.kill(-Number(shell), 'SIGKILL');
  await expect.poll(() => copy.address(), { timeout: 5000 }).not.toBe(address);
  expect(await inState(fromFunction, 'followed')).toHaveLength(2);
  expect(problems.splice(0)).toEqual([expect.stringMatching(/^the copy of DynamoDB has ended \(/u)]);
});
