import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue, TableDescription, WriteRequest } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { _Record, GetRecordsCommandOutput } from '@aws-sdk/client-dynamodb-streams';
import { listen } from '../../ground/http-server.ts';
import { startTied } from '../../ground/tied-process.ts';
import { findBinary } from './engine.ts';
import type { EngineAccess } from './tables.ts';

/** A copy of all tables as they were some seconds ago, in which an index can be asked that lags behind. */
export interface LaggingCopy {
  /** Address of the copy; made when it is first asked for. Rejects when it cannot be made, and is made anew the next time. */
  readonly address: () => Promise<string>;
  stop(): Promise<void>;
}

const pollMilliseconds = 50;
const batchSize = 25;

/**
 * A copy that follows the tables of an engine by their streams, as an index follows its table, only later. A table without stream is copied once.
 *
 * @param lagMilliseconds how long after a write the copy has it
 */
export function createLaggingCopy(access: EngineAccess, lagMilliseconds: number): LaggingCopy {
  const ending = new AbortController();
  let made: Promise<{ readonly address: string; readonly stop: () => Promise<void> }> | undefined;
  return {
    address: async () => {
      made ??= make(access, lagMilliseconds, ending.signal).catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      return (await made).address;
    },
    stop: async () => {
      ending.abort();
      await made?.then(
        async ({ stop }) => await stop(),
        () => undefined,
      );
    },
  };
}

async function make(access: EngineAccess, lagMilliseconds: number, ending: AbortSignal) {
  const port = await freePort();
  const child = startTied({ command: [findBinary(), '--port', String(port)], onOutput: () => undefined });
  const address = `http://127.0.0.1:${port}`;
  const source = new DynamoDBClient(access);
  const streams = new DynamoDBStreamsClient(access);
  // The engine needs some milliseconds to begin.
  const copy = new DynamoDBClient({ ...access, endpoint: address, maxAttempts: 10 });
  const { TableNames = [] } = await source.send(new ListTablesCommand({}));
  const following: Promise<void>[] = [];
  for (const TableName of TableNames) {
    const { Table } = await source.send(new DescribeTableCommand({ TableName }));
    if (Table === undefined) continue;
    // Before the items are read: what is written meanwhile is in both, and applied again.
    const iterator = await endOfStream(streams, Table.LatestStreamArn);
    await copyTable(source, copy, Table);
    if (iterator !== undefined)
      following.push(follow({ streams, copy, TableName, iterator, lagMilliseconds, ending }).catch(() => undefined));
  }
  return {
    address,
    stop: async () => {
      await Promise.all(following);
      for (const client of [source, streams, copy]) client.destroy();
      child.stop();
      await child.ended;
    },
  };
}

async function endOfStream(streams: DynamoDBStreamsClient, StreamArn: string | undefined): Promise<string | undefined> {
  if (StreamArn === undefined) return undefined;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  // One shard per stream, which never ends: `poller.ts` tells what the engine does.
  const ShardId = StreamDescription?.Shards?.at(-1)?.ShardId;
  const position = { StreamArn, ShardId, ShardIteratorType: 'LATEST' } as const;
  return (await streams.send(new GetShardIteratorCommand(position))).ShardIterator;
}

async function copyTable(source: DynamoDBClient, copy: DynamoDBClient, table: TableDescription): Promise<void> {
  const { TableName = '', AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = table;
  const indexes = GlobalSecondaryIndexes?.map((index) => ({
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: index.Projection,
  }));
  await copy.send(
    new CreateTableCommand({
      ...{ TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' },
      ...(indexes !== undefined && { GlobalSecondaryIndexes: indexes }),
    }),
  );
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await source.send(
      new ScanCommand({ TableName, ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }) }),
    );
    await write(
      copy,
      TableName,
      (page.Items ?? []).map((Item) => ({ PutRequest: { Item } })),
    );
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

interface Following {
  readonly streams: DynamoDBStreamsClient;
  readonly copy: DynamoDBClient;
  readonly TableName: string;
  readonly iterator: string;
  readonly lagMilliseconds: number;
  readonly ending: AbortSignal;
}

async function follow({ streams, copy, TableName, iterator, lagMilliseconds, ending }: Following): Promise<void> {
  let next: string | undefined = iterator;
  // The engine tells the second of a write; what counts here is when it was seen.
  const waiting: { readonly due: number; readonly record: _Record }[] = [];
  while (next !== undefined && !ending.aborted) {
    const page: GetRecordsCommandOutput = await streams.send(new GetRecordsCommand({ ShardIterator: next }));
    const due = Date.now() + lagMilliseconds;
    waiting.push(...(page.Records ?? []).map((record) => ({ due, record })));
    next = page.NextShardIterator;
    const later = waiting.findIndex((one) => one.due > Date.now());
    const ready = waiting.splice(0, later < 0 ? waiting.length : later);
    await write(copy, TableName, lastOfEach(ready.map(({ record }) => record)));
    await sleep(pollMilliseconds, undefined, { signal: ending }).catch(() => undefined);
  }
}

/** A batch may name an item only once. */
function lastOfEach(records: readonly _Record[]): WriteRequest[] {
  const byKey = new Map(records.map((record) => [JSON.stringify(record.dynamodb?.Keys), requestOf(record)]));
  return [...byKey.values()];
}

function requestOf({ dynamodb }: _Record): WriteRequest {
  return dynamodb?.NewImage === undefined
    ? { DeleteRequest: { Key: dynamodb?.Keys } }
    : { PutRequest: { Item: dynamodb.NewImage } };
}

async function write(copy: DynamoDBClient, TableName: string, requests: readonly WriteRequest[]): Promise<void> {
  for (let from = 0; from < requests.length; from += batchSize) {
    const RequestItems = { [TableName]: requests.slice(from, from + batchSize) };
    await copy.send(new BatchWriteItemCommand({ RequestItems }));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1', 'the copy of DynamoDB');
  await new Promise((resolve) => server.close(resolve));
  return port;
}
