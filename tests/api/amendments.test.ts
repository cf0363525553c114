import type { MatterCode } from '../../domain/catalogue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { addDays, addYears, shanghaiDate } from '../../domain/calendar-dates.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { begin, completeProfile, fillIn, see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { cellsOf, registrationOf, takeOver, type TakenOver } from '../support/parties/register.ts';
import { decide, playOn, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const today = shanghaiDate(new Date());
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
});

/** A person whose registration with the file's company was taken over. */
async function registered(
  profession: ProfessionCode,
  over: Partial<TakenOver> = {},
): Promise<{ account: string; person: Party; number: string }> {
  const account = accounts.person();
  await importCast(cloud.target, [{ account, profession }]);
  const taken = { account, profession, company: stages.company.account, ...over };
  const [number = ''] = await takeOver(stages.staff.registrar, [taken]);
  return { account, person: await signInAs(cloud.target, account), number };
}

async function begun(person: Party, profession: ProfessionCode, matter: MatterCode, number?: string): Promise<Scene> {
  const id = await begin(person, profession, matter, number);
  await fillIn(person, stages.company, id, profession, new Date());
  return { profession, person, company: stages.company, staff: stages.staff, id };
}

async function problemsOf({ person, id }: Scene): Promise<string[]> {
  return (await see(person, id)).problems.map(({ code }) => code);
}

async function approve(scene: Scene): Promise<void> {
  await playOn('draft', 'under-review', scene);
  await recommend(scene);
  await waitFor(scene.person, scene.id, 'awaiting-decision');
  await decide(scene);
  await waitFor(scene.person, scene.id, 'approved');
}

describe('a renewal', () => {
  it('prolongs the registration from its last day, with the same number and a new certificate', async () => {
    const validUntil = addDays(today, 30);
    const { person, number } = await registered('cost-2', { validUntil });
    const before = await registrationOf(person, number);
    expect(before).toMatchObject({ validUntil, certificateReady: false, applicationId: null });
    const scene = await begun(person, 'cost-2', 'renewal', number);
    await approve(scene);
    const after = await until('the certificate', async () => {
      const item = await registrationOf(person, number);
      return item.certificateReady ? item : undefined;
    });
    const { validYears } = professions['cost-2'];
    expect(after).toMatchObject({
      validFrom: before.validFrom,
      validUntil: addYears(validUntil, validYears),
      status: 'valid',
      applicationId: scene.id,
    });
  });

  it('is refused before its window, and after the last day in favour of registration again', async () => {
    const early = await registered('cost-2', { validUntil: addDays(today, 91) });
    expect(await problemsOf(await begun(early.person, 'cost-2', 'renewal', early.number))).toEqual([
      'renewal-too-early',
    ]);
    const open = await registered('cost-2', { validUntil: addDays(today, 90) });
    expect(await problemsOf(await begun(open.person, 'cost-2', 'renewal', open.number))).toEqual([]);
    const last = await registered('cost-2', { validUntil: today });
    expect(await problemsOf(await begun(last.person, 'cost-2', 'renewal', last.number))).toEqual([]);
    const late = await registered('cost-2', { validUntil: addDays(today, -1) });
    expect(await problemsOf(await begun(late.person, 'cost-2', 'renewal', late.number))).toEqual([
      'registration-expired',
    ]);
  });

  it('is of one’s own registration only', async () => {
    const [mine, theirs] = [await registered('cost-2'), await registered('cost-2')];
    const scene = await begun(mine.person, 'cost-2', 'renewal', theirs.number);
    expect(await problemsOf(scene)).toEqual(['registration-not-held']);
  });
});

describe('a registration again', () => {
  it('follows an expired one under a new number, where a first registration is refused', async () => {
    const { person, number } = await registered('structural-2', { validUntil: addDays(today, -1) });
    const first = await begun(person, 'structural-2', 'initial');
    expect(await problemsOf(first)).toEqual(['registered-before']);
    const { version } = await see(person, first.id);
    await person.send(practitionerEndpoints.discardDraft, { params: { id: first.id }, body: { version } });
    const scene = await begun(person, 'structural-2', 'reregistration');
    await playOn('draft', 'approved', scene);
    const { registrationNumber } = await see(person, scene.id);
    expect(registrationNumber).not.toBe(number);
    expect((await registrationOf(person, registrationNumber ?? '')).status).toBe('valid');
    expect((await registrationOf(person, number)).status).toBe('expired');
  });

  it('is not for who was never registered, nor for who is', async () => {
    const newcomer = await stages.qualified('cost-2');
    expect(await problemsOf(await begun(newcomer, 'cost-2', 'reregistration'))).toEqual(['not-registered-before']);
    const { person } = await registered('cost-2');
    expect(await problemsOf(await begun(person, 'cost-2', 'reregistration'))).toEqual(['already-registered']);
  });
});

describe('an addition', () => {
  it('adds specialties of the qualification that are not registered, each with a term of its own', async () => {
    const { person, number } = await registered('constructor-2');
    const before = await registrationOf(person, number);
    const scene = await begun(person, 'constructor-2', 'addition', number);
    await approve(scene);
    const after = await registrationOf(person, number);
    expect(after.specialties).toEqual(professions['constructor-2'].specialties.slice(0, 2));
    const ends = addDays(addYears(today, 3), -1);
    expect(after.terms.map(({ validUntil }) => validUntil)).toEqual([before.validUntil, ends]);
    expect([after.validFrom, after.validUntil]).toEqual([before.validFrom, ends]);
  });

  it('is refused for what is registered already', async () => {
    const { person, number } = await registered('constructor-2', {
      specialties: professions['constructor-2'].specialties.slice(0, 2),
    });
    const scene = await begun(person, 'constructor-2', 'addition', number);
    expect(await problemsOf(scene)).toEqual(['specialty-registered']);
  });
});

