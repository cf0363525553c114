import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { noCounts } from '../../domain/jobs.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { ApplicationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { carryOutJob } = await import('./carry-out-job.ts');
const { carryOutBulk, previewBulk } = await import('../department/bulk.ts');
const { listOwnElements, stopJob } = await import('../cases/owned-jobs.ts');
const { ApplicationEventEntity, JobElementEntity, JobEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const officer: StaffCaller = {
  ...{ party: 'staff', staffId: 'acceptance-1', personId: null, name: '演示受理' },
  roles: ['acceptance'],
};
const asking = { caller: officer, idempotencyKey: null, now };

async function given(count: number, overrides: Partial<ApplicationItem> = {}): Promise<ApplicationItem[]> {
  const items = Array.from({ length: count }, () => makeApplication({ state: 'awaiting-acceptance', ...overrides }));
  for (const item of items) await putApplication(item);
  return items;
}

async function carryOut(jobId: string): Promise<void> {
  while ((await carryOutJob(jobId, now)).next !== 'nothing');
}

async function preview(ids: readonly string[]): Promise<string> {
  const ordered = await previewBulk({ ...asking, body: { wish: { action: 'accept' }, ids } });
  if (!ordered.ok) throw new Error(ordered.refusal.detail);
  await carryOut(ordered.value.id);
  return ordered.value.id;
}

async function order(previewId: string): Promise<string> {
  const ordered = await carryOutBulk(previewId, asking);
  if (!ordered.ok) throw new Error(ordered.refusal.detail);
  return ordered.value.id;
}

async function jobOf(jobId: string) {
  return (await JobEntity.get({ jobId }).go({ consistent: true })).data;
}

async function acceptances({ applicationId }: ApplicationItem): Promise<number> {
  const { data } = await ApplicationEventEntity.query.event({ applicationId }).go({ pages: 'all', consistent: true });
  return data.filter(({ action }) => action === 'accept').length;
}

describe('a command on many cases', () => {
  it('is previewed by the rules of the single command, and says of each that is not clean why', async () => {
    const [clean, elsewhere, own] = [
      ...(await given(1)),
      ...(await given(1, { state: 'under-review' })),
      ...(await given(1, { personId: 'the-officer' })),
    ];
    const ids = [clean, elsewhere, own].map((item) => item?.applicationId ?? '');
    const wish = { action: 'accept' } as const;
    const caller = { ...officer, personId: 'the-officer' };
    const ordered = await previewBulk({ ...asking, caller, body: { wish, ids: [...ids, 'no-such-case'] } });
    if (!ordered.ok) throw new Error(ordered.refusal.detail);
    const { id } = ordered.value;
    await carryOut(id);
    expect((await jobOf(id))?.counts).toEqual({ ...noCounts, done: 1, refused: 3 });
    const remarkable = await listOwnElements(id, caller, { remarkable: 'true' });
    expect(remarkable).toMatchObject({
      ok: true,
      value: {
        items: [
          { subject: ids[1], label: elsewhere?.number, message: expect.stringContaining('审核中') as string },
          { subject: ids[2], label: own?.number, message: expect.stringContaining('回避') as string },
          { subject: 'no-such-case', label: '找不到的申请', message: expect.stringContaining('没有找到') as string },
        ],
      },
    });
    expect(clean === undefined ? 1 : await acceptances(clean)).toBe(0);
  });

  it('accepts each clean case once, whatever a run that breaks off between two writes leaves behind', async () => {
    const items = await given(12);
    const previewId = await preview(items.map(({ applicationId }) => applicationId));
    const id = await order(previewId);
    const before = await jobOf(id);
    expect(await carryOutJob(id, now)).toEqual({ next: 'part' });
    // The function died after its elements, before the job moved on: the part is taken up again from its beginning.
    if (before === null) throw new Error('no job');
    await JobEntity.put(before).go();
    await carryOut(id);
    expect(await jobOf(id)).toMatchObject({ state: 'finished', total: 12, counts: { ...noCounts, done: 12 } });
    expect(await Promise.all(items.map(acceptances))).toEqual(items.map(() => 1));
    const { data } = await JobElementEntity.query.element({ jobId: id }).go({ pages: 'all' });
    expect(new Set(data.map(({ subject }) => subject)).size).toBe(12);
  });

  it('refuses a case that has changed since the preview, and goes on with the others', async () => {
    const items = await given(3);
    const previewId = await preview(items.map(({ applicationId }) => applicationId));
    const [changed] = items;
    if (changed === undefined) throw new Error('no case');
    await putApplication({ ...changed, version: changed.version + 1 });
    const id = await order(previewId);
    await carryOut(id);
    expect((await jobOf(id))?.counts).toEqual({ ...noCounts, done: 2, refused: 1 });
    expect(await acceptances(changed)).toBe(0);
  });

  it('does nothing more once its owner has stopped it, and lets nobody else stop or carry it out', async () => {
    const items = await given(12);
    const previewId = await preview(items.map(({ applicationId }) => applicationId));
    const other = { ...asking, caller: { ...officer, staffId: 'acceptance-2' } };
    expect(await carryOutBulk(previewId, other)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
    const id = await order(previewId);
    await carryOutJob(id, now);
    expect(await stopJob(id, other)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
    expect(await stopJob(id, asking)).toMatchObject({ ok: true, value: { state: 'stopped', counts: { done: 10 } } });
    await carryOut(id);
    const done = await Promise.all(items.map(acceptances));
    expect(done.filter((count) => count === 1)).toHaveLength(10);
    expect(await stopJob(id, asking)).toMatchObject({ ok: false, refusal: { code: 'not-in-this-state' } });
  });

  it('counts what was done of the part in which it was stopped, and says nothing against the others', async () => {
    const items = await given(10);
    const id = await order(await preview(items.map(({ applicationId }) => applicationId)));
    const notes = async () =>
      (await JobElementEntity.query.element({ jobId: id }).go({ pages: 'all', consistent: true })).data;
    const running = carryOutJob(id, now);
    await vi.waitFor(async () => expect(await notes()).not.toEqual([]), { interval: 5 });
    expect(await stopJob(id, asking)).toMatchObject({ ok: true });
    expect(await running).toEqual({ next: 'nothing' });
    const done = (await Promise.all(items.map(acceptances))).filter((count) => count === 1).length;
    expect((await notes()).map(({ outcome }) => outcome)).toEqual(Array.from({ length: done }, () => 'done'));
    expect(await jobOf(id)).toMatchObject({ state: 'stopped', counts: { ...noCounts, done } });
  });

  it('is ordered only by whoever may take the step on one case, and once for each preview', async () => {
    const wish = { action: 'decide', decision: 'approve', opinion: '同意。' } as const;
    const refusal = await previewBulk({ ...asking, body: { wish, ids: [randomUUID()] } });
    expect(refusal).toMatchObject({ ok: false, refusal: { code: 'wrong-role' } });
    const [item] = await given(1);
    const previewId = await preview([item?.applicationId ?? '']);
    await order(previewId);
    expect(await carryOutBulk(previewId, asking)).toMatchObject({ ok: false, refusal: { code: 'already-exists' } });
  });
});
