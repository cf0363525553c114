import { beforeAll, describe, expect, it } from 'vitest';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { documentText } from '../support/cloud/document-text.ts';
import { changeBetween } from '../support/parties/former-identity.ts';
import { importCast } from '../support/parties/cast.ts';
import { type Party, partyOf, signInAs, until } from '../support/parties/party.ts';
import { begin, confirmAsEmployer, fillIn, see, waitFor } from '../support/parties/play.ts';
import { ask, expectProblem, refused } from '../support/parties/refusal.ts';
import { cellsOf } from '../support/parties/register.ts';
import { decide, playOn, playTo, prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { tokenWithClaims } from '../support/parties/tokens.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let scene: Scene;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  scene = await stages.at('awaiting-employer', 'architect-2');
});

/** The same party, as the identity platform may write it another time. */
async function rewritten(party: Party, changes: Readonly<Record<string, string>>): Promise<Party> {
  const token = await tokenWithClaims(cloud, 'province', party.accessToken, changes);
  return partyOf(cloud.target, party.account, token);
}

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));

const spellings: readonly [string, (text: string) => string][] = [
  ['in small letters', (text) => text.toLowerCase()],
  ['with blanks around and within', (text) => ` ${text.slice(0, 6)} ${text.slice(6)}\u3000`],
  ['in full width', fullWidth],
  ['with a byte order mark and a narrow blank', (text) => `\ufeff${text.slice(0, 6)}\u202f${text.slice(6)}`],
];

describe('an identity number of the identity platform', () => {
  it.each(spellings)('%s names the same person', async (_, spell) => {
    const { idNumber, name } = personBehind(scene.person);
    const same = await rewritten(scene.person, { id_number: spell(idNumber), name: ` ${name}\u3000` });
    expect(await same.send(endpoints.getProfile, {})).toMatchObject({ idNumber, name });
    expect((await see(same, scene.id)).id).toBe(scene.id);
    const { items } = await same.send(endpoints.listQualifications, {});
    expect(items).toHaveLength(1);
  });
});

describe('a person without a resident identity card', () => {
  const kinds = [
    ['person-hk', '港澳居民来往内地通行证', '女', '1986-04-09'],
    ['person-macao', '港澳居民居住证', '男', '1989-02-14'],
    ['person-taiwan', '台湾居民来往大陆通行证', '男', '1991-10-31'],
    ['person-taipei', '台湾居民居住证', '女', '1993-08-08'],
    ['person-resident', '外国人永久居留身份证', '男', '1984-06-15'],
    ['person-settled', '外国人永久居留身份证', '男', '1980-01-01'],
    ['person-passport', '护照', '男', '1987-03-03'],
  ] as const;

  it.each(kinds)('%s is known by %s', async (account, idType, sex, birthDate) => {
    const profile = await (await signInAs(cloud.target, account)).send(endpoints.getProfile, {});
    expect(profile).toMatchObject({ idType, idNumber: personBehind({ account }).idNumber, sex, birthDate });
    expect(profile.missing).not.toContain('出生日期');
  });

  it('of whom the platform does not say sex and birth cannot apply before it does', async () => {
    const person = await signInAs(cloud.target, 'person-passport');
    const silent = await rewritten(person, { birth_date: '', sex: '' });
    const { missing, sex, birthDate } = await silent.send(endpoints.getProfile, {});
    expect({ sex, birthDate, missing: missing.slice(0, 2) }).toEqual({
      sex: null,
      birthDate: null,
      missing: ['性别', '出生日期'],
    });
  });

  it('is nobody under a number that is none of the kind', async () => {
    const person = await signInAs(cloud.target, 'person-hk');
    for (const changes of [
      { id_type: 'resident-identity-card' },
      { id_type: 'passport' },
      { id_type: 'library-card' },
      { id_number: '00000013' },
    ]) {
      await refused((await rewritten(person, changes)).send(endpoints.getProfile, {}), 'wrong-party');
    }
  });

  it('is registered under it: imported, printed on the form and the certificate, masked for others', async () => {
    const account = 'person-hk';
    await importCast(cloud.target, [{ account, profession: 'structural-2' }]);
    const person = await signInAs(cloud.target, account);
    const id = await begin(person, 'structural-2');
    const held: Scene = { profession: 'structural-2', person, company: stages.company, staff: stages.staff, id };
    await fillIn(person, held.company, id, held.profession, new Date());
    await playTo('awaiting-acceptance', held);
    const form = await documentTextOf(held, 'application-form');
    for (const text of ['港澳居民来往内地通行证', 'H00000013', '女', '1986年4月9日']) expect(form).toContain(text);
    const { applicant } = await held.company.send(employerEndpoints.getApplication, { params: { id } });
    expect(applicant).toMatchObject({ idNumber: 'H******13', birthDate: null, sex: null });
    await playOn('awaiting-acceptance', 'approved', held);
    expect(await documentTextOf(held, 'certificate')).toContain('1986年4月9日');
  });

  it('who has another kind of document takes the registration along', async () => {
    const change = await changeBetween(stages, 'person-taiwan', 'person-taiwan-settled');
    await playTo('awaiting-employer', change);
    const form = await documentTextOf(change, 'application-form');
    for (const text of ['00000015', '台湾居民居住证']) expect(form).toContain(text);
    await change.company.send(employerEndpoints.getApplication, { params: { id: change.id } });
    await confirmAsEmployer(change.company, change.id, change.profession);
    await waitFor(change.person, change.id, 'awaiting-release');
    const { version } = await see(change.former, change.id);
    await change.former.send(endpoints.release, { params: { id: change.id }, body: { version } });
    await waitFor(change.person, change.id, 'awaiting-acceptance');
    await playOn('awaiting-acceptance', 'awaiting-decision', change);
    await decide(change);
    await waitFor(change.person, change.id, 'approved');
    const { items } = await change.person.send(endpoints.listRegistrations, {});
    expect(items.map(({ number }) => number)).toEqual([change.number]);
    expect((await change.former.send(endpoints.listRegistrations, {})).items).toEqual([]);
  });
});

