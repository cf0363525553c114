import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Image } from './derivation.ts';

const placeSchema = z.strictObject({ table: z.string(), next: z.record(z.string(), z.unknown()) });

/** Where a run that broke off goes on; null at the beginning. Throws when the file is of another table. */
export function readPlace(file: string | undefined, table: string): Image | null {
  if (file === undefined || !existsSync(file)) return null;
  const kept = placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (kept.table !== table) throw new Error(`${file} is of the table ${kept.table}`);
  return kept.next;
}

/** Keeps where the next page begins; at the end the file goes. */
export function writePlace(file: string | undefined, table: string, next: Image | null): void {
  if (file === undefined) return;
  if (next === null) rmSync(file, { force: true });
  else writeFileSync(file, JSON.stringify({ table, next }));
}
