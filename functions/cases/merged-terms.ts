import * as z from 'zod';
import type { TermItem } from '../records/entities.ts';
import { readTerm, type TermPlace } from './term-rows.ts';

/** From where to where rows are read: behind a place, or from an order on, up to another. */
export interface TermRange {
  readonly after: TermPlace | null;
  readonly from?: string | null;
  readonly until?: string | null;
  /** The last of the order first. */
  readonly backwards?: boolean;
}

/** The next rows of several terms of a scope in one order, at most `limit` of each; `isLast` when there are none behind them. */
export async function mergedRows(
  scope: string,
  terms: readonly string[],
  { until = null, ...start }: TermRange,
  limit: number,
): Promise<{ rows: readonly TermItem[]; isLast: boolean }> {
  const each = await Promise.all(terms.map((term) => readTerm({ scope, term }, { ...start, limit })));
  const compared = orderOf(start);
  const inOrder = each.flat().toSorted(compared);
  // Behind the last of a term that has more, rows of that term could come before those of others.
  const ends = each.flatMap((rows) => (rows.length < limit ? [] : rows.slice(-1))).toSorted(compared);
  const [end] = ends;
  const safe = end === undefined ? inOrder : inOrder.filter((row) => compared(row, end) <= 0);
  const rows = until === null ? safe : safe.filter(({ order }) => order < until);
  return { rows, isLast: end === undefined || rows.length < safe.length };
}

/** Of several terms the one with fewest rows next, as far as `limit` rows tell: each of them has all that is looked for. */
export async function rarestTerm(
  scope: string,
  terms: readonly string[],
  start: TermRange,
  limit: number,
): Promise<readonly string[]> {
  if (terms.length <= 1) return terms;
  const counts = await Promise.all(
    terms.map(async (term) => (await readTerm({ scope, term }, { ...start, limit })).length),
  );
  return terms.slice(counts.indexOf(Math.min(...counts))).slice(0, 1);
}

/** The order in which rows are read. */
export function orderOf({ backwards = false }: { readonly backwards?: boolean }) {
  return (left: TermPlace, right: TermPlace) => (backwards ? inTermOrder(right, left) : inTermOrder(left, right));
}

/** The order of rows within a term, which does not tell capitals from small letters: the keys of the table are written small. */
export function inTermOrder(left: TermPlace, right: TermPlace): number {
  return compare(left.order.toLowerCase(), right.order.toLowerCase()) || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** The place that a cursor stands for, its order and id as the list writes them; undefined for a cursor that is none. */
export function readPlace(
  cursor: string,
  form: { readonly order: z.ZodType<string>; readonly id: z.ZodType<string> },
): TermPlace | undefined {
  try {
    return z.strictObject(form).safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** The cursor of a place. */
export function writePlace({ order, id }: TermPlace): string {
  return Buffer.from(JSON.stringify({ order, id })).toString('base64url');
}
