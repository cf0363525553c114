import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { WorkItemItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { projectRecord } = await import('./project.ts');
const { ApplicationEntity, TallyEntity, TermEntity, WorkItemEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const dueAt = '2026-03-09T09:00:00.000Z';

function makeWorkItem(overrides: Partial<WorkItemItem> = {}): WorkItemItem {
  return {
    ...{ applicationId: crypto.randomUUID(), stateVersion: 5, queue: 'review', owner: '1', state: 'under-review' },
    ...{ status: 'open', number: 'JZ20260302000001', profession: 'constructor-2', matter: 'initial' },
    ...{ applicantName: '张演示', employerName: '甲公司', employerCreditCode: '91320508000010014J' },
    ...{ openedAt: '2026-03-02T01:00:00.000Z', dueAt, taskToken: 't' },
    ...overrides,
  };
}

/** A change as the stream brings it: what lay in the table before and after. */
async function changed(write: () => Promise<unknown>, read: () => Promise<unknown>) {
  const image = async () => ((await read()) as { data?: { Item?: Record<string, unknown> } }).data?.Item;
  const before = await image();
  await write();
  const after = await image();
  const written = (item: Record<string, unknown> | undefined) => (item === undefined ? undefined : marshall(item));
  const eventName = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY';
  return { eventName, dynamodb: { OldImage: written(before), NewImage: written(after) } };
}

function workItemChange(item: WorkItemItem) {
  const read = () => WorkItemEntity.get(item).go({ data: 'raw' });
  return changed(() => WorkItemEntity.put(item).go(), read);
}

async function termsIn(scope: string, term: string) {
  return (await TermEntity.query.term({ scope, term, shard: '0' }).go({ pages: 'all' })).data.map(({ id }) => id);
}

async function counted(list: string, bucket: string) {
  return (await TallyEntity.get({ list, bucket }).go()).data?.count ?? 0;
}

describe('an open work item', () => {
  it('stands in its queue by profession, matter and city and is counted, until it is closed; told twice and out of order too', async () => {
    const item = makeWorkItem();
    const { applicationId } = item;
    const opened = await workItemChange(item);
    await projectRecord(opened);
    await projectRecord(opened);
    for (const term of ['profession/constructor-2', 'matter/initial', 'city/3205']) {
      expect(await termsIn('queue/review', term)).toEqual([applicationId]);
    }
    expect(await counted('queue/review', '2026-03-09')).toBe(1);
    const closed = await workItemChange({ ...item, status: 'closed', closedAt: dueAt });
    await projectRecord(closed);
    await projectRecord(opened);
    await projectRecord(closed);
    expect(await termsIn('queue/review', 'profession/constructor-2')).toEqual([]);
    expect(await termsIn('queue/review', 'city/3205')).toEqual([]);
    expect(await counted('queue/review', '2026-03-09')).toBe(0);
  });

  it('of many at once is counted once each', async () => {
    const items = Array.from({ length: 12 }, () => makeWorkItem({ state: 'awaiting-decision' }));
    const records = [];
    for (const item of items) records.push(await workItemChange(item));
    await Promise.all([...records, ...records].map(projectRecord));
    expect(await counted('queue/decision', '2026-03-09')).toBe(12);
  });

  it('of an applicant or a company stands in no queue of the department', async () => {
    await projectRecord(await workItemChange(makeWorkItem({ state: 'awaiting-employer', queue: 'employer' })));
    expect(await termsIn('queue/review', 'profession/constructor-2')).toEqual([]);
  });
});

describe('an application', () => {
  it('is found by parts of its applicant’s name, its number and, while it is open, its employer, under the name that it bears now', async () => {
    const item = makeApplication({ employerCreditCode: '91320100000010024X' });
    const { applicationId: id, number = '' } = item;
    const read = () => ApplicationEntity.get(item).go({ data: 'raw' });
    await projectRecord(await changed(() => putApplication(item), read));
    expect(await termsIn('case', 'name/张演')).toEqual([id]);
    expect(await termsIn('case', 'name/演示')).toEqual([id]);
    expect(await termsIn('case', `number/${number.slice(0, 4)}`)).toEqual([id]);
    expect(await termsIn('open', 'employer/91320100000010024X')).toEqual([id]);
    const ended = { version: 9, state: 'withdrawn', applicantName: '李演示' } as const;
    await projectRecord(await changed(() => ApplicationEntity.patch(item).set(ended).go(), read));
    expect(await termsIn('case', 'name/张演')).toEqual([]);
    expect(await termsIn('case', 'name/李演')).toEqual([id]);
    expect(await termsIn('open', 'employer/91320100000010024X')).toEqual([]);
  });
});
