import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { changeOfIdentity } from '../support/parties/former-identity.ts';
import { titlesFor } from '../support/parties/inbox.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import {
  completeCompany,
  confirmAndSubmit,
  confirmAsEmployer,
  sampleSupplement,
  see,
  uploadForCompany,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { registrationOf } from '../support/parties/register.ts';
import { portrait, scan } from '../support/parties/sample-files.ts';
import {
  answerCorrection,
  decide,
  playOn,
  prepareStages,
  recommend,
  requestCorrection,
  returnToPractitioner,
  type Scene,
  type Stages,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let other: Party;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  other = await signInAs(cloud.target, accounts.company());
  await completeCompany(other);
});

const photoItem = { field: 'files.photo', subject: '照片', problem: '背景不是白色。' };
const positionItem = { field: 'employment.position', subject: '岗位', problem: '与合同不一致。' };
const photoAsked = async (scene: Scene, by: 'acceptance' | 'review' = 'acceptance') => {
  await requestCorrection(scene, by, 'practitioner', { items: [photoItem] });
  await waitFor(scene.person, scene.id, 'awaiting-correction');
};

async function save(scene: Scene, employment: Readonly<Record<string, unknown>>, more = {}): Promise<unknown> {
  const { version, draft } = await see(scene.person, scene.id);
  const body = { version, draft: { ...draft, ...more, employment: { ...draft.employment, ...employment } } };
  return await scene.person.send(practitionerEndpoints.saveDraft, { params: { id: scene.id }, body });
}

describe('an answer to a notice of correction', () => {
  it('changes nothing that the notice does not name: no employer, no other field, no other file', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, id } = scene;
    await photoAsked(scene);
    const before = await see(person, id);
    const { name: employerName, creditCode: employerCreditCode } = companyBehind(other);
    const problem = await refused(save(scene, { employerName, employerCreditCode }), 'rules-not-met');
    expect(problem.errors.map(({ code, field }) => [code, field])).toEqual([
      ['not-named-in-notice', 'employment.employerCreditCode'],
      ['not-named-in-notice', 'employment.employerName'],
    ]);
    await refused(save(scene, { position: '董事长' }), 'rules-not-met');
    const upload = async () => uploadOwn(person, id, 'contract', await scan('另一份合同.pdf', 1));
    await refused(upload(), 'rules-not-met');
    expect(await see(person, id)).toEqual(before);
    await answerCorrection(scene);
    const after = await waitFor(person, id, 'awaiting-acceptance');
    expect(after.draft).toEqual(before.draft);
    expect(after.files).toEqual(before.files);
  });

  it('that changes the form is read anew, and the form is sealed anew by the same employer', async () => {
    const scene = await stages.at('under-review');
    const { person, company, staff, id } = scene;
    const params = { id };
    await photoAsked(scene, 'review');
    const old = (await see(person, id)).files.find(({ slot }) => slot === 'sealed-form')!;
    await uploadOwn(person, id, 'photo', await portrait(40));
    const { version } = await see(person, id);
    const blind = { version, answers: ['已更换。'] };
    await refused(person.send(practitionerEndpoints.answerCorrection, { params, body: blind }), 'form-changed');
    const form = await person.send(practitionerEndpoints.getForm, { params });
    expect(form.changed).toBe(true);
    await answerCorrection(scene);
    const waiting = await waitFor(person, id, 'awaiting-employer');
    expect(waiting.documents.filter(({ kind }) => kind === 'application-form')).toHaveLength(2);
    expect((await titlesFor('company', scene, 3)).at(-1)).toBe('申请表已补正，请重新盖章');

    // The seal of before was put on another form.
    const seen = await company.send(employerEndpoints.getApplication, { params });
    expect(seen.files.map(({ slot }) => slot)).not.toContain('sealed-form');
    const again = { version: seen.version, sealedFormFileId: old.id, supplement: sampleSupplement('architect-2') };
    await refused(company.send(employerEndpoints.confirm, { params, body: again }), 'file-not-ready');
    await confirmAsEmployer(company, id, scene.profession);
    await waitFor(person, id, 'under-review');
    await recommend(scene);
    await waitFor(person, id, 'awaiting-decision');
    await decide(scene);
    await waitFor(person, id, 'in-publicity');
    expect((await staff.review.send(departmentEndpoints.getApplication, { params })).documents.length).toBeGreaterThan(3);
  });

  it('that changes nothing on the form goes straight back', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, id } = scene;
    const items = [{ field: 'files.contract', subject: '合同', problem: '缺页。' }];
    await requestCorrection(scene, 'acceptance', 'practitioner', { items });
    await waitFor(person, id, 'awaiting-correction');
    const contract = await uploadOwn(person, id, 'contract', await scan('完整合同.pdf', 2));
    expect((await person.send(practitionerEndpoints.getForm, { params: { id } })).changed).toBe(false);
    const { version } = await see(person, id);
    const body = { version, answers: ['已补齐。'] };
    await person.send(practitionerEndpoints.answerCorrection, { params: { id }, body });
    const back = await waitFor(person, id, 'awaiting-acceptance');
    expect(back.files.find(({ slot }) => slot === 'contract')?.id).toBe(contract.id);
  });

  it('returned by the employer at the new seal begins everything anew', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, id } = scene;
    await requestCorrection(scene, 'acceptance', 'practitioner', { items: [positionItem] });
    await waitFor(person, id, 'awaiting-correction');
    await save(scene, { position: '结构负责人' });
    await answerCorrection(scene);
    await waitFor(person, id, 'awaiting-employer');
    await returnToPractitioner(scene);
    await waitFor(person, id, 'returned');
    await confirmAndSubmit(person, id);
    const view = await waitFor(person, id, 'awaiting-employer');
    expect([view.correction, view.supplement]).toEqual([null, null]);
    await playOn('awaiting-employer', 'under-review', scene);
  });

  it('of the employer changes only the seal or supplement that the notice names', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, company, id } = scene;
    const items = [{ field: 'supplement', subject: '资质', problem: '已过期。' }];
    await requestCorrection(scene, 'acceptance', 'employer', { items });
    await waitFor(person, id, 'awaiting-correction');
    const upload = async () => uploadForCompany(company, id, 'sealed-form', await scan('另一份.pdf', 1));
    await refused(upload(), 'rules-not-met');
    await answerCorrection(scene, 'employer', sampleSupplement('architect-2'));
    await waitFor(person, id, 'awaiting-acceptance');
    await requestCorrection(scene, 'acceptance', 'employer', { laterReason: '印章随后发现不清晰。' });
    await waitFor(person, id, 'awaiting-correction');
    const problem = await refused(
      answerCorrection(scene, 'employer', sampleSupplement('architect-2')),
      'rules-not-met',
    );
    expect(problem.errors).toMatchObject([{ code: 'not-named-in-notice', field: 'supplement' }]);
  });
});

