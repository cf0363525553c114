import type * as z from 'zod';
import type { listRow } from '../../api/department.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { matterRows } from '../../domain/catalogue.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';
import { isCreditCode } from '../../domain/identifiers.ts';
import { typedCreditCode, typedNumber } from '../../domain/typed.ts';
import { isRegistrationNumber } from '../../domain/numbering.ts';
import {
  cell,
  type Cells,
  readCertificateNumber,
  readDate,
  readIdentity,
  readName,
  readProfession,
  readRow,
  readSpecialties,
  RowProblem,
  type RowReading,
} from './list-cells.ts';

/** A row of the register that came before this platform, understood and checked. */
export interface ListedRegistration {
  readonly line: number;
  readonly holderName: string;
  readonly idNumber: string;
  readonly profession: ProfessionCode;
  readonly number: string;
  readonly specialties: readonly string[];
  readonly employerName: string;
  readonly employerCreditCode: string;
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate;
  readonly certificateNumber: string;
  /** Where alone it is valid; null: the whole province. */
  readonly zone: string | null;
}

/** Reads a row and checks every cell. `today` is the date in Asia/Shanghai: nothing is registered in the future. */
export function readRegistrationRow(
  row: z.output<typeof listRow>,
  today: CalendarDate,
): RowReading<ListedRegistration> {
  return readRow(row, (cells) => readCells(cells, today));
}

function readCells(cells: Cells, today: CalendarDate): Omit<ListedRegistration, 'line'> {
  const profession = readProfession(cell(cells, '职业'));
  const validFrom = readDate(cell(cells, '有效期起'), '有效期起');
  const validUntil = readDate(cell(cells, '有效期止'), '有效期止');
  if (validFrom > today) throw new RowProblem('“有效期起”在今天之后，请核对。');
  if (validUntil < validFrom) throw new RowProblem('“有效期止”早于“有效期起”，请核对。');
  const employerCreditCode = typedCreditCode(cell(cells, '统一社会信用代码'));
  if (!isCreditCode(employerCreditCode)) throw new RowProblem('“统一社会信用代码”不是正确的18位代码，请核对。');
  return {
    holderName: readName(cell(cells, '姓名')),
    idNumber: readIdentity(cells).idNumber,
    profession,
    number: readNumber(typedNumber(cell(cells, '注册编号')), profession),
    specialties: readSpecialties(cells['专业']?.trim() ?? '', profession),
    employerName: readName(cell(cells, '聘用企业'), '聘用企业'),
    employerCreditCode,
    validFrom,
    validUntil,
    certificateNumber: readCertificateNumber(cells),
    zone: readZone(cells['注册范围']?.trim() ?? '', profession),
  };
}

function readNumber(text: string, profession: ProfessionCode): string {
  if (isRegistrationNumber(text, profession)) return text;
  const { registrationPrefix, name } = professions[profession];
  throw new RowProblem(`“注册编号”不正确：${name}的注册编号以“${registrationPrefix}”开头，后接省份、年份和顺序号。`);
}

function readZone(text: string, profession: ProfessionCode): string | null {
  if (text === '') return null;
  const zones = matterRows.flatMap((row) =>
    row.profession === profession && row.zone !== null ? [row.zone.name] : [],
  );
  if (zones.includes(text)) return text;
  throw new RowProblem(
    `“注册范围”不正确：全省有效的留空${zones.map((zone) => `，示范区注册填写“${zone}”`).join('')}。`,
  );
}
