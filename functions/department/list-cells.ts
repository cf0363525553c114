import { type CalendarDate, isCalendarDate } from '../../domain/calendar-dates.ts';
import { type ProfessionCode, professionCodes, professions } from '../../domain/professions.ts';
import { isCertificateNumber, isCreditCode, normalName } from '../../domain/identifiers.ts';
import { identityDocumentKinds, readIdentityNumber } from '../../domain/identity-documents.ts';
import { printableForm, unprintableCharacters } from '../../domain/printable.ts';
import { typedCreditCode, typedIdentityNumber, typedNumber } from '../../domain/typed.ts';

/** The cells of a row of a list by the names of their columns. */
export type Cells = Readonly<Record<string, string>>;

/** What a row says, or why it cannot be kept: a Chinese sentence that names the column. */
export type RowReading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Ends the reading of a row with its message; `readRow` alone catches it. */
export class RowProblem extends Error {
  override readonly name = 'RowProblem';
}

/** Reads the cells of a row by a reader that may throw RowProblem. */
export function readRow<Value>(
  { line, cells }: { readonly line: number; readonly cells: Cells },
  read: (cells: Cells) => Value,
): RowReading<Value & { readonly line: number }> {
  try {
    return { ok: true, value: { line, ...read(cells) } };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    return { ok: false, line, message: error.message };
  }
}

// What spreadsheets make of long numbers in columns that are not text.
const calculated = /^\d(?:\.\d+)?E\+?[12]\d$/i;

/** A cell that must be filled in, and is as somebody wrote it. Throws RowProblem. */
export function cell(cells: Cells, column: string): string {
  const text = printableForm(cells[column] ?? '').trim();
  if (text === '') throw new RowProblem(`“${column}”没有填写。`);
  if (calculated.test(text)) {
    throw new RowProblem(`“${column}”被表格软件改成了科学计数法，数字已经不全：请把该列设为文本格式，重新填写后保存。`);
  }
  return text;
}

/** A name of a person or company in a column. Throws RowProblem. */
export function readName(written: string, column = '姓名'): string {
  const text = normalName(written);
  if (Array.from(text).length > 50 || /[<>\p{Cc}]/u.test(text)) {
    throw new RowProblem(`“${column}”不正确：不超过50个字，不能包含尖括号或换行。`);
  }
  const strange = unprintableCharacters(text);
  if (strange.length > 0) throw new RowProblem(`“${column}”中有无法打印的字符（${strange.join(' ')}），请核对。`);
  return text;
}

/** A profession by its code or name. Throws RowProblem. */
export function readProfession(text: string): ProfessionCode {
  const code = professionCodes.find((candidate) => candidate === text || professions[candidate].name === text);
  if (code !== undefined) return code;
  const names = professionCodes.map((candidate) => professions[candidate].name).join('、');
  throw new RowProblem(`“职业”不正确，应为：${names}。`);
}

/** The parts of a cell that holds several, in the order in which they are written. */
export function partsOf(text: string): readonly string[] {
  return text
    .split(/[、;；,，\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The specialties of a profession, in the catalogue's order and each once. Throws RowProblem. */
export function readSpecialties(text: string, profession: ProfessionCode): readonly string[] {
  const { name, specialties: known } = professions[profession];
  const specialties = partsOf(text);
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

// What spreadsheets make of dates in columns that are none: the days since 1900.
const dayCount = /^[1-7]\d{4}(?:\.\d+)?$/;

/** A date of a column. Spreadsheets write 2020-03-05 as 2020/3/5 and may add midnight, people as 2020年3月5日. Throws RowProblem. */
export function readDate(text: string, column: string): CalendarDate {
  if (dayCount.test(text)) {
    throw new RowProblem(`“${column}”是表格软件的日期序号，请把该列设为日期格式（例如“2020-03-05”）后重新保存。`);
  }
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?$/.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCalendarDate(date)) throw new RowProblem(`“${column}”不是存在的日期，请填写例如“2020-03-05”。`);
  return date;
}

/** A date of a column on which somebody has done something: after their birth, and not in the future. Throws RowProblem. */
export function readPastDate(
  cells: Cells,
  column: string,
  { birthDate, today }: { readonly birthDate: CalendarDate | null; readonly today: CalendarDate },
): CalendarDate {
  const date = readDate(cell(cells, column), column);
  if (date > today) throw new RowProblem(`“${column}”在今天之后，请核对。`);
  if (birthDate !== null && date <= birthDate) throw new RowProblem(`“${column}”早于出生日期，请核对。`);
  return date;
}

/**
 * The number of the identity document of a row, with the birth date where it says one; of which kind it is the number says. A column 证件类型, where the
 * list has one, must say the same. Throws RowProblem.
 */
export function readIdentity(cells: Cells): {
  readonly idType: string;
  readonly idNumber: string;
  readonly birthDate: CalendarDate | null;
} {
  const idNumber = typedIdentityNumber(cell(cells, '证件号码'));
  const identity = readIdentityNumber(idNumber);
  if (identity === undefined)
    throw new RowProblem('“证件号码”不是正确的居民身份证、通行证、居住证或护照号码，请核对。');
  const { name } = identityDocumentKinds[identity.kind];
  const written = cells['证件类型']?.trim() ?? '';
  if (written !== '' && written !== name) {
    throw new RowProblem(`“证件类型”为“${written}”，而“证件号码”是${name}的号码，请核对。`);
  }
  return { idType: name, idNumber, birthDate: identity.birthDate };
}

/** The unified social credit code of a row. Throws RowProblem. */
export function readCreditCode(cells: Cells): string {
  const creditCode = typedCreditCode(cell(cells, '统一社会信用代码'));
  if (isCreditCode(creditCode)) return creditCode;
  throw new RowProblem('“统一社会信用代码”不是正确的18位代码，请核对。');
}

/** The number of a certificate in a column, of a qualification or a course. Throws RowProblem. */
export function readCertificateNumber(cells: Cells, column = '资格证号'): string {
  const certificateNumber = typedNumber(cell(cells, column));
  if (isCertificateNumber(certificateNumber)) return certificateNumber;
  throw new RowProblem(`“${column}”不正确：应为6至30位汉字、字母、数字或短横线，其中至少有4位数字。`);
}
