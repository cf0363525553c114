import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noFaults, type Faults } from '../../ground/faults.ts';
import { createBell } from '../../ground/bell.ts';
import type { Bell } from '../../ground/bell.ts';
import { freePort } from '../../ground/http-server.ts';
import type { LogRecord } from '../../ground/log-sink.ts';
import type { InvokeResult } from '../../ground/invocation.ts';
import { startStreamPoller } from './poller.ts';
import { eventSourceMappingPropertiesSchema, type StreamPoller } from './settings.ts';

const engine = join(import.meta.dirname, '../../../node_modules/@dynoxide/linux-x64/dynoxide');
const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const EventSourceArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/Records/stream/label';

interface Delivered {
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: { readonly pk: { readonly S: string } };
    readonly [more: string]: unknown;
  };
}

let folder: string;
let port: number;
let child: ChildProcess;
let client: DynamoDBClient;
let written: Bell;
let pollers: StreamPoller[];
let batches: Delivered[][];
let queued: { arn: string; body: unknown }[];
let log: LogRecord[];
let answer: (records: Delivered[]) => InvokeResult | Promise<InvokeResult>;

async function startEngine(): Promise<void> {
  child = spawn(engine, ['--port', String(port), '--db-path', join(folder, 'table.db')], { stdio: 'ignore' });
  await expect
    .poll(() => client.send(new ListTablesCommand({})).catch(() => undefined), { timeout: 5000, interval: 10 })
    .toBeDefined();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'streams-'));
  port = await freePort();
  client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region, credentials, maxAttempts: 1 });
  pollers = [];
  written = createBell();
  batches = [];
  queued = [];
  log = [];
  answer = () => ({ ok: true, payload: null });
  await startEngine();
  await client.send(
    new CreateTableCommand({
      TableName: 'Records',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
});
afterEach(async () => {
  await Promise.all(pollers.map((poller) => poller.stop()));
  client.destroy();
  child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start(properties: Record<string, unknown> = {}, faults: Faults = noFaults): Promise<StreamPoller> {
  const poller = await startStreamPoller({
    id: 'Dispatch',
    properties: eventSourceMappingPropertiesSchema.parse({
      FunctionName: 'DispatchEvents',
      EventSourceArn,
      StartingPosition: 'TRIM_HORIZON',
      ...properties,
    }),
    endpoint: `http://127.0.0.1:${port}`,
    written,
    region,
    credentials,
    dataFolder: join(folder, 'checkpoints'),
    invoke: async (_name, payload) => {
      const { Records } = payload as { Records: Delivered[] };
      batches.push(Records);
      return await answer(Records);
    },
    sendToQueue: (arn, body) => {
      queued.push({ arn, body: JSON.parse(body) });
      return Promise.resolve();
    },
    faults,
    log: { write: (record) => log.push(record) },
  });
  pollers.push(poller);
  return poller;
}

const ring = () => written.ring();
const put = (pk: string, more: Record<string, { S: string } | { N: string } | { B: Uint8Array }> = {}, sk = 'A') =>
  client
    .send(new PutItemCommand({ TableName: 'Records', Item: { pk: { S: pk }, sk: { S: sk }, ...more } }))
    .finally(ring);
const putTogether = (pks: readonly string[]) =>
  client
    .send(
      new TransactWriteItemsCommand({
        TransactItems: pks.map((pk) => ({ Put: { TableName: 'Records', Item: { pk: { S: pk }, sk: { S: 'A' } } } })),
      }),
    )
    .finally(ring);
const keysOf = (records: readonly Delivered[]): string[] => records.map(({ dynamodb }) => dynamodb.Keys.pk.S);
const delivered = (): string[] => keysOf(batches.flat());
const missingFrom = (present: readonly string[], wanted: readonly string[]): string[] => {
  const set = new Set(present);
  return wanted.filter((pk) => !set.has(pk));
};
const failed = (identifiers: readonly string[]): InvokeResult => ({
  ok: true,
  payload: { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) },
});
const error: InvokeResult = { ok: false, errorType: 'Error', errorMessage: 'not now' };

test('delivers inserts, changes and removals in the form Lambda gives to functions, soon after the write', async () => {
  await put('early', { photo: { B: new Uint8Array([1, 2, 3]) } });
  await start();
  await expect.poll(delivered).toEqual(['early']);
  const writtenAt = performance.now();
  await put('early', { size: { N: '1' } });
  await expect.poll(() => batches.length, { interval: 5 }).toBe(2);
  expect(performance.now() - writtenAt).toBeLessThan(400);
  await put('early', { size: { N: '1' } });
  await client
    .send(new DeleteItemCommand({ TableName: 'Records', Key: { pk: { S: 'early' }, sk: { S: 'A' } } }))
    .finally(ring);
  await expect.poll(() => batches.flat().map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
  expect(batches[0]).toEqual([
    {
      eventID: expect.any(String) as string,
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      eventSourceARN: EventSourceArn,
      dynamodb: {
        ApproximateCreationDateTime: expect.closeTo(Date.now() / 1000, -2) as number,
        Keys: { pk: { S: 'early' }, sk: { S: 'A' } },
        NewImage: { pk: { S: 'early' }, sk: { S: 'A' }, photo: { B: 'AQID' } },
        SequenceNumber: expect.stringMatching(/^\d+$/) as string,
        SizeBytes: expect.any(Number) as number,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    },
  ]);
  expect(batches[1]![0]!.dynamodb).toMatchObject({
    OldImage: { photo: { B: 'AQID' } },
    NewImage: { size: { N: '1' } },
  });
});

test('delivers only what the filters let through', async () => {
  const pattern = {
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { NewImage: { kind: { S: ['event', { prefix: 'work' }] }, closed: { BOOL: [{ exists: false }] } } },
  };
  await start({
    FilterCriteria: { Filters: [{ Pattern: '{"eventName":["REMOVE"]}' }, { Pattern: JSON.stringify(pattern) }] },
  });
  await put('1', { kind: { S: 'event' } });
  await put('2', { kind: { S: 'other' } });
  await put('3', { kind: { S: 'workItem' } });
  await client
    .send(new DeleteItemCommand({ TableName: 'Records', Key: { pk: { S: '2' }, sk: { S: 'A' } } }))
    .finally(ring);
  await expect.poll(delivered).toEqual(['1', '3', '2']);
});

test('goes on from the lowest failure the function reports and keeps the order', async () => {
  await putTogether(['a', 'b', 'c', 'd']);
  answer = (records) => {
    answer = () => ({ ok: true, payload: { batchItemFailures: [] } });
    return failed([records[3]!.dynamodb.SequenceNumber, records[2]!.dynamodb.SequenceNumber]);
  };
  await start({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await expect
    .poll(() => batches.map(keysOf))
    .toEqual([
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
    ]);
});

test.each<[string, InvokeResult]>([
  ['an unknown identifier', failed(['no-such-record'])],
  ['a malformed answer', { ok: true, payload: { batchItemFailures: 'x' } }],
])('fails the whole batch on %s', async (_name, first) => {
  await putTogether(['a', 'b']);
  answer = () => {
    answer = () => ({ ok: true, payload: null });
    return first;
  };
  await start({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await expect
    .poll(() => batches.map(keysOf))
    .toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
});

test('isolates a poison record by halving, gives it up after its retries and tells the failure destination', async () => {
  const queue = 'arn:aws:sqs:us-east-1:000000000000:DeadLetters';
  await putTogether(['a', 'b', 'poison', 'd', 'e']);
  answer = (records) => (keysOf(records).includes('poison') ? error : { ok: true, payload: null });
  await start({
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: queue } },
  });
  await expect.poll(() => keysOf(batches.at(-1) ?? [])).toEqual(['d', 'e']);
  const alone = batches.filter((batch) => batch.length === 1 && keysOf(batch)[0] === 'poison');
  expect(alone).toHaveLength(3);
  const sequenceNumber = alone[0]![0]!.dynamodb.SequenceNumber;
  expect(queued).toMatchObject([
    {
      arn: queue,
      body: {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        responseContext: { functionError: 'Unhandled', errorMessage: 'not now' },
        DDBStreamBatchInfo: { startSequenceNumber: sequenceNumber, endSequenceNumber: sequenceNumber, batchSize: 1 },
      },
    },
  ]);
});

test('gives up records that are too old', async () => {
  const queue = 'arn:aws:sqs:us-east-1:000000000000:DeadLetters';
  await put('old');
  await new Promise((resolve) => setTimeout(resolve, 3100));
  await put('new');
  await start({ MaximumRecordAgeInSeconds: 2, DestinationConfig: { OnFailure: { Destination: queue } } });
  await expect.poll(delivered).toEqual(['new']);
  expect(queued).toMatchObject([{ body: { requestContext: { condition: 'RecordAgeExceeded' } } }]);
});

test('observes batch size and window', async () => {
  await putTogether(['a', 'b', 'c', 'd', 'e']);
  await start({ BatchSize: 2 });
  await expect.poll(() => batches.map(keysOf)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  await pollers[0]!.stop();
  batches.length = 0;
  await start({ MaximumBatchingWindowInSeconds: 1 });
  await put('f');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await put('g');
  await expect.poll(() => batches.map(keysOf), { timeout: 3000 }).toEqual([['f', 'g']]);
});

test('runs lanes side by side, the records of one partition key in order in one of them', async () => {
  let running = 0;
  let most = 0;
  answer = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 30));
    running -= 1;
    return { ok: true, payload: null };
  };
  for (let round = 0; round < 3; round++)
    for (const pk of ['p', 'q', 'r', 's', 't']) await put(pk, { round: { N: `${round}` } }, `${round}`);
  await start({ ParallelizationFactor: 4, BatchSize: 1 });
  await expect.poll(() => batches.length, { timeout: 5000 }).toBe(15);
  expect(most).toBeGreaterThan(1);
  for (const pk of ['p', 'q', 'r', 's', 't']) {
    const rounds = batches.flat().filter(({ dynamodb }) => dynamodb.Keys.pk.S === pk);
    expect(rounds.map(({ dynamodb }) => (dynamodb as unknown as { Keys: { sk: { S: string } } }).Keys.sk.S)).toEqual([
      '0',
      '1',
      '2',
    ]);
  }
});

test('continues from the checkpoint, repeating only what was not settled', async () => {
  await putTogether(['a', 'b', 'c']);
  answer = (records) => (keysOf(records).includes('c') ? error : { ok: true, payload: null });
  await start({ BatchSize: 2 });
  await expect.poll(() => batches.length).toBeGreaterThan(1);
  await pollers[0]!.stop();
  answer = () => ({ ok: true, payload: null });
  batches.length = 0;
  await put('d');
  await start({ BatchSize: 2 });
  await expect.poll(() => batches.map(keysOf)).toEqual([['c', 'd']]);
});

test('delivers every write the engine acknowledged, although the engine is killed again and again', async () => {
  await start();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 100; n++) {
          const pk = `${round}-${writer}-${n}`;
          const written = await put(pk)
            .then(() => true)
            .catch(() => false);
          if (!written) return;
          acknowledged.push(pk);
        }
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 150 + 100 * round));
    child.kill('SIGKILL');
    await writing;
    await startEngine();
  }
  expect(acknowledged.length).toBeGreaterThan(20);
  await expect.poll(() => missingFrom(delivered(), acknowledged), { timeout: 10_000 }).toEqual([]);
});

