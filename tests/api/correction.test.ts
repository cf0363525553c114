import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { addDays, addMonths, chineseDate } from '../../domain/calendar-dates.ts';
import { ApiError } from '../../api/request.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { documentText } from '../support/cloud/document-text.ts';
import { titlesFor } from '../support/parties/inbox.ts';
import {
  confirmAndSubmit,
  confirmAsEmployer,
  noQualification,
  sampleCompany,
  see,
  uploadForCompany,
  uploadOwn,
  waitFor,
} from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { portrait, scan } from '../support/parties/sample-files.ts';
import {
  accept,
  answerCorrection,
  employerItems,
  correctionReplies,
  prepareStages,
  playOn,
  requestCorrection,
  type Scene,
  type Stages,
} from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

const asked = employerItems.map(({ subject, problem }, index) => `${index + 1}．${subject}：${problem}`).join('\n');
describe('a correction', () => {
  it('from acceptance to the practitioner takes what it names, is sealed anew, and leads back', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, company, staff, id } = scene;
    const params = { id };
    const items = [
      { field: 'files.photo', subject: '照片', problem: '背景不是白色。' },
      { field: 'employment.position', subject: '岗位', problem: '与合同不一致。' },
    ];
    await requestCorrection(scene, 'acceptance', 'practitioner', { items });
    const view = await waitFor(person, id, 'awaiting-correction');
    expect(view.actions).toEqual(['answer-correction', 'withdraw']);
    expect(view.timeline.at(-1)).toMatchObject({ action: 'request-correction', actor: '受理员甲' });
    expect(view.documents.map(({ kind }) => kind)).toContain('correction-notice');

    // The employer is told, but has nothing to do and can do nothing.
    const asEmployer = await company.send(employerEndpoints.getApplication, { params });
    expect(asEmployer.actions).toEqual([]);
    const body = { version: view.version, answers: correctionReplies };
    await refused(company.send(employerEndpoints.answerCorrection, { params, body }), 'wrong-party');

    const photo = await uploadOwn(person, id, 'photo', await portrait(40));
    await person.send(practitionerEndpoints.saveDraft, {
      params,
      body: {
        version: view.version,
        draft: { ...view.draft, employment: { ...view.draft.employment, position: '结构负责人' } },
      },
    });
    await answerCorrection(scene);
    await waitFor(person, id, 'awaiting-employer');
    await confirmAsEmployer(company, id, scene.profession);
    const back = await waitFor(person, id, 'awaiting-acceptance');
    const inside = await staff.acceptance.send(departmentEndpoints.getApplication, { params });
    expect(inside.draft.employment.position).toBe('结构负责人');
    expect(inside.files.find(({ slot }) => slot === 'photo')?.id).toBe(photo.id);
    expect(inside.correction?.items.map(({ answer }) => answer)).toEqual(correctionReplies);
    expect(inside.submittedAt).toBe(view.submittedAt);
    // Before is what was submitted, not what was saved meanwhile; every party sees the same.
    const changes = [
      { label: '工作岗位', before: '专业技术负责人', after: '结构负责人' },
      { label: '个人免冠证件照', before: photo.name, after: `${photo.name}（已重新上传）` },
      { label: '签字盖章的申请表', before: '盖章申请表.pdf', after: null },
    ];
    const atEmployer = await company.send(employerEndpoints.getApplication, { params });
    for (const { timeline } of [back, inside, atEmployer]) {
      expect(timeline.flatMap((entry) => (entry.changes.length === 0 ? [] : [entry]))).toMatchObject([
        { action: 'answer-correction', to: 'awaiting-employer', changes },
      ]);
    }
    // What was corrected stands on a new form; the old one stays.
    const forms = inside.documents.filter(({ kind }) => kind === 'application-form');
    const texts = await Promise.all(forms.map(({ id: documentId }) => documentText(person, { id, documentId })));
    expect(texts.map((text) => text.includes('结构负责人'))).toEqual([false, true]);
    await accept(scene);
    await waitFor(person, id, 'under-review');
    expect(await titlesFor('person', scene, 5)).toEqual([
      '申请表已生成，等待企业确认',
      '企业已确认，等待受理',
      '请补正申请材料',
      '企业已确认，等待受理',
      '申请已受理',
    ]);
    expect(await titlesFor('company', scene, 3)).toEqual([
      '有一项注册申请待确认',
      '申请表已补正，请重新盖章',
      '申请已受理',
    ]);
  });

  it('from review to the employer leads back to review, with the newer sealed form', async () => {
    const scene = await stages.at('under-review', 'cost-2');
    const { person, company, id } = scene;
    const params = { id };
    await requestCorrection(scene, 'review', 'employer');
    const view = await waitFor(person, id, 'awaiting-correction');
    expect(view.actions).toEqual(['withdraw']);
    const { items } = await company.send(employerEndpoints.listWorkItems, {});
    expect(items.find(({ applicationId }) => applicationId === id)).toMatchObject({ dueAt: view.dueAt });
    await refused(
      person.send(practitionerEndpoints.saveDraft, { params, body: { version: view.version, draft: view.draft } }),
      'not-in-this-state',
    );
    const replies = { version: view.version, answers: correctionReplies };
    await refused(person.send(practitionerEndpoints.answerCorrection, { params, body: replies }), 'wrong-party');

    const sealed = await uploadForCompany(company, id, 'sealed-form', await scan('重新盖章.pdf', 2));
    await answerCorrection(scene, 'employer');
    const back = await waitFor(person, id, 'under-review');
    expect(back.files.find(({ slot }) => slot === 'sealed-form')?.id).toBe(sealed.id);
    expect(back.timeline.at(-1)).toMatchObject({
      action: 'answer-correction',
      from: 'awaiting-correction',
      to: 'under-review',
    });
    expect((await titlesFor('person', scene, 5)).slice(3)).toEqual(['已通知企业补正材料', '企业已提交补正']);
    expect((await titlesFor('company', scene, 3)).at(-1)).toBe('请补正申请材料');
  });

  it('names fields and files, and calls them as the forms do', async () => {
    const scene = await stages.at('awaiting-acceptance', 'constructor-2');
    const items = [
      { field: 'files.contract', subject: '合同', problem: '缺少第三页。' },
      { field: 'specialties', subject: '专业', problem: '与资格证书不一致。' },
      { field: null, subject: '社会保险', problem: '请说明缴纳单位。' },
    ];
    const wrong = { items: [{ ...items[0]!, field: 'files.sealed-form' }] };
    const problem = await refused(requestCorrection(scene, 'acceptance', 'practitioner', wrong), 'rules-not-met');
    expect(problem.errors).toMatchObject([{ field: 'items.0.field', code: 'correction-subject-unknown' }]);
    await requestCorrection(scene, 'acceptance', 'practitioner', { items });
    const { correction, timeline } = await waitFor(scene.person, scene.id, 'awaiting-correction');
    expect(correction?.items.map(({ field, subject }) => [field, subject])).toEqual([
      ['files.contract', '劳动合同'],
      ['specialties', '申请注册专业'],
      [null, '社会保险'],
    ]);
    expect(timeline.at(-1)?.reason).toContain('1．劳动合同：缺少第三页。\n2．申请注册专业：与资格证书不一致。');
  });

  it('to the employer takes a mended supplement, and what is owed follows it', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, company, id } = scene;
    const owed = async () =>
      (await company.send(employerEndpoints.listSupplements, {})).items.some(
        ({ applicationId }) => applicationId === id,
      );
    const [{ type, number }] = sampleCompany.qualifications;
    const items = [{ field: 'supplement', subject: '资质', problem: '所选资质已过期。' }];
    await requestCorrection(scene, 'acceptance', 'employer', { items });
    await waitFor(person, id, 'awaiting-correction');
    const foreign = { kind: 'company-qualification', qualification: { type, number: 'A999' } } as const;
    const problem = await refused(answerCorrection(scene, 'employer', foreign), 'rules-not-met');
    expect(problem.errors).toMatchObject([{ code: 'supplement-not-own' }]);
    await answerCorrection(scene, 'employer', noQualification);
    const back = await waitFor(person, id, 'awaiting-acceptance');
    expect(back.timeline.at(-1)?.changes).toEqual([
      { label: '资质类型及资质证号', before: `${type}（${number}）`, after: '无' },
    ]);
    expect(await owed()).toBe(true);
    await requestCorrection(scene, 'acceptance', 'employer', { items, laterReason: '补正后另有资质可选。' });
    await waitFor(person, id, 'awaiting-correction');
    await answerCorrection(scene, 'employer', { kind: 'company-qualification', qualification: { type, number } });
    const again = await waitFor(person, id, 'awaiting-acceptance');
    expect(again.timeline.at(-1)?.changes).toEqual([
      { label: '资质类型及资质证号', before: '无', after: `${type}（${number}）` },
    ]);
    expect(await owed()).toBe(false);
  });

  it('lists everything once: a later notice, of whichever step, says why the first could not have said it', async () => {
    const scene = await stages.at('awaiting-correction');
    const { person, id, staff, company } = scene;
    await answerCorrection(scene);
    await waitFor(person, id, 'awaiting-acceptance');
    const problem = await refused(requestCorrection(scene, 'acceptance', 'employer'), 'rules-not-met');
    expect(problem.errors).toMatchObject([{ field: 'laterReason', code: 'later-reason-missing' }]);
    expect(problem.detail).toContain('未能在首次通知中一并告知');
    await accept(scene);
    await waitFor(person, id, 'under-review');
    await refused(requestCorrection(scene, 'review', 'employer'), 'rules-not-met');
    const laterReason = '印章在首次补正后重新加盖。';
    await requestCorrection(scene, 'review', 'employer', { laterReason });
    const again = await waitFor(person, id, 'awaiting-correction');
    expect(again.correction).toMatchObject({
      addressee: 'employer',
      laterReason,
      items: [{ answer: null }, { answer: null }],
    });
    const seen = await company.send(employerEndpoints.getApplication, { params: { id } });
    expect(seen.correction?.laterReason).toBe(laterReason);
    expect(seen.timeline.at(-1)?.reason).toBe(`${asked}\n以上内容未能在首次补正通知中一并告知，原因：${laterReason}`);
    const notices = again.documents.filter(({ kind }) => kind === 'correction-notice');
    const texts = await Promise.all(notices.map(({ id: documentId }) => documentText(person, { id, documentId })));
    expect(texts.map((text) => text.includes(laterReason))).toEqual([false, true]);
    const inside = await staff.review.send(departmentEndpoints.getApplication, { params: { id } });
    expect(inside.correction?.laterReason).toBe(laterReason);
  });

  it('asked for twice before the first notice is drawn leaves both notices, each with its own text', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, id } = scene;
    const ask = (problem: string, laterReason: string | null) =>
      atOnce(() =>
        requestCorrection(scene, 'acceptance', 'practitioner', {
          items: [{ field: 'files.contract', subject: '合同', problem }],
          laterReason,
        }),
      );
    await ask('缺少第三页。', null);
    await atOnce(() => answerCorrection(scene));
    await ask('缺少签名。', '合同为补正时新上传。');
    const { documents } = await waitFor(person, id, 'awaiting-correction');
    const notices = documents.filter(({ kind }) => kind === 'correction-notice');
    const texts = await Promise.all(notices.map(({ id: documentId }) => documentText(person, { id, documentId })));
    expect(texts.map((text) => [text.includes('缺少第三页'), text.includes('缺少签名')])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('that breaks a rule of submission is refused: it cannot be a way around', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { person, id } = scene;
    const items = [{ field: 'employment.employmentStart', subject: '聘用', problem: '请核对。' }];
    await requestCorrection(scene, 'acceptance', 'practitioner', { items });
    await waitFor(person, id, 'awaiting-correction');
    const { version, draft } = await see(person, id);
    const { contractStart } = draft.employment;
    const broken = { ...draft.employment, employmentStart: addDays(contractStart ?? '', 1) };
    const body = { version, draft: { ...draft, employment: broken } };
    await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
    const view = await see(person, id);
    const problem = await refused(answerCorrection(scene), 'rules-not-met');
    expect(problem.errors).toMatchObject([{ code: 'employment-differs-from-contract' }]);
    expect(await see(person, id)).toEqual(view);
  });
});

