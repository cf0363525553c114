import { residentIdentityNumber, unifiedSocialCreditCode } from '../../../local/services/identity/identifiers.ts';
import { addDays, addYears, type CalendarDate } from '../../../domain/calendar-dates.ts';
import { type ProfessionCode, professions, sharesRegistration } from '../../../domain/professions.ts';

// An invented register of genuine form. Nobody in it exists, and no number in it was taken from anybody; check digits are right.

/** A row as the list of registrations has it (docs/importing-lists.md). */
export interface SampleRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const surnames = Array.from('王李张刘陈杨赵黄周吴');
const givenNames = ['明远', '晓雯', '建国', '雨桐', '志强', '思涵', '文博', '佳宁', '海峰', '静怡', '子轩'];

const companies = 40;

/** A company as two rows can name it: some are registered under the name of before. */
interface SampleCompany {
  readonly names: readonly [string, ...string[]];
  readonly creditCode: string;
}

/**
 * Two hundred rows, always the same for a day. Registrations of all professions, under old numbers, new ones and ones of neither form; of one and
 * of several specialties, with one term for all or one for each, also of those that other departments register; valid and expired; of people who are young and who are about to be 65; with
 * companies of which a fifth have changed their names since.
 */
export function sampleRegister(today: CalendarDate): readonly SampleRow[] {
  return Array.from({ length: 200 }, (_, index) => ({ line: index + 2, cells: cellsOf(index, today) }));
}

function cellsOf(index: number, today: CalendarDate): Record<string, string> {
  const profession = professionAt(index);
  const { name } = professions[profession];
  const specialties = specialtiesAt(index, profession);
  const terms = termsAt(index, profession, specialties, today);
  const [{ validFrom }] = terms;
  const company = companyAt(index);
  return {
    姓名: `${surnames[index % surnames.length] ?? ''}${givenNames[index % givenNames.length] ?? ''}`,
    证件号码: residentIdentityNumber('320102', bornOn(index, today), 1 + index),
    职业: name,
    注册编号: numberAt(index, profession, validFrom.slice(0, 4)),
    专业: specialties.join('、'),
    聘用企业: company.names[Math.floor(index / companies) % company.names.length] ?? company.names[0],
    统一社会信用代码: company.creditCode,
    有效期起: terms.map((term) => term.validFrom).join('、'),
    有效期止: terms.map((term) => term.validUntil).join('、'),
    资格证号: `YB2010${String(index).padStart(6, '0')}`,
    注册范围: '',
  };
}

// Constructors and cost engineers are most of a register.
function professionAt(index: number): ProfessionCode {
  const shares = [
    'constructor-2',
    'constructor-2',
    'constructor-2',
    'cost-2',
    'cost-2',
    'architect-2',
    'structural-2',
  ] as const;
  return shares[index % shares.length] ?? 'constructor-2';
}

/** Every tenth is 65 within the year around today. */
function bornOn(index: number, today: CalendarDate): CalendarDate {
  return index % 10 === 0 ? addDays(addYears(today, -65), 2 * index - 200) : addDays(addYears(today, -25), -index * 60);
}

function specialtiesAt(index: number, profession: ProfessionCode): readonly string[] {
  const known: readonly string[] = professions[profession].specialties;
  if (known.length === 0) return [];
  return known.filter(
    (_, each) => (each - index) % known.length === 0 || (index % 3 === 0 && (each - index) % 2 === 0),
  );
}

interface SampleTerm {
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate;
}

/** One term for all specialties; of every second registration of several each but the first was added later, and ends later. */
function termsAt(
  index: number,
  profession: ProfessionCode,
  specialties: readonly string[],
  today: CalendarDate,
): readonly [SampleTerm, ...SampleTerm[]] {
  const { validYears } = professions[profession];
  const first = addDays(addYears(today, -1 - (index % (validYears + 1))), index % 28);
  const from = (validFrom: CalendarDate) => ({ validFrom, validUntil: addDays(addYears(validFrom, validYears), -1) });
  if (!sharesRegistration(profession) || index % 2 === 1) return [from(first)];
  const added = specialties.slice(1).map((_, place) => addDays(first, 90 * (place + 1)));
  return [from(first), ...added.map((day) => from(day < today ? day : today))];
}

function numberAt(index: number, profession: ProfessionCode, year: string): string {
  const count = String(index + 1);
  // What older systems and hands have left behind.
  if (index % 25 === 24) return `苏建管（${year}）第${count}号`;
  if (profession === 'constructor-2') {
    return index % 2 === 0
      ? `苏23210${year.slice(2)}${count.padStart(5, '0')}`
      : `苏2322010${year}${count.padStart(5, '0')}`;
  }
  if (profession === 'cost-2') return `建［造］21${year.slice(2)}3200${count.padStart(6, '0')}`;
  const { lead } = professions[profession].series;
  return index % 2 === 0 ? `320${count.padStart(5, '0')}` : `${lead}232${year}${count.padStart(6, '0')}`;
}

function companyAt(index: number): SampleCompany {
  const company = index % companies;
  const name = `虚构${['建设', '设计', '咨询', '安装'][company % 4] ?? ''}${String(company + 1)}有限公司`;
  const former = company % 5 === 0 ? [name.replace('虚构', '原虚构')] : [];
  return { names: [name, ...former], creditCode: unifiedSocialCreditCode('320102', String(10_000_000 + company)) };
}
