import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from './start-error.ts';

/** A database to open. */
export interface SqliteSettings {
  /** Made when absent, with its folder. */
  readonly file: string;
  /** How messages begin that tell of it, for example `S3 data folder /some/folder`. */
  readonly name: string;
  /** Whether other processes may have it open too. */
  readonly isShared?: boolean;
  /** Makes what is missing, and throws for what is not right. */
  readonly prepare: (database: DatabaseSync) => void;
}

// "Result and Error Codes" of SQLite, primary codes.
const busy = 5;
const ioError = 10;
const full = 13;

/**
 * Opens a database. What was committed survives the death of this process at any moment, not a power failure, which a local
 * cloud need not survive. Throws StartError of one line when it is damaged, or in use by another process.
 */
export function openSqlite({ file, name, isShared = false, prepare }: SqliteSettings): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: 1000 });
    // The exclusive lock keeps a second process out.
    if (!isShared) database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('BEGIN IMMEDIATE; COMMIT;');
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StartError) throw error;
    if (codeOf(error) === busy) throw new StartError(`${name} is in use by another process`);
    throw damaged(name, error instanceof Error ? error.message : String(error));
  }
}

/** The error of data that cannot be used: one line, saying what to do. */
export function damaged(name: string, reason: string): StartError {
  const line = reason.replaceAll(/\s+/gu, ' ');
  return new StartError(`${name} is damaged (${line}): restore it, or begin anew with: npm start -- --reset`);
}

/** Runs the steps as one transaction, or as part of the one that is open: all of them are on disk in the end, or none. */
export function transaction<T>(database: DatabaseSync, steps: () => T): T {
  if (isOpen(database)) return steps();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = steps();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A fault of the disk may have rolled it back already.
    if (isOpen(database)) database.exec('ROLLBACK');
    throw error;
  }
}

// A function, because steps change the answer, which narrowing does not see.
function isOpen(database: DatabaseSync): boolean {
  return database.isTransaction;
}

/** Whether an error tells of a disk that is full or fails: it may heal. */
export function isDiskFault(error: unknown): boolean {
  const code = codeOf(error);
  return code === ioError || code === full;
}

// The extended codes hold the primary one in their last byte.
function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}
