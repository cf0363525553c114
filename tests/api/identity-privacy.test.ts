import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { quotas } from '../../domain/quotas.ts';
import { residentIdentityNumber } from '../../local/services/identity/identifiers.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { begin, fillIn, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { takeOver } from '../support/parties/register.ts';
import { decide, playOn, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';
import { askFrom } from '../support/cloud/ask-from.ts';
import { outputsOf } from '../support/cloud/local-cloud.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let holder: { readonly account: string; readonly number: string };

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  holder = await registered();
});

async function registered() {
  const account = accounts.person();
  await importCast(cloud.target, [{ account, profession: 'architect-2' }]);
  const taken = { account, profession: 'architect-2', company: stages.company.account } as const;
  const [number = ''] = await takeOver(stages.staff.registrar, [taken]);
  return { account, number };
}

interface Claim {
  readonly formerIdNumber: string;
  readonly registrationNumber: string;
  readonly company: string;
}

/** Somebody's draft that claims what another identity number has. */
async function claiming(person: Party, claim: Claim): Promise<Scene> {
  const id = await begin(person, 'architect-2', 'change-personal');
  await fillIn(person, stages.company, id, 'architect-2', new Date());
  const scene = { profession: 'architect-2', person, company: stages.company, staff: stages.staff, id } as const;
  await name(scene, claim);
  return scene;
}

async function name({ person, id }: Scene, { company, ...claim }: Claim): Promise<void> {
  const { version, draft } = await see(person, id);
  const { name: employerName, creditCode: employerCreditCode } = companyBehind({ account: company });
  const employment = { ...draft.employment, employerName, employerCreditCode };
  await person.send(endpoints.saveDraft, {
    params: { id },
    body: { version, draft: { ...draft, ...claim, employment } },
  });
}

// What changes with every save, and an address that is signed anew each time.
const passing = new Set(['version', 'updatedAt', 'timeline', 'digest', 'photoUrl']);

/** All that the applicant is told of a draft: the case, its problems, the form. */
async function told({ person, id }: Scene): Promise<string> {
  const [view, form] = [await see(person, id), await person.send(endpoints.getForm, { params: { id } })];
  return JSON.stringify({ view, form }, (key, value: unknown) => (passing.has(key) ? undefined : value));
}

const nobodys = residentIdentityNumber('320106', '1971-02-03', 7);

describe('a former identity number in a draft', () => {
  it('answers the same whether somebody has it or nobody, and whatever is registered under it', async () => {
    const stranger = await signInAs(cloud.target, accounts.person());
    const { name: holderName, idNumber } = personBehind(holder);
    const claim = { registrationNumber: holder.number, company: stages.company.account };
    const scene = await claiming(stranger, { ...claim, formerIdNumber: idNumber });
    const ofHolder = await told(scene);
    await name(scene, { ...claim, formerIdNumber: nobodys });
    const ofNobody = await told(scene);
    expect(ofHolder.replaceAll(idNumber, nobodys)).toBe(ofNobody);
    expect(ofHolder).not.toContain(holderName);
    expect((await see(stranger, scene.id)).problems).toEqual([]);
  });

  it('is compared by staff alone: a claim that the register does not bear out is shown to them and cannot be approved', async () => {
    const { idNumber, name: holderName } = personBehind(holder);
    const stranger = await signInAs(cloud.target, accounts.person());
    // The number belongs to another registration of the same employer.
    const other = await registered();
    const scene = await claiming(stranger, {
      formerIdNumber: idNumber,
      registrationNumber: other.number,
      company: stages.company.account,
    });
    await playOn('draft', 'under-review', scene);
    const seen = await stages.staff.review.send(departmentEndpoints.getApplication, { params: { id: scene.id } });
    expect(seen.checks).toMatchObject([{ code: 'former-identity', passed: false }]);
    expect(JSON.stringify(seen.checks)).toContain(holderName);
    expect((await see(stranger, scene.id)).checks).toEqual([]);
    expect(JSON.stringify(await see(stranger, scene.id))).not.toContain(holderName);
    await recommend(scene);
    await waitFor(stranger, scene.id, 'awaiting-decision');
    const { errors } = await refused(decide(scene), 'rules-not-met');
    expect(errors).toMatchObject([{ code: 'former-identity-unmatched' }]);
    await decide(scene, 'reject');
    const { items } = await stages.staff.registrar.send(departmentEndpoints.findRegistration, {
      query: { number: other.number },
    });
    expect(items).toMatchObject([{ holderName: personBehind(other).name }]);
  });

  it('is told to the employer of what is registered under it, although the applicant names another one', async () => {
    const employer = accounts.company();
    const account = accounts.person();
    await importCast(cloud.target, [{ account, profession: 'architect-2' }]);
    const taken = { account, profession: 'architect-2', company: employer } as const;
    const [number = ''] = await takeOver(stages.staff.registrar, [taken]);
    const stranger = await signInAs(cloud.target, accounts.person());
    const scene = await claiming(stranger, {
      formerIdNumber: personBehind({ account }).idNumber,
      registrationNumber: number,
      company: stages.company.account,
    });
    await playOn('draft', 'awaiting-employer', scene);
    const party = await signInAs(cloud.target, employer);
    const messages = await until('the message to the employer', async () => {
      const { items } = await party.send(employerEndpoints.listMessages, { query: {} });
      return items.length > 0 ? items : undefined;
    });
    expect(messages).toMatchObject([{ title: '有人申请变更在册人员的证件号码', applicationId: null }]);
    // It is told of the claim, and nothing of who makes it: it takes no part in the case.
    expect(JSON.stringify(messages)).not.toContain(personBehind(stranger).name);
    await refused(party.send(employerEndpoints.getApplication, { params: { id: scene.id } }), 'not-found');
  });

  it('of the applicant is shown to staff as agreeing with the register', async () => {
    const { account, number } = await registered();
    const person = await signInAs(cloud.target, `${account}-reissued`);
    const scene = await claiming(person, {
      formerIdNumber: ` ${personBehind({ account }).idNumber.toLowerCase()}`,
      registrationNumber: number,
      company: stages.company.account,
    });
    await playOn('draft', 'awaiting-acceptance', scene);
    const seen = await stages.staff.acceptance.send(departmentEndpoints.getApplication, { params: { id: scene.id } });
    expect(seen.checks).toMatchObject([{ code: 'former-identity', passed: true }]);
  });
});

