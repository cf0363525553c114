import type * as z from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints as endpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import { unifiedSocialCreditCode } from '../../local/services/identity/identifiers.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { download, downloadPdf } from '../support/cloud/download.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import { see, seenBy, waitFor } from '../support/parties/play.ts';
import { cancelUnprintable } from '../support/parties/incomplete-document.ts';
import { beginMerger, formerly, submitChange, takeOverWith } from '../support/parties/company-change.ts';
import { objectTo, sendEvidence } from '../support/parties/objection.ts';
import { groundEvidence } from '../support/parties/ground-evidence.ts';
import { refused } from '../support/parties/refusal.ts';
import { cellsOf, educationCellsOf, takeOver } from '../support/parties/register.ts';
import { recorded } from '../support/cloud/recorded.ts';
import { correctionItems, type Department, prepareStages, type Scene } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const spare = accountsOf(import.meta.filename);
let merger: Awaited<ReturnType<typeof beginMerger>> | undefined;
const answered = new Set<object>();
let staff: Department;
let newcomer: Party;
let first: Scene;
let second: Scene;
let third: Scene;
let fourth: Scene;
let bulk: Scene;
let employer: Party;
let takenOver: string;
let evidence: Awaited<ReturnType<typeof sendEvidence>>;
let objections: readonly string[];
let delivered: z.output<typeof endpoints.collectDelivery.response>;
let refusedRow: string;
let exported: string;

beforeAll(async () => {
  const accounts = spare;
  const stages = await prepareStages(cloud.target, accounts, answered);
  staff = stages.staff;
  newcomer = recorded(await signInAs(cloud.target, accounts.person()), answered);
  [first, second, third, fourth, bulk] = await Promise.all([
    stages.at('awaiting-acceptance'),
    stages.at('awaiting-acceptance', 'constructor-2'),
    stages.at('awaiting-acceptance', 'cost-2'),
    stages.at('approved', 'structural-2'),
    stages.at('awaiting-acceptance', 'cost-2'),
  ]);
  evidence = await sendEvidence(cloud.target);
  await stages.at('in-publicity', 'cost-2');
  employer = stages.company;
  const row = { account: accounts.person(), profession: 'cost-2', company: employer.account } as const;
  [takenOver = ''] = await takeOver(staff.registrar, [row]);
});

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

function list(member: Party, query: { queue: 'acceptance' | 'review' | 'decision' | 'publicity'; cursor?: string }) {
  return member.send(endpoints.listQueue, { query });
}

