import type { ApplicationDraft, EmploymentDraft } from '../../domain/application-parts.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApplicationView } from '../../api/application.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { addDays, addMonths, shanghaiDate } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { signInAs } from '../support/parties/party.ts';
import { begin, completeCompany, fillIn, sampleProfile, see } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
const today = shanghaiDate(new Date());
let stages: Stages;
let scene: Scene;
let holder: Scene;
let complete: ApplicationDraft;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  [scene, holder] = await Promise.all([stages.at('draft', 'constructor-2'), stages.at('approved', 'cost-2')]);
  complete = (await see(scene.person, scene.id)).draft;
});

beforeEach(async () => {
  await save(scene, complete);
});

async function save({ person, id }: Scene, draft: ApplicationDraft): Promise<ApplicationView> {
  const { version } = await see(person, id);
  const content = { ...draft, specialties: [...draft.specialties], employment: { ...draft.employment } };
  await person.send(endpoints.saveDraft, { params: { id }, body: { version, draft: content } });
  return await see(person, id);
}

/** Submits what has been read; the answer of the API. */
async function submit({ person, id }: Scene) {
  const [form, { version }] = await Promise.all([person.send(endpoints.getForm, { params: { id } }), see(person, id)]);
  const body = { version, formDigest: form.digest, confirmed: true } as const;
  return await person.send(endpoints.submit, { params: { id }, body });
}

/** Expects that a draft is refused with exactly these rules, in the page as at submission, and that nothing happens. */
async function expectRules(in_: Scene, draft: ApplicationDraft, codes: readonly string[]) {
  const view = await save(in_, draft);
  const form = await in_.person.send(endpoints.getForm, { params: { id: in_.id } });
  const problem = await refused(submit(in_), 'rules-not-met');
  expect(problem.errors.map(({ code }) => code)).toEqual(codes);
  expect(problem.detail).toBe(problem.errors[0]?.message);
  expect(form.problems).toEqual(problem.errors);
  expect(view.problems).toEqual(problem.errors);
  expect(await see(in_.person, in_.id)).toEqual(view);
  expect(view).toMatchObject({ state: 'draft', number: null, submittedAt: null });
  return problem;
}

const employment = (change: Partial<EmploymentDraft>): ApplicationDraft => ({
  ...complete,
  employment: { ...complete.employment, ...change },
});

/** Contract and employment with the same dates. */
const dates = (start: string, end: string) =>
  employment({ contractStart: start, employmentStart: start, contractEnd: end, employmentEnd: end });

describe('a submission is refused', () => {
  it('when the contract ends a day too early; to the day of three months it may be submitted', async () => {
    const start = addDays(today, -10);
    const lastDay = addMonths(today, 3);
    const problem = await expectRules(scene, dates(start, addDays(lastDay, -1)), ['contract-too-short']);
    expect(problem.errors[0]?.field).toBe('employment.contractEnd');
    expect(problem.detail).toContain('3个月以上有效期');
    expect((await save(scene, dates(start, lastDay))).problems).toEqual([]);
  });

  it('when the contract ends before it begins, or has not begun', async () => {
    await expectRules(scene, dates(today, addDays(today, -1)), ['contract-dates-reversed']);
    const tomorrow = addDays(today, 1);
    await expectRules(scene, dates(tomorrow, addMonths(tomorrow, 12)), ['contract-not-begun']);
    expect((await save(scene, dates(today, addMonths(today, 12)))).problems).toEqual([]);
  });

  it('when the employment has other dates than the contract', async () => {
    const { contractStart, contractEnd } = complete.employment;
    const other = (date: string | null) => addDays(date ?? today, 1);
    const differs = 'employment-differs-from-contract';
    const start = await expectRules(scene, employment({ employmentStart: other(contractStart) }), [differs]);
    expect(start.errors[0]?.field).toBe('employment.employmentStart');
    const end = await expectRules(scene, employment({ employmentEnd: other(contractEnd) }), [differs]);
    expect(end.errors[0]?.field).toBe('employment.employmentEnd');
    expect(end.detail).toContain('须与劳动合同一致');
  });

  it('when the credit code has a wrong check character', async () => {
    const code = complete.employment.employerCreditCode ?? '';
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    await expectRules(scene, employment({ employerCreditCode: wrong }), ['credit-code-invalid']);
    await expectRules(scene, employment({ employerCreditCode: '123' }), ['credit-code-invalid']);
    // Typed in lower case it is the same code.
    const saved = await save(scene, employment({ employerCreditCode: code.toLowerCase() }));
    expect(saved.draft.employment.employerCreditCode).toBe(code);
    expect(saved.problems).toEqual([]);
  });

  it.each([
    'employerName',
    'employerCreditCode',
    'contractKind',
    'contractStart',
    'contractEnd',
    'employmentStart',
    'employmentEnd',
    'position',
  ] as const)('when %s is missing', async (field) => {
    const problem = await expectRules(scene, employment({ [field]: null }), ['field-missing']);
    expect(problem.errors[0]?.field).toBe(`employment.${field}`);
    expect(problem.detail).toMatch(/^请填写/);
  });

  it('without a qualification, with one that is not held, or one of another profession', async () => {
    const { items } = await holder.person.send(endpoints.listQualifications, {});
    const nothing = { ...complete, qualificationId: null };
    await expectRules(scene, nothing, ['qualification-missing', 'specialty-not-held']);
    const foreign = { ...complete, qualificationId: items[0]?.id ?? '' };
    await expectRules(scene, foreign, ['qualification-not-held', 'specialty-not-held']);
    await expectRules(scene, { ...complete, qualificationId: 'no-such-id' }, [
      'qualification-not-held',
      'specialty-not-held',
    ]);
  });

  it('without a specialty, or with one that is not on the certificate', async () => {
    await expectRules(scene, { ...complete, specialties: [] }, ['specialties-missing']);
    const problem = await expectRules(scene, { ...complete, specialties: ['建筑工程', '矿业工程'] }, [
      'specialty-not-held',
    ]);
    expect(problem.detail).toContain('矿业工程');
    expect(problem.detail).not.toContain('建筑工程');
  });

  it('with an end of a contract that has none: what was typed before is dropped', async () => {
    const openEnded = employment({ contractKind: 'open-ended' });
    const saved = await save(scene, openEnded);
    expect(saved.draft.employment).toMatchObject({ contractEnd: null, employmentEnd: null });
    expect(saved.problems).toEqual([]);
  });

  it('without photo and contract', async () => {
    const person = await stages.qualified('constructor-2');
    const other = { ...scene, person, id: await begin(person, 'constructor-2') };
    const { items } = await person.send(endpoints.listQualifications, {});
    const draft = { ...complete, qualificationId: items[0]?.id ?? '' };
    const problem = await expectRules(other, draft, ['material-missing', 'material-missing']);
    expect(problem.errors.map(({ field }) => field)).toEqual(['files.photo', 'files.contract']);
  });

  it('of a constructor who is older than 65', async () => {
    const account = 'person-lu';
    await importCast(cloud.target, [{ account, profession: 'constructor-2', matter: 'initial' }]);
    const person = await signInAs(cloud.target, account);
    const id = await begin(person, 'constructor-2');
    await fillIn(person, stages.company, id, 'constructor-2', new Date());
    const problem = await refused(submit({ ...scene, person, id }), 'rules-not-met');
    expect(problem.errors.map(({ code }) => code)).toContain('too-old');
    expect((await see(person, id)).state).toBe('draft');
  });

  it('when the person is registered already, or registered with another employer', async () => {
    const { person } = holder;
    const again = { ...holder, id: await begin(person, 'cost-2') };
    await fillIn(person, holder.company, again.id, 'cost-2', new Date());
    const first = await refused(submit(again), 'rules-not-met');
    expect(first.errors.map(({ code }) => code)).toEqual(['already-registered']);

    await importCast(cloud.target, [{ account: person.account, profession: 'architect-2', matter: 'initial' }]);
    const otherCompany = await signInAs(cloud.target, accounts.company());
    await completeCompany(otherCompany);
    const elsewhere = { ...holder, profession: 'architect-2', id: await begin(person, 'architect-2') } as const;
    await fillIn(person, otherCompany, elsewhere.id, 'architect-2', new Date());
    const second = await refused(submit(elsewhere), 'rules-not-met');
    expect(second.errors.map(({ code }) => code)).toEqual(['registered-with-another-employer']);
    expect((await otherCompany.send(employerEndpoints.listApplications, {})).items).toEqual([]);
  });
});