describe('a resubmission after the employer’s return', () => {
  it('shows what was mended, field by field, to everybody', async () => {
    const scene = await stages.at('returned');
    const { person, company, staff, id } = scene;
    const { version, draft } = await see(person, id);
    const { contractEnd } = draft.employment;
    const later = addMonths(contractEnd ?? '', 6);
    const employment = { ...draft.employment, contractEnd: later, employmentEnd: later };
    const contract = await uploadOwn(person, id, 'contract', await scan('续签合同.pdf', 2));
    await person.send(practitionerEndpoints.saveDraft, {
      params: { id },
      body: { version, draft: { ...draft, employment } },
    });
    await confirmAndSubmit(person, id);
    await playOn('awaiting-employer', 'awaiting-acceptance', await settledAt(scene, 'awaiting-employer'));
    const [before, after] = [chineseDate(contractEnd ?? ''), chineseDate(later)];
    const changes = [
      { label: '合同结束日期', before, after },
      { label: '聘用结束日期', before, after },
      { label: '劳动合同', before: '劳动合同.pdf', after: contract.name },
    ];
    const params = { id };
    const views = [
      await see(person, id),
      await company.send(employerEndpoints.getApplication, { params }),
      await staff.acceptance.send(departmentEndpoints.getApplication, { params }),
    ];
    for (const { timeline } of views) {
      const submissions = timeline.filter(({ action }) => action === 'submit');
      expect(submissions.map((entry) => entry.changes)).toEqual([[], changes]);
      expect(timeline.find(({ action }) => action === 'confirm')?.changes).toEqual([]);
    }
  });
});

async function settledAt(scene: Scene, state: 'awaiting-employer'): Promise<Scene> {
  await waitFor(scene.person, scene.id, state);
  return scene;
}

/** Gives a command without waiting for the workflow; again when the workflow opened the step at that very moment. */
async function atOnce(act: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== 'changed-meanwhile') throw error;
    }
  }
  throw new Error('the application keeps changing');
}
