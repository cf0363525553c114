import { parse } from 'csv-parse/browser/esm/sync';
import { saveAs } from './list-text.ts';
import { optionalColumns } from './import-lists.ts';

/** One row of a list, with its line in the file. */
export interface FileRow {
  readonly line: number;
  readonly cells: Record<string, string>;
}

/** A text that is no list with the wanted columns: which are lacking, which is there twice, or what is wrong with it as CSV. */
export class ListProblem extends Error {
  override readonly name = 'ListProblem';

  readonly lacking: readonly string[];
  readonly doubled: string | undefined;

  constructor(message: string, lacking: readonly string[] = [], doubled?: string) {
    super(message);
    this.lacking = lacking;
    this.doubled = doubled;
  }
}

/**
 * Reads a list in CSV as spreadsheet programs write it: parted by commas (also Chinese), semicolons, tabs or bars, with or without `sep=`
 * before it or a title above the header, blanks and notes in the names of columns, rows that were emptied. Columns that no list has are
 * left out, and so are the header where it stands again, the sum of a list and who made it. Throws ListProblem when it is no CSV,
 * lacks a column or has it twice.
 */
export function readListRows(columns: readonly string[], text: string): FileRow[] {
  const [, separator] = /^\u{feff}?"?sep *= *(.)"?[^\S\r\n]*(?:\r\n?|\n)/iu.exec(text) ?? [];
  const records = parsed(text, separator ?? separatorOf(columns, text)).filter(
    ({ record }, index) => !(index === 0 && separator !== undefined) && record.some((cell) => plainCell(cell) !== ''),
  );
  const { header, place } = findHeader(columns, records);
  // What else a sheet says of people is nobody's business here, and a column without a name cannot be kept.
  const read = new Set([...columns, ...optionalColumns]);
  // The header stands again on each printed page of some sheets.
  const rows = records
    .slice(place + 1)
    .filter(({ record }) => record.some((cell, at) => columnName(cell) !== header[at]));
  return withoutTotals(rows).map(({ record, line }) => ({
    line,
    cells: Object.fromEntries(
      header.flatMap((column, index) =>
        read.has(column) ? [[column, plainCell(record[index] ?? '').slice(0, longestCell)]] : [],
      ),
    ),
  }));
}

const longestCell = 400; // the API's limit for one cell
// What people write under a list: its sum, and who made it.
const total = /^((合计|总计|小计|总数|共计|共)[\d\s人名条家个:：]*|(注|备注|说明|制表人?|填表人?|审核人?)[:：].*)$/su;
const mostCellsOfTotal = 2;

function withoutTotals(rows: readonly ListRecord[]): readonly ListRecord[] {
  const last = rows.findLastIndex(({ record }) => {
    const filled = record.map(plainCell).filter((cell) => cell !== '');
    return filled.length > mostCellsOfTotal || !total.test(filled[0] ?? '');
  });
  return rows.slice(0, last + 1);
}

// Titles, the name of the office and the date of a list take a few lines.
const linesAboveHeader = 10;

function findHeader(
  columns: readonly string[],
  records: readonly ListRecord[],
): { header: readonly string[]; place: number } {
  const headers = records.slice(0, linesAboveHeader).map(({ record }) => record.map(columnName));
  const lacking = headers.map((names) => columns.filter((column) => !names.includes(column)));
  const place = lacking.findIndex((each) => each.length === 0);
  const header = headers[place];
  if (header !== undefined) {
    const doubled = columns.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
    if (doubled !== undefined) throw new ListProblem(`two columns are named ${doubled}; keep one`, [], doubled);
    return { header, place };
  }
  // What comes closest is meant to be the header.
  const fewest = lacking.toSorted((left, right) => left.length - right.length)[0] ?? columns;
  throw new ListProblem(
    `the first line lacks the columns ${fewest.join(', ')}; save the sheet as “CSV UTF-8（逗号分隔）” with these names in its first line`,
    fewest,
  );
}

// 姓 名 with a wide blank, “ 证件号码 ”, names on two lines, and what forms put beside a name: *姓名, 取得日期（必填）, 姓名：
function columnName(cell: string): string {
  return cell
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]+/gu, '')
    .replace(/^\*+/, '')
    .replace(/(?<![*:)])(\([^()]*\)|[*:])+$/, '');
}

// A text that spreadsheets are to keep as it is, for example a long number, is written ="…" or with an apostrophe before it.
function plainCell(cell: string): string {
  return cell
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .replace(/^(?:=(?:T\()?)?"(.*)"\)?$/s, '$1')
    .replace(/^['’‘`](?=\d|$)/, '')
    .trim();
}

// Titles and header lie within so many characters.
const longestStart = 4000;
const separators = [',', '\t', ';', '|', '，'] as const;

// The one by which the columns are found; a title may have any of them in it.
function separatorOf(columns: readonly string[], text: string): string {
  const start = text.slice(0, longestStart);
  const found = separators.find((separator) =>
    start.split(/\r\n?|\n/).some((line) => {
      const names = line.split(separator).map((cell) => columnName(cell.replaceAll('"', '')));
      return columns.every((column) => names.includes(column));
    }),
  );
  if (found !== undefined) return found;
  // The name of a column on two lines, for one.
  const counts = separators.map((separator) => ({ separator, count: start.split(separator).length }));
  return counts.toSorted((left, right) => right.count - left.count)[0]?.separator ?? ',';
}

interface ListRecord {
  readonly record: readonly string[];
  readonly line: number;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

// Its types do not know what `info` adds.
function isParsed(value: unknown): value is ParsedRecord {
  return typeof value === 'object' && value !== null && 'record' in value && 'info' in value;
}

function parsed(text: string, delimiter: string): ListRecord[] {
  try {
    const options = {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      info: true,
    } as const;
    // `lines` counts the lines read so far, so a record with line breaks in a cell is reported with its last line.
    const records: readonly unknown[] = parse(text, options);
    return records.filter(isParsed).map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw new ListProblem(`${error instanceof Error ? error.message : String(error)}; ${saveAs}`);
  }
}
