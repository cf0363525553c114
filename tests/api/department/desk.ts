import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { addDays, shanghaiDate } from '../../../domain/calendar-dates.ts';
import { maskIdentityNumber } from '../../../domain/identifiers.ts';
import { download, downloadPdf } from '../../support/cloud/download.ts';
import { companyBehind, personBehind } from '../../support/parties/expected.ts';
import { type Party, until } from '../../support/parties/party.ts';
import { see, waitFor } from '../../support/parties/play.ts';
import { refused } from '../../support/parties/refusal.ts';
import { correctionItems } from '../../support/parties/scene.ts';
import { staff, first, second, third } from './scene.ts';

/** How the endpoints of the desk answer when all is well: one after the other, each on what those before it left. */
export const deskPaths = {
  listQueue: async () => {
    const { number, dueAt } = await see(first.person, first.id);
    const query = { queue: 'acceptance', number: number ?? '', profession: 'architect-2' } as const;
    const listed = await until('the case in its queue', async () => {
      const { items } = await staff.acceptance.send(endpoints.listQueue, { query });
      return items[0];
    });
    expect(listed).toMatchObject({
      ...{ applicationId: first.id, number, dueAt, title: '二级注册建筑师初始注册·待受理' },
      applicantName: personBehind(first.person).name,
      employerName: companyBehind(first.company).name,
    });
    const other = { ...query, profession: 'cost-2' } as const;
    expect(await staff.acceptance.send(endpoints.listQueue, { query: other })).toMatchObject({
      items: [],
      narrow: false,
    });
    await refused(staff.review.send(endpoints.listQueue, { query }), 'wrong-role');
  },
  countQueues: async () => {
    const counted = await until('the case in the counts', async () => {
      const { items } = await staff.acceptance.send(endpoints.countQueues, {});
      const found = items.find(({ queue }) => queue === 'acceptance');
      return found !== undefined && found.soon + found.later + found.overdue > 0 ? items : undefined;
    });
    expect(counted.map(({ queue }) => queue)).toEqual(['acceptance', 'entries']);
  },
  searchDesk: async () => {
    const { number } = await see(first.person, first.id);
    const { name, idNumber } = personBehind(first.person);
    for (const text of [number ?? '', ` ${(number ?? '').toLowerCase()} `, idNumber, name.slice(0, 2)]) {
      const found = await until(`${text} in the search`, async () => {
        const { cases } = await staff.review.send(endpoints.searchDesk, { query: { text } });
        return cases.items.find(({ id }) => id === first.id);
      });
      expect(found).toMatchObject({ number, state: 'awaiting-acceptance' });
      expect(JSON.stringify(found)).not.toContain(idNumber);
    }
  },
  getApplication: async () => {
    const view = await staff.acceptance.send(endpoints.getApplication, { params: { id: first.id } });
    const { name, idNumber } = personBehind(first.person);
    expect(view).toMatchObject({
      state: 'awaiting-acceptance',
      applicant: { name, idNumber: maskIdentityNumber(idNumber) },
      actions: ['accept', 'refuse', 'request-correction'],
      supplement: { kind: 'company-qualification' },
    });
    expect(view.files.map(({ slot }) => slot).toSorted()).toEqual(['contract', 'photo', 'sealed-form']);
    // Who has another role sees the same case but may do nothing with it.
    const seen = await staff.decision.send(endpoints.getApplication, { params: { id: first.id } });
    expect(seen).toEqual({ ...view, actions: [] });
  },
  downloadFile: async () => {
    const { files } = await staff.review.send(endpoints.getApplication, { params: { id: first.id } });
    for (const { id: fileId, type } of files) {
      const { url } = await staff.review.send(endpoints.downloadFile, { params: { id: first.id, fileId } });
      expect((await download(url)).type).toBe(type);
    }
  },
  downloadDocument: async () => {
    const { documents } = await staff.review.send(endpoints.getApplication, { params: { id: first.id } });
    const params = { id: first.id, documentId: documents[0]?.id ?? '' };
    await downloadPdf((await staff.review.send(endpoints.downloadDocument, { params })).url);
  },
  claim: async () => {
    const params = { id: first.id };
    const { claim } = await staff.acceptance.send(endpoints.claim, { params, body: {} });
    expect(claim).toMatchObject({ name: '受理员甲' });
    expect((await inQueue(staff.acceptance, 'acceptance', first.id))?.claim).toEqual(claim);
    const view = await staff.decision.send(endpoints.getApplication, { params });
    expect(view).toMatchObject({ claim, notes: [] });
    await refused(staff.review.send(endpoints.claim, { params, body: {} }), 'wrong-role');
  },
  listClaims: async () => {
    const { items } = await staff.acceptance.send(endpoints.listClaims, {});
    expect(items.map(({ applicationId }) => applicationId)).toContain(first.id);
  },
  releaseClaim: async () => {
    const params = { id: first.id };
    expect(await staff.acceptance.send(endpoints.releaseClaim, { params })).toEqual({ claim: null });
  },
  assign: async () => {
    const params = { id: first.id };
    const body = { staffId: 'acceptance-1', reason: '熟悉该企业。' };
    const { claim } = await staff.decision.send(endpoints.assign, { params, body });
    expect(claim).toMatchObject({ staffId: 'acceptance-1' });
    const { notes } = await staff.review.send(endpoints.getApplication, { params });
    expect(notes).toMatchObject([{ kind: 'assigned', text: '交由受理员甲办理。理由：熟悉该企业。' }]);
    expect(JSON.stringify(await see(first.person, first.id))).not.toContain('熟悉该企业');
  },
  addNote: async () => {
    const params = { id: first.id };
    const { notes } = await staff.acceptance.send(endpoints.addNote, { params, body: { text: '已电话核实社保。' } });
    expect(notes.at(-1)).toMatchObject({ kind: 'note', staffName: '受理员甲', text: '已电话核实社保。' });
    const seen = [
      await see(first.person, first.id),
      await first.company.send(employerEndpoints.getApplication, { params }),
    ];
    expect(JSON.stringify(seen)).not.toContain('电话核实');
  },
  showIdentityNumber: async () => {
    const params = { id: first.id };
    const shown = await staff.acceptance.send(endpoints.showIdentityNumber, {
      params,
      body: { reason: '与扫描件核对。' },
    });
    expect(shown.idNumber).toBe(personBehind(first.person).idNumber);
    const { notes, applicant } = await staff.review.send(endpoints.getApplication, { params });
    expect(notes.at(-1)).toMatchObject({ kind: 'identity-shown', text: '与扫描件核对。' });
    expect(applicant.idNumber).toBe(maskIdentityNumber(shown.idNumber));
  },
  saveOpinion: async () => {
    const params = { id: first.id };
    const { version } = await see(first.person, first.id);
    const body = { version, decision: 'refuse', reasons: ['out-of-competence'], text: '未写完' } as const;
    await staff.acceptance.send(endpoints.saveOpinion, { params, body: { ...body, reasons: [...body.reasons] } });
    const { opinion } = await staff.acceptance.send(endpoints.getApplication, { params });
    expect(opinion).toEqual({ decision: 'refuse', reasons: ['out-of-competence'], text: '未写完' });
    expect((await staff.review.send(endpoints.getApplication, { params })).opinion).toBeNull();
  },
  holdCase: async () => {
    const params = { id: first.id };
    const { version, dueAt } = await see(first.person, first.id);
    const until = addDays(shanghaiDate(new Date()), 10);
    const body = { version, ground: 'other-authority', reason: '待社保机构复函。', until } as const;
    await staff.acceptance.send(endpoints.holdCase, { params, body });
    const item = await inQueue(staff.acceptance, 'acceptance', first.id);
    expect(item).toMatchObject({ dueAt, hold: { ground: 'other-authority', until } });
    expect(JSON.stringify(await see(first.person, first.id))).not.toContain('待社保机构复函');
  },
  resumeCase: async () => {
    const params = { id: first.id };
    const { version } = await see(first.person, first.id);
    await staff.acceptance.send(endpoints.resumeCase, { params, body: { version } });
    expect(await inQueue(staff.acceptance, 'acceptance', first.id)).toMatchObject({ hold: null });
  },
  getBackground: async () => {
    const params = { id: first.id };
    const background = await staff.acceptance.send(endpoints.getBackground, { params });
    expect(background.employerApplications.map(({ id }) => id)).toContain(second.id);
    expect(background.applications).toEqual([]);
  },
  getWorkload: async () => {
    const { officers, queues } = await staff.decision.send(endpoints.getWorkload, {});
    expect(officers.find(({ staffId }) => staffId === 'acceptance-1')).toMatchObject({ name: '受理员甲' });
    // Who has handled cases without taking them first stands there too.
    expect(officers.find(({ staffId }) => staffId === 'decision-1')).toMatchObject({ name: '审批员甲' });
    expect(queues.map(({ queue }) => queue)).toEqual(['acceptance', 'review', 'decision', 'publicity']);
  },
  // Of a kind that no other file has, so that nothing of theirs is taken.
  claimNext: async () => {
    const body = { queue: 'acceptance', profession: 'architect-2', matter: 'demo-zone' } as const;
    expect(await staff.acceptance.send(endpoints.claimNext, { body })).toEqual({ applicationId: null });
  },
  accept: async () => {
    const params = { id: first.id };
    const { version } = await see(first.person, first.id);
    const result = await staff.acceptance.send(endpoints.accept, { params, body: { version } });
    expect(result).toMatchObject({ state: 'under-review', version: version + 1 });
    const view = await waitFor(first.person, first.id, 'under-review');
    expect(view.timeline.at(-1)).toMatchObject({ action: 'accept', actor: '受理员甲', reason: null });
    expect(view.documents.map(({ kind }) => kind)).toContain('acceptance-notice');
    expect(await inQueue(staff.acceptance, 'acceptance', first.id)).toBeUndefined();
    await until('the case in the queue of the review', () => inQueue(staff.review, 'review', first.id));
  },
  refuse: async () => {
    const params = { id: second.id };
    const { version } = await see(second.person, second.id);
    const body = { version, reason: '不属于本机关职权范围。' };
    expect(await staff.acceptance.send(endpoints.refuse, { params, body })).toMatchObject({ state: 'not-accepted' });
    const view = await until('the notice', async () => {
      const seen = await see(second.person, second.id);
      return seen.documents.some(({ kind }) => kind === 'non-acceptance-notice') ? seen : undefined;
    });
    expect(view.timeline.at(-1)).toMatchObject({ action: 'refuse', reason: body.reason });
  },
  requestCorrection: async () => {
    const params = { id: third.id };
    const { version } = await see(third.person, third.id);
    const body = { version, addressee: 'practitioner', items: correctionItems } as const;
    const result = await staff.acceptance.send(endpoints.requestCorrection, { params, body });
    expect(result).toMatchObject({ state: 'awaiting-correction' });
    const view = await waitFor(third.person, third.id, 'awaiting-correction');
    const items = correctionItems.map((item) => ({ field: null, ...item, answer: null }));
    const notice = { from: 'awaiting-acceptance', addressee: 'practitioner', items, laterReason: null };
    expect(view.correction).toEqual(notice);
    expect(view.documents.map(({ kind }) => kind)).toContain('correction-notice');
  },
  recommend: async () => {
    const params = { id: first.id };
    // What the law does not count is told in writing while the case waits where it is.
    const lastDay = addDays(shanghaiDate(new Date()), 10);
    const { version: before } = await see(first.person, first.id);
    const hold = { version: before, ground: 'expert-review', reason: '待专家组意见。', until: lastDay } as const;
    await staff.review.send(endpoints.holdCase, { params, body: hold });
    await staff.review.send(endpoints.resumeCase, { params, body: { version: before + 1 } });
    const { version } = await until('a paper of the hold and one of its end', async () => {
      const seen = await first.company.send(employerEndpoints.getApplication, { params });
      const kinds = seen.documents.map(({ kind }) => kind);
      return kinds.includes('hold-notice') && kinds.includes('resumption-notice') ? seen : undefined;
    });
    const body = { version, outcome: 'approve', opinion: '经核查符合注册条件。' } as const;
    const result = await staff.review.send(endpoints.recommend, { params, body });
    expect(result).toMatchObject({ state: 'awaiting-decision' });
    await waitFor(first.person, first.id, 'awaiting-decision');
    const view = await staff.decision.send(endpoints.getApplication, { params });
    expect(view.recommendation).toEqual({ outcome: 'approve', opinion: body.opinion, reviewerName: '审核员甲' });
    expect(view.actions).toEqual(['approve', 'reject', 'send-back', 'extend-review']);
  },
  // Before the decision, on whose application it is: domain/department-silence.test.ts has more.
  extendReview: async () => {
    const params = { id: first.id };
    const { version, dueAt } = await see(first.person, first.id);
    const body = { version, reason: '需向原注册地核实。' };
    const result = await staff.decision.send(endpoints.extendReview, { params, body });
    expect(result).toMatchObject({ state: 'awaiting-decision', version: version + 1 });
    const view = await until('the step with more days', async () => {
      const seen = await staff.decision.send(endpoints.getApplication, { params });
      return seen.dueAt === null ? undefined : seen;
    });
    expect(Date.parse(view.dueAt ?? '') - Date.parse(dueAt ?? '')).toBeGreaterThan(10 * 86_400_000);
    expect(view.documents.map(({ kind }) => kind)).toContain('extension-notice');
    expect(view.timeline.at(-1)).toMatchObject({ action: 'extend-review', reason: body.reason });
    expect(view.actions).toEqual(['approve', 'reject', 'send-back']);
  },
  decide: async () => {
    const params = { id: first.id };
    const { version } = await see(first.person, first.id);
    const body = { version, decision: 'approve', opinion: '同意。' } as const;
    const result = await staff.decision.send(endpoints.decide, { params, body });
    expect(result).toMatchObject({ state: 'in-publicity' });
    await waitFor(first.person, first.id, 'in-publicity');
    const shown = await until('the case among those in publicity', () =>
      inQueue(staff.decision, 'publicity', first.id),
    );
    expect(shown.title).toBe('二级注册建筑师初始注册·公示中');
  },
};

/** Looks through the pages of a queue for an application. */
async function inQueue(member: Party, queue: 'acceptance' | 'review' | 'decision' | 'publicity', id: string) {
  let cursor: string | null = null;
  do {
    const query: { queue: typeof queue; cursor?: string } = cursor === null ? { queue } : { queue, cursor };
    const page: Awaited<ReturnType<typeof list>> = await list(member, query);
    const found = page.items.find(({ applicationId }) => applicationId === id);
    if (found !== undefined) return found;
    cursor = page.cursor;
  } while (cursor !== null);
  return undefined;
}

/** A page of a queue. */
export function list(
  member: Party,
  query: { queue: 'acceptance' | 'review' | 'decision' | 'publicity'; cursor?: string },
) {
  return member.send(endpoints.listQueue, { query });
}
