import { wholeOf } from '../../../domain/registration-terms.ts';
import type { MatterCode } from '../../../domain/catalogue.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { addDays, type CalendarDate, shanghaiDate } from '../../../domain/calendar-dates.ts';
import { type ProfessionCode, professionCodes } from '../../../domain/professions.ts';
import type { Accounts } from '../parties/accounts.ts';
import { importCast } from '../parties/cast.ts';
import { foreignCertificate } from '../parties/entry.ts';
import { companyBehind, personBehind } from '../parties/expected.ts';
import { lastingOf } from './lasting.ts';
import { type Entry, type Officer, takenOver } from './lifecycle-model.ts';
import { type Party, signInAs } from '../parties/party.ts';
import { completeCompany, completeProfile, sampleProfile } from '../parties/play.ts';
import { importHours, registrationOf, takeOver } from '../parties/register.ts';
import type { Department } from '../parties/scene.ts';
import type { Player } from './sequence-player.ts';
import { openTable } from './sequence-table.ts';
import { cloud } from '../cloud/shared-cloud.ts';

/** How a person of the cast stands: the qualifications that are held and the registrations that came before. */
interface Standing {
  readonly qualified: readonly (readonly [ProfessionCode, MatterCode])[];
  readonly registered: readonly ProfessionCode[];
  /** Days from today on that these registrations last. */
  readonly days: number;
}

const initial = (...professions: ProfessionCode[]) => professions.map((profession) => [profession, 'initial'] as const);

const standings: readonly Standing[] = [
  { qualified: initial(...professionCodes), registered: ['cost-2', 'constructor-2'], days: 30 },
  { qualified: initial(...professionCodes), registered: professionCodes, days: 60 },
  { qualified: initial('architect-2', 'cost-2'), registered: ['architect-2'], days: 400 },
  { qualified: [['constructor-2', 'demo-zone'], ...initial('structural-2')], registered: ['structural-2'], days: 20 },
  { qualified: initial('cost-2', 'constructor-2'), registered: ['cost-2'], days: -1 },
  { qualified: initial('structural-2', 'constructor-2'), registered: ['structural-2', 'constructor-2'], days: 85 },
];

/** Who plays for the department: some with one role, one with two. The acceptance officer is one; nobody is asked for two roles there. */
const officers: readonly Officer[] = [
  { id: 'acceptance-1', roles: ['acceptance'] },
  { id: 'review-1', roles: ['review'] },
  { id: 'decision-1', roles: ['decision'] },
  { id: 'both-1', roles: ['review', 'decision'] },
];

/** Two companies in the demonstration zone, where every matter can be applied for. */
export async function prepareCompanies(accounts: Accounts): Promise<Party[]> {
  const companies = await Promise.all(
    [accounts.company(), accounts.company()].map((each) => signInAs(cloud.target, each)),
  );
  await Promise.all(companies.map((company) => completeCompany(company, '320509')));
  return companies;
}

/** A person on the cloud with the model of that person; of each six persons all stand differently. */
export async function preparePlayer(
  index: number,
  account: string,
  companies: readonly Party[],
  staff: Department,
): Promise<Player> {
  const { qualified, registered, days } = standings[index % standings.length]!;
  const today = shanghaiDate(new Date());
  const company = companies[0]!;
  await importCast(
    cloud.target,
    qualified.map(([profession, matter]) => ({ account, profession, matter })),
  );
  // As in the model, hours are never what is missing: not for what is entered from another province either.
  const entered = professionCodes.filter((each) => !qualified.some(([profession]) => profession === each));
  await importHours(
    staff.registrar,
    entered.map((profession) => ({ account, profession })),
  );
  const validUntil = addDays(today, days);
  const taken = registered.map((profession) => ({ account, profession, company: company.account, validUntil }));
  const numbers = await takeOver(staff.registrar, taken);
  const [person, renamed] = await Promise.all(
    [account, `${account}-renamed`].map((each) => signInAs(cloud.target, each)),
  );
  if (person === undefined || renamed === undefined) throw new Error(`${account} cannot sign in`);
  await completeProfile(person);
  const names = [person, renamed].map((each) => personBehind(each).name);
  const { items: qualifications } = await person.send(practitionerEndpoints.listQualifications, {});
  // Every third person bears another name now than the register says.
  const caller = index % 3 === 2 ? renamed : person;
  const { name, idNumber } = personBehind(caller);
  return {
    world: {
      today,
      certificate: foreignCertificate(account),
      profile: { name, idType: '居民身份证', idNumber, birthDate: null, sex: null, ...sampleProfile },
      qualifications,
      entries: await Promise.all(numbers.map((number) => entryOf(person, number, company, validUntil))),
      ...{ bars: [], blamed: [], holds: {} },
      applications: [],
      acts: {},
      locks: {},
    },
    parties: { person: caller, companies, staff },
    setting: { companies: companies.map(companyBehind), names, officers, time: false },
    table: await openTable(cloud),
    named: Object.fromEntries([person, renamed].map((each) => [personBehind(each).name, each])),
    done: [],
    traces: new Map(),
    codes: new Map(),
    personId: undefined,
  };
}

async function entryOf(person: Party, number: string, company: Party, validUntil: CalendarDate): Promise<Entry> {
  const view = await registrationOf(person, number);
  const { items } = await person.send(practitionerEndpoints.listQualifications, {});
  const { profession, zone, holderName, employerName } = view;
  const terms = view.terms.map(({ specialty, validFrom }) => ({
    ...{ specialty, validFrom, validUntil, cancelledOn: null, cancellationGround: null },
  }));
  return {
    ...takenOver,
    number,
    profession,
    terms,
    ...wholeOf(terms),
    zone,
    holderName,
    employerName,
    employerCreditCode: companyBehind(company).creditCode,
    qualificationId: items.find((item) => item.profession === profession)?.id ?? null,
    lasting: lastingOf({ terms }),
  };
}
