import { createHash } from 'node:crypto';
import { createHolds } from './holds.ts';
import type { FunctionRecord } from './record.ts';

/** Room left below Lambda's 6 MB for the envelope of a batch. */
const batchLimitBytes = 6 * 1024 * 1024 - 4096;
/** Records read ahead of delivery; the reader waits beyond it, so a long outage of the function does not fill memory. */
const readAhead = 5000;

/** What lanes do with records. */
export interface LanesSettings {
  readonly laneCount: number;
  readonly batchSize: number;
  /** How long a batch that is not full waits for more. */
  readonly windowMs: number;
  /** Delivers a batch, calling `done` for settled records; false ends the lane. */
  readonly deliver: (
    records: readonly FunctionRecord[],
    done: (records: readonly FunctionRecord[]) => void,
  ) => Promise<boolean>;
  /** Called with the last sequence number up to which everything is settled. */
  readonly onProgress: (sequenceNumber: string) => void;
  /** For how many milliseconds the records of a partition are held back from now on, while those of others go by; default 0. */
  readonly delay?: () => number;
  /** Called when a delivery breaks off by an error of this program. */
  readonly onError: (error: unknown) => void;
}

/** The records of one shard between reading and delivery: lanes run side by side, each in order. */
export interface Lanes {
  /** Takes over what was read; `undefined` in place of a record means there is nothing to deliver for that sequence number. */
  accept(records: readonly { readonly sequenceNumber: string; readonly record: FunctionRecord | undefined }[]): void;
  readonly isFull: () => boolean;
  readonly isEmpty: () => boolean;
  /** Resolves when every running delivery has ended. */
  settled(): Promise<void>;
}

interface Tracked {
  readonly sequenceNumber: string;
  done: boolean;
}

/** Makes the lanes of a shard. */
export function createLanes(settings: LanesSettings): Lanes {
  const outstanding: Tracked[] = [];
  const bySequenceNumber = new Map<string, Tracked>();
  const lanes = Array.from({ length: settings.laneCount }, (): Lane => ({
    waiting: [],
    running: undefined,
    wake: undefined,
  }));

  const advance = (): void => {
    const open = outstanding.findIndex((entry) => !entry.done);
    const settled = outstanding.splice(0, open < 0 ? outstanding.length : open);
    for (const entry of settled) bySequenceNumber.delete(entry.sequenceNumber);
    const last = settled.at(-1);
    if (last !== undefined) settings.onProgress(last.sequenceNumber);
  };
  const markDone = (records: readonly FunctionRecord[]): void => {
    for (const { sequenceNumber } of records) {
      const entry = bySequenceNumber.get(sequenceNumber);
      if (entry !== undefined) entry.done = true;
    }
    advance();
  };

  const run = async (lane: Lane): Promise<void> => {
    while (lane.waiting.length > 0) {
      await gather(lane, settings);
      if (!(await settings.deliver(takeBatch(lane, settings.batchSize), markDone))) return;
    }
    lane.running = undefined;
  };

  const push = (lane: Lane, record: FunctionRecord): void => {
    lane.waiting.push(record);
    if (lane.waiting.length >= settings.batchSize) lane.wake?.();
    lane.running ??= run(lane).catch(settings.onError);
  };
  const holds = createHolds(settings.delay ?? (() => 0), (records) => {
    for (const record of records) {
      const lane = lanes[laneOf(record.partition, lanes.length)];
      if (lane !== undefined) push(lane, record);
    }
  });

  return {
    accept: (entries) => {
      for (const { sequenceNumber, record } of entries) {
        const tracked = { sequenceNumber, done: record === undefined };
        outstanding.push(tracked);
        bySequenceNumber.set(sequenceNumber, tracked);
        if (record !== undefined) holds.take(record);
      }
      advance();
    },
    isFull: () => outstanding.length >= readAhead,
    isEmpty: () => outstanding.length === 0,
    settled: async () => {
      holds.release();
      for (const lane of lanes) lane.wake?.();
      for (const lane of lanes) await lane.running;
    },
  };
}

interface Lane {
  waiting: FunctionRecord[];
  running: Promise<void> | undefined;
  /** Ends the wait for a fuller batch. */
  wake: (() => void) | undefined;
}

async function gather(lane: Lane, settings: LanesSettings): Promise<void> {
  if (settings.windowMs === 0 || lane.waiting.length >= settings.batchSize) return;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  lane.wake = () => resolve(undefined);
  const timer = setTimeout(resolve, settings.windowMs, undefined);
  await promise;
  clearTimeout(timer);
  lane.wake = undefined;
}

function takeBatch(lane: Lane, batchSize: number): FunctionRecord[] {
  let size = 0;
  let count = 0;
  for (const { event } of lane.waiting.slice(0, batchSize)) {
    size += Buffer.byteLength(JSON.stringify(event)) + 1;
    if (count > 0 && size > batchLimitBytes) break;
    count += 1;
  }
  return lane.waiting.splice(0, count);
}

function laneOf(partition: string, count: number): number {
  return count === 1 ? 0 : createHash('sha1').update(partition).digest().readUInt32BE(0) % count;
}
