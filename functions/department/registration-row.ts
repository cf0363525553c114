import type { ListRow } from '../../api/department-lists.ts';
import { ageEnds, ageLimitText } from '../../domain/age-limit.ts';
import { type CalendarDate, chineseDate } from '../../domain/calendar-dates.ts';
import { matterRows } from '../../domain/catalogue.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';
import { endingAtAge, type RegistrationTerm } from '../../domain/registration-terms.ts';
import { typedRegistrationNumber } from '../../domain/typed.ts';
import { canBeRegistered, hasUsualForm } from '../../domain/numbering.ts';
import {
  cell,
  type Cells,
  readCertificateNumber,
  readCreditCode,
  readIdentity,
  readName,
  readProfession,
  readRow,
  RowProblem,
  type RowReading,
} from './list-cells.ts';
import { readTerms } from './term-cells.ts';

/** A row of the register that came before this platform, understood and checked. */
export interface ListedRegistration {
  readonly line: number;
  readonly holderName: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly profession: ProfessionCode;
  readonly number: string;
  readonly terms: readonly RegistrationTerm[];
  /** The day at which a term of the row was cut: nobody is registered for longer; null: none was. */
  readonly cutAt: CalendarDate | null;
  readonly employerName: string;
  readonly employerCreditCode: string;
  readonly certificateNumber: string;
  /** Where alone it is valid; null: the whole province. */
  readonly zone: string | null;
}

/** Reads a row and checks every cell. `today` is the date in Asia/Shanghai: nothing is registered in the future. */
export function readRegistrationRow(row: ListRow, today: CalendarDate): RowReading<ListedRegistration> {
  return readRow(row, (cells) => readCells(cells, today));
}

function readCells(cells: Cells, today: CalendarDate): Omit<ListedRegistration, 'line'> {
  const profession = readProfession(cell(cells, '职业'));
  const employerCreditCode = readCreditCode(cells);
  const identity = { ...readIdentity(cells), sex: null };
  const listed = readTerms(cells, profession, today);
  const terms = endingAtAge(listed, profession, identity);
  return {
    holderName: readName(cell(cells, '姓名')),
    idType: identity.idType,
    idNumber: identity.idNumber,
    profession,
    number: readNumber(typedRegistrationNumber(cell(cells, '注册编号'))),
    terms,
    cutAt: terms.some(({ validUntil }, index) => validUntil !== listed[index]?.validUntil)
      ? ageEnds(professions[profession].ageLimit, identity)
      : null,
    employerName: readName(cell(cells, '聘用企业'), '聘用企业'),
    employerCreditCode,
    certificateNumber: readCertificateNumber(cells),
    zone: readZone(cells['注册范围']?.trim() ?? '', profession),
  };
}

// The register is taken over as it is: only what nobody could print or look up is no number.
function readNumber(number: string): string {
  if (canBeRegistered(number)) return number;
  throw new RowProblem('“注册编号”不正确：应为1至30个可以打印的字符，不含尖括号，请对照注册证书核对。');
}

/** What an import says of a term that was cut at the age until which the profession is registered; null: none was. */
export function ageRemark({ cutAt, profession }: ListedRegistration): string | null {
  const { ageLimit } = professions[profession];
  if (cutAt === null || ageLimit === null) return null;
  return `有效期止晚于${ageLimitText(ageLimit)}，已按${chineseDate(cutAt)}登记，请核对。`;
}

/** What an import says of a number that is not of the form that its profession's have; null: nothing. */
export function numberRemark({ number, profession }: ListedRegistration): string | null {
  if (hasUsualForm(number, profession)) return null;
  const { name, series } = professions[profession];
  return `注册编号“${number}”与${name}的编号形式（例如 ${series.sample}）不同，已按原样导入，请对照注册证书核对。`;
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
