import type * as z from 'zod';
import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { shanghaiDate } from '../../../domain/calendar-dates.ts';
import { companyBehind, personBehind } from '../../support/parties/expected.ts';
import { type Party } from '../../support/parties/party.ts';
import { see, seenBy, waitFor } from '../../support/parties/play.ts';
import { cancelUnprintable } from '../../support/parties/incomplete-document.ts';
import { groundEvidence } from '../../support/parties/ground-evidence.ts';
import { refused } from '../../support/parties/refusal.ts';
import { cellsOf, educationCellsOf } from '../../support/parties/register.ts';
import { cloud } from '../../support/cloud/shared-cloud.ts';
import { staff, newcomer, fourth, employer, takenOver, finished } from './scene.ts';

let exported: string;
let cancelling: string | undefined;
let shown: { number: string; folder: string; fileId: string };

/** How the endpoints of lists, the register and cancellations answer when all is well: one after the other, each on what those before it left. */
export const registerPaths = {
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
};

async function cancel(): Promise<string> {
  const { registrationNumber } = await see(fourth.person, fourth.id);
  const body = { ground: 'other-legal-ground', statement: '已依法撤销。' } as const;
  const params = { number: registrationNumber ?? '' };
  return (await staff.review.send(endpoints.beginCancellation, { params, body })).id;
}
