import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { Accounts } from './accounts.ts';
import { importCast } from './cast.ts';
import { companyBehind, personBehind } from './expected.ts';
import { type Party, signInAs } from './party.ts';
import { begin, completeProfile, fillIn, see } from './play.ts';
import { takeOver } from './register.ts';
import type { Scene, Stages } from './scene.ts';
import { cloud } from '../cloud/shared-cloud.ts';

/** A change of identity document that is filled in: who has the new one, and who holds the former one and has an account here. */
export interface FormerIdentityScene extends Scene {
  readonly former: Party;
  readonly number: string;
}

/** Takes a registration of an architect over, and fills in the change of its holder's identity document. */
export async function changeOfIdentity(stages: Stages, accounts: Accounts): Promise<FormerIdentityScene> {
  const account = accounts.person();
  return await changeBetween(stages, account, `${account}-reissued`);
}

/** As `changeOfIdentity`, of the holder of one account who signs in by another from now on. */
export async function changeBetween(stages: Stages, account: string, successor: string): Promise<FormerIdentityScene> {
  const profession = 'architect-2';
  const { company, staff } = stages;
  await importCast(cloud.target, [{ account, profession }]);
  const [number = ''] = await takeOver(staff.registrar, [{ account, profession, company: company.account }]);
  const [former, person] = await Promise.all([account, successor].map((each) => signInAs(cloud.target, each)));
  if (former === undefined || person === undefined) throw new Error(`${account} cannot sign in`);
  await completeProfile(former);
  const id = await begin(person, profession, 'change-personal', number);
  await fillIn(person, company, id, profession, new Date());
  const { version, draft } = await see(person, id);
  const { name: employerName, creditCode: employerCreditCode } = companyBehind(company);
  const employment = { ...draft.employment, employerName, employerCreditCode };
  const body = { version, draft: { ...draft, formerIdNumber: personBehind({ account }).idNumber, employment } };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
  return { profession, person, company, staff, id, former, number };
}
