import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import { delayOf, noFaults } from '../../ground/faults.ts';
import type { EventMatcher } from '../../ground/event-pattern.ts';
import type { Checkpoint } from './checkpoint.ts';
import { deliverBatch, hasEnded, pause, type DeliverySettings } from './delivery.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { toFunctionRecord } from './record.ts';
import type { StreamPollerSettings } from './settings.ts';

/** What reading a shard needs. */
export interface ShardSettings extends DeliverySettings {
  readonly client: DynamoDBStreamsClient;
  readonly region: string;
  readonly partitionKey: string;
  readonly checkpoint: Checkpoint;
  readonly written: StreamPollerSettings['written'];
  /** True for a record the mapping's filters let through. */
  readonly matches: EventMatcher;
}

/** What is written within so short a time is read together, as AWS's poller does; it looks some four times a second. */
const gatherMs = 100;
/** How long nothing is looked for that nobody rang for: what was written past the gate. */
const idlePollMs = 1000;
const errorPauseMs = 500;
const readLimit = 1000;

/** Reads a shard to its end (an open one for ever) and delivers it; resolves when it is delivered whole or the poller stops. */
export async function followShard(settings: ShardSettings, shardId: string): Promise<void> {
  const { checkpoint, ending, properties } = settings;
  const lanes = createLanes({
    laneCount: properties.ParallelizationFactor,
    batchSize: properties.BatchSize,
    windowMs: properties.MaximumBatchingWindowInSeconds * 1000,
    deliver: (records, done) => deliverBatch(settings, shardId, records, done),
    onProgress: (sequenceNumber) => attempt(settings, () => checkpoint.advance(shardId, sequenceNumber)),
    delay: () => delayOf(settings.faults ?? noFaults),
    onError: (error) =>
      settings.log.write({ source: settings.id, level: 'CRITICAL', message: `Delivery ended: ${String(error)}` }),
  });
  await read(settings, shardId, lanes);
  await lanes.settled();
  if (lanes.isEmpty() && !hasEnded(ending)) attempt(settings, () => checkpoint.finish(shardId));
}

// A full disk: the position is saved once there is room; a start before that delivers a few records again.
function attempt(settings: ShardSettings, write: () => void): void {
  try {
    write();
  } catch (error) {
    settings.log.write({ source: settings.id, level: 'WARN', message: `Checkpoint not saved: ${String(error)}` });
  }
}

async function read(settings: ShardSettings, shardId: string, lanes: Lanes): Promise<void> {
  const { ending } = settings;
  let position = settings.checkpoint.positionOf(shardId);
  let iterator: string | undefined;
  let isReporting = true;
  while (!hasEnded(ending)) {
    const rung = settings.written.rung();
    let isMore: boolean;
    try {
      iterator ??= await iteratorAt(settings, shardId, position);
      const page = await settings.client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: readLimit }), {
        abortSignal: ending,
      });
      const records = page.Records ?? [];
      if (records.length > 0) {
        lanes.accept(records.map((record) => prepare(settings, record)));
        position = records.at(-1)?.dynamodb?.SequenceNumber ?? position;
      }
      iterator = page.NextShardIterator;
      if (iterator === undefined) return;
      isMore = records.length === readLimit;
      isReporting = true;
    } catch (error) {
      if (hasEnded(ending)) return;
      iterator = undefined;
      if (error instanceof TrimmedDataAccessException) position = undefined;
      // Said once per outage: the engine may be restarting.
      if (isReporting && !(error instanceof ExpiredIteratorException)) {
        settings.log.write({ source: settings.id, level: 'WARN', message: `Reading the stream: ${String(error)}` });
        isReporting = false;
      }
      await pause(errorPauseMs, ending);
      isMore = true;
    }
    await pause(gatherMs, ending);
    if (!isMore) await settings.written.after(rung, idlePollMs, ending);
    while (lanes.isFull() && !hasEnded(ending)) await pause(gatherMs, ending);
    saveAgain(settings.checkpoint);
  }
}

// Silent: that the disk does not take it was said when the position advanced.
function saveAgain(checkpoint: Checkpoint): void {
  try {
    checkpoint.save();
  } catch {
    // Tried again with the next look at the stream.
  }
}

async function iteratorAt(
  settings: ShardSettings,
  shardId: string,
  position: string | undefined,
): Promise<string | undefined> {
  const { client, streamArn, ending } = settings;
  const start =
    position === undefined
      ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
      : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position } as const);
  const command = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...start });
  return (await client.send(command, { abortSignal: ending })).ShardIterator;
}

function prepare(settings: ShardSettings, record: _Record): Parameters<Lanes['accept']>[0][number] {
  const { properties, region, partitionKey, matches } = settings;
  const converted = toFunctionRecord(record, { eventSourceArn: properties.EventSourceArn, region, partitionKey });
  const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
  return { sequenceNumber, record: converted !== undefined && matches(converted.event) ? converted : undefined };
}
