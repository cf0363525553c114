import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import {
  begin,
  completeProfile,
  confirmAsEmployer,
  sampleCompany,
  sampleProfile,
  see,
} from '../support/parties/play.ts';
import { ask, expectProblem, refused } from '../support/parties/refusal.ts';
import {
  correctionItems,
  correctionReplies,
  playTo,
  prepareStages,
  returnToPractitioner,
  type Scene,
  type Stages,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let waiting: Scene;
let accepted: Scene;
let person: Party;
let draftId: string;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  [waiting, accepted, person] = await Promise.all([
    stages.at('awaiting-employer'),
    stages.at('awaiting-correction'),
    stages.qualified(),
  ]);
  draftId = await begin(person, 'architect-2');
});

// Texts that no name, address or reason may hold, with what the message must say.
const badTexts: readonly (readonly [string, string, RegExp])[] = [
  ['nothing', '', /请填写/],
  ['blanks only', '  \t ', /请填写/],
  ['HTML', '<b>演示</b>', /尖括号/],
  ['an angle bracket', '面积 > 100', /尖括号/],
  ['a NUL character', '演示\u0000路', /不可见字符/],
  ['an escape sequence', '演示\u001b[31m', /不可见字符/],
  ['a change of direction', '演示\u202egnp.exe', /不可见字符/],
  ['a character of nobody’s', '演示\ue000', /不可见字符/],
  ['an emoji', '演示😀', /无法打印/],
  ['a script without glyphs', 'ประเทศไทย', /无法打印/],
];

/** Sends a body to an endpoint and expects one field of it to be refused; returns the message beside the field. */
async function refusedField(
  endpoint: Endpoint,
  request: { party: Party; params?: Record<string, string>; body: unknown },
  field: string,
): Promise<string> {
  const { party, params = {}, body } = request;
  const answer = await ask(endpoint, { token: party.accessToken, params, body });
  const { errors, detail } = expectProblem(answer, 'invalid-request');
  expect(errors.map((error) => error.field)).toContain(field);
  const message = errors.find((error) => error.field === field)?.message ?? '';
  if (errors.length === 1) expect(detail).toContain(message);
  return message;
}

describe('a personal profile', () => {
  const refuse = (change: Record<string, unknown>) =>
    refusedField(
      practitionerEndpoints.changeProfile,
      { party: person, body: { version: 1, ...sampleProfile, ...change } },
      Object.keys(change)[0] ?? '',
    );

  it.each(badTexts)('with %s in a text is refused', async (_, text, message) => {
    const before = await person.send(practitionerEndpoints.getProfile, {});
    for (const field of ['ethnicity', 'school', 'major', 'address']) {
      expect(await refuse({ [field]: text })).toMatch(message);
    }
    expect(await person.send(practitionerEndpoints.getProfile, {})).toEqual(before);
  });

  it.each([
    ['mobile', ['12345678901', '1391234567', '139123456789', '１３９１２３４５６７', 'abc', '', 13912345678, null]],
    ['email', ['someone', 'a@b', 'a<b@example.com', 'a@b@example.com', `${'a'.repeat(100)}@example.com`, 7]],
    ['ethnicity', ['汉'.repeat(21), null, ['汉族']]],
    ['education', ['小学', 'bachelor', '', null]],
    ['school', ['大'.repeat(61)]],
    ['address', ['路'.repeat(121)]],
    [
      'graduatedOn',
      ['2026-02-30', '2025-02-29', '2012-6-30', '30/06/2012', '1850-01-01', '2012-06-30T00:00:00Z', '', 20120630],
    ],
    ['version', [-1, 1.5, '1', 2e9, null]],
  ] as const)('with a wrong %s is refused', async (field, values) => {
    const before = await person.send(practitionerEndpoints.getProfile, {});
    for (const value of values) await refuse({ [field]: value });
    expect(await person.send(practitionerEndpoints.getProfile, {})).toEqual(before);
  });

  it('takes rare Chinese characters, and foreign letters as people write them', async () => {
    const { version } = await person.send(practitionerEndpoints.getProfile, {});
    const change = { ...sampleProfile, school: '𫖯舟大学（Université de Liège）', address: '㙍𠀀𪚥路1—2号' };
    const saved = await person.send(practitionerEndpoints.changeProfile, { body: { version, ...change } });
    expect(saved).toMatchObject(change);
  });

  it('that somebody has changed meanwhile is refused', async () => {
    const before = await person.send(practitionerEndpoints.getProfile, {});
    for (const version of [before.version - 1, before.version + 1, 0]) {
      const body = { version, ...sampleProfile, major: '建筑学' };
      await refused(person.send(practitionerEndpoints.changeProfile, { body }), 'changed-meanwhile');
    }
    expect(await person.send(practitionerEndpoints.getProfile, {})).toEqual(before);
  });

  it('cannot change what the identity platform vouches for', async () => {
    const { version } = await person.send(practitionerEndpoints.getProfile, {});
    for (const field of ['name', 'idNumber', 'idType', 'personId', '__proto__', 'constructor']) {
      const text = JSON.stringify({ version, ...sampleProfile }).replace('{', `{${JSON.stringify(field)}:"张三",`);
      const answer = await ask(practitionerEndpoints.changeProfile, { token: person.accessToken, text });
      expectProblem(answer, 'invalid-request');
    }
    const { name, idNumber } = personBehind(person);
    expect(await person.send(practitionerEndpoints.getProfile, {})).toMatchObject({ name, idNumber, version });
  });
});

