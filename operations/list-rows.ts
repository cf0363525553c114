import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { call } from '../api/client.ts';
import { departmentEndpoints } from '../api/department.ts';

/** One row of the file: its line (the header is line 1) and its cells by column name. */
export interface ListRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What became of the rows. Rejected rows carry their line and the reason. */
export interface ImportReport {
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: readonly { readonly line: number; readonly message: string }[];
}

/** A kind of list that a registrar imports: its columns, as the file's first line names them, and where its rows go. */
export interface ListKind {
  /** What the file is, after “not a list of”. */
  readonly content: string;
  readonly columns: readonly string[];
  /** Both endpoints have one contract. */
  readonly endpoint: typeof departmentEndpoints.importQualifications;
}

/** The kinds of lists by the name that the command takes. Every column must be there; a cell may be empty where the row allows it. */
export const listKinds = {
  qualifications: {
    content: 'qualifications',
    columns: ['姓名', '证件号码', '职业', '资格证号', '专业', '取得日期', '取得省份'],
    endpoint: departmentEndpoints.importQualifications,
  },
  registrations: {
    content: 'registrations',
    columns: [
      ...['姓名', '证件号码', '职业', '注册编号', '专业', '聘用企业', '统一社会信用代码', '有效期起', '有效期止'],
      ...['资格证号', '注册范围'],
    ],
    endpoint: departmentEndpoints.importRegistrations,
  },
} as const satisfies Record<string, ListKind>;

/** Finds a kind by its name; undefined when there is none. */
export function findListKind(name: string | undefined): ListKind | undefined {
  return Object.entries(listKinds).find(([each]) => each === name)?.[1];
}

const rowsPerRequest = 100; // the API's limit for one request

/** A file that is not a list of the wanted kind; the message says what is wrong with it. */
export class ListFormatError extends Error {
  override readonly name = 'ListFormatError';

  constructor(kind: ListKind, problem: string) {
    super(`not a list of ${kind.content}: ${problem}`);
  }
}

/** Reads a list in CSV (UTF-8, with or without byte order mark). Throws ListFormatError when it is no CSV or lacks a column. */
export function readRows(kind: ListKind, text: string): ListRow[] {
  const records = parsed(kind, text);
  const header = records[0]?.record.map((cell) => cell.trim()) ?? [];
  const missing = kind.columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new ListFormatError(kind, `the first line lacks the columns ${missing.join(', ')}`);
  return records.slice(1).map(({ record, line }) => ({
    line,
    cells: Object.fromEntries(header.map((column, index) => [column, (record[index] ?? '').trim().slice(0, 400)])),
  }));
}

/** Sends rows to the department's API as a registrar. Throws ApiError when a request as a whole is refused. */
export async function importRows(
  kind: ListKind,
  rows: readonly ListRow[],
  context: { readonly baseUrl: string; readonly accessToken: string },
): Promise<ImportReport> {
  let report: ImportReport = { imported: 0, unchanged: 0, rejected: [] };
  for (let start = 0; start < rows.length; start += rowsPerRequest) {
    const part = rows.slice(start, start + rowsPerRequest).map(({ line, cells }) => ({ line, cells: { ...cells } }));
    const answer = await call(kind.endpoint, { body: { rows: part } }, context);
    report = {
      imported: report.imported + answer.imported,
      unchanged: report.unchanged + answer.unchanged,
      rejected: [...report.rejected, ...answer.rejected],
    };
  }
  return report;
}

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

function parsed(kind: ListKind, text: string): { record: readonly string[]; line: number }[] {
  try {
    const options = { bom: true, skip_empty_lines: true, relax_column_count: true, info: true };
    // `lines` counts the lines read so far, so a record with line breaks in a cell is reported with its last line.
    return recordsSchema.parse(parse(text, options)).map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw new ListFormatError(kind, error instanceof Error ? error.message : String(error));
  }
}
