import { afterAll, describe, expect, it } from 'vitest';
import { noCounts } from '../../domain/jobs.ts';
import { unifiedSocialCreditCode } from '../../local/services/identity/identifiers.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { carryOutJob } = await import('./carry-out-job.ts');
const { declareImport, importView, receivePart, runImport } = await import('../department/imports.ts');
const { JobElementEntity, JobEntity, KnownEmployerEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const caller: StaffCaller = {
  ...{ party: 'staff', staffId: 'registrar-1', personId: null, name: '演示登记' },
  roles: ['registrar'],
};
const asking = { caller, idempotencyKey: null, now };

const codes = Array.from({ length: 5 }, (_, index) => unifiedSocialCreditCode('320106', `0000970${index}`));
const rows = [
  ...codes.map((code, index) => ({
    line: index + 2,
    cells: { 企业名称: `江苏演示${index}建设有限公司`, 统一社会信用代码: code },
  })),
  { line: 7, cells: { 企业名称: '江苏演示无码建设有限公司', 统一社会信用代码: 'X' } },
];

async function valueOf<Value>(
  result: Promise<{ ok: true; value: Value } | { ok: false; refusal: { detail: string } }>,
) {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.refusal.detail);
  return settled.value;
}

async function uploaded(): Promise<string> {
  const body = { list: 'employers' as const, name: '演示.csv', rows: rows.length };
  const { id } = await valueOf(declareImport({ ...asking, body }));
  await valueOf(receivePart({ ...asking, params: { id }, body: { part: 0, rows } }));
  return id;
}

async function run(fileId: string, dryRun: boolean): Promise<string> {
  const { id } = await valueOf(runImport({ ...asking, params: { id: fileId }, body: { dryRun } }));
  return id;
}

async function carryOut(jobId: string) {
  while ((await carryOutJob(jobId, now)).next !== 'nothing');
  return (await JobEntity.get({ jobId }).go({ consistent: true })).data;
}

async function known() {
  const { data } = await KnownEmployerEntity.get(codes.map((creditCode) => ({ creditCode }))).go({ consistent: true });
  return data.length;
}

describe('a file that is imported in the background', () => {
  it('is tried without keeping a row, and then kept once: a run that broke off is taken up again and counts as if it had not', async () => {
    const fileId = await uploaded();
    const counts = { ...noCounts, done: 5, refused: 1 };
    expect((await carryOut(await run(fileId, true)))?.counts).toEqual(counts);
    expect(await known()).toBe(0);

    const jobId = await run(fileId, false);
    const before = (await JobEntity.get({ jobId }).go({ consistent: true })).data;
    if (before === null) throw new Error('no job');
    await carryOutJob(jobId, now);
    expect(await known()).toBe(5);
    // The function died after its rows, before the job moved on; of one that had nothing to keep even the note is missing.
    await JobEntity.put(before).go();
    await JobElementEntity.delete({ jobId, part: 0, key: '0005' }).go();
    expect(await carryOut(jobId)).toMatchObject({ state: 'finished', total: 6, counts });
    const { data } = await JobElementEntity.query.remarkable({ jobId }).go({ hydrate: true });
    expect(data).toMatchObject([{ label: '第7行', outcome: 'refused' }]);
  });

  it('is declared once under a key, and no part is said to have arrived that has not', async () => {
    const idempotencyKey = { caller: 'staff/registrar-1', keyDigest: 'one-key', contentDigest: 'a-file' };
    const body = { list: 'employers' as const, name: '演示.csv', rows: 201 };
    const declare = () => declareImport({ ...asking, idempotencyKey, body });
    // Both have found nothing under their key, as two that come at the same moment do.
    const { id } = await valueOf(declare());
    expect(await declare()).toMatchObject({ ok: false, refusal: { code: 'changed-meanwhile' } });
    const part = { params: { id }, body: { part: 1, rows: rows.slice(0, 1) } };
    expect(await receivePart({ ...asking, ...part, idempotencyKey })).toMatchObject({ ok: false });
    expect(await importView(id, caller)).toMatchObject({ value: { received: 0 } });
    const all = { part: 0, rows: Array.from({ length: 200 }, (_, index) => ({ line: index + 2, cells: {} })) };
    const both = [part, { params: { id }, body: all }].map((each) => receivePart({ ...asking, ...each }));
    const received = (await Promise.all(both)).map((result) => (result.ok ? result.value.received : result));
    expect(received.toSorted()).toEqual([1, 2]);
  });

  it('is imported by nobody who has not uploaded it, and not before all of it has arrived', async () => {
    const body = { list: 'employers' as const, name: '演示.csv', rows: 201 };
    const { id } = await valueOf(declareImport({ ...asking, body }));
    await valueOf(receivePart({ ...asking, params: { id }, body: { part: 1, rows: rows.slice(0, 1) } }));
    const refused = { ok: false, refusal: { code: 'not-in-this-state' } };
    expect(await runImport({ ...asking, params: { id }, body: { dryRun: true } })).toMatchObject(refused);
    const other = { ...asking, caller: { ...caller, staffId: 'registrar-2' } };
    const unknown = { ok: false, refusal: { code: 'not-found' } };
    expect(await runImport({ ...other, params: { id }, body: { dryRun: true } })).toMatchObject(unknown);
  });
});
