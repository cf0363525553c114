import { shownStatusNames } from '../../domain/holds.ts';
import { entryOf } from '../records/register-items.ts';
import type { ApplicationView } from '../../api/application.ts';
import type { Application } from '../../domain/application.ts';
import { professions } from '../../domain/professions.ts';
import { type CalendarDate, chineseDate } from '../../domain/calendar-dates.ts';
import { formerIdentityMatches } from '../../domain/register.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { entryFor } from './register-view.ts';

type Check = ApplicationView['checks'][number];

/** The employers, by credit code, of what the register has under an identity and was not cancelled: they are told of a claim, whomever it names. */
export async function employersOfHolder(personId: string): Promise<string[]> {
  const { data } = await RegistrationEntity.query.person({ personId }).go({ pages: 'all', consistent: true });
  const held = data.filter(({ cancelledOn }) => cancelledOn === undefined);
  return [...new Set(held.map(({ employerCreditCode }) => employerCreditCode))];
}

/**
 * What the register has under the former identity number of a claim, beside what the applicant says: for staff alone, who verify it.
 * `formerPersonId` is the keyed hash of that number.
 */
export async function checkFormerIdentity(
  application: Application,
  formerPersonId: string,
  today: CalendarDate,
): Promise<Check> {
  const { data } = await RegistrationEntity.query
    .person({ personId: formerPersonId })
    .go({ pages: 'all', consistent: true });
  const held = data.map(entryOf);
  const passed = formerIdentityMatches(application, held);
  return {
    code: 'former-identity',
    title: passed ? '原证件号码、注册编号和聘用企业与注册名册一致' : '与注册名册不一致，不能批准',
    passed,
    tone: passed ? 'good' : 'warn',
    facts:
      data.length === 0
        ? [{ label: '该证件号码名下的注册', value: '没有' }]
        : data.map((item) => ({ label: '该证件号码名下的注册', value: described(entryFor('verifier', item, today)) })),
  };
}

function described({
  number,
  profession,
  holderName,
  employerName,
  validUntil,
  status,
}: ReturnType<typeof entryFor<'verifier'>>): string {
  const { name } = professions[profession];
  return `${number}，${name}，${holderName}，${employerName}，有效期至${chineseDate(validUntil)}，${shownStatusNames[status]}`;
}
