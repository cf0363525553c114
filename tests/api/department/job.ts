import { expect } from 'vitest';
import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { unifiedSocialCreditCode } from '../../../local/services/identity/identifiers.ts';
import { waitFor } from '../../support/parties/play.ts';
import { refused } from '../../support/parties/refusal.ts';
import { staff, second, bulk, finished } from './scene.ts';

/** How the endpoints of what runs in the background answer when all is well: one after the other, each on what those before it left. */
export const jobPaths = {
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
};

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