describe('employer, registration and former identity', () => {
  it('are no subjects of a notice of correction', async () => {
    const scene = await stages.at('awaiting-acceptance');
    for (const field of ['employment.employerCreditCode', 'employment.employerName', 'registrationNumber']) {
      const items = [{ field, subject: '企业', problem: '有误。' }];
      await refused(requestCorrection(scene, 'acceptance', 'practitioner', { items }), 'rules-not-met');
    }
  });
});

describe('a change of identity document', () => {
  it('tells and asks who holds the former one, whose objection is for the department to see', async () => {
    const scene = await changeOfIdentity(stages, accounts);
    const { person, former, staff, id } = scene;
    const params = { id };
    await playOn('draft', 'awaiting-employer', scene);
    const told = async () => (await former.send(practitionerEndpoints.listMessages, {})).items.map(({ title }) => title);
    await expect.poll(told).toContain('有人申请变更您的证件号码');
    await playOn('awaiting-employer', 'awaiting-release', scene);
    const seen = await see(former, id);
    expect(seen.actions).toEqual(['release', 'object']);
    expect(seen.applicant).toMatchObject({ idNumber: '', mobile: null, address: null });
    expect([seen.files, seen.documents, seen.draft.formerIdNumber]).toEqual([[], [], expect.stringContaining('*')]);
    // They see it, and work on nothing of it.
    const wish = { version: seen.version, reason: null };
    await refused(former.send(practitionerEndpoints.withdraw, { params, body: wish }), 'not-found');
    await refused(former.send(practitionerEndpoints.getForm, { params }), 'not-found');
    await refused(person.send(practitionerEndpoints.release, { params, body: { version: seen.version } }), 'wrong-party');
    const body = { version: seen.version, reason: '不是本人申请。' };
    await former.send(practitionerEndpoints.object, { params, body });
    await waitFor(person, id, 'awaiting-acceptance');
    const inside = await staff.acceptance.send(departmentEndpoints.getApplication, { params });
    expect(inside.release).toMatchObject({ party: 'former-identity', answer: 'objected', reason: '不是本人申请。' });
  });

  it('cannot exchange the former identity in a correction', async () => {
    const scene = await changeOfIdentity(stages, accounts);
    const { person, former, id } = scene;
    await playOn('draft', 'awaiting-release', scene);
    const { version } = await see(former, id);
    await former.send(practitionerEndpoints.release, { params: { id }, body: { version } });
    await waitFor(person, id, 'awaiting-acceptance');
    await photoAsked(scene);
    const stranger = personBehind({ account: accounts.person() }).idNumber;
    const problem = await refused(save(scene, {}, { formerIdNumber: stranger }), 'rules-not-met');
    expect(problem.errors).toMatchObject([{ code: 'not-named-in-notice', field: 'formerIdNumber' }]);
    await answerCorrection(scene);
    await playOn('awaiting-acceptance', 'awaiting-decision', scene);
    await decide(scene);
    await waitFor(person, id, 'approved');
    expect((await registrationOf(person, scene.number)).status).toBe('valid');
  });
});
