import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { damaged } from '../../../ground/sqlite.ts';
import { StartError } from '../../../ground/start-error.ts';
import { type Bodies, openBodies } from './bodies.ts';
import { folderName, openDatabase } from './database.ts';
import { openVersions, type Versions } from './versions.ts';

/** Everything that is kept on disk. */
export interface Store {
  readonly database: DatabaseSync;
  readonly bodies: Bodies;
  readonly versions: Versions;
  readonly close: () => void;
}

const referenceSchema = z.object({ body: z.string(), size: z.number(), name: z.string() });

/** Finds contents that are missing or cut short, and removes those that a crash left without an entry in the index. */
function reconcile(folder: string, database: DatabaseSync, bodies: Bodies): void {
  const sizes = bodies.sizes();
  const references = database.prepare(
    "SELECT body, size, bucket || '/' || key AS name FROM versions WHERE body IS NOT NULL",
  );
  for (const row of references.iterate()) {
    const { body, size, name } = referenceSchema.parse(row);
    const actual = sizes.get(body);
    if (actual === undefined) throw damaged(folderName(folder), `the content of ${name} is missing`);
    if (actual !== size)
      throw damaged(folderName(folder), `the content of ${name} has ${actual} bytes instead of ${size}`);
    sizes.delete(body);
  }
  bodies.remove([...sizes.keys()]);
}

/** Opens a data folder and checks it. Throws a StartError when it is damaged or in use. */
export function openStore(folder: string): Store {
  const database = openDatabase(folder);
  try {
    const bodies = openBodies(folder);
    reconcile(folder, database, bodies);
    return {
      database,
      bodies,
      versions: openVersions(database),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    if (error instanceof StartError) throw error;
    throw damaged(folderName(folder), error instanceof Error ? error.message : String(error));
  }
}
