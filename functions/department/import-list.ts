import type { ImportReport, ListRow } from '../../api/department-lists.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
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

/** How the rows of one kind of list are read, told apart and kept. */
interface ListKind<Value extends { readonly line: number }> {
  readonly read: (row: ListRow) => RowReading<Value>;
  /** What may stand in the list only once, and its name. */
  readonly keyOf: (value: Value) => string;
  readonly keyName: string;
  readonly keep: (value: Value) => Promise<Outcome>;
}

/** How the rows of a list about people are read, told apart and kept. `today` is the date in Asia/Shanghai. */
export interface PersonListKind<Value extends { readonly line: number; readonly idNumber: string }> {
  readonly read: (row: ListRow, today: CalendarDate) => RowReading<Value>;
  readonly keyOf: (value: Value) => string;
  readonly keyName: string;
  readonly keep: (value: Value, personId: string, now: Date) => Promise<Outcome>;
}

/** Under which circumstances a list about people is imported. */
export interface PersonImport {
  /** Makes the keyed hash of an identity number, the only form in which it is stored. */
  readonly personIdOf: (idNumber: string) => Promise<string>;
  readonly now: Date;
  /** The member of staff who imports, a row about whom is left to another (回避, domain/four-eyes.ts); null: not known. */
  readonly importerId: string | null;
}

/** Imports rows of a list about people. The rows of one person are kept one after the other, so that each sees what those before it have left. */
export async function importPersonList<Value extends { readonly line: number; readonly idNumber: string }>(
  rows: readonly ListRow[],
  kind: PersonListKind<Value>,
  { personIdOf, now, importerId }: PersonImport,
): Promise<Result<ImportReport>> {
  const today = shanghaiDate(now);
  const turns = new Map<string, Promise<unknown>>();
  return await importList(rows, {
    read: (row) => kind.read(row, today),
    keyOf: kind.keyOf,
    keyName: kind.keyName,
    keep: async (value) => {
      const personId = await personIdOf(value.idNumber);
      if (personId === importerId) {
        return {
          kind: 'rejected',
          line: value.line,
          message: '这是您本人的记录，按照回避规定，请由其他登记人员导入。',
        };
      }
      const turn = (turns.get(personId) ?? Promise.resolve()).then(() => kind.keep(value, personId, now));
      turns.set(personId, turn);
      return await turn;
    },
  });
}

/** What becomes of a row that another import changes at the same time. */
export function busyRow(line: number): Outcome {
  return { kind: 'rejected', line, message: '这一行正被另一次导入修改，请稍后重新导入。' };
}

/** Imports rows of a list. Each is a transaction of its own: bad rows are reported with line and reason, good ones are kept. */
export async function importList<Value extends { readonly line: number }>(
  rows: readonly ListRow[],
  kind: ListKind<Value>,
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