describe('look-ups', () => {
  // A client of its own address on this machine; what it says of where it comes from is another for each request.
  const verify = (localAddress: string, site = cloud.target.siteUrl, number = holder.number) =>
    askFrom(localAddress, new URL(`/api/public/certificates/${encodeURIComponent(number)}/verification`, site), {
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${randomInt(256)}` },
      body: JSON.stringify({ code: 'ABCDEFGH12345678' }),
    });

  it('of certificates are limited per client, whatever it says of its address: guesses beyond the limit are answered with when to try again', async () => {
    const { most } = quotas.verification;
    const answers = await Promise.all(Array.from({ length: most + 5 }, () => verify('127.0.0.7')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(most);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    const refusedAnswer = answers.find(({ status }) => status === 429);
    expect(Number(refusedAnswer?.headers['retry-after'])).toBeGreaterThan(0);
    expect(refusedAnswer?.problem).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect((await verify('127.0.0.8')).status).toBe(404);
  });

  it('past the distribution are refused, as everything is that comes to the address of the API itself', async () => {
    const { ApiUrl = '' } = (await outputsOf(cloud))['Application'] ?? {};
    const refusal = { status: 403, problem: { code: 'past-the-site' } };
    expect(await verify('127.0.0.9', ApiUrl)).toMatchObject(refusal);
    const { accessToken } = await signInAs(cloud.target, accounts.person());
    for (const [method, path] of [
      ['GET', '/api/public/configuration'],
      ['GET', '/api/practitioner/applications'],
      ['OPTIONS', '/api/practitioner/applications'],
      ['DELETE', '/no/such/address'],
    ] as const) {
      const headers = { authorization: `Bearer ${accessToken}`, 'x-distribution-key': 'a guess' };
      expect(await askFrom('127.0.0.9', new URL(path, ApiUrl), { method, headers })).toMatchObject(refusal);
    }
  });

  it('of employers are limited per person', async () => {
    const person = await signInAs(cloud.target, accounts.person());
    const query = { text: companyBehind(stages.company).creditCode };
    for (let count = 0; count < quotas.employer.most; count += 1) await person.send(endpoints.findEmployers, { query });
    const { detail } = await refused(person.send(endpoints.findEmployers, { query }), 'too-many-requests');
    expect(detail).toMatch(/分钟后再试/u);
    const other = await signInAs(cloud.target, accounts.person());
    await other.send(endpoints.findEmployers, { query });
  });
});
