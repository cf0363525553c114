import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { addDays } from '../../domain/calendar-dates.ts';
import { accountsOf } from '../support/accounts.ts';
import { documentText } from '../support/document-text.ts';
import { titlesFor } from '../support/inbox.ts';
import { see, uploadForCompany, uploadOwn, waitFor } from '../support/play.ts';
import { refused } from '../support/refusal.ts';
import { portrait, scan } from '../support/sample-files.ts';
import {
  accept,
  answerCorrection,
  correctionItems,
  correctionReplies,
  prepareStages,
  requestCorrection,
  type Stages,
} from '../support/scene.ts';
import { cloud } from '../support/shared-cloud.ts';

let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

const asked = correctionItems.map(({ subject, problem }, index) => `${index + 1}．${subject}：${problem}`).join('\n');
const answered = correctionItems
  .map(({ subject }, index) => `${subject}：${correctionReplies[index] ?? ''}`)
  .join('\n');

describe('a correction', () => {
  it('from acceptance to the practitioner takes what was changed and uploaded meanwhile, and leads back', async () => {
    const scene = await stages.at('awaiting-correction');
    const { person, company, staff, id } = scene;
    const params = { id };
    const view = await see(person, id);
    expect(view.actions).toEqual(['answer-correction', 'withdraw']);
    expect(view.timeline.at(-1)).toMatchObject({ action: 'request-correction', actor: '受理员甲', reason: asked });
    expect(view.documents.map(({ kind }) => kind)).toContain('correction-notice');

    // The employer is told, but has nothing to do and can do nothing.
    const asEmployer = await company.send(employerEndpoints.getApplication, { params });
    expect(asEmployer.actions).toEqual([]);
    const body = { version: view.version, answers: correctionReplies };
    await refused(company.send(employerEndpoints.answerCorrection, { params, body }), 'wrong-party');

    const [photo] = await Promise.all([
      uploadOwn(person, id, 'photo', await portrait(40)),
      person.send(practitionerEndpoints.saveDraft, {
        params,
        body: {
          version: view.version,
          draft: { ...view.draft, employment: { ...view.draft.employment, position: '结构负责人' } },
        },
      }),
    ]);
    await answerCorrection(scene);
    const back = await waitFor(person, id, 'awaiting-acceptance');
    expect(back.timeline.at(-1)).toMatchObject({
      action: 'answer-correction',
      to: 'awaiting-acceptance',
      reason: answered,
    });
    const inside = await staff.acceptance.send(departmentEndpoints.getApplication, { params });
    expect(inside.draft.employment.position).toBe('结构负责人');
    expect(inside.files.find(({ slot }) => slot === 'photo')?.id).toBe(photo.id);
    expect(inside.correction?.items.map(({ answer }) => answer)).toEqual(correctionReplies);
    expect(inside.submittedAt).toBe(view.submittedAt);
    // What was corrected stands on a new form; the old one stays.
    const forms = inside.documents.filter(({ kind }) => kind === 'application-form');
    const texts = await Promise.all(forms.map(({ id: documentId }) => documentText(person, { id, documentId })));
    expect(texts.map((text) => text.includes('结构负责人'))).toEqual([false, true]);
    await accept(scene);
    await waitFor(person, id, 'under-review');
    expect(await titlesFor('person', scene, 4)).toEqual([
      '申请表已生成，等待企业确认',
      '企业已确认，等待受理',
      '请补正申请材料',
      '申请已受理',
    ]);
    expect(await titlesFor('company', scene, 2)).toEqual(['有一项注册申请待确认', '申请已受理']);
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

  it('may be asked for again, once after the other', async () => {
    const scene = await stages.at('awaiting-correction');
    await answerCorrection(scene);
    await waitFor(scene.person, scene.id, 'awaiting-acceptance');
    await requestCorrection(scene, 'acceptance', 'employer');
    const again = await waitFor(scene.person, scene.id, 'awaiting-correction');
    expect(again.correction).toMatchObject({ addressee: 'employer', items: [{ answer: null }, { answer: null }] });
    expect(again.documents.filter(({ kind }) => kind === 'correction-notice')).toHaveLength(2);
  });

  it('that breaks a rule of submission is refused: it cannot be a way around', async () => {
    const scene = await stages.at('awaiting-correction');
    const { person, id } = scene;
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