async function documentTextOf({ person, id }: Scene, kind: string): Promise<string> {
  const document = await until(`the document ${kind}`, async () =>
    (await see(person, id)).documents.find((candidate) => candidate.kind === kind),
  );
  return await documentText(person, { id, documentId: document.id });
}

describe('a credit code of the identity platform', () => {
  it.each(spellings)('%s names the same company', async (_, spell) => {
    const { creditCode, name } = companyBehind(scene.company);
    const same = await rewritten(scene.company, { credit_code: spell(creditCode), name: `${name} ` });
    expect(await same.send(employerEndpoints.getCompany, {})).toMatchObject({ creditCode, name });
    const { items } = await same.send(employerEndpoints.listWorkItems, {});
    expect(items.map(({ applicationId }) => applicationId)).toContain(scene.id);
  });
});

describe('a list of the registrar', () => {
  it.each(spellings)('that writes numbers %s is about the same person and company', async (_, spell) => {
    const row = { account: accounts.person(), profession: 'cost-2', company: scene.company.account } as const;
    const cells = cellsOf(row);
    const send = (written: Readonly<Record<string, string>>) =>
      stages.staff.registrar.send(departmentEndpoints.importRegistrations, {
        body: { rows: [{ line: 2, cells: { ...cells, ...written } }] },
      });
    expect(await send({})).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    const { 证件号码, 统一社会信用代码, 注册编号 } = cells;
    const written = {
      证件号码: spell(证件号码),
      统一社会信用代码: spell(统一社会信用代码),
      注册编号: spell(注册编号),
      姓名: `${cells.姓名}\u3000`,
    };
    expect(await send(written)).toEqual({ imported: 0, unchanged: 1, rejected: [] });
  });
});

describe('a name that changes between creation and submission', () => {
  it('is found where it cannot be printed, before anything is drawn', async () => {
    const draft = await stages.at('draft', 'architect-2');
    const renamed = await rewritten(draft.person, { name: '\u{1F600}演示' });
    const params = { id: draft.id };
    const form = await renamed.send(endpoints.getForm, { params });
    expect(form.problems).toMatchObject([{ code: 'text-unprintable' }]);
    expect(form.problems[0]?.message).toContain('姓名');
    const { version } = await see(renamed, draft.id);
    const body = { version, formDigest: form.digest, confirmed: true } as const;
    await refused(renamed.send(endpoints.submit, { params, body }), 'rules-not-met');
    expect((await see(draft.person, draft.id)).state).toBe('draft');
  });
});

describe('half a surrogate pair', () => {
  it.each([
    ['in a text', { position: '负责人\ud83d' }],
    ['in the name of a field', { ['\udc00']: 'x' }],
    ['in a date', { contractStart: '\ud83d' }],
  ])('%s of a nested part of a request is refused', async (_, change) => {
    const { person, id } = await stages.at('draft', 'architect-2');
    const { version, draft } = await see(person, id);
    const body = { version, draft: { ...draft, employment: { ...draft.employment, ...change } } };
    const answer = await ask(endpoints.saveDraft, { token: person.accessToken, params: { id }, body });
    expectProblem(answer, 'invalid-request');
    expect((await see(person, id)).version).toBe(version);
  });

  it('in an import is refused as a whole', async () => {
    const body = { rows: [{ line: 2, cells: { 姓名: '\ud83d' } }] };
    const token = stages.staff.registrar.accessToken;
    expectProblem(await ask(departmentEndpoints.importQualifications, { token, body }), 'invalid-request');
  });
});
