import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { call } from '../api/client.ts';
import { departmentEndpoints } from '../api/department.ts';
import type { ImportReport, ListRow } from '../api/department-lists.ts';

/** A kind of list that a registrar imports: its columns, as the file's first line names them, and where its rows go. */
export interface ListKind {
  /** What the file is, after “not a list of”. */
  readonly content: string;
  readonly columns: readonly string[];
  /** Those of all lists have one contract. */
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
  education: {
    content: 'continuing education',
    columns: ['姓名', '证件号码', '职业', '记录编号', '课程类别', '学时', '完成日期', '培训机构'],
    endpoint: departmentEndpoints.importEducation,
  },
  insurance: {
    content: 'social insurance',
    columns: ['姓名', '证件号码', '缴费月份', '参保单位', '统一社会信用代码'],
    endpoint: departmentEndpoints.importInsurance,
  },
  employers: {
    content: 'employers',
    columns: ['企业名称', '统一社会信用代码'],
    endpoint: departmentEndpoints.importEmployers,
  },
} as const satisfies Record<string, ListKind>;

/** Finds a kind by its name; undefined when there is none. */
export function findListKind(name: string | undefined): ListKind | undefined {
  return Object.entries(listKinds).find(([each]) => each === name)?.[1];
}

/** What became of all rows of a list. */
type FullReport = ImportReport & { readonly remarks: NonNullable<ImportReport['remarks']> };

const rowsPerRequest = 100; // the API's limit for one request

/** A file that is not a list of the wanted kind; the message says what is wrong with it. */
export class ListFormatError extends Error {
  override readonly name = 'ListFormatError';

  constructor(kind: ListKind, problem: string) {
    super(`not a list of ${kind.content}: ${problem}`);
  }
}

/**
 * Reads a list in CSV as spreadsheet programs write it: parted by commas, semicolons or tabs, with or without `sep=` before it or a
 * title above the header, blanks in the names of columns, rows that were emptied. Throws ListFormatError when it is no CSV or
 * lacks a column.
 */
export function readRows(kind: ListKind, text: string): ListRow[] {
  const [, separator] = /^\u{feff}?sep=(.)[^\S\n]*(?:\r\n?|\n)/u.exec(text) ?? [];
  const records = parsed(kind, text, separator ?? separatorOf(text)).filter(
    ({ record }, index) => !(index === 0 && separator !== undefined) && record.some((cell) => plainCell(cell) !== ''),
  );
  const { header, place } = findHeader(kind, records);
  return records.slice(place + 1).map(({ record, line }) => ({
    line,
    cells: Object.fromEntries(
      header.map((column, index) => [column, plainCell(record[index] ?? '').slice(0, longestCell)]),
    ),
  }));
}

const longestCell = 400; // the API's limit for one cell
// Titles, the name of the office and the date of a list take a few lines.
const linesAboveHeader = 10;

function findHeader(kind: ListKind, records: readonly ListRecord[]): { header: readonly string[]; place: number } {
  const headers = records.slice(0, linesAboveHeader).map(({ record }) => record.map(columnName));
  const lacking = headers.map((names) => kind.columns.filter((column) => !names.includes(column)));
  const place = lacking.findIndex((columns) => columns.length === 0);
  const header = headers[place];
  if (header !== undefined) return { header, place };
  // What comes closest is meant to be the header.
  const fewest = lacking.toSorted((left, right) => left.length - right.length)[0] ?? kind.columns;
  throw new ListFormatError(
    kind,
    `the first line lacks the columns ${fewest.join(', ')}; save the sheet as “CSV UTF-8（逗号分隔）” with these names in its first line`,
  );
}

// 姓 名 with a wide blank, “ 证件号码 ” and names on two lines.
function columnName(cell: string): string {
  return cell.replaceAll(/[\s\u{feff}]+/gu, '');
}

// A text that spreadsheets are to keep as it is, for example a long number, is written ="…" or with an apostrophe before it.
function plainCell(cell: string): string {
  return cell
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=\d)/, '')
    .trim();
}

function separatorOf(text: string): string {
  const counts = [',', '\t', ';'].map((separator) => ({
    separator,
    count: text.slice(0, 2000).split(separator).length,
  }));
  return counts.toSorted((left, right) => right.count - left.count)[0]?.separator ?? ',';
}

/** Sends rows to the department's API as a registrar, and adds the answers up. Throws ApiError when a request as a whole is refused. */
export async function importRows(
  kind: ListKind,
  rows: readonly ListRow[],
  context: { readonly baseUrl: string; readonly accessToken: string },
): Promise<FullReport> {
  let report: FullReport = { imported: 0, unchanged: 0, rejected: [], remarks: [] };
  for (let start = 0; start < rows.length; start += rowsPerRequest) {
    const part = rows.slice(start, start + rowsPerRequest);
    const answer = await call(kind.endpoint, { body: { rows: part } }, context);
    report = {
      imported: report.imported + answer.imported,
      unchanged: report.unchanged + answer.unchanged,
      rejected: [...report.rejected, ...answer.rejected],
      remarks: [...report.remarks, ...(answer.remarks ?? [])],
    };
  }
  return report;
}

interface ListRecord {
  readonly record: readonly string[];
  readonly line: number;
}

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

function parsed(kind: ListKind, text: string, delimiter: string): ListRecord[] {
  try {
    const options = { bom: true, delimiter, skip_empty_lines: true, relax_column_count: true, info: true };
    // `lines` counts the lines read so far, so a record with line breaks in a cell is reported with its last line.
    return recordsSchema.parse(parse(text, options)).map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw new ListFormatError(kind, error instanceof Error ? error.message : String(error));
  }
}
