import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectionFilter } from '../../api/objections.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { ObjectionItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { projectRecord } = await import('../projection/project.ts');
const { termsOfObjection } = await import('../projection/objections.ts');
const { correctTally, wrongTallies } = await import('../projection/tallies.ts');
const { ObjectionEntity, TermEntity } = await import('../records/entities.ts');
const { countQueues } = await import('./count-queues.ts');
const { readFigures } = await import('./figures.ts');
const { listObjections } = await import('./read-objections.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-10T02:00:00.000Z');
const companies = ['91320508000010014J', '91320100000010024X'] as const;
const caller: StaffCaller = {
  ...{ party: 'staff', staffId: 'decision-1', name: '审批员', roles: ['decision'], personId: null },
};
const professions = ['architect-2', 'structural-2', 'constructor-2', 'cost-2'] as const;

function objection(index: number): ObjectionItem {
  // Two of three are answered: the list that is read backwards has more pages than the other.
  const isAnswered = index % 3 !== 1;
  const day = (place: number) => new Date(Date.UTC(2026, 2, place)).toISOString();
  return {
    ...{ objectionId: createHash('sha256').update(`objection-${index}`).digest('hex'), version: 1 },
    ...{
      applicationId: `application-${index}`,
      year: 2026,
      batch: 1 + (index % 2),
      number: `JZ2026030200${1000 + index}`,
    },
    ...{ profession: professions[index % 4]!, matter: index % 5 === 0 ? 'renewal' : 'initial' },
    ...{
      applicantName: index % 7 === 0 ? '欧阳试验' : '张演示',
      employerCreditCode: companies[index % 7 === 1 ? 1 : 0],
    },
    ...{ reason: '不在该单位工作', contactName: '反映人', contactMobile: '13900000009', evidence: 'evidence-x' },
    ...{ filedAt: day(1), dueAt: day(5 + ((index * 7) % 12)), state: isAnswered ? 'not-upheld' : 'open' },
    ...(index % 4 === 1 ? { heardAt: day(2), ...(index % 8 === 1 ? { statement: '属实' } : {}) } : {}),
    ...(isAnswered ? { answer: '已核实', answeredAt: day(2 + (index % 9)) } : {}),
  };
}

const all = Array.from({ length: 63 }, (_, index) => objection(index));

async function imageOf(item: ObjectionItem) {
  const { Item } = ((await ObjectionEntity.get(item).go({ data: 'raw' })) as unknown as { data: { Item: object } })
    .data;
  return marshall(Item, { removeUndefinedValues: true });
}

async function change(item: ObjectionItem) {
  const OldImage = await imageOf(item);
  await ObjectionEntity.put(item).go();
  const record = { eventName: 'MODIFY', dynamodb: { OldImage, NewImage: await imageOf(item) } };
  // Told twice it counts once.
  await projectRecord(record);
  await projectRecord(record);
}

beforeAll(async () => {
  await ObjectionEntity.put(all).go();
  // As the projector writes them, all at once.
  const rows = all.flatMap(termsOfObjection).map(({ counts: _, ...term }) => ({ ...term, shard: '0', version: 1 }));
  await TermEntity.put(rows).go();
  for (const wrong of await wrongTallies()) await correctTally(wrong);
});

async function read(list: 'open' | 'answered', filter: ObjectionFilter = {}) {
  const numbers: string[] = [];
  let pages = 0;
  for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
    const answer = await listObjections({ caller, list, filter, cursor, now });
    if (!answer.ok) throw new Error(answer.refusal.detail);
    numbers.push(...answer.value.items.map(({ number }) => number));
    ({ cursor } = answer.value);
  }
  return { numbers, pages };
}

function expected(list: 'open' | 'answered', holds: (item: ObjectionItem) => boolean): string[] {
  const order = ({ dueAt, answeredAt = '', objectionId }: ObjectionItem) =>
    `${list === 'open' ? dueAt : answeredAt}#${objectionId}`;
  const inOrder = all
    .filter((item) => (item.state === 'open') === (list === 'open') && holds(item))
    .toSorted((left, right) => (order(left) < order(right) ? -1 : 1));
  return (list === 'open' ? inOrder : inOrder.toReversed()).map(({ number }) => number);
}

