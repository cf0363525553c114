import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QueueFilter } from '../../api/department-queues.ts';
import type { CaseQueue } from '../../domain/desk-queues.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { ApplicationItem, WorkItemItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

vi.mock('../platform/identity-key.ts', () => ({ personIdOf: (id: string) => Promise.resolve(`person-${id}`) }));
const engine = await startTestTable();
const { projectRecord } = await import('../projection/project.ts');
const { readQueue } = await import('./read-queue.ts');
const { countQueues } = await import('./count-queues.ts');
const { searchDesk } = await import('./desk-search.ts');
const { ApplicationEntity, GuardEntity, KnownEmployerEntity, RegistrationEntity, WorkItemEntity } =
  await import('../records/entities.ts');
const { writeEndings } = await import('../register/known-employers.ts');

afterAll(async () => {
  // The files after it in this process make keys of identity numbers by the real module.
  vi.resetModules();
  await engine.stop();
});

const now = new Date('2026-03-10T02:00:00.000Z');
const companies = ['91320508000010014J', '91320100000010024X'] as const;
const caller = { party: 'staff', staffId: 'review-1', name: '审核员', roles: ['review'], personId: null } as const;
const asStaff = caller as unknown as StaffCaller;

async function project(read: Promise<unknown>) {
  const { Item } = ((await read) as { data: { Item: Record<string, unknown> } }).data;
  await projectRecord({ eventName: 'INSERT', dynamodb: { NewImage: marshall(Item) } });
}

interface Given {
  readonly item: ApplicationItem;
  readonly work: WorkItemItem;
}

/** An application under review with its open work item, both projected. */
async function given(index: number, overrides: Partial<ApplicationItem> = {}): Promise<Given> {
  const professions = ['architect-2', 'structural-2', 'constructor-2', 'cost-2'] as const;
  const profession = professions[index % 4]!;
  const matter = index % 3 === 0 ? 'renewal' : 'initial';
  const employerCreditCode = companies[index % 5 === 0 ? 1 : 0];
  const item = makeApplication({
    ...{ profession, matter, employerCreditCode, state: 'under-review', stateVersion: 5, version: 5 },
    ...{ number: `JZ202603020000${String(10 + index)}`, personId: `person-${index}` },
    ...overrides,
  });
  const work = {
    ...{ applicationId: item.applicationId, stateVersion: 5, queue: 'review', owner: '1', state: 'under-review' },
    ...{
      status: 'open',
      number: item.number,
      profession: item.profession,
      matter: item.matter,
      taskToken: 'secret-token',
    },
    ...{ applicantName: item.applicant.name, employerName: '甲', employerCreditCode: item.employerCreditCode },
    ...{
      openedAt: '2026-03-02T01:00:00.000Z',
      dueAt: new Date(Date.UTC(2026, 2, 5 + ((index * 7) % 12))).toISOString(),
    },
    ...(index % 4 === 1 ? { claimedBy: 'review-1', claimedByName: 'x', claimedUntil: '2026-03-10T02:20:00.000Z' } : {}),
  } as WorkItemItem;
  await putApplication(item);
  await WorkItemEntity.put(work).go();
  await GuardEntity.put({ kind: 'application-number', value: item.number!, holder: item.applicationId }).go();
  await project(ApplicationEntity.get(item).go({ data: 'raw' }));
  await project(WorkItemEntity.get(work).go({ data: 'raw' }));
  return { item, work };
}

async function read(queue: CaseQueue, filter: QueueFilter = {}) {
  const numbers: string[] = [];
  let pages = 0;
  for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
    const answer = await readQueue({ caller: asStaff, queue, filter, cursor, now });
    if (!answer.ok) throw new Error(answer.refusal.detail);
    numbers.push(...answer.value.items.map(({ number }) => number));
    ({ cursor } = answer.value);
  }
  return { numbers, pages };
}

let all: Given[];
beforeAll(async () => {
  all = [];
  for (let index = 0; index < 45; index += 1) all.push(await given(index));
  await KnownEmployerEntity.put({ creditCode: companies[1], name: '金陵演示公司', source: 'list' }).go();
  await writeEndings({ creditCode: companies[1], name: '金陵演示公司' }, null);
  // Forty-five cases, one after the other, on a machine that others use too.
}, 60_000);

function expected(holds: (one: Given) => boolean): string[] {
  return all
    .filter(holds)
    .toSorted((left, right) => {
      const place = ({ work }: Given) => `${work.dueAt}#${work.applicationId}`;
      return place(left) < place(right) ? -1 : 1;
    })
    .map(({ work }) => work.number);
}

