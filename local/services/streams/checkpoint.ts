import { closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from '../../ground/start-error.ts';

const checkpointSchema = z.strictObject({
  streamArn: z.string(),
  /** Per shard the last sequence number up to which everything is delivered; `finished` once a closed shard is delivered whole. */
  shards: z.record(
    z.string(),
    z.strictObject({ sequenceNumber: z.string().optional(), finished: z.boolean().optional() }),
  ),
});

/** How far a mapping has got in each shard of its stream. */
export interface Checkpoint {
  positionOf(shardId: string): string | undefined;
  isFinished(shardId: string): boolean;
  /** On disk when it returns; survives the death of this process. Throws when the disk does not take it: `save` tries again. */
  advance(shardId: string, sequenceNumber: string): void;
  /** Throws like `advance`. */
  finish(shardId: string): void;
  /** Writes what is not on disk yet; throws like `advance`. */
  save(): void;
}

/**
 * Opens the checkpoint of a mapping. One that belongs to another stream (the table was made anew) counts for nothing. Throws StartError when
 * the file is corrupt.
 */
export function openCheckpoint(dataFolder: string, mappingId: string, streamArn: string): Checkpoint {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, `${mappingId}.json`);
  const stored = existsSync(file) ? read(file) : undefined;
  // It may be longer than what is written over it.
  if (stored !== undefined && stored.streamArn !== streamArn) rmSync(file);
  const shards = stored?.streamArn === streamArn ? stored.shards : {};
  let isSaved = true;
  const save = (): void => {
    if (isSaved) return;
    overwrite(file, JSON.stringify({ streamArn, shards }));
    isSaved = true;
  };
  const change = (shardId: string, to: (typeof shards)[string]): void => {
    shards[shardId] = { ...shards[shardId], ...to };
    isSaved = false;
    save();
  };
  return {
    positionOf: (shardId) => shards[shardId]?.sequenceNumber,
    isFinished: (shardId) => shards[shardId]?.finished === true,
    advance: (shardId, sequenceNumber) => change(shardId, { sequenceNumber }),
    finish: (shardId) => change(shardId, { finished: true }),
    save,
  };
}

/** What the operating system writes at once: a kill comes before it or after it. */
const page = 4096;

/** Writes a text over the one that stands in a file. A checkpoint moves with every batch, and renaming a new file into place makes the disk write at once. */
function overwrite(file: string, text: string): void {
  const bytes = Buffer.from(text);
  const padded = Buffer.alloc(Math.ceil(bytes.length / page) * page, ' ');
  bytes.copy(padded);
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    if (writeSync(descriptor, padded, 0, padded.length, 0) < padded.length)
      throw new Error(`${file}: written only in part`);
  } finally {
    closeSync(descriptor);
  }
}

function read(file: string): z.output<typeof checkpointSchema> {
  try {
    return checkpointSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(
      `${file} is corrupt. Delete it to deliver the whole stream again, or begin anew with: npm start -- --reset`,
    );
  }
}