describe('the queue of objections', () => {
  it('is sorted by when they are due over all pages, and those that are answered by their answers, the newest first', async () => {
    expect(await read('open')).toEqual({ numbers: expected('open', () => true), pages: 2 });
    const few = { profession: 'architect-2' } as const;
    expect(await read('answered')).toEqual({ numbers: expected('answered', () => true), pages: 3 });
    expect((await read('answered', few)).numbers).toEqual(
      expected('answered', (item) => item.profession === 'architect-2'),
    );
  });

  const overdue = ({ dueAt }: ObjectionItem) => dueAt < '2026-03-09T16:00:00.000Z';
  const cases: [ObjectionFilter, (item: ObjectionItem) => boolean][] = [
    [{ profession: 'cost-2' }, ({ profession }) => profession === 'cost-2'],
    [{ city: '3201', matter: 'initial' }, (one) => one.employerCreditCode === companies[1] && one.matter === 'initial'],
    [{ colour: 'overdue' }, overdue],
    [{ batch: '2026-2', colour: 'overdue' }, (one) => one.batch === 2 && overdue(one)],
    [{ batch: '2025-2' }, () => false],
    [{ stage: 'asked' }, (one) => one.heardAt !== undefined && one.statement === undefined],
    [{ stage: 'stated' }, (one) => one.statement !== undefined],
  ];
  it.each(cases)('holds exactly what fits %j', async (filter, holds) => {
    expect((await read('open', filter)).numbers).toEqual(expected('open', holds));
  });

  const lookUps: [ObjectionFilter, (item: ObjectionItem) => boolean][] = [
    [{ name: '阳试' }, ({ applicantName }) => applicantName === '欧阳试验'],
    [{ number: 'jz20260302001' }, () => false],
    [
      { number: 'JZ2026030200100', name: '演示' },
      (one) => one.applicantName === '张演示' && one.number.startsWith('JZ2026030200100'),
    ],
    [{ employer: companies[0] }, (one) => one.employerCreditCode === companies[0]],
    [
      { employer: companies[0], profession: 'structural-2' },
      (one) => one.employerCreditCode === companies[0] && one.profession === 'structural-2',
    ],
  ];
  it.each(lookUps)('holds what a look-up for %j finds, and so do those that are answered', async (filter, holds) => {
    for (const list of ['open', 'answered'] as const) {
      const numbers = expected(list, holds);
      const pages = Math.max(1, Math.ceil(numbers.length / 20));
      expect(await read(list, filter)).toEqual({ numbers, pages });
    }
  });

  it('is counted by colour for whoever works from it and among the figures, and an answer leaves it', async () => {
    const countOf = async () => {
      const counted = await countQueues(caller, now);
      const figures = await readFigures({}, now);
      const own = (counted.ok ? counted.value.items : []).find(({ queue }) => queue === 'objections')!;
      const shown = (figures.ok ? figures.value.queues : []).find(({ queue }) => queue === 'objections')!;
      expect(shown).toEqual({ ...own, more: false });
      return [own.overdue, own.overdue + own.soon + own.later];
    };
    const late = expected('open', overdue);
    const waiting = expected('open', () => true).length;
    expect(await countOf()).toEqual([late.length, waiting]);
    const item = all.find(({ number }) => number === late[0])!;
    const answered = { ...item, version: 2, state: 'upheld', answeredAt: now.toISOString() } as const;
    await change(answered);
    expect(await countOf()).toEqual([late.length - 1, waiting - 1]);
    expect((await read('open')).numbers).not.toContain(item.number);
    expect((await read('answered', { stage: 'upheld' })).numbers).toEqual([item.number]);
    expect(await wrongTallies()).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    for (const cursor of ['x', 'e30', Buffer.from('{"order":"a","id":"b"}').toString('base64url')]) {
      const answer = await listObjections({ caller, list: 'open', filter: {}, cursor, now });
      expect(answer).toMatchObject({ refusal: { code: 'invalid-request' } });
    }
  });
});