describe('what was not read is not confirmed', () => {
  it('a form that changed after reading is refused', async () => {
    const { person, id } = scene;
    const params = { id };
    const { digest } = await person.send(endpoints.getForm, { params });
    const confirm = async (formDigest: string) => {
      const { version } = await see(person, id);
      return await person.send(endpoints.submit, { params, body: { version, formDigest, confirmed: true } });
    };
    await refused(confirm('another-digest'), 'form-changed');
    await refused(confirm(''), 'form-changed');

    const changed = await save(scene, employment({ position: '造价负责人' }));
    await refused(confirm(digest), 'form-changed');
    expect(await see(person, id)).toEqual(changed);

    // The profile stands on the form too.
    const read = await person.send(endpoints.getForm, { params });
    const { version } = await person.send(endpoints.getProfile, {});
    const profile = { version, ...sampleProfile, address: '江苏省无锡市滨湖区演示路3号' };
    await person.send(endpoints.changeProfile, { body: profile });
    expect((await refused(confirm(read.digest), 'form-changed')).detail).toContain('重新阅读');
    expect((await see(person, id)).state).toBe('draft');
  });

  it('a confirmation of an older version is refused', async () => {
    const { person, id } = scene;
    const params = { id };
    const { digest } = await person.send(endpoints.getForm, { params });
    const view = await see(person, id);
    for (const version of [view.version - 1, view.version + 1, 0]) {
      const body = { version, formDigest: digest, confirmed: true } as const;
      await refused(person.send(endpoints.submit, { params, body }), 'changed-meanwhile');
      const draft = { version, draft: view.draft };
      await refused(person.send(endpoints.saveDraft, { params, body: draft }), 'changed-meanwhile');
      await refused(person.send(endpoints.discardDraft, { params, body: { version } }), 'changed-meanwhile');
    }
    expect(await see(person, id)).toEqual(view);
  });

  it('a submitted application cannot be changed, discarded or submitted again', async () => {
    const waiting = await stages.at('awaiting-employer');
    const { person, id } = waiting;
    const params = { id };
    const view = await see(person, id);
    const { version, draft } = view;
    const body = { version, formDigest: 'digest', confirmed: true } as const;
    const sha256 = `${'A'.repeat(43)}=`;
    const declaration = { slot: 'photo', name: 'a.jpg', type: 'image/jpeg', size: 1, sha256 } as const;
    for (const call of [
      () => person.send(endpoints.saveDraft, { params, body: { version, draft } }),
      () => person.send(endpoints.discardDraft, { params, body: { version } }),
      () => person.send(endpoints.submit, { params, body }),
      () => person.send(endpoints.getForm, { params }),
      () => person.send(endpoints.declareFile, { params, body: declaration }),
    ]) {
      await refused(call(), 'not-in-this-state');
    }
    expect(await see(person, id)).toEqual(view);
  });
});
