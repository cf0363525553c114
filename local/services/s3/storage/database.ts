import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { damaged, openSqlite, transaction } from '../../../ground/sqlite.ts';

/** Format of the folder; another number is the work of another version of this software. */
const presentFormat = 2;

/**
 * `sequence` orders the versions of a key: the newest is the current one. A version without body is a delete marker.
 * Text is compared byte by byte, which is the order in which S3 lists keys.
 */
const schema = `
  CREATE TABLE versions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
    body TEXT, size INTEGER NOT NULL, etag TEXT NOT NULL, created_ms INTEGER NOT NULL, attributes TEXT NOT NULL,
    UNIQUE (bucket, key, version_id)
  ) STRICT;
  CREATE UNIQUE INDEX versions_newest ON versions (bucket, key, sequence);
  CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, detail TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${presentFormat};
`;

/** How messages name a data folder. */
export function folderName(folder: string): string {
  return `S3 data folder ${folder}`;
}

/** Opens the index of a data folder, making both when absent. Throws a StartError when it is damaged, or in use by another process. */
export function openDatabase(folder: string): DatabaseSync {
  const bodies = path.join(folder, 'bodies');
  const hasBodies = existsSync(bodies) && readdirSync(bodies).length > 0;
  return openSqlite({
    file: path.join(folder, 'index.sqlite'),
    name: folderName(folder),
    prepare: (database) => prepare(database, folder, hasBodies),
  });
}

function prepare(database: DatabaseSync, folder: string, hasBodies: boolean): void {
  const { user_version: format } = z
    .object({ user_version: z.number() })
    .parse(database.prepare('PRAGMA user_version').get());
  if (format === 0 && hasBodies) throw damaged(folderName(folder), 'the index is missing or empty');
  if (format === 0) transaction(database, () => database.exec(schema));
  else if (format !== presentFormat) throw damaged(folderName(folder), `unknown format ${format}`);
  const check = z.object({ quick_check: z.string() }).parse(database.prepare('PRAGMA quick_check(1)').get());
  if (check.quick_check !== 'ok') throw damaged(folderName(folder), check.quick_check);
}
