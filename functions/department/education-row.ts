import type { ListRow } from '../../api/department-lists.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import type { EducationRecord } from '../../domain/continuing-education.ts';
import { type HourKind, hourKindNames, hourKinds } from '../../domain/education-hours.ts';
import {
  cell,
  type Cells,
  readCertificateNumber,
  readPastDate,
  readIdentity,
  readName,
  readProfession,
  readRow,
  RowProblem,
  type RowReading,
} from './list-cells.ts';

/** A row of a list of continuing education, understood and checked. */
export interface ListedEducation extends EducationRecord {
  readonly line: number;
  readonly idNumber: string;
}

const mostHours = 300; // of one course: more than two terms ask for, so more is a slip of the pen

/** Reads a row and checks every cell. `today` is the date in Asia/Shanghai: nothing is completed in the future. */
export function readEducationRow(row: ListRow, today: CalendarDate): RowReading<ListedEducation> {
  return readRow(row, (cells) => readCells(cells, today));
}

function readCells(cells: Cells, today: CalendarDate): Omit<ListedEducation, 'line'> {
  readName(cell(cells, '姓名'));
  const { idNumber, birthDate } = readIdentity(cells);
  const profession = readProfession(cell(cells, '职业'));
  const number = readCertificateNumber(cells, '记录编号');
  const kind = readKind(cell(cells, '课程类别'));
  const hours = readHours(cell(cells, '学时'));
  const completedOn = readPastDate(cells, '完成日期', { birthDate, today });
  const provider = readName(cell(cells, '培训机构'), '培训机构');
  return { idNumber, profession, number, kind, hours, completedOn, provider };
}

function readKind(text: string): HourKind {
  const kind = hourKinds.find((each) => hourKindNames[each] === text || hourKindNames[each] === `${text}课`);
  if (kind !== undefined) return kind;
  throw new RowProblem('“课程类别”不正确，应为：必修课、选修课。');
}

function readHours(text: string): number {
  const hours = /^\d{1,3}(?:\.\d)?$/.test(text) ? Number(text) : 0;
  if (hours > 0 && hours <= mostHours) return hours;
  throw new RowProblem(`“学时”不正确，应为大于0、不超过${mostHours}的数，最多一位小数，例如“30”。`);
}