describe('a change of personal data', () => {
  it('writes the name that the identity platform vouches for on every valid registration', async () => {
    const { account, number } = await registered('architect-2');
    const [other = ''] = await takeOver(stages.staff.registrar, [
      { account, profession: 'cost-2', company: stages.company.account },
    ]);
    const person = await signInAs(cloud.target, `${account}-renamed`);
    const scene = await begun(person, 'architect-2', 'change-personal', number);
    await approve(scene);
    for (const each of [number, other]) {
      expect((await registrationOf(person, each)).holderName).toBe(personBehind(person).name);
    }
  });

  it('is refused while nothing has changed', async () => {
    const { person, number } = await registered('architect-2');
    const scene = await begun(person, 'architect-2', 'change-personal', number);
    expect(await problemsOf(scene)).toEqual(['nothing-changed']);
  });

  it('moves registrations and qualifications to the new identity document, and to nobody else', async () => {
    const { account, person: before, number } = await registered('architect-2');
    const person = await signInAs(cloud.target, `${account}-reissued`);
    const id = await begin(person, 'architect-2', 'change-personal', number);
    const { name: employerName, creditCode: employerCreditCode } = companyBehind(stages.company);
    const named = async (formerIdNumber: string) => {
      const { version, draft } = await see(person, id);
      const employment = { ...draft.employment, employerName, employerCreditCode };
      const body = { version, draft: { ...draft, formerIdNumber, employment } };
      await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
    };
    const scene = { profession: 'architect-2', person, company: stages.company, staff: stages.staff, id } as const;
    await fillIn(person, stages.company, id, 'architect-2', new Date());
    await named('320106198803150017');
    expect(await problemsOf(scene)).toEqual(['former-identity-invalid']);
    await named(personBehind({ account }).idNumber);
    expect(await problemsOf(scene)).toEqual([]);
    await playOn('draft', 'under-review', scene);
    await recommend(scene);
    await waitFor(person, id, 'awaiting-decision');
    // What the former identity has open stands in the way until it is gone.
    const other = await begin(before, 'structural-2', 'out-of-province-entry');
    expect((await refused(decide(scene), 'rules-not-met')).detail).toContain('原证件号码');
    await before.send(practitionerEndpoints.discardDraft, { params: { id: other }, body: { version: 0 } });
    await decide(scene);
    await waitFor(person, id, 'approved');
    expect((await registrationOf(person, number)).status).toBe('valid');
    const [mine, theirs] = await Promise.all([
      person.send(practitionerEndpoints.listQualifications, {}),
      before.send(practitionerEndpoints.listQualifications, {}),
    ]);
    expect([mine.items.length, theirs.items.length]).toEqual([1, 0]);
    expect((await before.send(practitionerEndpoints.listRegistrations, {})).items).toEqual([]);
  });
});

describe('all registrations of a person', () => {
  it('are applied for with one employer, also at the same time', async () => {
    const account = accounts.person();
    await importCast(cloud.target, [
      { account, profession: 'cost-2' },
      { account, profession: 'architect-2' },
    ]);
    const person = await signInAs(cloud.target, account);
    const other = await signInAs(cloud.target, accounts.company());
    await completeProfile(person);
    const first = await begun(person, 'cost-2', 'initial');
    const id = await begin(person, 'architect-2');
    await fillIn(person, other, id, 'architect-2', new Date());
    const second = { ...first, id, profession: 'architect-2', company: other } as const;
    await playOn('draft', 'awaiting-employer', first);
    expect(await problemsOf(second)).toEqual(['applying-with-another-employer']);
  });
});

describe('the register that came before', () => {
  it('is taken over row by row, the same row again changes nothing, and nothing that is registered is overwritten', async () => {
    const account = accounts.person();
    const row = { account, profession: 'cost-2', company: stages.company.account } as const;
    const cells = cellsOf(row);
    const send = (changes: Readonly<Record<string, string>>) =>
      stages.staff.registrar.send(departmentEndpoints.importRegistrations, {
        body: { rows: [{ line: 2, cells: { ...cells, ...changes } }] },
      });
    const bad = [
      { 注册编号: `建[造]${'1'.repeat(30)}` },
      { 统一社会信用代码: '913200000000000001' },
      { 有效期止: '2000-01-01' },
      { 有效期起: addDays(today, 1) },
      { 注册范围: '别处' },
      { 专业: '建筑工程' },
    ];
    for (const changes of bad) {
      const report = await send(changes);
      expect(report).toMatchObject({ imported: 0, unchanged: 0 });
      expect(report.rejected[0]?.message).toContain(`“${Object.keys(changes)[0] ?? ''}”`);
    }
    expect(await send({})).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    expect(await send({})).toEqual({ imported: 0, unchanged: 1, rejected: [] });
    const { rejected } = await send({ 有效期止: addDays(today, 3) });
    expect(rejected[0]?.message).toContain('只能通过注册事项变更');
    const elsewhere = cellsOf({ ...row, profession: 'architect-2', company: accounts.company() });
    const split = await stages.staff.registrar.send(departmentEndpoints.importRegistrations, {
      body: { rows: [{ line: 3, cells: elsewhere }] },
    });
    expect(split.rejected[0]?.message).toContain('同一家聘用企业');
    const review = stages.staff.review.send(departmentEndpoints.importRegistrations, {
      body: { rows: [{ line: 2, cells }] },
    });
    await refused(review, 'wrong-role');
  });
});
