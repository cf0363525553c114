import type * as z from 'zod';
import type { qualificationRow } from '../../api/department.ts';
import { type CalendarDate, isCalendarDate } from '../../domain/calendar-dates.ts';
import { type ProfessionCode, professionCodes, professions } from '../../domain/catalogue.ts';
import { isCertificateNumber, parseResidentIdentityNumber } from '../../domain/identifiers.ts';
import { unprintableCharacters } from '../../domain/printable.ts';
import { provinceNamed } from '../../domain/provinces.ts';

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

/** What a row says, or why it cannot be kept: a Chinese sentence that names the column. */
export type RowReading =
  | { readonly ok: true; readonly value: ListedQualification }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Thrown within this file only: ends the reading of a row with its message. */
class RowProblem extends Error {
  override readonly name = 'RowProblem';
}

/** Reads a row and checks every cell. `today` is the date in Asia/Shanghai: nothing is obtained in the future. */
export function readQualificationRow(row: z.output<typeof qualificationRow>, today: CalendarDate): RowReading {
  try {
    return { ok: true, value: { line: row.line, ...readCells(row.cells, today) } };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    return { ok: false, line: row.line, message: error.message };
  }
}

type Cells = Readonly<Record<string, string>>;

function readCells(cells: Cells, today: CalendarDate): Omit<ListedQualification, 'line'> {
  const holderName = readName(cell(cells, '姓名'));
  const idNumber = cell(cells, '证件号码').toUpperCase();
  const identity = parseResidentIdentityNumber(idNumber);
  if (identity === undefined) throw new RowProblem('“证件号码”不是正确的18位居民身份证号码，请核对。');
  const profession = readProfession(cell(cells, '职业'));
  const certificateNumber = cell(cells, '资格证号').toUpperCase();
  if (!isCertificateNumber(certificateNumber)) {
    throw new RowProblem('“资格证号”不正确：应为6至30位汉字、字母、数字或短横线，其中至少有4位数字。');
  }
  const specialties = readSpecialties(cells['专业']?.trim() ?? '', profession);
  const obtainedOn = readDate(cell(cells, '取得日期'));
  if (obtainedOn > today) throw new RowProblem('“取得日期”在今天之后，请核对。');
  if (obtainedOn <= identity.birthDate) throw new RowProblem('“取得日期”早于出生日期，请核对。');
  const province = provinceNamed(cell(cells, '取得省份'));
  if (province === undefined) throw new RowProblem('“取得省份”不是省级行政区名称，请填写例如“江苏省”。');
  return { holderName, idNumber, profession, certificateNumber, specialties, obtainedOn, province };
}

function cell(cells: Cells, column: string): string {
  const text = cells[column]?.trim() ?? '';
  if (text === '') throw new RowProblem(`“${column}”没有填写。`);
  return text;
}

function readName(text: string): string {
  if (Array.from(text).length > 50 || /[<>\p{Cc}]/u.test(text)) {
    throw new RowProblem('“姓名”不正确：不超过50个字，不能包含尖括号或换行。');
  }
  const strange = unprintableCharacters(text);
  if (strange.length > 0) throw new RowProblem(`“姓名”中有无法打印的字符（${strange.join(' ')}），请核对。`);
  return text;
}

function readProfession(text: string): ProfessionCode {
  const code = professionCodes.find((candidate) => candidate === text || professions[candidate].name === text);
  if (code !== undefined) return code;
  const names = professionCodes.map((candidate) => professions[candidate].name).join('、');
  throw new RowProblem(`“职业”不正确，应为：${names}。`);
}

function readSpecialties(text: string, profession: ProfessionCode): readonly string[] {
  const { name, specialties: known } = professions[profession];
  const specialties = text
    .split(/[、;；,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (known.length === 0) {
    if (specialties.length > 0) throw new RowProblem(`${name}没有专业，“专业”应为空。`);
    return [];
  }
  if (specialties.length === 0) throw new RowProblem(`${name}应填写“专业”，可选：${known.join('、')}。`);
  const foreign = specialties.filter((specialty) => !known.some((one) => one === specialty));
  if (foreign.length > 0) {
    throw new RowProblem(`“专业”中的“${foreign.join('、')}”不是${name}的专业，可选：${known.join('、')}。`);
  }
  // In the catalogue's order and each once, so that the same certificate always reads the same.
  return known.filter((specialty) => specialties.includes(specialty));
}

// Spreadsheets write 2020-03-05 as 2020/3/5, people as 2020年3月5日.
function readDate(text: string): CalendarDate {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCalendarDate(date)) throw new RowProblem('“取得日期”不是存在的日期，请填写例如“2020-03-05”。');
  return date;
}
