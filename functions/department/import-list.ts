import type { ImportReport, ListRow } from '../../api/department-lists.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { done, type Result } from '../platform/refusal.ts';
import { table, type TransactionEntities } from '../records/entities.ts';
import type { noteOperations } from '../records/jobs.ts';
import type { RowReading } from './list-cells.ts';

/**
 * A row takes two reads and one transaction, some 30 ms; ten at a time import 100 rows in a third of a second and leave room among the 50 connections
 * of the SDK.
 */
export const rowsAtOnce = 10;

/** What became of a row. */
export type Outcome =
  | { readonly kind: 'imported'; readonly remark?: { readonly line: number; readonly message: string } }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'rejected'; readonly line: number; readonly message: string };

/** How a row is written: not at all in a dry run, which says what would become of it; with a note of its outcome where it is one of a job. */
export interface RowWriting {
  readonly isDryRun: boolean;
  readonly note: (
    entities: Pick<TransactionEntities, 'jobElement'>,
    outcome: Extract<Outcome, { kind: 'imported' }>,
  ) => ReturnType<typeof noteOperations>;
}

/** Written, and noted nowhere. */
export const plainWriting: RowWriting = { isDryRun: false, note: () => [] };

/** How the rows of one kind of list are read, told apart and kept. */
export interface ListKind<Value extends { readonly line: number }> {
  readonly read: (row: ListRow) => RowReading<Value>;
  /** What may stand in the list only once, and its name. */
  readonly keyOf: (value: Value) => string;
  readonly keyName: string;
  readonly keep: (value: Value, writing: RowWriting) => Promise<Outcome>;
}

/** How the rows of a list about people are read, told apart and kept. `today` is the date in Asia/Shanghai. */
export interface PersonListKind<Value extends { readonly line: number; readonly idNumber: string }> {
  readonly read: (row: ListRow, today: CalendarDate) => RowReading<Value>;
  readonly keyOf: (value: Value) => string;
  readonly keyName: string;
  readonly keep: (value: Value, personId: string, now: Date, writing: RowWriting) => Promise<Outcome>;
}

/** Under which circumstances a list about people is imported. */
export interface PersonImport {
  /** Makes the keyed hash of an identity number, the only form in which it is stored. */
  readonly personIdOf: (idNumber: string) => Promise<string>;
  readonly now: Date;
  /** The member of staff who imports, a row about whom is left to another (回避, domain/four-eyes.ts); null: not known. */
  readonly importerId: string | null;
}

/** Imports rows of a list about people. */
export async function importPersonList<Value extends { readonly line: number; readonly idNumber: string }>(
  rows: readonly ListRow[],
  kind: PersonListKind<Value>,
  circumstances: PersonImport,
): Promise<Result<ImportReport>> {
  return await importRows(prepareRows(rows, personList(kind, circumstances)));
}

/** A list about people as one of rows. The rows of one person are kept one after the other, so that each sees what those before it have left. */
export function personList<Value extends { readonly line: number; readonly idNumber: string }>(
  kind: PersonListKind<Value>,
  { personIdOf, now, importerId }: PersonImport,
): ListKind<Value> {
  const today = shanghaiDate(now);
  const turns = new Map<string, Promise<unknown>>();
  return {
    read: (row) => kind.read(row, today),
    keyOf: kind.keyOf,
    keyName: kind.keyName,
    keep: async (value, writing) => {
      const personId = await personIdOf(value.idNumber);
      if (personId === importerId) {
        return {
          kind: 'rejected',
          line: value.line,
          message: '这是您本人的记录，按照回避规定，请由其他登记人员导入。',
        };
      }
      const turn = (turns.get(personId) ?? Promise.resolve()).then(() => kind.keep(value, personId, now, writing));
      turns.set(personId, turn);
      return await turn;
    },
  };
}

/** What becomes of a row that another import changes at the same time. */
export function busyRow(line: number): Outcome {
  return { kind: 'rejected', line, message: '这一行正被另一次导入修改，请稍后重新导入。' };
}

/** Keeps what a row says by one conditional write, unless it is only tried; when its condition does not hold the row is busy. */
export async function keepRow(
  line: number,
  writing: RowWriting,
  put: (entities: TransactionEntities) => RowOperation,
): Promise<Outcome> {
  const outcome = { kind: 'imported' } as const;
  if (writing.isDryRun) return outcome;
  const { canceled } = await table.transaction
    .write((entities) => [put(entities), ...writing.note(entities, outcome)])
    .go();
  return canceled ? busyRow(line) : outcome;
}

type RowOperation = ReturnType<Parameters<typeof table.transaction.write>[0]>[number];

/** A row that was read, told apart from those before it, and can be kept. */
export interface PreparedRow {
  readonly line: number;
  readonly keep: (writing: RowWriting) => Promise<Outcome>;
}

/** Reads the rows of a list: what cannot be read, or stands there twice, is rejected with its reason. */
export function prepareRows<Value extends { readonly line: number }>(
  rows: readonly ListRow[],
  kind: ListKind<Value>,
): PreparedRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const reading = kind.read(row);
    if (!reading.ok) return rejectedRow(row.line, reading.message);
    const { value } = reading;
    const key = kind.keyOf(value);
    const first = seen.get(key);
    if (first !== undefined) return rejectedRow(row.line, `与第${first}行的${kind.keyName}重复，请只保留一行。`);
    seen.set(key, value.line);
    return { line: row.line, keep: async (writing) => await kind.keep(value, writing) };
  });
}

function rejectedRow(line: number, message: string): PreparedRow {
  return { line, keep: () => Promise.resolve({ kind: 'rejected', line, message }) };
}

/** Imports rows. Each is a transaction of its own: bad rows are reported with line and reason, good ones are kept. */
export async function importRows(rows: readonly PreparedRow[]): Promise<Result<ImportReport>> {
  const outcomes = await inGroups(rows.map((row) => () => row.keep(plainWriting)));
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