describe('a queue of the desk', () => {
  it('is sorted by due time over all its pages, and holds each case once', async () => {
    const { numbers, pages } = await read('review');
    expect(numbers).toEqual(expected(() => true));
    expect(pages).toBe(3);
  });

  const overdue = ({ work }: Given) => work.dueAt < '2026-03-09T16:00:00.000Z';
  const cases: [QueueFilter, (one: Given) => boolean][] = [
    [{ profession: 'cost-2' }, ({ work }) => work.profession === 'cost-2'],
    [{ matter: 'renewal' }, ({ work }) => work.matter === 'renewal'],
    [{ city: '3201' }, ({ work }) => work.employerCreditCode === companies[1]],
    [{ colour: 'overdue' }, overdue],
    [{ colour: 'later' }, ({ work }) => work.dueAt >= '2026-03-13T16:00:00.000Z'],
    [{ claimedBy: 'me' }, ({ work }) => work.claimedBy === 'review-1'],
    [{ claimedBy: 'nobody', colour: 'overdue' }, (one) => one.work.claimedBy === undefined && overdue(one)],
    [
      { profession: 'cost-2', matter: 'renewal', city: '3201' },
      ({ work }) =>
        work.profession === 'cost-2' && work.matter === 'renewal' && work.employerCreditCode === companies[1],
    ],
    [{ employer: '金陵' }, ({ work }) => work.employerCreditCode === companies[1]],
    [
      { employer: companies[0], colour: 'overdue', matter: 'initial' },
      (one) => one.work.employerCreditCode === companies[0] && overdue(one) && one.work.matter === 'initial',
    ],
    [{ idNumber: '7' }, ({ item }) => item.personId === 'person-7'],
    [{ number: 'JZ2026030200001' }, ({ work }) => work.number.startsWith('JZ2026030200001')],
    [{ name: '张演示', profession: 'architect-2' }, ({ work }) => work.profession === 'architect-2'],
    [{ name: '演示', number: 'JZ20260302000020' }, ({ work }) => work.number === 'JZ20260302000020'],
    [{ name: '无此人' }, () => false],
    // One character names too many companies for their cases to be asked for, and leaves out those of others all the same.
    [{ employer: '无', name: '张演示' }, () => false],
  ];
  it.each(cases)('holds exactly what fits %j', async (filter, holds) => {
    expect((await read('review', filter)).numbers).toEqual(expected(holds));
  });

  it('has rows that say all kinds of their case, so that a combination reads few others', async () => {
    const { readTerm } = await import('../cases/term-rows.ts');
    const { mayBeOf } = await import('../cases/desk-terms.ts');
    const rows = await readTerm({ scope: 'queue/review', term: 'city/3201' }, { limit: 50 });
    const ofBoth = rows.filter(({ kinds }) => mayBeOf(kinds, { profession: 'cost-2', matter: 'renewal' }));
    const { numbers } = await read('review', { profession: 'cost-2', matter: 'renewal', city: '3201' });
    expect(rows).toHaveLength(9);
    expect(ofBoth).toHaveLength(numbers.length);
    expect(mayBeOf(undefined, { city: '3201' })).toBe(true);
  });

  it('never shows a case as open that was just closed, though its rows are still there, and is full all the same', async () => {
    const [first] = expected(() => true);
    const { work } = all.find((one) => one.work.number === first)!;
    await WorkItemEntity.patch(work)
      .set({ status: 'closed' })
      .composite({ queue: 'review', owner: '1', dueAt: work.dueAt })
      .go();
    const answer = await readQueue({ caller: asStaff, queue: 'review', filter: {}, cursor: undefined, now });
    expect(answer.ok && answer.value.items.map(({ number }) => number)).toEqual(expected(() => true).slice(1, 21));
    await WorkItemEntity.put(work).go();
  });

  it('shows nothing of what resumes an execution', async () => {
    const answer = await readQueue({ caller: asStaff, queue: 'review', filter: {}, cursor: undefined, now });
    expect(JSON.stringify(answer)).toContain(all[0]!.work.employerName);
    expect(JSON.stringify(answer)).not.toContain('secret-token');
  });

  it('is counted by colour, and read only by who works from it', async () => {
    const counts = await countQueues(asStaff, now);
    const {
      overdue: over,
      soon,
      later,
    } = (counts.ok ? counts.value.items : []).find(({ queue }) => queue === 'review')!;
    expect([over, over + soon + later]).toEqual([expected(overdue).length, 45]);
    expect(await readQueue({ caller: asStaff, queue: 'decision', filter: {}, cursor: undefined, now })).toMatchObject({
      refusal: { code: 'wrong-role' },
    });
    for (const cursor of ['x', 'e30', Buffer.from('{"order":"a","id":"b"}').toString('base64url')]) {
      expect(await readQueue({ caller: asStaff, queue: 'review', filter: {}, cursor, now })).toMatchObject({
        refusal: { code: 'invalid-request' },
      });
    }
  });
});

describe('the one box of search', () => {
  async function search(text: string) {
    const answer = await searchDesk(asStaff, text, now);
    if (!answer.ok) throw new Error(answer.refusal.detail);
    const { kind, cases, entries } = answer.value;
    return [kind, cases.items.map(({ number }) => number), entries.items.map(({ number }) => number)];
  }

  it('finds a number exactly, everything of a person or company, and parts of names, open or finished', async () => {
    const applicant = { ...all[0]!.item.applicant, name: '欧阳试验' };
    const personId = 'person-11010519491231002X';
    const done = await given(60, { state: 'approved', applicant, personId, number: 'JZ20251101000001' });
    const entry = {
      ...{ personId, number: '苏232202600077', profession: 'constructor-2', specialties: [], terms: [] },
      ...{ holderName: '欧阳试验', employerName: '甲', employerCreditCode: companies[0], version: 1 },
      ...{ validFrom: '2026-01-01', validUntil: '2028-12-31', verificationCode: 'x' },
    } as const;
    await RegistrationEntity.put({ ...entry, profession: 'constructor-2', specialties: [], terms: [] }).go();
    await project(RegistrationEntity.get(entry).go({ data: 'raw' }));
    const both = [[done.item.number], [entry.number]];
    expect(await search('jz20251101000001')).toEqual(['application-number', [done.item.number], []]);
    expect(await search('苏232202600077')).toEqual(['registration-number', [], [entry.number]]);
    expect(await search('11010519491231002X')).toEqual(['identity-number', ...both]);
    for (const part of ['欧阳', '阳试', '试验', '欧阳试验']) expect(await search(part)).toEqual(['name', ...both]);
    expect(await search('2025-11-01')).toEqual(['date', [done.item.number], []]);
    expect(await search('JZ202511')).toEqual(['number-prefix', [done.item.number], []]);
    expect((await search(companies[0]))[2]).toEqual([entry.number]);
    expect(await search('欧')).toEqual(['too-short', [], []]);
  });
});