describe('a company profile', () => {
  const good = { type: '建筑业企业资质', number: 'D232000001' };
  it.each([
    ['division', ['320000', '110101', '3205', '江苏省', null]],
    ['address', ['路'.repeat(121), '<script>', '']],
    ['contactName', ['名'.repeat(51), '李\u0007四']],
    ['contactMobile', ['025-12345678', '12345']],
    ['contactEmail', ['contact', 'a@b', `${'a'.repeat(100)}@example.com`]],
    [
      'qualifications',
      [[good, good], Array.from({ length: 31 }, (_, index) => ({ ...good, number: `D${index}` })), {}],
    ],
    ['qualifications.0.type', [[{ ...good, type: '特级资质' }]]],
    ['qualifications.0.number', [[{ ...good, number: '<D1>' }], [{ ...good, number: 'D'.repeat(41) }]]],
  ] as const)('with a wrong %s is refused', async (field, values) => {
    const { company } = stages;
    const before = await company.send(employerEndpoints.getCompany, {});
    for (const value of values) {
      const [name = ''] = field.split('.');
      const body = { version: before.version, ...sampleCompany, [name]: value };
      await refusedField(employerEndpoints.changeCompany, { party: company, body }, field);
    }
    expect(await company.send(employerEndpoints.getCompany, {})).toEqual(before);
  });

  it('must be complete before anything is confirmed', async () => {
    const accountsCompany = await signInAs(cloud.target, accounts.company());
    const scene = { ...(await stages.at('draft')), company: accountsCompany };
    const { name, creditCode } = await accountsCompany.send(employerEndpoints.getCompany, {});
    const { version, draft } = await see(scene.person, scene.id);
    const employment = { ...draft.employment, employerName: name, employerCreditCode: creditCode };
    const body = { version, draft: { ...draft, employment } };
    await scene.person.send(practitionerEndpoints.saveDraft, { params: { id: scene.id }, body });
    await playTo('awaiting-employer', scene);
    const problem = await refused(confirmAsEmployer(accountsCompany, scene.id, 'architect-2'), 'rules-not-met');
    expect(problem.errors[0]).toMatchObject({ code: 'company-profile-incomplete', field: 'profile' });
    expect(problem.detail).toContain('企业信息');
    expect((await see(scene.person, scene.id)).state).toBe('awaiting-employer');
  });
});

