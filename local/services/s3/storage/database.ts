import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { StartError } from '../../../ground/start-error.ts';

/** Format of the folder; another number is the work of another version of this software. */
const FORMAT = 2;
/** SQLITE_BUSY: another process holds the exclusive lock. */
const BUSY = 5;

/**
 * `sequence` orders the versions of a key: the newest is the current one. A version without body is a delete marker.
 * Text is compared byte by byte, which is the order in which S3 lists keys.
 */
const SCHEMA = `
  CREATE TABLE versions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
    body TEXT, size INTEGER NOT NULL, etag TEXT NOT NULL, created_ms INTEGER NOT NULL, attributes TEXT NOT NULL,
    UNIQUE (bucket, key, version_id)
  ) STRICT;
  CREATE UNIQUE INDEX versions_newest ON versions (bucket, key, sequence);
  CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, detail TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${FORMAT};
`;

/** Makes the error of a folder that cannot be used: one line, saying what to do. */
export function damaged(folder: string, reason: string): StartError {
  const line = reason.replace(/\s+/g, ' ');
  return new StartError(`S3 data folder ${folder} is damaged (${line}): restore it, or remove it to begin anew`);
}

/** Runs the steps as one transaction, or as part of the one that is open: all of them are on disk in the end, or none. */
export function transaction<T>(database: DatabaseSync, steps: () => T): T {
  if (database.isTransaction) return steps();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = steps();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function prepare(database: DatabaseSync, folder: string, hasBodies: boolean): void {
  // The exclusive lock keeps a second process out; FULL makes each commit durable before it is answered.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec('BEGIN IMMEDIATE; COMMIT;');
  const { user_version: format } = z
    .object({ user_version: z.number() })
    .parse(database.prepare('PRAGMA user_version').get());
  if (format === 0 && hasBodies) throw damaged(folder, 'the index is missing or empty');
  if (format === 0) transaction(database, () => database.exec(SCHEMA));
  else if (format !== FORMAT) throw damaged(folder, `unknown format ${format}`);
  const check = z.object({ quick_check: z.string() }).parse(database.prepare('PRAGMA quick_check(1)').get());
  if (check.quick_check !== 'ok') throw damaged(folder, check.quick_check);
}

/**
 * Opens the index of a data folder, making both when absent. Throws a StartError when it is damaged, or in use by
 * another process.
 */
export function openDatabase(folder: string): DatabaseSync {
  const bodies = path.join(folder, 'bodies');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    const hasBodies = existsSync(bodies) && readdirSync(bodies).length > 0;
    database = new DatabaseSync(path.join(folder, 'index.sqlite'), { timeout: 1000 });
    prepare(database, folder, hasBodies);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StartError) throw error;
    const failure = z.object({ errcode: z.number() }).safeParse(error);
    if (failure.success && failure.data.errcode === BUSY)
      throw new StartError(`S3 data folder ${folder} is in use by another process`);
    throw damaged(folder, error instanceof Error ? error.message : String(error));
  }
}
