import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { takeLock } from './lock.ts';
import { replaceFile } from '../ground/atomic-file.ts';
import { StartError } from '../ground/start-error.ts';
import { enginePidFile } from '../services/dynamodb/engine-files.ts';

/** Version of the layout of the data folder. A folder of another version is refused: nothing here converts it. */
export const dataFolderVersion = 1;

const markerName = 'local-cloud.json';
const lockName = 'start.lock';
const markerSchema = z.strictObject({
  kind: z.literal('jiangsu-professional-registration local cloud'),
  version: z.number(),
  createdAt: z.string(),
  /** Whether the demonstration data of a new folder has been brought in. */
  demonstrationDone: z.boolean(),
});

/** A data folder held by this process. */
export interface DataFolder {
  readonly folder: string;
  /** Whether the folder still lacks its demonstration data. */
  readonly lacksDemonstration: boolean;
  /** Records that the demonstration data has been brought in. */
  readonly markDemonstrationDone: () => void;
  /** Absolute path of something inside the folder. */
  readonly path: (name: string) => string;
  /** Gives the folder up, for the next start. */
  readonly release: () => void;
}

/**
 * Makes or checks a data folder and takes its lock. The lock of a start that was killed is taken over; one that is running
 * makes this throw. With `reset` the content is deleted first, but only of a folder that a local cloud made.
 * Throws StartError when the folder is no folder, cannot be written, is not ours, has another version, or is damaged.
 */
export function openDataFolder(folder: string, { reset = false } = {}): DataFolder {
  const absolute = path.resolve(folder);
  const isNew = makeOrCheck(absolute);
  if (!isNew) readMarker(absolute, reset);
  const release = lockFolder(absolute);
  try {
    if (reset && !isNew) deleteContent(absolute);
    if (isNew || reset) {
      writeMarker(absolute, {
        kind: 'jiangsu-professional-registration local cloud',
        version: dataFolderVersion,
        createdAt: new Date().toISOString(),
        demonstrationDone: false,
      });
    }
    mkdirSync(path.join(absolute, 'logs'), { recursive: true });
  } catch (error) {
    release();
    throw error;
  }
  return {
    folder: absolute,
    lacksDemonstration: !readMarker(absolute, false).demonstrationDone,
    markDemonstrationDone: () => writeMarker(absolute, { ...readMarker(absolute, false), demonstrationDone: true }),
    path: (name) => path.join(absolute, name),
    release,
  };
}

// Returns whether the folder is empty (or holds only the lock of a start that came no further) and so becomes a new one.
function makeOrCheck(folder: string): boolean {
  const entry = statSync(folder, { throwIfNoEntry: false });
  if (entry && !entry.isDirectory()) throw new StartError(`the data folder ${folder} is not a folder`);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new StartError(`the data folder ${folder} cannot be written`);
  }
  return readdirSync(folder).every((name) => name.startsWith(lockName));
}

function readMarker(folder: string, forReset: boolean): z.output<typeof markerSchema> {
  let text: string;
  try {
    text = readFileSync(path.join(folder, markerName), 'utf8');
  } catch {
    throw new StartError(
      `the data folder ${folder} is not empty and was not made by this program (there is no ${markerName}); nothing in it was touched`,
    );
  }
  const marker = markerSchema.safeParse(parseJson(text));
  if (!marker.success) {
    // What is damaged may be thrown away on demand, as long as the file says whose folder it is.
    if (forReset && text.includes('jiangsu-professional-registration local cloud')) {
      return {
        kind: 'jiangsu-professional-registration local cloud',
        version: 0,
        createdAt: '',
        demonstrationDone: false,
      };
    }
    throw new StartError(
      `the data folder ${folder} is damaged: ${markerName} is not readable; start with another LOCAL_DATA`,
    );
  }
  if (marker.data.version !== dataFolderVersion && !forReset) {
    throw new StartError(
      `the data folder ${folder} has version ${marker.data.version}, this program knows ${dataFolderVersion}; start with --reset to begin anew`,
    );
  }
  return marker.data;
}

function writeMarker(folder: string, marker: z.output<typeof markerSchema>): void {
  replaceFile(path.join(folder, markerName), `${JSON.stringify(marker, null, 2)}\n`);
}

// The lock is kept, since it says that the folder is held by this process, and the marker goes last: a kill in between
// leaves a folder that is still recognised.
function deleteContent(folder: string): void {
  const names = readdirSync(folder).filter(
    (name) => name !== markerName && name !== enginePidFile && !name.startsWith(lockName),
  );
  for (const name of names) rmSync(path.join(folder, name), { recursive: true, force: true });
}

function lockFolder(folder: string): () => void {
  const lock = takeLock(path.join(folder, lockName));
  if ('release' in lock) return lock.release;
  throw new StartError(`the data folder ${folder} is in use by another start (process ${lock.holder})`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
