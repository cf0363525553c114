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
import { freePort } from '../../ground/http-server.ts';
import { startTied } from '../../ground/tied-process.ts';
import { findBinary, waitUntilHealthy } from './engine.ts';
import type { EngineAccess } from './tables.ts';

/** A copy of all tables as they were some seconds ago, in which an index can be asked that lags behind. */
export interface LaggingCopy {
  /** Address of the copy; made when it is first asked for. Rejects when it cannot be made, and is made anew the next time. */
  readonly address: () => Promise<string>;
  stop(): Promise<void>;
}

const pollMilliseconds = 50;
const batchSize = 25;

/** What a copy needs. */
interface CopySettings {
  readonly access: EngineAccess;
  /** How long after a write the copy has it. */
  readonly lagMilliseconds: number;
  /** Told when it cannot be made, cannot follow for a while, or has ended by itself. */
  readonly onProblem: (text: string) => void;
}

interface RunningCopy {
  readonly address: string;
  /** Resolves when its engine has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A copy that follows the tables of an engine by their streams, as an index follows its table, only later. A table without stream is copied once. */
export function createLaggingCopy(settings: CopySettings): LaggingCopy {
  const ending = new AbortController();
  let made: Promise<RunningCopy> | undefined;
  const begin = (): Promise<RunningCopy> => {
    const making = make(settings, ending.signal);
    const forget = (): void => {
      if (made === making) made = undefined;
    };
    making.then(
      ({ ended }) => ended.then(forget),
      (error: unknown) => {
        forget();
        if (!ending.signal.aborted) settings.onProblem(`the copy of DynamoDB cannot be made: ${String(error)}`);
      },
    );
    return making;
  };
  return {
    address: async () => {
      made ??= begin();
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

async function make({ access, lagMilliseconds, onProblem }: CopySettings, stopping: AbortSignal): Promise<RunningCopy> {
  const own = new AbortController();
  const ending = AbortSignal.any([own.signal, stopping]);
  const tell = (problem: string): void => {
    if (!ending.aborted) onProblem(problem);
  };
  const port = await freePort();
  const child = startTied({ command: [findBinary(), '--port', String(port)], onOutput: () => undefined });
  const address = `http://127.0.0.1:${port}`;
  const source = new DynamoDBClient(access);
  const streams = new DynamoDBStreamsClient(access);
  const copy = new DynamoDBClient({ ...access, endpoint: address });
  const following: Promise<void>[] = [];
  const gone = child.ended.catch((error: unknown) => String(error));
  const ended = gone.then(async (how) => {
    tell(`the copy of DynamoDB has ended (${how})`);
    own.abort();
    await Promise.all(following);
    for (const client of [source, streams, copy]) client.destroy();
  });
  const stop = async (): Promise<void> => {
    own.abort();
    child.stop();
    await ended;
  };
  try {
    await waitUntilHealthy(address, gone.then(String));
    const { TableNames = [] } = await source.send(new ListTablesCommand({}));
    for (const TableName of TableNames) {
      const { Table } = await source.send(new DescribeTableCommand({ TableName }));
      if (Table === undefined) continue;
      // Before the items are read: what is written meanwhile is in both, and applied again.
      const iterator = await endOfStream(streams, Table.LatestStreamArn);
      await copyTable(source, copy, Table);
      if (iterator !== undefined)
        following.push(follow({ streams, copy, TableName, iterator, lagMilliseconds, ending, tell }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, ended, stop };
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
  readonly tell: (problem: string) => void;
}

/** Writes to the copy what comes by a stream. What fails is tried again until it succeeds or the copy ends; of a row of failures the first is told. */
async function follow(following: Following): Promise<void> {
  const { streams, copy, TableName, iterator, lagMilliseconds, ending, tell } = following;
  let next: string | undefined = iterator;
  let hasFailed = false;
  // The engine tells the second of a write; what counts here is when it was seen.
  const waiting: { readonly due: number; readonly record: _Record }[] = [];
  while (next !== undefined && !ending.aborted) {
    try {
      const page: GetRecordsCommandOutput = await streams.send(new GetRecordsCommand({ ShardIterator: next }));
      const due = Date.now() + lagMilliseconds;
      waiting.push(...(page.Records ?? []).map((record) => ({ due, record })));
      next = page.NextShardIterator;
      const later = waiting.findIndex((one) => one.due > Date.now());
      const ready = waiting.slice(0, later < 0 ? waiting.length : later);
      await write(copy, TableName, lastOfEach(ready.map(({ record }) => record)));
      waiting.splice(0, ready.length);
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) tell(`the copy of ${TableName} cannot follow: ${String(error)}`);
      hasFailed = true;
    }
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
