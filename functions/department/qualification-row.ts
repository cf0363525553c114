import type { ListRow } from '../../api/department-lists.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import { provinceNamed } from '../../domain/provinces.ts';
import {
  cell,
  type Cells,
  readCertificateNumber,
  readPastDate,
  readIdentity,
  readName,
  readProfession,
  readRow,
  readSpecialties,
  RowProblem,
  type RowReading,
} from './list-cells.ts';

/** A row of a provincial list of qualifications, understood and checked. */
export interface ListedQualification {
  readonly line: number;
  readonly holderName: string;
  readonly idNumber: string;
  readonly profession: ProfessionCode;
  readonly certificateNumber: string;
  readonly specialties: readonly string[];
  readonly obtainedOn: CalendarDate;
  readonly province: string;
}

/** Reads a row and checks every cell. `today` is the date in Asia/Shanghai: nothing is obtained in the future. */
export function readQualificationRow(row: ListRow, today: CalendarDate): RowReading<ListedQualification> {
  return readRow(row, (cells) => readCells(cells, today));
}

function readCells(cells: Cells, today: CalendarDate): Omit<ListedQualification, 'line'> {
  const holderName = readName(cell(cells, '姓名'));
  const { idNumber, birthDate } = readIdentity(cells);
  const profession = readProfession(cell(cells, '职业'));
  const certificateNumber = readCertificateNumber(cells);
  const specialties = readSpecialties(cells['专业']?.trim() ?? '', profession);
  const obtainedOn = readPastDate(cells, '取得日期', { birthDate, today });
  const province = provinceNamed(cell(cells, '取得省份'));
  if (province === undefined) throw new RowProblem('“取得省份”不是省级行政区名称，请填写例如“江苏省”。');
  return { holderName, idNumber, profession, certificateNumber, specialties, obtainedOn, province };
}
