import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, DynamoDBStreamsClient, type Shard } from '@aws-sdk/client-dynamodb-streams';
import { compilePattern, PatternError, type EventMatcher } from '../../ground/event-pattern.ts';
import { StartError } from '../../ground/start-error.ts';
import { openCheckpoint } from './checkpoint.ts';
import { pause } from './delivery.ts';
import type { EventSourceMappingProperties, StreamPoller, StreamPollerSettings } from './settings.ts';
import { followShard, type ShardSettings } from './shard.ts';

/** How often new shards are looked for. AWS's own DynamoDB Local opens one every few hours, dynoxide never. */
const discoveryMs = 10_000;

/**
 * Starts delivering the stream of the mapping's table to its function, at least once and in order per item, from the stored checkpoint or
 * else from the oldest record. Rejects when the table has no stream or a filter is malformed.
 *
 * What dynoxide 1.2.1 does (measured): one shard per stream, which never ends; sequence numbers count up from 1 without gaps in the order of
 * commits, are written in the transaction that writes the item, and survive kill -9, so a checkpoint stays valid over restarts; iterators
 * are positions, valid for ever. It reports an `EndingSequenceNumber` for the open shard, and the greatest as text at that ("999" of 4011),
 * so only a missing `NextShardIterator` counts as the end of a shard here. It also writes records for puts that change nothing, which
 * DynamoDB does not, and these are dropped.
 */
export async function startStreamPoller(settings: StreamPollerSettings): Promise<StreamPoller> {
  const { id, properties, endpoint, region, credentials } = settings;
  const matches = compileFilters(properties, id);
  if (!properties.Enabled) return { stop: () => Promise.resolve() };
  const { streamArn, partitionKey } = await findStream(settings);
  const client = new DynamoDBStreamsClient({ endpoint, region, credentials });
  const ending = new AbortController();
  const checkpoint = openCheckpoint(settings.dataFolder, id, streamArn);
  const following = followAll({
    ...settings,
    client,
    streamArn,
    partitionKey,
    checkpoint,
    matches,
    ending: ending.signal,
  });
  return {
    stop: async () => {
      ending.abort();
      await following;
      client.destroy();
    },
  };
}

function compileFilters(properties: EventSourceMappingProperties, id: string): EventMatcher {
  const filters = properties.FilterCriteria?.Filters ?? [];
  if (filters.length === 0) return () => true;
  try {
    const matchers = filters.map(({ Pattern }) => compilePattern(JSON.parse(Pattern)));
    return (event) => matchers.some((matches) => matches(event));
  } catch (error) {
    if (error instanceof PatternError || error instanceof SyntaxError)
      throw new StartError(`${id}: filter: ${error.message}`);
    throw error;
  }
}

/** The table's stream and the name of its partition key, which dynoxide's DescribeStream leaves out. */
async function findStream(settings: StreamPollerSettings): Promise<{ streamArn: string; partitionKey: string }> {
  const { endpoint, region, credentials, properties } = settings;
  const table = /:table\/([^/]+)\/stream\//.exec(properties.EventSourceArn)?.[1] ?? '';
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table })).finally(() => client.destroy());
  const partitionKey = Table?.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  if (Table?.LatestStreamArn === undefined || partitionKey === undefined)
    throw new StartError(`The table ${table} has no stream`);
  return { streamArn: Table.LatestStreamArn, partitionKey };
}

/** Follows every shard, a child only once its parents are delivered, so that the records of an item stay in order. */
async function followAll(settings: ShardSettings): Promise<void> {
  const { ending, checkpoint } = settings;
  const running = new Map<string, Promise<void>>();
  while (!ending.aborted) {
    const shards = await listShards(settings).catch(() => undefined);
    const present = new Set(shards?.map(({ ShardId }) => ShardId));
    for (const { ShardId, ParentShardId } of shards ?? []) {
      if (ShardId === undefined || running.has(ShardId) || checkpoint.isFinished(ShardId)) continue;
      const parentIsOpen =
        ParentShardId !== undefined && present.has(ParentShardId) && !checkpoint.isFinished(ParentShardId);
      if (parentIsOpen) continue;
      running.set(
        ShardId,
        followShard(settings, ShardId).finally(() => running.delete(ShardId)),
      );
    }
    await pause(shards === undefined ? 500 : discoveryMs, ending);
  }
  await Promise.all(running.values());
}

async function listShards({ client, streamArn, ending }: ShardSettings): Promise<Shard[]> {
  const shards: Shard[] = [];
  let last: string | undefined;
  do {
    const command = new DescribeStreamCommand({
      StreamArn: streamArn,
      ...(last === undefined ? {} : { ExclusiveStartShardId: last }),
    });
    const { StreamDescription } = await client.send(command, { abortSignal: ending });
    shards.push(...(StreamDescription?.Shards ?? []));
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last !== undefined);
  return shards;
}