describe('a new application', () => {
  it('of an unknown profession or matter is refused', async () => {
    const newcomer = await stages.qualified();
    await completeProfile(newcomer);
    const wrong = async (body: unknown, field: string) =>
      await refusedField(practitionerEndpoints.createApplication, { party: newcomer, body }, field);
    expect(await wrong({ profession: 'doctor', matter: 'initial' }, 'profession')).toBe('请选择职业');
    expect(await wrong({ profession: 'architect-2', matter: 'marriage' }, 'matter')).toBe('请选择事项');
    expect((await newcomer.send(practitionerEndpoints.listApplications, {})).items).toEqual([]);
  });

  it('is refused while the profile is incomplete, with 【去更新】', async () => {
    const newcomer = await stages.qualified();
    const body = { profession: 'architect-2', matter: 'initial' } as const;
    const problem = await refused(newcomer.send(practitionerEndpoints.createApplication, { body }), 'rules-not-met');
    expect(problem.detail).toContain('【去更新】');
    expect(problem.errors).toMatchObject([{ code: 'profile-incomplete', field: 'profile' }]);
    expect((await newcomer.send(practitionerEndpoints.listApplications, {})).items).toEqual([]);
  });

  it('is refused to who holds no qualification for it, with what to do, and is possible for who does', async () => {
    const newcomer = await stages.qualified('architect-2');
    await completeProfile(newcomer);
    const create = (profession: 'architect-2' | 'structural-2' | 'cost-2') =>
      newcomer.send(practitionerEndpoints.createApplication, { body: { profession, matter: 'initial' } });
    for (const profession of ['structural-2', 'cost-2'] as const) {
      const { detail, errors } = await refused(create(profession), 'rules-not-met');
      expect(errors).toMatchObject([{ code: 'qualification-not-held', field: 'profession' }]);
      expect(detail).toContain('“我的资格”中没有');
      expect(detail).toContain('请联系住房和城乡建设主管部门');
    }
    expect((await newcomer.send(practitionerEndpoints.listApplications, {})).items).toEqual([]);
    expect(await create('architect-2')).toMatchObject({ state: 'draft' });
  });

  it('beside an open one of the same profession is refused and leads to it, also when both come at once', async () => {
    const body = { profession: 'architect-2', matter: 'initial' } as const;
    const problem = await refused(person.send(practitionerEndpoints.createApplication, { body }), 'already-exists');
    expect(problem.errors).toMatchObject([{ field: 'applicationId', message: draftId }]);
    const newcomer = await stages.qualified();
    await completeProfile(newcomer);
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => newcomer.send(practitionerEndpoints.createApplication, { body })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await newcomer.send(practitionerEndpoints.listApplications, {})).items).toHaveLength(1);
  });
});

describe('a draft', () => {
  const save = async (change: (draft: Draft) => unknown, field: string) => {
    const view = await see(person, draftId);
    const body = { version: view.version, draft: change(view.draft) };
    const request = { party: person, params: { id: draftId }, body };
    const message = await refusedField(practitionerEndpoints.saveDraft, request, field);
    expect(await see(person, draftId)).toEqual(view);
    return message;
  };
  interface Draft {
    readonly employment: Record<string, unknown>;
  }
  const employment = (field: string, value: unknown) => (draft: Draft) => ({
    ...draft,
    employment: { ...draft.employment, [field]: value },
  });

  it.each(badTexts)('with %s in a text is refused', async (name, text, message) => {
    // Signs that come along with a pasted number and do not show are taken out of it.
    const pasted = ['a zero-width space', 'a change of direction'].includes(name);
    for (const field of ['employerName', 'position', ...(pasted ? [] : ['employerCreditCode'])]) {
      expect(await save(employment(field, text), `draft.employment.${field}`)).toMatch(message);
    }
  });

  it.each([
    ['contractStart', ['2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', 'yesterday', 20260101]],
    ['contractEnd', ['2027-04-31', '2027-4-1']],
    ['employmentStart', ['2026-06-31']],
    ['employmentEnd', ['0001-01-01', '9999-12-31']],
    ['employerName', ['司'.repeat(101)]],
    ['employerCreditCode', ['91320106MA000000000', 91]],
    ['contractKind', ['permanent', '']],
    ['position', ['岗'.repeat(51)]],
    ['salary', [1]],
  ] as const)('with a wrong %s is refused', async (field, values) => {
    for (const value of values) await save(employment(field, value), `draft.employment.${field}`);
  });

  it('with wrong specialties is refused', async () => {
    const specialties = (value: unknown) => (draft: Draft) => ({ ...draft, specialties: value });
    expect(await save(specialties(['建筑工程', '建筑工程']), 'draft.specialties')).toBe('专业不能重复');
    const eleven = Array.from({ length: 11 }, (_, index) => `专业${index}`);
    expect(await save(specialties(eleven), 'draft.specialties')).toBe('专业不能超过10个');
    await save(specialties('建筑工程'), 'draft.specialties');
    await save(specialties(['<i>']), 'draft.specialties.0');
    await save((draft) => ({ ...draft, qualificationId: '../x' }), 'draft.qualificationId');
  });
});

