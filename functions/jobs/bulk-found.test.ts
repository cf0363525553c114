import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QueueFilter } from '../../api/department-queues.ts';
import { noCounts } from '../../domain/jobs.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { ApplicationItem, WorkItemItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

vi.mock('../platform/identity-key.ts', () => ({ personIdOf: (id: string) => Promise.resolve(`person-${id}`) }));
const engine = await startTestTable();
const { carryOutJob } = await import('./carry-out-job.ts');
const { carryOutBulk, previewBulk } = await import('../department/bulk.ts');
const { termsOfWorkItem } = await import('../projection/work-items.ts');
const { ApplicationEventEntity, JobElementEntity, JobEntity, TermEntity, WorkItemEntity } =
  await import('../records/entities.ts');

afterAll(async () => {
  vi.resetModules();
  await engine.stop();
});

const now = new Date('2026-03-02T01:00:00.000Z');
const officer: StaffCaller = {
  ...{ party: 'staff', staffId: 'acceptance-1', personId: null, name: '演示受理' },
  roles: ['acceptance'],
};
const asking = { caller: officer, idempotencyKey: null, now };
const suzhou = '91320508000010014J';
const nanjing = '91320100000010024X';

/** An application that waits for acceptance, in the queue. */
async function given(employerCreditCode: string, personId?: string): Promise<ApplicationItem> {
  const item = makeApplication({ state: 'awaiting-acceptance', employerCreditCode, ...(personId && { personId }) });
  const { applicationId, stateVersion, number = '', profession, matter } = item;
  const work: WorkItemItem = {
    ...{ applicationId, stateVersion, number, profession, matter, employerCreditCode, taskToken: 't', owner: '1' },
    ...{
      queue: 'acceptance',
      state: 'awaiting-acceptance',
      status: 'open',
      applicantName: '张演示',
      employerName: '甲',
    },
    ...{ openedAt: '2026-03-02T00:00:00.000Z', dueAt: '2026-03-09T15:59:59.000Z' },
  };
  await putApplication(item);
  await WorkItemEntity.put(work).go();
  const [term] = termsOfWorkItem(work).filter((each) => each.term.startsWith('city/'));
  if (term !== undefined) await TermEntity.put({ ...term, shard: '0', version: 1 }).go();
  return item;
}

async function ordered(filter: QueueFilter): Promise<string> {
  const answer = await previewBulk({ ...asking, body: { wish: { action: 'accept' }, filter } });
  if (!answer.ok) throw new Error(answer.refusal.detail);
  return answer.value.id;
}

async function carriedOut(previewId: string): Promise<string> {
  const answer = await carryOutBulk(previewId, asking);
  if (!answer.ok) throw new Error(answer.refusal.detail);
  await carryOut(answer.value.id);
  return answer.value.id;
}

async function carryOut(jobId: string): Promise<void> {
  while ((await carryOutJob(jobId, now)).next !== 'nothing');
}

const jobOf = async (jobId: string) => (await JobEntity.get({ jobId }).go({ consistent: true })).data;
const elementsOf = async (jobId: string) =>
  (await JobElementEntity.query.element({ jobId }).go({ pages: 'all', consistent: true })).data;

async function acceptances({ applicationId }: ApplicationItem): Promise<number> {
  const { data } = await ApplicationEventEntity.query.event({ applicationId }).go({ pages: 'all', consistent: true });
  return data.filter(({ action }) => action === 'accept').length;
}

let found: ApplicationItem[];
let others: ApplicationItem[];
let previewId: string;
beforeAll(async () => {
  // One more than a part of the job has.
  found = await Promise.all(Array.from({ length: 51 }, () => given(suzhou)));
  others = await Promise.all([given(nanjing), given(nanjing)]);
}, 30_000);

describe('a command on all that a filter finds', () => {
  it('walks the filter page by page whatever breaks off, judges each case once, and changes none', async () => {
    const id = await ordered({ city: '3205', claimedBy: 'nobody' });
    previewId = id;
    const before = await jobOf(id);
    expect(before?.total).toBeUndefined();
    expect(await carryOutJob(id, now)).toEqual({ next: 'part' });
    // The function died after its elements, before the job moved on.
    if (before !== null) await JobEntity.put(before).go();
    await carryOut(id);
    expect((await jobOf(id))?.counts).toEqual({ ...noCounts, done: 51 });
    expect((await elementsOf(id)).map(({ subject }) => subject).sort()).toEqual(
      found.map(({ applicationId }) => applicationId).sort(),
    );
    expect(await Promise.all(found.slice(0, 3).map(acceptances))).toEqual([0, 0, 0]);
  });

  it('is carried out on each that is as it was found; what has changed or is no longer found is left out and said so', async () => {
    const [changed, claimed] = found as [ApplicationItem, ApplicationItem];
    await putApplication({ ...changed, version: changed.version + 1 });
    await WorkItemEntity.patch(claimed)
      .set({ claimedBy: officer.staffId, claimedByName: '演示受理', claimedUntil: '2026-03-02T01:20:00.000Z' })
      .go();
    const id = await carriedOut(previewId);
    expect(await jobOf(id)).toMatchObject({ state: 'finished', counts: { ...noCounts, done: 49, refused: 2 } });
    const refused = (await elementsOf(id)).filter(({ outcome }) => outcome === 'refused');
    const said = new Map(refused.map(({ subject, message }) => [subject, message]));
    expect(said.get(changed.applicationId)).toContain('更新');
    expect(said.get(claimed.applicationId)).toContain('不符合筛选条件');
    expect(await Promise.all([...found, ...others].map(acceptances))).toEqual([
      ...[0, 0],
      ...found.slice(2).map(() => 1),
      ...[0, 0],
    ]);
  });

  it('keeps nothing of whom a filter names: who is meant is looked up when it is ordered', async () => {
    const { applicationId } = await given(nanjing, 'person-320106199003078888');
    const id = await ordered({ idNumber: '320106199003078888', city: '3201' });
    const job = await jobOf(id);
    expect(job?.order).toMatchObject({ ids: [applicationId], filter: { city: '3201' } });
    expect(JSON.stringify(job)).not.toContain('320106199003078888');
    await carryOut(id);
    expect((await jobOf(id))?.counts).toEqual({ ...noCounts, done: 1 });
  });
});
