import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { ApplicationItem, WorkItemItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { projectRecord } = await import('../projection/project.ts');
const { missingNumbers } = await import('./month-numbers.ts');
const { reconcileFigures } = await import('./reconcile.ts');
const { readFigures } = await import('../department/figures.ts');
const { ApplicationEntity, CounterEntity, FigureEntity, GuardEntity, WorkItemEntity } =
  await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-04-02T18:15:00.000Z');
const month = '2026-03';
const always = () => true;
const waiting: unknown[] = [];
let drawn = 0;

/** A change as the stream brings it, kept until the test delivers it. */
async function changing(read: () => Promise<unknown>, write: () => Promise<unknown>): Promise<void> {
  const image = async () => ((await read()) as { data?: { Item?: Record<string, unknown> } }).data?.Item;
  const before = await image();
  await write();
  const after = await image();
  const written = (item: Record<string, unknown> | undefined) => (item === undefined ? undefined : marshall(item));
  const eventName = before === undefined ? 'INSERT' : 'MODIFY';
  waiting.push({ eventName, dynamodb: { OldImage: written(before), NewImage: written(after) } });
}

async function sent(overrides: Partial<ApplicationItem> = {}): Promise<ApplicationItem> {
  drawn += 1;
  const number = `ZS20260302${String(drawn).padStart(6, '0')}`;
  const item = makeApplication({ number, state: 'awaiting-acceptance', ...overrides });
  await CounterEntity.upsert({ name: 'application-constructor-2-2026' }).set({ value: drawn }).go();
  await GuardEntity.put({ kind: 'application-number', value: number, holder: item.applicationId }).go();
  await changing(
    () => ApplicationEntity.get(item).go({ data: 'raw' }),
    () => putApplication(item),
  );
  return item;
}

async function moved(item: ApplicationItem, state: ApplicationItem['state'], version: number): Promise<void> {
  await changing(
    () => ApplicationEntity.get(item).go({ data: 'raw' }),
    () => ApplicationEntity.patch(item).set({ state, version }).go(),
  );
}

async function handled(item: ApplicationItem, stateVersion: number, closedAt: string): Promise<void> {
  const { applicationId, number = '', profession, matter, employerCreditCode = '' } = item;
  const workItem: WorkItemItem = {
    ...{ applicationId, stateVersion, number, profession, matter, employerCreditCode, taskToken: 't' },
    ...{ applicantName: '张演示', employerName: '甲公司', queue: 'acceptance', owner: '1', status: 'closed' },
    ...{
      state: 'awaiting-acceptance',
      openedAt: '2026-03-02T01:00:00.000Z',
      dueAt: '2026-03-09T15:59:59.000Z',
      closedAt,
    },
  };
  const read = () => WorkItemEntity.get({ applicationId, stateVersion }).go({ data: 'raw' });
  await changing(read, () => WorkItemEntity.put(workItem).go());
}

/** Brings what has changed: some of it again, in another order, side by side. */
async function deliver(): Promise<void> {
  const all = waiting.splice(0);
  await Promise.all([...all, ...all.toReversed(), ...all.slice(1)].map(projectRecord));
}

async function shown(city?: string) {
  const figures = await readFigures({ month, city }, now);
  if (!figures.ok) throw new Error('refused');
  const { matters, steps } = figures.value;
  return { counts: matters[0]?.counts, acceptance: steps.find(({ state }) => state === 'awaiting-acceptance') };
}

const differences = async () => (await reconcileFigures(always, now)).flatMap((each) => each.differences);

describe('the figures of a month', () => {
  it('count what the stream brings once, by state, city and time of handling, and are proved against the cases', async () => {
    const cases = [];
    for (let count = 0; count < 6; count += 1) cases.push(await sent());
    const [first, second, third] = cases as [ApplicationItem, ApplicationItem, ApplicationItem];
    await moved(first, 'under-review', 4);
    await handled(first, 3, '2026-03-02T01:30:00.000Z');
    await moved(second, 'under-review', 4);
    await handled(second, 3, '2026-03-20T01:00:00.000Z');
    await deliver();
    expect(await shown()).toMatchObject({
      counts: { 'awaiting-acceptance': 4, 'under-review': 2 },
      acceptance: { handled: 0 },
    });
    await moved(first, 'awaiting-decision', 5);
    await moved(first, 'approved', 6);
    await moved(second, 'rejected', 5);
    await moved(third, 'withdrawn', 4);
    await deliver();
    const { counts, acceptance } = await shown();
    expect(counts).toEqual({ approved: 1, rejected: 1, withdrawn: 1, 'awaiting-acceptance': 3 });
    expect(acceptance).toMatchObject({ handled: 2, late: 1, median: 'h1', percentile95: 'd15' });
    expect((await shown('3205')).counts).toEqual(counts);
    expect((await shown('3201')).counts).toBeUndefined();
    expect(await reconcileFigures(always, now)).toContainEqual({
      month,
      applications: 6,
      differences: [],
      first: true,
    });
    expect(await differences()).toEqual([]);
  });

  it('are mended where a counter is wrong, where the stream was lost, and where nothing was ever brought of a case; each is named', async () => {
    const before = await shown();
    const lost = await sent({ updatedAt: '2026-03-02T01:00:00.000Z' });
    waiting.length = 0;
    const place = { month, shard: '0', kind: 'application', city: '3205', row: 'constructor-2/initial' } as const;
    await FigureEntity.upsert(place).add({ approved: 3, turn: 1 }).go();
    const found = await differences();
    expect(found).toContain(`case ${lost.applicationId}`);
    expect(found).toContain(`cell ${month} 0 application|3205|constructor-2/initial`);
    expect((await shown()).counts).toEqual({ ...before.counts, 'awaiting-acceptance': 4 });
    expect(await differences()).toEqual([]);
  });

  it('are not looked at again once every case of a month that is over is finished', async () => {
    const { data } = await GuardEntity.get(
      [...Array(drawn).keys()].map((at) => ({
        kind: 'application-number' as const,
        value: `ZS20260302${String(at + 1).padStart(6, '0')}`,
      })),
    ).go();
    for (const { holder } of data) {
      const { data: head } = await ApplicationEntity.get({ applicationId: holder }).go();
      await moved(head as unknown as ApplicationItem, 'approved', 9);
    }
    await deliver();
    expect((await reconcileFigures(always, now)).map((each) => each.month)).toEqual(['2026-03', '2026-04']);
    expect((await reconcileFigures(always, now)).map((each) => each.month)).toEqual(['2026-04']);
    expect((await shown()).counts).toEqual({ approved: 7 });
  });
});

describe('a gap in the series of numbers', () => {
  it('is every count in it on each day on which it can have been drawn', () => {
    const known = [{ date: '2026-03-02', count: 4 }];
    const bounds = { before: { date: '2026-03-01', count: 2 }, after: { date: '2026-03-03', count: 5 } };
    expect(missingNumbers(known, bounds)).toEqual(
      ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map((date) => ({ date, count: 3 })),
    );
  });
});