describe('reasons, opinions and answers', () => {
  it.each(badTexts)('with %s are refused', async (_, text, message) => {
    const { company, staff } = stages;
    const before = await Promise.all([see(waiting.person, waiting.id), see(accepted.person, accepted.id)]);
    const params = { id: waiting.id };
    const checks: readonly (readonly [Endpoint, Party, Record<string, unknown>, string])[] = [
      [employerEndpoints.return, company, { reason: text }, 'reason'],
      [practitionerEndpoints.withdraw, waiting.person, { reason: text }, 'reason'],
      [practitionerEndpoints.answerCorrection, waiting.person, { answers: [text] }, 'answers.0'],
      [departmentEndpoints.refuse, staff.acceptance, { reason: text }, 'reason'],
      [departmentEndpoints.extendReview, staff.decision, { reason: text }, 'reason'],
      [departmentEndpoints.upholdObjection, staff.decision, { reason: text }, 'reason'],
      [departmentEndpoints.recommend, staff.review, { outcome: 'approve', opinion: text }, 'opinion'],
      [departmentEndpoints.decide, staff.decision, { decision: 'approve', opinion: text }, 'opinion'],
    ];
    for (const [endpoint, party, body, field] of checks) {
      expect(await refusedField(endpoint, { party, params, body: { version: 1, ...body } }, field)).toMatch(message);
    }
    expect(await Promise.all([see(waiting.person, waiting.id), see(accepted.person, accepted.id)])).toEqual(before);
  });

  it('that are too long or too many are refused', async () => {
    const { company, staff } = stages;
    const params = { id: waiting.id };
    const long = { party: company, params, body: { version: 1, reason: '长'.repeat(501) } };
    expect(await refusedField(employerEndpoints.return, long, 'reason')).toBe('不能超过500个字');
    const items = (list: unknown) => ({
      party: staff.acceptance,
      params,
      body: { version: 1, addressee: 'practitioner', items: list },
    });
    const notice = departmentEndpoints.requestCorrection;
    expect(await refusedField(notice, items([]), 'items')).toBe('请至少填写一项');
    const many = Array.from({ length: 31 }, () => correctionItems[0]);
    expect(await refusedField(notice, items(many), 'items')).toBe('不能超过30项');
    await refusedField(notice, items([{ subject: '材'.repeat(61), problem: '不清晰' }]), 'items.0.subject');
    await refusedField(notice, items([{ subject: '合同', problem: '<img>' }]), 'items.0.problem');
  });

  it('must answer every item of a notice of correction', async () => {
    const view = await see(accepted.person, accepted.id);
    for (const answers of [correctionReplies.slice(1), [...correctionReplies, '多余的一项。']]) {
      const call = accepted.person.send(practitionerEndpoints.answerCorrection, {
        params: { id: accepted.id },
        body: { version: view.version, answers },
      });
      const problem = await refused(call, 'invalid-request');
      expect(problem.detail).toContain('共 2 项');
      expect(problem.errors).toMatchObject([{ field: 'answers' }]);
    }
    expect(await see(accepted.person, accepted.id)).toEqual(view);
  });

  it('may have several lines', async () => {
    const scene = await stages.at('awaiting-employer');
    await returnToPractitioner(scene, '一、岗位有误；\n二、合同日期有误。');
    expect((await see(scene.person, scene.id)).timeline.at(-1)?.reason).toBe('一、岗位有误；\n二、合同日期有误。');
  });
});

