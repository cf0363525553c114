import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationView } from '../../api/application.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd } from '../support/cloud/aws.ts';
import { documentText } from '../support/cloud/document-text.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { titlesFor } from '../support/parties/inbox.ts';
import { until } from '../support/parties/party.ts';
import { confirmAndSubmit, confirmAsEmployer, see, waitFor } from '../support/parties/play.ts';
import { decide, prepareStages, recommend, refuse, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

/** The steps of a timeline as people read them: what, from where to where, who, and why. */
function steps(view: ApplicationView): string[] {
  return view.timeline.map(
    ({ action, from, to, actor, reason }) =>
      `${action} ${from ?? '-'}→${to} ${actor}${reason === null ? '' : `: ${reason}`}`,
  );
}

/** The text of a document of an application, without white space. */
async function textOf({ person, id }: Scene, kind: string): Promise<string> {
  const document = await until(`the document ${kind}`, async () =>
    (await see(person, id)).documents.find((candidate) => candidate.kind === kind),
  );
  return await documentText(person, { id, documentId: document.id });
}

async function titles(scene: Scene, persons: readonly string[], companys: readonly string[]): Promise<void> {
  expect(await titlesFor('person', scene, persons.length)).toEqual(persons);
  expect(await titlesFor('company', scene, companys.length)).toEqual(companys);
}

describe('an application', () => {
  it('is approved after publicity: timeline, messages, papers, register and execution say the same', async () => {
    const scene = await stages.at('awaiting-decision', 'structural-2');
    const { person, company, staff, id } = scene;
    // What the reviewer thinks stays within the department until it is decided, and after.
    const secret = '材料齐全，符合注册条件。';
    const inside = await staff.decision.send(departmentEndpoints.getApplication, { params: { id } });
    expect(JSON.stringify(inside)).toContain(secret);
    const asEmployer = () => company.send(employerEndpoints.getApplication, { params: { id } });
    expect(JSON.stringify([await see(person, id), await asEmployer()])).not.toContain(secret);
    expect((await see(person, id)).recommendation).toBeNull();

    await decide(scene, 'approve', '准予注册。');
    const published = await waitFor(person, id, 'in-publicity');
    expect(published.registrationNumber).toBeNull();
    const approved = await until('the certificate', async () => {
      const view = await see(person, id);
      return view.timeline.at(-1)?.action === 'issue-certificate' ? view : undefined;
    });
    expect(approved.state).toBe('approved');
    expect(JSON.stringify([approved, await asEmployer()])).not.toContain(secret);

    const [name, employer] = [personBehind(person).name, companyBehind(company).name];
    expect(steps(approved)).toEqual([
      `create -→draft ${name}`,
      `submit draft→submitted ${name}`,
      'documents-ready submitted→awaiting-employer 系统',
      `confirm awaiting-employer→awaiting-acceptance ${employer}`,
      'accept awaiting-acceptance→under-review 受理员甲',
      'recommend under-review→awaiting-decision 审核员甲',
      'approve awaiting-decision→in-publicity 审批员甲: 准予注册。',
      'conclude-publicity in-publicity→approved 系统',
      'issue-certificate approved→approved 系统',
    ]);
    const times = approved.timeline.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    // Publicity is seven days long, and a day here lasts a second.
    const [decided = 0, concluded = 0] = ['approve', 'conclude-publicity'].map((action) =>
      Date.parse(approved.timeline.find((entry) => entry.action === action)?.at ?? ''),
    );
    expect(concluded - decided).toBeGreaterThanOrEqual(7000);

    await titles(
      scene,
      [
        '申请表已生成，等待企业确认',
        '企业已确认，等待受理',
        '申请已受理',
        '审批通过，开始公示',
        '公示期满，准予注册',
        '电子证书已签发',
      ],
      ['有一项注册申请待确认', '申请已受理', '审批通过，开始公示', '公示期满，准予注册'],
    );
    expect(approved.documents.map(({ kind }) => kind).toSorted()).toEqual([
      'acceptance-notice',
      'application-form',
      'approval-decision',
      'certificate',
      'commitment-letter',
    ]);
    expect(await textOf(scene, 'application-form')).toContain(personBehind(person).idNumber);
    expect(await textOf(scene, 'acceptance-notice')).toContain(`受理编号：${approved.number ?? ''}`);
    expect(await textOf(scene, 'certificate')).toContain(approved.registrationNumber);
    expect(await executionEnd(cloud, approved.number)).toEqual({ status: 'SUCCEEDED', finalState: 'Approved' });
  });

  it('is returned, revised and submitted again under its number', async () => {
    const scene = await stages.at('returned', 'constructor-2');
    const { person, company, id } = scene;
    const returned = await see(person, id);
    expect(returned.actions).toEqual(['submit', 'withdraw']);
    const listed = await company.send(employerEndpoints.listWorkItems, {});
    expect(listed.items.map(({ applicationId }) => applicationId)).not.toContain(id);

    const { version, draft } = returned;
    const revised = { ...draft, employment: { ...draft.employment, position: '项目总工程师' } };
    await person.send(practitionerEndpoints.saveDraft, { params: { id }, body: { version, draft: revised } });
    await confirmAndSubmit(person, id);
    const again = await waitFor(person, id, 'awaiting-employer');
    expect(again.number).toBe(returned.number);
    expect(again.submittedAt).toBe(returned.submittedAt);
    expect(
      await until('the new form', async () => {
        const text = await newestForm(scene);
        return text.includes('项目总工程师') ? text : undefined;
      }),
    ).toContain(returned.number);
    await confirmAsEmployer(company, id, 'constructor-2');
    const confirmed = await waitFor(person, id, 'awaiting-acceptance');
    expect(confirmed.timeline.map(({ action }) => action)).toEqual([
      ...['create', 'submit', 'documents-ready', 'return', 'submit', 'documents-ready', 'confirm'],
    ]);
    await titles(
      scene,
      ['申请表已生成，等待企业确认', '企业退回了您的申请', '申请表已生成，等待企业确认', '企业已确认，等待受理'],
      ['有一项注册申请待确认', '有一项注册申请待确认'],
    );
  });

  it('is refused at acceptance, with a notice that gives the reason and the remedies', async () => {
    const scene = await stages.at('awaiting-acceptance', 'cost-2');
    const reason = '申请人所持资格不属于本机关注册范围。';
    await refuse(scene, reason);
    const text = await textOf(scene, 'non-acceptance-notice');
    expect(text).toContain(reason);
    expect(text).toContain('行政复议');
    const { number, state, timeline, documents } = await see(scene.person, scene.id);
    expect(state).toBe('not-accepted');
    expect(timeline.at(-1)).toMatchObject({ action: 'refuse', actor: '受理员甲', reason });
    expect(documents.map(({ kind }) => kind)).not.toContain('acceptance-notice');
    await titles(
      scene,
      ['申请表已生成，等待企业确认', '企业已确认，等待受理', '申请不予受理'],
      ['有一项注册申请待确认', '申请不予受理'],
    );
    expect(await executionEnd(cloud, number)).toEqual({ status: 'SUCCEEDED', finalState: 'NotAccepted' });
    await expectNewOnePossible(scene);
  });

  it('is sent back to review, then rejected, with a notice that gives the reason', async () => {
    const scene = await stages.at('awaiting-decision');
    const { staff, person, id } = scene;
    const params = { id };
    await decide(scene, 'send-back', '请核实社保缴纳情况。');
    await waitFor(person, id, 'under-review');
    const inside = await staff.review.send(departmentEndpoints.getApplication, { params });
    expect(inside.recommendation).toBeNull();
    expect(inside.timeline.at(-1)).toMatchObject({ action: 'send-back', reason: '请核实社保缴纳情况。' });
    expect(JSON.stringify(await see(person, id))).not.toContain('社保');
    await recommend(scene, 'reject', '社保在其他单位缴纳。');
    await waitFor(person, id, 'awaiting-decision');
    const reason = '申请人与聘用企业不存在劳动关系。';
    await decide(scene, 'reject', reason);
    const text = await textOf(scene, 'rejection-notice');
    expect(text).toContain(reason);
    expect(text).toContain('行政复议');
    const { number, state, registrationNumber, actions } = await see(person, id);
    expect({ state, registrationNumber, actions }).toEqual({
      state: 'rejected',
      registrationNumber: null,
      actions: [],
    });
    await titles(
      scene,
      ['申请表已生成，等待企业确认', '企业已确认，等待受理', '申请已受理', '不予注册'],
      ['有一项注册申请待确认', '申请已受理', '不予注册'],
    );
    expect(await executionEnd(cloud, number)).toEqual({ status: 'SUCCEEDED', finalState: 'Rejected' });
    expect((await person.send(practitionerEndpoints.listRegistrations, {})).items).toEqual([]);
    await expectNewOnePossible(scene);
  });

  it('is rejected when an objection is upheld during publicity', async () => {
    const scene = await stages.at('in-publicity');
    const { staff, person, id } = scene;
    const params = { id };
    const { version } = await see(person, id);
    const reason = '经核实，申请人同时在其他单位执业。';
    await staff.otherDecision.send(departmentEndpoints.upholdObjection, { params, body: { version, reason } });
    expect(await textOf(scene, 'rejection-notice')).toContain(reason);
    const { number, state, timeline } = await see(person, id);
    expect(state).toBe('rejected');
    expect(timeline.at(-1)).toMatchObject({ action: 'uphold-objection', actor: '审批员乙', reason });
    expect((await titlesFor('person', scene, 5)).at(-1)).toBe('公示异议成立，不予注册');
    expect((await titlesFor('company', scene, 4)).at(-1)).toBe('公示异议成立，不予注册');
    expect(await executionEnd(cloud, number)).toEqual({ status: 'SUCCEEDED', finalState: 'Rejected' });
  });
});

async function newestForm(scene: Scene): Promise<string> {
  const { documents } = await see(scene.person, scene.id);
  const forms = documents.filter(({ kind }) => kind === 'application-form');
  const newest = forms.toSorted((left, right) => left.createdAt.localeCompare(right.createdAt)).at(-1);
  return await documentText(scene.person, { id: scene.id, documentId: newest?.id ?? '' });
}

/** After a final state nothing is in the way of another application. */
async function expectNewOnePossible({ person, profession }: Scene): Promise<void> {
  const body = { profession, matter: 'initial' } as const;
  const { state } = await person.send(practitionerEndpoints.createApplication, { body });
  expect(state).toBe('draft');
}