test('begins anew for a new table, refuses a corrupt checkpoint, a bad filter and a table without stream', async () => {
  await put('a');
  await start();
  await expect.poll(delivered).toEqual(['a']);
  await pollers[0]!.stop();
  const file = join(folder, 'checkpoints', 'Dispatch.json');
  expect(existsSync(file)).toBe(true);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/"streamArn":"[^"]*"/, '"streamArn":"another"'));
  await start();
  await expect.poll(delivered).toEqual(['a', 'a']);
  await pollers[1]!.stop();
  await writeFile(file, '{');
  await expect(start()).rejects.toThrow(/Dispatch\.json is corrupt/);
  await expect(start({ FilterCriteria: { Filters: [{ Pattern: '{"a":"b"}' }] } })).rejects.toThrow(
    'pattern.a must be an object',
  );
  await expect(start({ EventSourceArn: EventSourceArn.replace('Records', 'Others') })).rejects.toThrow();
});

test('delivers the records of one item late by the fault reorder, in their order, while those of others overtake them', async () => {
  let isFirst = true;
  const first = (kind: string) => kind === 'reorder' && isFirst && !(isFirst = false);
  await put('late', { count: { N: '1' } });
  await put('early');
  await put('late', { count: { N: '2' } });
  const poller = await start({ BatchSize: 1 }, { strikes: first });
  await expect.poll(delivered, { timeout: 5000 }).toEqual(['early', 'late', 'late']);
  expect(batches.flat().map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'MODIFY']);
  await poller.stop();
});

test('leaves what is held back by the fault reorder to the next start', async () => {
  await put('late');
  const poller = await start({}, { strikes: (kind) => kind === 'reorder' });
  await poller.stop();
  expect(delivered()).toEqual([]);
  await start();
  await expect.poll(delivered).toEqual(['late']);
});
