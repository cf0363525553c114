import type { ListRow } from '../../api/department-lists.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import type { InsuredMonth } from '../../domain/social-insurance.ts';
import {
  cell,
  type Cells,
  readCreditCode,
  readIdentity,
  readName,
  readRow,
  RowProblem,
  type RowReading,
} from './list-cells.ts';

/** A row of a list of social insurance, understood and checked. */
export interface ListedInsurance extends InsuredMonth {
  readonly line: number;
  readonly idNumber: string;
}

/** Reads a row and checks every cell. `today` is the date in Asia/Shanghai: nothing is paid for a month to come. */
export function readInsuranceRow(row: ListRow, today: CalendarDate): RowReading<ListedInsurance> {
  return readRow(row, (cells) => readCells(cells, today));
}

function readCells(cells: Cells, today: CalendarDate): Omit<ListedInsurance, 'line'> {
  readName(cell(cells, '姓名'));
  const { idNumber, birthDate } = readIdentity(cells);
  const month = readMonth(cell(cells, '缴费月份'));
  if (month > today.slice(0, 7)) throw new RowProblem('“缴费月份”在本月之后，请核对。');
  if (birthDate !== null && month <= birthDate.slice(0, 7)) throw new RowProblem('“缴费月份”早于出生日期，请核对。');
  const unitName = readName(cell(cells, '参保单位'), '参保单位');
  return { idNumber, month, unitName, creditCode: readCreditCode(cells) };
}

// Spreadsheets write October 2026 as 202610, 2026-10, 2026/10 or with a first day; people as 2026年10月.
function readMonth(text: string): string {
  const [, year = '', month = ''] = /^(\d{4})[-/.年]?(\d{1,2})(?:月|[-/.]0?1)?$/.exec(text) ?? [];
  const number = Number(month);
  if (number >= 1 && number <= 12 && Number(year) >= 1990) return `${year}-${month.padStart(2, '0')}`;
  throw new RowProblem('“缴费月份”不是存在的月份，请填写例如“2026-03”。');
}
