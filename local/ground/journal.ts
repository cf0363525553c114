import { closeSync, existsSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { replaceFile } from './atomic-file.ts';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { StartError } from './start-error.ts';

/**
 * A file of JSON lines to which entries are appended. An entry is in the operating system's hands when `append` returns: it survives the
 * death of this process at any moment (kill -9), not a power failure, which a local cloud need not survive.
 */
export interface Journal<Entry> {
  /** Entries of earlier runs, oldest first. */
  readonly restored: readonly Entry[];
  /** Writes an entry. Throws when the disk is full or the journal closed. */
  append(entry: Entry): void;
  /** Replaces the whole file by these entries in one step. */
  rewrite(entries: readonly Entry[]): void;
  /** May be called again. */
  close(): void;
}

/**
 * Opens the journal, making folder and file. A last line cut short by a kill is dropped: its append never returned. Throws StartError when
 * another line is not an entry.
 */
export function openJournal<Entry>(file: string, schema: z.ZodType<Entry>): Journal<Entry> {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = text.split('\n');
  const isTorn = lines.pop() !== '';
  const restored = lines.map((line, index) => parseLine(line, schema, `${file}:${index + 1}`));
  if (isTorn) replace(file, restored);
  let descriptor: number | undefined = openSync(file, 'a', 0o600);
  let length = fstatSync(descriptor).size;
  let isClosed = false;
  const check = (): void => {
    // A closed descriptor may by now be another file's.
    if (isClosed) throw new Error(`${file} is closed`);
  };
  return {
    restored,
    append: (entry) => {
      check();
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      descriptor ??= openSync(file, 'a', 0o600);
      // What a full disk took of an earlier line would spoil this one, now that there is room again.
      if (fstatSync(descriptor).size > length) ftruncateSync(descriptor, length);
      const written = writeSync(descriptor, line);
      if (written < line.length) throw new Error(`${file}: written only in part`);
      length += written;
    },
    rewrite: (entries) => {
      check();
      // A full disk leaves the old file and its descriptor in use.
      length = replace(file, entries);
      const old = descriptor;
      descriptor = undefined;
      if (old !== undefined) closeSync(old);
    },
    close: () => {
      isClosed = true;
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function parseLine<Entry>(line: string, schema: z.ZodType<Entry>, place: string): Entry {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw new StartError(`${place} is corrupt. Mend or delete the file, or begin anew with: npm start -- --reset`);
  }
}

// Returns the length of the new file.
function replace(file: string, entries: readonly unknown[]): number {
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  replaceFile(file, text);
  return Buffer.byteLength(text);
}
