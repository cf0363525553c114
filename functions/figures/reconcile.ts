import { type CaseCounter, caseCounters } from '../../domain/figure-counters.ts';
import { type CellCounts, cellCounts, type CountedCase, type Month } from '../../domain/figures.ts';
import { addMonths, shanghaiDate } from '../../domain/calendar-dates.ts';
import { isFinal } from '../../domain/states.ts';
import { cellOf, countersFrom, countersIn, figureShardOf, figureShards, recountCase } from '../cases/figures.ts';
import { conditionHeld } from '../records/condition.ts';
import { FigureEntity, type FigureItem, FigureMonthEntity } from '../records/entities.ts';
import { applicationsOfMonth, firstMonth } from './month-numbers.ts';

/** What the reconciliation of a month has found. */
export interface ReconciledMonth {
  readonly month: Month;
  readonly applications: number;
  /** Cases that were counted as they are not any more although the stream has had time, and cells that were not what their cases add up to; all mended. */
  readonly differences: readonly string[];
  /** Never looked at before: what was there before the figures were is counted now, which is no difference to be told of. */
  readonly first: boolean;
}

// The stream brings a change within a second; after minutes of retries it would have been told by the alarm of its delay.
const streamMilliseconds = 15 * 60_000;
const casesAtOnce = 25;
// A month that people work in is looked at again when a cell has changed meanwhile; at night one look does.
const looks = 3;

/**
 * Proves the figures of every month in which something can still change, and of those that no run has proved since everything in them was finished, the longest
 * unproved first; mends what differs. Begins no further month when `hasTime` says so.
 */
export async function reconcileFigures(hasTime: () => boolean, now: Date): Promise<ReconciledMonth[]> {
  const { data: known } = await FigureMonthEntity.query.month({}).go({ pages: 'all', consistent: true });
  const proved = new Map(known.map((item) => [item.month, item]));
  const present = shanghaiDate(now).slice(0, 7);
  const first = [known[0]?.month, (await firstMonth(present.slice(0, 2))) ?? present]
    .filter((m) => m !== undefined)
    .sort()[0];
  const months = monthsBetween(first ?? present, present).filter((month) => proved.get(month)?.settled !== true);
  const checkedAt = (month: Month) => proved.get(month)?.checkedAt ?? '';
  const results: ReconciledMonth[] = [];
  for (const month of months.toSorted((left, right) => checkedAt(left).localeCompare(checkedAt(right)))) {
    if (!hasTime()) break;
    results.push(await reconcileMonth(month, { first: !proved.has(month), isOver: month < present, now }));
  }
  return results;
}

function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: Month): Month {
  return addMonths(`${month}-01`, 1).slice(0, 7);
}

interface MonthFacts {
  readonly first: boolean;
  readonly isOver: boolean;
  readonly now: Date;
}

async function reconcileMonth(month: Month, { first, isOver, now }: MonthFacts): Promise<ReconciledMonth> {
  const differences: string[] = [];
  for (let look = 1; ; look += 1) {
    const before = await cellsOf(month);
    const cases = await recountCases(month, now);
    differences.push(...cases.late);
    const proof = await proveCells(month, before, cases.byShard);
    differences.push(...proof.mended);
    if (proof.moving > 0 && look < looks) continue;
    const settled = isOver && cases.open === 0 && proof.moving === 0;
    await FigureMonthEntity.put({ month, settled, checkedAt: now.toISOString() }).go();
    return { month, applications: cases.total, differences: [...new Set(differences)], first };
  }
}

/** Counts every case of the month as it is. Those that were counted otherwise, though nothing has changed of late, are named. */
async function recountCases(month: Month, now: Date) {
  const ids = await applicationsOfMonth(month);
  const byShard = new Map<string, CountedCase[]>(figureShards.map((shard) => [shard, []]));
  const late: string[] = [];
  let open = 0;
  for (let start = 0; start < ids.length; start += casesAtOnce) {
    const group = ids.slice(start, start + casesAtOnce);
    const recounted = await Promise.all(group.map((id) => recountCase(id, month)));
    for (const [index, { counted, differed, head }] of recounted.entries()) {
      const id = group[index] ?? '';
      byShard.get(figureShardOf(id))?.push(counted);
      if (head === undefined) continue;
      if (!isFinal(head.state)) open += 1;
      if (differed && Date.parse(head.updatedAt) < now.getTime() - streamMilliseconds) late.push(`case ${id}`);
    }
  }
  return { total: ids.length, byShard, late, open };
}

/**
 * Holds each cell that did not change while the cases were read against what they add up to, and mends it under the condition that it still has not. `moving`:
 * so many have changed meanwhile.
 */
async function proveCells(month: Month, before: Cells, cases: ReadonlyMap<string, readonly CountedCase[]>) {
  const after = await cellsOf(month);
  const mended: string[] = [];
  let moving = 0;
  for (const shard of figureShards) {
    const expected: CellCounts = cellCounts(cases.get(shard) ?? []);
    for (const key of new Set([...expected.keys(), ...keysOf(after, shard), ...keysOf(before, shard)])) {
      const [was, is] = [before.get(`${shard}|${key}`), after.get(`${shard}|${key}`)];
      if (was?.turn !== is?.turn) {
        moving += 1;
        continue;
      }
      const wanted = expected.get(key) ?? new Map<CaseCounter, number>();
      if (isSame(wanted, countersIn(is ?? {}))) continue;
      if (await mendCell({ month, shard, key }, is, wanted)) mended.push(`cell ${month} ${shard} ${key}`);
      else moving += 1;
    }
  }
  return { mended, moving };
}

async function mendCell(
  { month, shard, key }: { readonly month: Month; readonly shard: string; readonly key: string },
  is: FigureItem | undefined,
  wanted: ReadonlyMap<CaseCounter, number>,
): Promise<boolean> {
  const stale = caseCounters.filter((name) => is?.[name] !== undefined && !wanted.has(name));
  return await conditionHeld(
    FigureEntity.upsert({ month, shard, ...cellOf(key) })
      .set(countersFrom(new Map([...wanted, ...stale.map((name) => [name, 0] as const)])))
      .add({ turn: 1 })
      .where(({ turn }, { eq, notExists }) => (is?.turn === undefined ? notExists(turn) : eq(turn, is.turn)))
      .go(),
  );
}

/** The cells of a month that count cases, by part and key. */
type Cells = ReadonlyMap<string, FigureItem>;

async function cellsOf(month: Month): Promise<Cells> {
  const read = async (shard: string, kind: 'application' | 'step') =>
    (await FigureEntity.query.figure({ month, shard, kind }).go({ pages: 'all', consistent: true })).data;
  const kinds = ['application', 'step'] as const;
  const all = await Promise.all(figureShards.flatMap((shard) => kinds.map((kind) => read(shard, kind))));
  return new Map(all.flat().map((cell) => [`${cell.shard}|${cell.kind}|${cell.city}|${cell.row}`, cell]));
}

function keysOf(cells: Cells, shard: string): string[] {
  return [...cells.keys()].filter((key) => key.startsWith(`${shard}|`)).map((key) => key.slice(shard.length + 1));
}

function isSame(left: ReadonlyMap<CaseCounter, number>, right: ReadonlyMap<CaseCounter, number>): boolean {
  const unequal = (name: CaseCounter) => (left.get(name) ?? 0) !== (right.get(name) ?? 0);
  return !caseCounters.some(unequal);
}