const happyPaths = {
  getCollecting: async () => {
    const { batch } = await staff.review.send(endpoints.getCollecting, {});
    expect(batch === null || batch.number.startsWith('苏建注公告〔')).toBe(true);
  },
  closeAnnouncement: async () => {
    // The approval at the end of a publicity, begun before, opens one that collects for seven seconds at most.
    const closed = await until('an announcement that collects', async () => {
      const { batch } = await staff.decision.send(endpoints.getCollecting, {});
      if (batch === null) return undefined;
      const params = { batch: batch.id };
      return await staff.decision.send(endpoints.closeAnnouncement, { params }).catch(() => undefined);
    });
    expect(Date.parse(closed.publishedAt)).toBeLessThan(Date.now() + 1000);
    await refused(
      staff.decision.send(endpoints.closeAnnouncement, { params: { batch: closed.id } }),
      'not-in-this-state',
    );
  },
  collectDelivery: async () => {
    // Whatever is approved waits until somebody collects it, and other files of this cloud may do so.
    const key = 'collect-once';
    delivered = await until('something to report', async () =>
      staff.registrar.send(endpoints.collectDelivery, {}, key).catch(() => undefined),
    );
    expect(delivered).toMatchObject({ state: 'sent', number: expect.stringContaining('苏建注报送〔') as string });
    expect(await staff.registrar.send(endpoints.collectDelivery, {}, key)).toEqual(delivered);
  },
  listDeliveries: async () => {
    const { items } = await staff.registrar.send(endpoints.listDeliveries, {});
    expect(items.map(({ id }) => id)).toContain(delivered.id);
  },
  downloadDelivery: async () => {
    const params = { batch: delivered.id };
    const { text } = await staff.registrar.send(endpoints.downloadDelivery, { params });
    const [heading, ...rows] = text.trimEnd().split('\r\n');
    expect(heading).toContain('行标识');
    expect(rows).toHaveLength(delivered.rows);
    // Rows that were taken over have no identity number.
    expect(text).toMatch(/,\d{17}[\dX],/);
    [refusedRow = ''] = (rows[0] ?? '').split(',');
  },
  refuseRows: async () => {
    const params = { batch: delivered.id };
    const body = { rows: [{ row: refusedRow, reason: '单位名称不符' }] };
    expect(await staff.registrar.send(endpoints.refuseRows, { params, body })).toMatchObject({ refused: 1 });
    await refused(staff.registrar.send(endpoints.refuseRows, { params, body }), 'not-found');
  },
  acknowledgeDelivery: async () => {
    const params = { batch: delivered.id };
    const body = { receipt: '全国平台回执1号' };
    const acknowledged = await staff.registrar.send(endpoints.acknowledgeDelivery, { params, body });
    expect(acknowledged).toMatchObject({ state: 'acknowledged', receipt: body.receipt });
    await until('the refused row in a later delivery', async () => {
      await staff.registrar.send(endpoints.collectDelivery, {}).catch(() => undefined);
      const { items } = await staff.registrar.send(endpoints.listDeliveries, {});
      const later = items.filter(({ id, state }) => id !== delivered.id && state !== 'collecting');
      const texts = await Promise.all(
        later.map(({ id }) => staff.registrar.send(endpoints.downloadDelivery, { params: { batch: id } })),
      );
      return texts.some(({ text }) => text.includes(refusedRow)) ? true : undefined;
    });
  },
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
  listObjections: async () => {
    const { number } = await see(first.person, first.id);
    await objectTo(cloud.target, number ?? '', evidence);
    await objectTo(cloud.target, number ?? '');
    const query = { list: 'open', number: number ?? '', profession: 'architect-2' } as const;
    const listed = await until('both objections in their queue', async () => {
      const { items } = await staff.review.send(endpoints.listObjections, { query });
      return items.length === 2 ? items : undefined;
    });
    expect(listed[0]).toMatchObject({ applicationId: first.id, stage: 'unheard', answeredAt: null });
    expect(Date.parse(listed[0]?.dueAt ?? '')).toBeGreaterThan(Date.parse(listed[0]?.filedAt ?? ''));
    // Due on the same day they stand in no order of their own: the first is the one that came with a file.
    objections = listed.toSorted((left, right) => (left.filedAt < right.filedAt ? -1 : 1)).map(({ id }) => id);
    const { items: counts } = await staff.decision.send(endpoints.countQueues, {});
    const counted = counts.find(({ queue }) => queue === 'objections');
    expect((counted?.soon ?? 0) + (counted?.later ?? 0)).toBeGreaterThanOrEqual(2);
  },
  getObjection: async () => {
    const [id = ''] = objections;
    const view = await staff.decision.send(endpoints.getObjection, { params: { id } });
    expect(view).toMatchObject({ contactMobile: '13900000009', state: 'open', version: 1, inPublicity: true });
    expect(view.files.map(({ status }) => status)).toEqual(['ready']);
  },
  downloadObjectionFile: async () => {
    const params = { id: objections[0] ?? '', fileId: evidence.fileId };
    const { url } = await staff.decision.send(endpoints.downloadObjectionFile, { params });
    expect((await download(url)).type).toBe('application/pdf');
  },
  hearPerson: async () => {
    const params = { id: objections[0] ?? '' };
    const body = { version: 1, question: '请说明劳动合同的签订情况。' };
    expect(await staff.review.send(endpoints.hearPerson, { params, body })).toMatchObject({ version: 2 });
    const { hearing } = await first.person.send(practitionerEndpoints.getHearing, { params: { id: first.id } });
    expect(hearing).toMatchObject({ id: params.id, question: body.question });
    expect(JSON.stringify(hearing)).not.toContain('13900000009');
    await refused(
      staff.review.send(endpoints.hearPerson, { params, body: { ...body, version: 2 } }),
      'not-in-this-state',
    );
  },
  answerObjection: async () => {
    const params = { id: objections[1] ?? '' };
    const body = { version: 1, outcome: 'not-upheld', answer: '经核实不属实。' } as const;
    await refused(staff.review.send(endpoints.answerObjection, { params, body }), 'wrong-role');
    const answer = { id: params.id, version: 2, state: 'not-upheld' };
    expect(await staff.decision.send(endpoints.answerObjection, { params, body }, 'answer-once')).toEqual(answer);
    expect(await staff.decision.send(endpoints.answerObjection, { params, body }, 'answer-once')).toEqual(answer);
  },
  upholdObjection: async () => {
    const params = { id: first.id };
    const { version } = await see(first.person, first.id);
    const body = { version, reason: '经核实，聘用关系不真实。' };
    expect(await staff.decision.send(endpoints.upholdObjection, { params, body })).toMatchObject({ state: 'rejected' });
    const view = await until('the notice', async () => {
      const seen = await see(first.person, first.id);
      return seen.documents.some(({ kind }) => kind === 'rejection-notice') ? seen : undefined;
    });
    expect(view.timeline.at(-1)).toMatchObject({ action: 'uphold-objection', reason: body.reason });
    expect(view.registrationNumber).toBeNull();
  },
  importQualifications: async () => {
    const { name, idNumber } = personBehind(newcomer);
    const cells = {
      ...{ 姓名: name, 证件号码: idNumber, 职业: '二级注册造价工程师', 资格证号: 'YSZJ20190001234', 专业: '安装工程' },
      ...{ 取得日期: '2019/5/8', 取得省份: '江苏' },
    };
    const rows = [
      { line: 2, cells },
      { line: 3, cells: { ...cells, 证件号码: `${idNumber.slice(0, 17)}${idNumber.endsWith('0') ? '1' : '0'}` } },
    ];
    const report = await staff.registrar.send(endpoints.importQualifications, { body: { rows } });
    expect(report).toEqual({
      imported: 1,
      unchanged: 0,
      rejected: [{ line: 3, message: expect.stringContaining('证件号码') as string }],
    });
    const again = await staff.registrar.send(endpoints.importQualifications, { body: { rows } });
    expect(again).toMatchObject({ imported: 0, unchanged: 1 });
    const { items } = await newcomer.send(practitionerEndpoints.listQualifications, {});
    expect(items).toMatchObject([
      { profession: 'cost-2', specialties: ['安装工程'], obtainedOn: '2019-05-08', province: '江苏省' },
    ]);
  },
  importRegistrations: async () => {
    const row = cellsOf({ account: newcomer.account, profession: 'cost-2', company: fourth.company.account });
    const body = { rows: [{ line: 2, cells: row }] };
    expect(await staff.registrar.send(endpoints.importRegistrations, { body })).toMatchObject({ imported: 1 });
  },
  importEducation: async () => {
    const cells = educationCellsOf(newcomer.account, 'cost-2', 'elective', 30.5);
    const body = {
      rows: [
        { line: 2, cells },
        { line: 3, cells: { ...cells, 课程类别: '必修课', 学时: '0' } },
      ],
    };
    const report = await staff.registrar.send(endpoints.importEducation, { body });
    expect(report).toMatchObject({
      imported: 1,
      rejected: [{ line: 3, message: expect.stringContaining('“学时”') as string }],
    });
    expect(await staff.registrar.send(endpoints.importEducation, { body })).toMatchObject({
      imported: 0,
      unchanged: 1,
    });
    const { records } = await newcomer.send(practitionerEndpoints.getEducation, {});
    expect(records).toMatchObject([{ profession: 'cost-2', kind: 'elective', hours: 30.5 }]);
  },
  importInsurance: async () => {
    const { name, idNumber } = personBehind(newcomer);
    const { name: unit, creditCode } = companyBehind(fourth.company);
    const cells = { 姓名: name, 证件号码: idNumber, 缴费月份: '202601', 参保单位: unit, 统一社会信用代码: creditCode };
    const body = { rows: [{ line: 2, cells }] };
    expect(await staff.registrar.send(endpoints.importInsurance, { body })).toMatchObject({ imported: 1 });
    expect(await staff.registrar.send(endpoints.importInsurance, { body })).toMatchObject({ unchanged: 1 });
  },
  holdRegistration: async () => {
    const params = { number: takenOver };
    const find = async () => {
      const { items } = await staff.review.send(endpoints.findRegistration, { query: { number: takenOver } });
      return items[0]!;
    };
    const hold = async (party: Party, said: object) => {
      const body = { ...said, version: (await find()).version } as z.input<typeof endpoints.holdRegistration.body>;
      return await party.send(endpoints.holdRegistration, { params, body });
    };
    const today = shanghaiDate(new Date());
    const said = { reason: '违反强制性标准。', document: '苏建罚字〔2026〕12号', from: today, until: '2199-12-31' };
    await hold(staff.review, { action: 'propose-suspension', ...said });
    await hold(staff.decision, { action: 'confirm-suspension', reason: '同意。' });
    expect(await find()).toMatchObject({ status: 'suspended', suspendedUntil: '2199-12-31' });
    await hold(staff.decision, { action: 'lift-suspension', reason: '期限缩短。' });
    await hold(staff.review, { action: 'lock', project: '演示大厦', reason: '任项目负责人。', until: '2199-12-31' });
    const held = await find();
    expect(held).toMatchObject({ status: 'valid', lock: { project: '演示大厦' } });
    const moving = { ground: 'practice-ended', statement: '已不从事该专业。' } as const;
    const begun = employer.send(employerEndpoints.beginCancellation, { params, body: moving });
    expect((await refused(begun, 'rules-not-met')).errors).toMatchObject([{ code: 'registration-locked' }]);
    await hold(staff.review, { action: 'unlock', reason: '项目已竣工。' });
    const stale = { action: 'unlock', version: held.version, reason: '项目已竣工。' } as const;
    await refused(staff.review.send(endpoints.holdRegistration, { params, body: stale }), 'changed-meanwhile');
  },
  listRegister: async () => {
    const query = { profession: 'cost-2', idNumber: personBehind(fourth.person).idNumber } as const;
    expect((await staff.registrar.send(endpoints.listRegister, { query })).items).toEqual([]);
    const { items } = await staff.registrar.send(endpoints.listRegister, {
      query: { ...query, profession: 'structural-2', status: 'valid' },
    });
    const { registrationNumber } = await see(fourth.person, fourth.id);
    expect(items.map(({ number }) => number)).toEqual([registrationNumber]);
  },
  exportRegister: async () => {
    const body = { idNumber: personBehind(fourth.person).idNumber };
    exported = (await staff.decision.send(endpoints.exportRegister, { body })).id;
    expect(await finished(exported, staff.decision)).toMatchObject({ kind: 'export', counts: { done: 1 } });
    await refused(staff.review.send(endpoints.exportRegister, { body }), 'wrong-role');
  },
  downloadExport: async () => {
    const params = { id: exported };
    const { url, name } = await staff.decision.send(endpoints.downloadExport, { params });
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60');
    expect(name).toMatch(/^注册名册-.*\.csv$/);
    const text = Buffer.from(await (await fetch(url)).arrayBuffer()).toString('utf8');
    const [heading, row, ...others] = text.trimEnd().split('\r\n');
    expect([heading, others]).toEqual([expect.stringMatching(/^\ufeff注册编号,姓名,/), []]);
    expect(row).toContain(`,居民身份证,${personBehind(fourth.person).idNumber}`);
    await refused(staff.registrar.send(endpoints.downloadExport, { params }), 'not-found');
  },
  registrationHistory: async () => {
    const { events, proposal } = await staff.registrar.send(endpoints.registrationHistory, {
      params: { number: takenOver },
    });
    expect(events.map(({ title }) => title)).toEqual([
      '解除在建项目锁定',
      '在建项目锁定',
      '解除暂停执业',
      '决定暂停执业',
      '提出暂停执业',
    ]);
    expect(proposal).toBeNull();
    const { registrationNumber, number: caseNumber } = await see(fourth.person, fourth.id);
    const issued = await staff.review.send(endpoints.registrationHistory, {
      params: { number: registrationNumber ?? '' },
    });
    expect(issued.events).toMatchObject([{ title: '初始注册', applicationId: fourth.id, caseNumber }]);
  },
  listSuspensionProposals: async () => {
    const params = { number: takenOver };
    const { items } = await staff.review.send(endpoints.findRegistration, { query: { number: takenOver } });
    const { version = 0 } = items[0] ?? {};
    const said = {
      reason: '违反强制性标准。',
      document: '苏建罚字〔2026〕13号',
      from: '2199-01-01',
      until: '2199-12-31',
    };
    const body = { action: 'propose-suspension', version, ...said } as const;
    const proposed = await staff.review.send(endpoints.holdRegistration, { params, body });
    const list = async () => (await staff.decision.send(endpoints.listSuspensionProposals, { query: {} })).items;
    expect(await list()).toMatchObject([{ number: takenOver, document: '苏建罚字〔2026〕13号' }]);
    const decline = { action: 'decline-suspension', version: proposed.version, reason: '证据不足。' } as const;
    await staff.decision.send(endpoints.holdRegistration, { params, body: decline });
    expect(await list()).toEqual([]);
  },
  declareGroundEvidence: async () => {
    const { registrationNumber } = await see(fourth.person, fourth.id);
    const { folder, fileId } = await groundEvidence('department', staff.review, registrationNumber ?? '');
    shown = { number: registrationNumber ?? '', folder, fileId };
  },
  getGroundEvidence: async () => {
    expect(await staff.review.send(endpoints.getGroundEvidence, { params: shown })).toMatchObject({
      slot: 'ground-evidence',
      status: 'ready',
    });
    await refused(staff.otherReview.send(endpoints.getGroundEvidence, { params: shown }), 'not-found');
  },
  beginCancellation: async () => {
    cancelling = await cancel();
    const view = await waitFor(fourth.person, cancelling, 'awaiting-statement');
    expect(view.initiator).toBe('department');
  },
  // Nobody is silent for five working days here: tests/api/expiry.test.ts has what is listed.
  listDeemedAcceptances: async () => {
    expect(await staff.decision.send(endpoints.listDeemedAcceptances, { query: {} })).toEqual({
      items: [],
      cursor: null,
    });
  },
  // More of both: tests/api/incomplete-documents.test.ts.
  listIncompleteDocuments: async () => {
    const { items } = await staff.review.send(endpoints.listIncompleteDocuments, { query: {} });
    expect(items.every(({ missing }) => missing.length > 0)).toBe(true);
  },
  completeDocument: async () => {
    const id = await cancelUnprintable(cloud, staff, takenOver);
    const [document] = (await staff.review.send(endpoints.getApplication, { params: { id } })).documents;
    const body = { version: await seenBy(staff.review, id), documentId: document?.id ?? '', reason: '已手写。' };
    const result = await staff.review.send(endpoints.completeDocument, { params: { id }, body });
    expect(result).toMatchObject({ id, state: 'awaiting-statement', version: body.version + 1 });
  },
  withdraw: async () => {
    cancelling ??= await cancel();
    const body = { version: await seenBy(staff.review, cancelling), reason: '经复核不应注销。' };
    const after = await staff.review.send(endpoints.withdraw, { params: { id: cancelling }, body });
    expect(after.state).toBe('withdrawn');
  },
  // More of it: tests/api/company-change.test.ts.
  beginMerger: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    expect(merger).toMatchObject({ state: 'under-review', version: 1 });
    await refused(staff.review.send(endpoints.beginMerger, { body: merger.body }), 'already-exists');
  },
  listCompanyChanges: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const { items } = await staff.decision.send(endpoints.listCompanyChanges, { query: {} });
    expect(items.map(({ id }) => id)).toContain(merger.id);
  },
  getCompanyChange: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const view = await staff.otherReview.send(endpoints.getCompanyChange, { params: { id: merger.id } });
    expect(view).toMatchObject({ from: merger.from, to: merger.to, initiator: 'department', evidence: null });
  },
  listChangedRegistrations: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const listed = { params: { id: merger.id }, query: {} };
    const { items } = await staff.review.send(endpoints.listChangedRegistrations, listed);
    expect(items).toMatchObject([{ employerName: merger.from.name }]);
  },
  downloadCompanyEvidence: async () => {
    const changing = await signInAs(cloud.target, spare.company());
    await takeOverWith(staff.registrar, formerly(changing), [spare.person()]);
    const { id } = await submitChange(changing);
    const { url } = await staff.review.send(endpoints.downloadCompanyEvidence, { params: { id } });
    expect((await download(url)).type).toBe('application/pdf');
  },
  recommendCompanyChange: async () => {
    merger ??= await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const params = { id: merger.id };
    const body = { version: 1, opinion: '与批准文件一致。' };
    await refused(staff.review.send(endpoints.recommendCompanyChange, { params, body }), 'same-person');
    const after = await staff.otherReview.send(endpoints.recommendCompanyChange, { params, body });
    expect(after.state).toBe('awaiting-decision');
  },
  decideCompanyChange: async () => {
    const { id } = await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const params = { id };
    const opinion = '材料不足。';
    const { version } = await staff.otherReview.send(endpoints.recommendCompanyChange, {
      params,
      body: { version: 1, opinion },
    });
    const body = { version, decision: 'reject', opinion } as const;
    expect((await staff.decision.send(endpoints.decideCompanyChange, { params, body })).state).toBe('rejected');
  },
  withdrawMerger: async () => {
    const { id, version } = await beginMerger(staff.registrar, staff.review, spare.person(), '0001');
    const after = await staff.review.send(endpoints.withdrawMerger, { params: { id }, body: { version } });
    expect(after.state).toBe('withdrawn');
  },
  declareImport: async () => {
    expect(await declared('演示名单.csv', 201)).toMatchObject({ parts: 2 });
    await refused(staff.review.send(endpoints.declareImport, { body: importBody('演示名单.csv', 1) }), 'wrong-role');
  },
  sendImportPart: async () => {
    const { id } = await declared('演示名单.csv', 201);
    const params = { id };
    const body = { part: 1, rows: [employerRow(2)] };
    const sent = () => staff.registrar.send(endpoints.sendImportPart, { params, body });
    expect(await sent()).toEqual({ received: 1, parts: 2 });
    expect(await sent()).toEqual({ received: 1, parts: 2 });
    await refused(
      staff.registrar.send(endpoints.sendImportPart, { params, body: { ...body, part: 0 } }),
      'invalid-request',
    );
  },
  getImport: async () => {
    const { id } = await declared('演示名单.csv', 1);
    const view = await staff.registrar.send(endpoints.getImport, { params: { id } });
    expect(view).toEqual({ id, ...importBody('演示名单.csv', 1), parts: 1, received: 0 });
  },
  runImport: async () => {
    const { id } = await declared('演示名单.csv', 2);
    const params = { id };
    await refused(staff.registrar.send(endpoints.runImport, { params, body: { dryRun: true } }), 'not-in-this-state');
    const body = { part: 0, rows: [employerRow(2), { line: 3, cells: { 企业名称: '演示' } }] };
    await staff.registrar.send(endpoints.sendImportPart, { params, body });
    const run = async (dryRun: boolean) =>
      (await staff.registrar.send(endpoints.runImport, { params, body: { dryRun } })).id;
    const counts = { done: 1, unchanged: 0, attention: 0, refused: 1 };
    expect((await finished(await run(true), staff.registrar)).counts).toEqual(counts);
    expect((await finished(await run(false), staff.registrar)).counts).toEqual(counts);
    expect((await finished(await run(true), staff.registrar)).counts).toEqual({ ...counts, done: 0, unchanged: 1 });
    await refused(staff.registrar.send(endpoints.runImport, { params, body: { dryRun: false } }), 'already-exists');
  },
  previewBulk: async () => {
    expect((await previewed(['no-such-case'])).counts).toMatchObject({ done: 0, refused: 1 });
    // Of a kind that nobody here applies for: all of it that the filter finds is nothing.
    const filter = { profession: 'architect-2', matter: 'demo-zone' } as const;
    const body = { wish: { action: 'accept' }, filter } as const;
    const { id } = await staff.acceptance.send(endpoints.previewBulk, { body });
    expect(await finished(id)).toMatchObject({ title: '批量受理（筛选结果预览）', counts: { done: 0, refused: 0 } });
    await refused(staff.acceptance.send(endpoints.previewBulk, { body: { ...body, ids: [id] } }), 'invalid-request');
  },
  carryOutBulk: async () => {
    const preview = await previewed([bulk.id]);
    const { items } = await staff.acceptance.send(endpoints.listJobElements, { params: { id: preview.id }, query: {} });
    expect(items).toMatchObject([{ outcome: 'done', subject: bulk.id, message: null }]);
    const params = { id: preview.id };
    const { id } = await staff.acceptance.send(endpoints.carryOutBulk, { params });
    expect(await finished(id)).toMatchObject({ title: '批量受理', total: 1, counts: { done: 1, refused: 0 } });
    await waitFor(bulk.person, bulk.id, 'under-review');
    await refused(staff.acceptance.send(endpoints.carryOutBulk, { params }), 'already-exists');
  },
  listJobs: async () => {
    const { items } = await staff.acceptance.send(endpoints.listJobs, { query: {} });
    expect(items.map(({ title }) => title)).toContain('批量受理（预览）');
    expect((await staff.otherDecision.send(endpoints.listJobs, { query: {} })).items).toEqual([]);
  },
  getJob: async () => {
    const { id } = await previewed([second.id]);
    const params = { id };
    expect(await staff.acceptance.send(endpoints.getJob, { params })).toMatchObject({ kind: 'bulk-preview' });
    await refused(staff.review.send(endpoints.getJob, { params }), 'not-found');
  },
  listJobElements: async () => {
    const { id } = await previewed(['no-such-case']);
    const params = { id };
    const query = { remarkable: 'true' } as const;
    const { items } = await staff.acceptance.send(endpoints.listJobElements, { params, query });
    expect(items).toMatchObject([{ outcome: 'refused', subject: 'no-such-case' }]);
  },
  stopJob: async () => {
    // Ten parts: it cannot have ended when the next request arrives.
    const ids = Array.from({ length: 500 }, (_, index) => `no-such-case-${index}`);
    const { id } = await staff.acceptance.send(endpoints.previewBulk, { body: { wish: { action: 'accept' }, ids } });
    const params = { id };
    const stopped = await staff.acceptance.send(endpoints.stopJob, { params });
    expect(stopped).toMatchObject({ state: 'stopped', canStop: false });
    await refused(staff.acceptance.send(endpoints.stopJob, { params }), 'not-in-this-state');
  },
  getFigures: async () => {
    const { month, cities, steps, officers } = await staff.decision.send(endpoints.getFigures, { query: {} });
    expect(month).toBe(shanghaiDate(new Date()).slice(0, 7));
    expect(cities.length).toBeGreaterThan(0);
    expect(steps.find(({ state }) => state === 'awaiting-employer')?.handled).toBeGreaterThan(0);
    expect(officers.map(({ name }) => name)).toContain('受理员甲');
    await refused(staff.acceptance.send(endpoints.getFigures, { query: {} }), 'wrong-role');
  },
  listFigureMonths: async () => {
    // A city in which something was sent: which one it is depends on the companies of this file.
    const { cities: all } = await staff.decision.send(endpoints.getFigures, { query: {} });
    const { city: shown = '' } = all[0] ?? {};
    const { items } = await staff.decision.send(endpoints.listFigureMonths, { query: { city: shown } });
    expect(items).toHaveLength(12);
    const month = items.at(-1)?.month;
    const { cities } = await staff.decision.send(endpoints.getFigures, { query: { month, city: shown } });
    expect(cities.map(({ city }) => city)).toEqual([shown]);
    // Cases of other files come to other states between the two answers.
    await until('months that have the states of their figures', async () => {
      const figures = await staff.decision.send(endpoints.getFigures, { query: { month, city: shown } });
      const months = await staff.decision.send(endpoints.listFigureMonths, { query: { city: shown } });
      const counts = new Set(Object.keys(months.items.at(-1)?.counts ?? {}));
      return Object.keys(figures.cities[0]?.counts ?? {}).every((state) => counts.has(state)) || undefined;
    });
  },
  listLooks: async () => {
    const { id } = fourth;
    await seenBy(staff.review, id);
    // Everybody's looks of today are listed: this one is on some page of them.
    const found = async (cursor?: string): Promise<boolean> => {
      const page = await staff.decision.send(endpoints.listLooks, { query: cursor === undefined ? {} : { cursor } });
      if (page.items.some(({ kind, applicationId }) => kind === 'case' && applicationId === id)) return true;
      return page.cursor !== null && (await found(page.cursor));
    };
    expect(await found()).toBe(true);
    await refused(staff.review.send(endpoints.listLooks, { query: {} }), 'wrong-role');
  },
  listAuditDays: async () => {
    expect(await staff.decision.send(endpoints.listAuditDays, { query: {} })).toEqual({ items: [], cursor: null });
  },
  importEmployers: async () => {
    const cells = {
      企业名称: '江苏演示名录建设有限公司',
      统一社会信用代码: unifiedSocialCreditCode('320106', '00009801'),
    };
    const body = { rows: [{ line: 2, cells }] };
    const first = await staff.registrar.send(endpoints.importEmployers, { body });
    expect(first).toMatchObject({ rejected: [] });
    const again = await staff.registrar.send(endpoints.importEmployers, { body });
    expect(again).toEqual({ imported: 0, unchanged: 1, rejected: [] });
  },
  findRegistration: async () => {
    const { registrationNumber } = await see(fourth.person, fourth.id);
    const query = { number: registrationNumber ?? '' };
    const { items } = await staff.registrar.send(endpoints.findRegistration, { query });
    expect(items).toMatchObject([{ holderName: personBehind(fourth.person).name, applicationId: fourth.id }]);
    const none = await staff.registrar.send(endpoints.findRegistration, { query: { number: '苏建232020000001' } });
    expect(none.items).toEqual([]);
  },
} satisfies Record<keyof typeof endpoints, () => Promise<void>>;

