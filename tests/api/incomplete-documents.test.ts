import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints as endpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { IncompleteDocument } from '../../api/people.ts';
import { documentText } from '../support/cloud/document-text.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { importCast } from '../support/parties/cast.ts';
import { cancelUnprintable, unprintableName } from '../support/parties/incomplete-document.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { answerHearing, see, seenBy, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { takeOver } from '../support/parties/register.ts';
import { decide, prepareStages, recommend, type Scene, type Stages } from '../support/parties/scene.ts';

const accounts = accountsOf(import.meta.filename);
const profession = 'cost-2';
const reason = '已在姓名处手写补全。';
let stages: Stages;
let scene: Scene;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  const account = accounts.person();
  const { company, staff } = stages;
  await importCast(cloud.target, [{ account, profession }]);
  const [number = ''] = await takeOver(staff.registrar, [{ account, profession, company: company.account }]);
  const person = await signInAs(cloud.target, account);
  scene = { profession, person, company, staff, id: await cancelUnprintable(cloud, staff, number) };
  await answerHearing(person, scene.id);
  await waitFor(person, scene.id, 'under-review');
});

/** The papers of the scene's application that are listed for the department. */
async function listed(): Promise<IncompleteDocument[]> {
  const items: IncompleteDocument[] = [];
  let cursor: string | null = null;
  do {
    const query: { cursor?: string } = cursor === null ? {} : { cursor };
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(query);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return items.filter(({ applicationId }) => applicationId === scene.id);
}

const pageOf = (query: { cursor?: string }) => stages.staff.review.send(endpoints.listIncompleteDocuments, { query });

const complete = async (officer: Party, documentId: string, version?: number) => {
  const body = { version: version ?? (await seenBy(officer, scene.id)), documentId, reason };
  return await officer.send(endpoints.completeDocument, { params: { id: scene.id }, body });
};

describe('a paper with a character that no font has', () => {
  it('is drawn with a sign in its place, the case goes on, and the department is told what is missing and where', async () => {
    const { staff, person, id } = scene;
    const view = await staff.review.send(endpoints.getApplication, { params: { id } });
    expect(view).toMatchObject({ state: 'under-review', stalled: false, applicantName: unprintableName });
    const papers = view.documents.map(({ id: documentId, title, missing }) => ({ documentId, title, missing }));
    expect(papers).toMatchObject([
      { title: expect.stringContaining('申请表') as string, missing: [{ character: '😀', where: '姓名' }] },
      { title: '陈述申辩告知书', missing: [{ character: '😀', where: '正文' }] },
    ]);
    for (const { documentId } of papers) {
      expect(await documentText(person, { id, documentId })).toContain('张〓演示');
    }
    const list = await listed();
    expect(list).toHaveLength(papers.length);
    const { number } = view;
    for (const paper of papers)
      expect(list).toContainEqual(expect.objectContaining({ ...paper, number, applicantName: unprintableName }));
  });

  it('is marked by a reviewer alone, on the version that they see, and only where something is missing', async () => {
    const { staff, person, id } = scene;
    const [{ documentId } = { documentId: '' }] = await listed();
    for (const other of [staff.acceptance, staff.decision, staff.registrar]) {
      await refused(complete(other, documentId, 1), 'wrong-role');
    }
    await refused(staff.decision.send(endpoints.listIncompleteDocuments, {}), 'wrong-role');
    await refused(complete(staff.review, documentId, 0), 'changed-meanwhile');
    await refused(complete(staff.review, 'application-form-99'), 'not-in-this-state');
    expect(await listed()).toHaveLength(2);
    expect((await see(person, id)).timeline.map(({ action }) => action)).not.toContain('complete-document');
  });

  it('leaves the list when it is marked, once, and the timeline says who has written what', async () => {
    const { staff, person, id } = scene;
    const papers = await listed();
    for (const [index, { documentId, title }] of papers.entries()) {
      const before = await see(person, id);
      const answers = await Promise.allSettled([
        complete(staff.review, documentId),
        complete(staff.otherReview, documentId),
      ]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await listed()).map((each) => each.documentId)).toEqual(
        papers.slice(index + 1).map((each) => each.documentId),
      );
      const after = await see(person, id);
      expect(after).toMatchObject({ state: before.state, version: before.version + 1, dueAt: before.dueAt });
      expect(after.timeline.at(-1)).toMatchObject({
        action: 'complete-document',
        title: '已在文书上补写无法打印的字',
        reason: `${title}：${reason}`,
        from: 'under-review',
        to: 'under-review',
      });
      await refused(complete(staff.review, documentId), 'not-in-this-state');
    }
    expect((await see(person, id)).documents.map(({ missing }) => missing)).toEqual([[], []]);
  });

  it('does not keep the case from its decision, whose paper is listed in its turn', async () => {
    await recommend({ ...scene, staff: { ...scene.staff, review: scene.staff.otherReview } });
    await until('the decision to be open', async () => {
      const { state, dueAt } = await see(scene.person, scene.id);
      return state === 'awaiting-decision' && dueAt !== null ? true : undefined;
    });
    await decide(scene);
    const [item] = await until('the notice', async () => ((await listed()).length > 0 ? await listed() : undefined));
    expect(item?.title).toBe('注销注册决定书');
    const { items } = await scene.person.send(practitionerEndpoints.listRegistrations, {});
    expect(items).toMatchObject([{ status: 'cancelled' }]);
  });
});
