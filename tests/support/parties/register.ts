import { departmentEndpoints } from '../../../api/department.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { RegistrationView } from '../../../api/people.ts';
import { addDays, addYears, type CalendarDate, shanghaiDate } from '../../../domain/calendar-dates.ts';
import { type HourKind, hourKindNames, hourKinds } from '../../../domain/education-hours.ts';
import { registrationNumber } from '../../../domain/numbering.ts';
import { type ProfessionCode, professions } from '../../../domain/professions.ts';
import { lastFullMonth } from '../../../domain/social-insurance.ts';
import { companyBehind, personBehind } from './expected.ts';
import type { Party } from './party.ts';

/** A registration of the register that came before, for a test. */
export interface TakenOver {
  readonly account: string;
  readonly profession: ProfessionCode;
  /** The account of the employer. */
  readonly company: string;
  /** Default: a year from today. */
  readonly validUntil?: CalendarDate;
  /** False: nobody imports hours of continuing education. */
  readonly educated?: boolean;
  /** Default: the first one that the qualification of the cast has. */
  readonly specialties?: readonly string[];
}

/** Has a registrar take registrations over, and returns their numbers. Throws when a row is rejected. */
export async function takeOver(registrar: Party, registrations: readonly TakenOver[]): Promise<string[]> {
  const rows = registrations.map((each, index) => ({ line: index + 2, cells: cellsOf(each) }));
  const report = await registrar.send(departmentEndpoints.importRegistrations, { body: { rows } });
  const [rejected] = report.rejected;
  if (rejected !== undefined) throw new Error(`row ${rejected.line} was rejected: ${rejected.message}`);
  await importHours(
    registrar,
    registrations.filter(({ educated = true }) => educated),
  );
  return rows.map(({ cells }) => cells.注册编号);
}

const rowsPerRequest = 100; // the API's limit

/** Has a registrar import as many hours of continuing education as anything asks for, completed today. Throws when a row is rejected. */
export async function importHours(
  registrar: Party,
  people: readonly { readonly account: string; readonly profession: ProfessionCode }[],
): Promise<void> {
  const each = new Map(people.map((one) => [`${one.account} ${one.profession}`, one]));
  const rows = [...each.values()].flatMap(({ account, profession }) =>
    hourKinds.map((kind) => educationCellsOf(account, profession, kind, 300)),
  );
  for (let start = 0; start < rows.length; start += rowsPerRequest) {
    const part = rows.slice(start, start + rowsPerRequest);
    const body = { rows: part.map((cells, index) => ({ line: index + 2, cells })) };
    const report = await registrar.send(departmentEndpoints.importEducation, { body });
    const [rejected] = report.rejected;
    if (rejected !== undefined) throw new Error(`row ${rejected.line} was rejected: ${rejected.message}`);
  }
}

/** Has a registrar import that a company paid a person's social insurance for the last full month. */
export async function importInsured(registrar: Party, account: string, company: string): Promise<void> {
  const body = { rows: [{ line: 2, cells: insuranceCellsOf(account, company) }] };
  const { rejected } = await registrar.send(departmentEndpoints.importInsurance, { body });
  if (rejected[0] !== undefined) throw new Error(`the row was rejected: ${rejected[0].message}`);
}

/** The cells of a row of social insurance, paid by a company for the last full month. */
export function insuranceCellsOf(account: string, company: string) {
  const { name, idNumber } = personBehind({ account });
  const unit = companyBehind({ account: company });
  const month = lastFullMonth(shanghaiDate(new Date()));
  const paid = { 缴费月份: month, 参保单位: unit.name, 统一社会信用代码: unit.creditCode };
  return { 姓名: name, 证件号码: idNumber, ...paid };
}

/** The cells of a row of continuing education, completed today. */
export function educationCellsOf(account: string, profession: ProfessionCode, kind: HourKind, hours: number) {
  const { name, idNumber } = personBehind({ account });
  return {
    姓名: name,
    证件号码: idNumber,
    职业: professions[profession].name,
    记录编号: `XS2026${idNumber.slice(-7, -1)}`,
    课程类别: hourKindNames[kind],
    学时: String(hours),
    完成日期: shanghaiDate(new Date()),
    培训机构: '江苏演示继续教育中心',
  };
}

/** The cells of a row; the number follows from the person, so that the same row is the same registration. */
export function cellsOf({ account, profession, company, validUntil, specialties }: TakenOver) {
  const person = personBehind({ account });
  const employer = companyBehind({ account: company });
  const until = validUntil ?? addYears(shanghaiDate(new Date()), 1);
  const { name, specialties: known, validYears } = professions[profession];
  return {
    姓名: person.name,
    证件号码: person.idNumber,
    职业: name,
    注册编号: numberOf(profession, person.idNumber.slice(-7, -1)),
    专业: (specialties ?? known.slice(0, 1)).join('、'),
    聘用企业: employer.name,
    统一社会信用代码: employer.creditCode,
    有效期起: addDays(addYears(until, -validYears), 1),
    有效期止: until,
    资格证号: certificateNumberOf(account, profession),
  };
}

/** A registration number of 2023 that follows from six digits, of the form that the profession's have. */
function numberOf(profession: ProfessionCode, digits: string): string {
  const facts = { date: '2023-03-01', qualifiedOn: '2010-06-30', specialties: professions[profession].specialties };
  return registrationNumber({ profession, zone: null }, facts, Number(digits));
}

/** The number of the qualification that the cast's registrar imports for an account (tests/support/parties/cast.ts). */
export function certificateNumberOf(account: string, profession: ProfessionCode): string {
  return `YS${professions[profession].numberPrefix}2020${/\d{4}/.exec(account)?.[0] ?? account.slice(-4)}`;
}

/** The caller's registration with a number. Throws when there is none. */
export async function registrationOf(person: Party, number: string): Promise<RegistrationView> {
  const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
  const found = items.find((item) => item.number === number);
  if (found === undefined) throw new Error(`${person.account} has no registration ${number}`);
  return found;
}