async function previewed(ids: readonly string[]) {
  const body = { wish: { action: 'accept' as const }, ids: [...ids] };
  const { id } = await staff.acceptance.send(endpoints.previewBulk, { body });
  return await finished(id);
}

function importBody(name: string, rows: number) {
  return { list: 'employers' as const, name, rows };
}

function declared(name: string, rows: number) {
  return staff.registrar.send(endpoints.declareImport, { body: importBody(name, rows) });
}

function employerRow(line: number) {
  const code = unifiedSocialCreditCode('320106', '00009811');
  return { line, cells: { 企业名称: '江苏演示后台建设有限公司', 统一社会信用代码: code } };
}

function finished(id: string, member = staff.acceptance) {
  return until('the job is finished', async () => {
    const job = await member.send(endpoints.getJob, { params: { id } });
    return job.state === 'finished' ? job : undefined;
  });
}

let cancelling: string | undefined;
let shown: { number: string; folder: string; fileId: string };

async function cancel(): Promise<string> {
  const { registrationNumber } = await see(fourth.person, fourth.id);
  const body = { ground: 'other-legal-ground', statement: '已依法撤销。' } as const;
  const params = { number: registrationNumber ?? '' };
  return (await staff.review.send(endpoints.beginCancellation, { params, body })).id;
}

describe('the API of the department answers', () => {
  const names = Object.keys(happyPaths) as (keyof typeof happyPaths)[];

  it.each(names)('%s', async (name) => {
    answered.clear();
    await happyPaths[name]();
    expect(answered.has(endpoints[name]), 'the endpoint itself has answered').toBe(true);
  });

  it('no endpoint is left out', () => {
    expect(names.toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  it('a queue is paged, soonest due first, and every item is listed once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: { queue: 'acceptance'; cursor?: string } =
        cursor === null ? { queue: 'acceptance' } : { queue: 'acceptance', cursor };
      const page: Awaited<ReturnType<typeof list>> = await list(staff.acceptance, query);
      seen.push(...page.items.map(({ dueAt, applicationId }) => `${dueAt} ${applicationId}`));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(seen.length);
  });
});