describe('an imported list of qualifications', () => {
  it('keeps the good rows and says of every other what is wrong with it', async () => {
    const [good, other] = [accounts.person(), accounts.person()];
    const { name, idNumber } = personBehind({ account: good });
    const cells = {
      ...{ 姓名: name, 证件号码: idNumber, 职业: '二级注册建造师', 资格证号: `ZS2021${good.slice(-4)}` },
      ...{ 专业: '建筑工程、机电工程', 取得日期: '2021-06-30', 取得省份: '江苏省' },
    };
    const wrongCheckDigit = `${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? '2' : '1'}`;
    const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ 证件号码: wrongCheckDigit }, /证件号码/],
      [{ 证件号码: idNumber.slice(0, 15) }, /证件号码/],
      [{ 证件号码: `${idNumber.slice(0, 6)}19900230${idNumber.slice(14)}` }, /证件号码/],
      [{ 证件号码: '' }, /证件号码.*没有填写/],
      [{ 姓名: '<b>张三</b>' }, /姓名/],
      [{ 姓名: '张😀' }, /姓名/],
      [{ 姓名: '张'.repeat(51) }, /姓名/],
      [{ 职业: '一级注册建造师' }, /职业/],
      [{ 资格证号: '12' }, /资格证号/],
      [{ 资格证号: "'; DROP TABLE--" }, /资格证号/],
      [{ 专业: '' }, /专业/],
      [{ 专业: '土木建筑工程' }, /专业/],
      [{ 取得日期: '2026-02-30' }, /取得日期/],
      [{ 取得日期: '2199-01-01' }, /取得日期.*今天之后/],
      [{ 取得日期: '1950-01-01' }, /取得日期.*出生日期/],
      [{ 取得省份: '东京都' }, /取得省份/],
      [{ 证件号码: personBehind({ account: other }).idNumber }, /资格证号.*重复/],
    ];
    const rows = [
      { line: 2, cells },
      ...wrong.map(([change], index) => ({ line: index + 3, cells: { ...cells, ...change } })),
    ];
    const report = await stages.staff.registrar.send(departmentEndpoints.importQualifications, { body: { rows } });
    expect(report).toMatchObject({ imported: 1, unchanged: 0 });
    expect(report.rejected.map(({ line }) => line)).toEqual(wrong.map((_, index) => index + 3));
    for (const [index, [, message]] of wrong.entries()) expect(report.rejected[index]?.message).toMatch(message);

    const [holder, nobody] = await Promise.all([signInAs(cloud.target, good), signInAs(cloud.target, other)]);
    const own = await holder.send(practitionerEndpoints.listQualifications, {});
    expect(own.items).toMatchObject([{ specialties: ['建筑工程', '机电工程'], obtainedOn: '2021-06-30' }]);
    expect((await nobody.send(practitionerEndpoints.listQualifications, {})).items).toEqual([]);

    // A certificate that belongs to somebody is not given to somebody else by a later list either.
    const stolen = { line: 2, cells: { ...cells, 证件号码: personBehind({ account: other }).idNumber } };
    const later = await stages.staff.registrar.send(departmentEndpoints.importQualifications, {
      body: { rows: [stolen] },
    });
    expect(later.rejected).toMatchObject([{ line: 2, message: expect.stringMatching(/另一个证件号码/) as string }]);
    expect((await nobody.send(practitionerEndpoints.listQualifications, {})).items).toEqual([]);
  });

  it('of more rows than allowed, or of no rows, is refused', async () => {
    const { registrar } = stages.staff;
    const row = { line: 2, cells: {} };
    for (const [rows, field] of [
      [[], 'rows'],
      [Array.from({ length: 101 }, () => row), 'rows'],
      [[{ ...row, line: 0 }], 'rows.0.line'],
      [[{ ...row, cells: { 姓名: 7 } }], 'rows.0.cells.姓名'],
      [[{ ...row, cells: { 姓名: '名'.repeat(401) } }], 'rows.0.cells.姓名'],
    ] as const) {
      await refusedField(departmentEndpoints.importQualifications, { party: registrar, body: { rows } }, field);
    }
  });
});
