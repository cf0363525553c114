import { departmentEndpoints } from '../../../api/department.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { RegistrationView } from '../../../api/people.ts';
import { addDays, addYears, type CalendarDate, shanghaiDate } from '../../../domain/calendar-dates.ts';
import { registrationNumber } from '../../../domain/numbering.ts';
import { type ProfessionCode, professions } from '../../../domain/professions.ts';
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
  /** Default: the first one that the qualification of the cast has. */
  readonly specialties?: readonly string[];
}

/** Has a registrar take registrations over, and returns their numbers. Throws when a row is rejected. */
export async function takeOver(registrar: Party, registrations: readonly TakenOver[]): Promise<string[]> {
  const rows = registrations.map((each, index) => ({ line: index + 2, cells: cellsOf(each) }));
  const report = await registrar.send(departmentEndpoints.importRegistrations, { body: { rows } });
  const [rejected] = report.rejected;
  if (rejected !== undefined) throw new Error(`row ${rejected.line} was rejected: ${rejected.message}`);
  return rows.map(({ cells }) => cells.注册编号);
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
