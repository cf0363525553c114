import { done, type Result } from '../platform/refusal.ts';
import type { RowReading } from './list-cells.ts';

// A row takes two reads and one transaction, some 30 ms; ten at a time import 100 rows in a third of a second and leave room
// among the 50 connections of the SDK.
const rowsAtOnce = 10;

/** What became of a row. */
export type Outcome =
  | { readonly kind: 'imported'; readonly remark?: { readonly line: number; readonly message: string } }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'rejected'; readonly line: number; readonly message: string };

/** What an import answers: how many rows were kept or known already, which were not, and what is to be looked at of those that were kept. */
export interface ImportReport {
  imported: number;
  unchanged: number;
  rejected: { line: number; message: string }[];
  /** Absent when there is none. */
  remarks?: { line: number; message: string }[];
}

/** How the rows of one kind of list are read, told apart and kept. */
export interface ListKind<Row, Value extends { readonly line: number }> {
  readonly read: (row: Row) => RowReading<Value>;
  /** What may stand in the list only once, and its name. */
  readonly keyOf: (value: Value) => string;
  readonly keyName: string;
  readonly keep: (value: Value) => Promise<Outcome>;
}

/** What becomes of a row about the member of staff who imports it (回避, domain/four-eyes.ts). */
export function ownRow(line: number): Outcome {
  return { kind: 'rejected', line, message: '这是您本人的记录，按照回避规定，请由其他登记人员导入。' };
}

/** What becomes of a row that another import changes at the same time. */
export function busyRow(line: number): Outcome {
  return { kind: 'rejected', line, message: '这一行正被另一次导入修改，请稍后重新导入。' };
}

/** Imports rows of a list. Each is a transaction of its own: bad rows are reported with line and reason, good ones are kept. */
export async function importList<Row, Value extends { readonly line: number }>(
  rows: readonly Row[],
  kind: ListKind<Row, Value>,
): Promise<Result<ImportReport>> {
  const seen = new Map<string, number>();
  const waiting = rows.map((row) => async (): Promise<Outcome> => {
    const reading = kind.read(row);
    if (!reading.ok) return { kind: 'rejected', line: reading.line, message: reading.message };
    const { value } = reading;
    const key = kind.keyOf(value);
    const first = seen.get(key);
    if (first !== undefined) {
      return { kind: 'rejected', line: value.line, message: `与第${first}行的${kind.keyName}重复，请只保留一行。` };
    }
    seen.set(key, value.line);
    return await kind.keep(value);
  });
  const outcomes = await inGroups(waiting);
  const remarks = outcomes.flatMap((outcome) => (outcome.kind === 'imported' ? (outcome.remark ?? []) : []));
  return done({
    imported: outcomes.filter((outcome) => outcome.kind === 'imported').length,
    unchanged: outcomes.filter((outcome) => outcome.kind === 'unchanged').length,
    rejected: outcomes.flatMap((outcome) =>
      outcome.kind === 'rejected' ? [{ line: outcome.line, message: outcome.message }] : [],
    ),
    ...(remarks.length === 0 ? {} : { remarks }),
  });
}

async function inGroups(waiting: readonly (() => Promise<Outcome>)[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < waiting.length; start += rowsAtOnce) {
    const group = waiting.slice(start, start + rowsAtOnce);
    outcomes.push(...(await Promise.all(group.map((begin) => begin()))));
  }
  return outcomes;
}
