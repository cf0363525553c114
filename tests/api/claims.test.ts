import { beforeAll, describe, expect, it } from 'vitest';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, partyOf } from '../support/parties/party.ts';
import { see } from '../support/parties/play.ts';
import { ask, expectProblem, refused } from '../support/parties/refusal.ts';
import { cellsOf } from '../support/parties/register.ts';
import { prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
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
