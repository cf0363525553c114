import type * as z from 'zod';
import type { departmentFigureEndpoints } from '../../api/figures.ts';
import { addDays, addMonths, type CalendarDate, shanghaiDate, startOfDay } from '../../domain/calendar-dates.ts';
import { type MatterCode, matterCodes } from '../../domain/catalogue.ts';
import { deskQueues, type DeskQueue } from '../../domain/desk-queues.ts';
import { cityNames, elsewhere } from '../../domain/divisions.ts';
import { stepCounter, type TimedStep, timedSteps } from '../../domain/figure-counters.ts';
import { limitOfStep, type Month } from '../../domain/figures.ts';
import { handledOf, type Histogram, percentileBucket, timeBuckets } from '../../domain/handling-times.ts';
import { type ProfessionCode, professionCodes } from '../../domain/professions.ts';
import { applicationStates } from '../../domain/states.ts';
import { verificationOutcomes } from '../../domain/verification-outcomes.ts';
import { queueScope } from '../cases/desk-terms.ts';
import { figureShards } from '../cases/figures.ts';
import { readTerm } from '../cases/term-rows.ts';
import { done, type Result } from '../platform/refusal.ts';
import { byColour, queueCount } from './count-queues.ts';
import { FigureEntity, type FigureItem, OfficerDayEntity, OfficerEntity } from '../records/entities.ts';

type Figures = z.input<typeof departmentFigureEndpoints.getFigures.response>;
type Months = z.input<typeof departmentFigureEndpoints.listFigureMonths.response>;

interface Asked {
  readonly month?: Month | undefined;
  readonly city?: string | undefined;
}

const trendMonths = 12;
// Of one city what waits is counted by its rows, of 200 bytes: six queues are read for at most 45 units.
const mostRowsOfCity = 300;

/** The figures of a month: the counters of its cells added up, however many cases they count. */
export async function readFigures({ month, city }: Asked, now: Date): Promise<Result<Figures>> {
  const asked = month ?? shanghaiDate(now).slice(0, 7);
  const [applications, steps, verifications, queues, officers] = await Promise.all([
    cellsOf(asked, 'application', city),
    cellsOf(asked, 'step', city),
    cellsOf(asked, 'verification', undefined),
    Promise.all(
      deskQueues.map((queue) => (city === undefined ? provinceCount(queue, now) : cityCount(queue, city, now))),
    ),
    officersIn(asked, now),
  ]);
  return done({
    month: asked,
    city: city ?? null,
    matters: mattersOf(applications),
    cities: [...Object.keys(cityNames), elsewhere].flatMap((code) => {
      const counts = sums(
        applications.filter((cell) => cell.city === code),
        applicationStates,
      );
      return Object.keys(counts).length === 0 ? [] : [{ city: code, counts }];
    }),
    steps: timedSteps.map((state) => stepOf(state, steps)),
    queues,
    officers,
    verifications: sums(verifications, verificationOutcomes),
  });
}

/** What was sent in each of the last months and stands where by now, and what was verified in it. */
export async function readFigureMonths(city: string | undefined, now: Date): Promise<Result<Months>> {
  const months = lastMonths(shanghaiDate(now).slice(0, 7));
  const items = months.map(async (month) => {
    const [applications, verifications] = await Promise.all([
      cellsOf(month, 'application', city),
      cellsOf(month, 'verification', undefined),
    ]);
    return {
      month,
      counts: sums(applications, applicationStates),
      verifications: sums(verifications, verificationOutcomes),
    };
  });
  return done({ items: await Promise.all(items) });
}

function lastMonths(present: Month): Month[] {
  const months = [present];
  while (months.length < trendMonths) months.unshift(addMonths(`${months[0] ?? present}-01`, -1).slice(0, 7));
  return months;
}

async function cellsOf(month: Month, kind: FigureItem['kind'], city: string | undefined): Promise<FigureItem[]> {
  const shards = figureShards.map(async (shard) => {
    const query = FigureEntity.query.figure({ month, shard, kind, ...(city === undefined ? {} : { city }) });
    return (await query.go({ pages: 'all' })).data;
  });
  return (await Promise.all(shards)).flat();
}

/** The sums of some counters over cells; those that come to nothing are left out. */
function sums<Name extends keyof FigureItem>(
  cells: readonly FigureItem[],
  names: readonly Name[],
): Partial<Record<Name, number>>;
function sums(cells: readonly Readonly<Record<string, unknown>>[], names: readonly string[]): object {
  const total = (name: string) => cells.reduce((sum, cell) => sum + Number(cell[name] ?? 0), 0);
  return Object.fromEntries(names.map((name) => [name, total(name)] as const).filter(([, sum]) => sum !== 0));
}

function mattersOf(cells: readonly FigureItem[]): Figures['matters'] {
  const rows = professionCodes.flatMap((profession) => matterCodes.map((matter) => ({ profession, matter })));
  return rows.flatMap(({ profession, matter }: { profession: ProfessionCode; matter: MatterCode }) => {
    const counts = sums(
      cells.filter(({ row }) => row === `${profession}/${matter}`),
      applicationStates,
    );
    return Object.keys(counts).length === 0 ? [] : [{ profession, matter, counts }];
  });
}

function stepOf(state: TimedStep, cells: readonly FigureItem[]): Figures['steps'][number] {
  const counters = timeBuckets.map(({ code }) => ({ code, name: stepCounter(state, code) }));
  const late = stepCounter(state, 'late');
  const counted = sums(cells, [...counters.map(({ name }) => name), late]);
  const histogram: Histogram = Object.fromEntries(counters.map(({ code, name }) => [code, counted[name] ?? 0]));
  return {
    state,
    limit: limitOfStep(state),
    handled: handledOf(histogram),
    late: counted[late] ?? 0,
    median: percentileBucket(histogram, 0.5),
    percentile95: percentileBucket(histogram, 0.95),
    buckets: timeBuckets.flatMap(({ code }) => {
      const count = histogram[code] ?? 0;
      return count === 0 ? [] : [{ code, count }];
    }),
  };
}

async function provinceCount(queue: DeskQueue, now: Date): Promise<Figures['queues'][number]> {
  return { ...(await queueCount(queue, now)), more: false };
}

/** What waits in a queue of one city, soonest due first, as far as it is looked through. */
async function cityCount(queue: DeskQueue, city: string, now: Date): Promise<Figures['queues'][number]> {
  const rows = await readTerm({ scope: queueScope(queue), term: `city/${city}` }, { limit: mostRowsOfCity + 1 });
  const counted = rows.slice(0, mostRowsOfCity).map(({ order }) => ({ day: shanghaiDate(new Date(order)), count: 1 }));
  return { ...byColour(queue, counted, now), more: rows.length > mostRowsOfCity };
}

/** What each officer has handled on the days of a month that have come. */
async function officersIn(month: Month, now: Date): Promise<Figures['officers']> {
  const [{ data: officers }, days] = await Promise.all([
    OfficerEntity.query.officer({}).go({ pages: 'all' }),
    Promise.all(
      daysOf(month, now).map(async (day) => (await OfficerDayEntity.query.day({ day }).go({ pages: 'all' })).data),
    ),
  ]);
  const rows = days.flat();
  const names = new Map([...rows, ...officers].map(({ staffId, name = staffId }) => [staffId, name]));
  const handled = new Map<string, number>();
  for (const row of rows) handled.set(row.staffId, (handled.get(row.staffId) ?? 0) + (row.handled ?? 0));
  return [...handled]
    .map(([staffId, count]) => ({ staffId, name: names.get(staffId) ?? staffId, handled: count }))
    .toSorted((left, right) => right.handled - left.handled);
}

function daysOf(month: Month, now: Date): CalendarDate[] {
  const days: CalendarDate[] = [];
  const isPast = (day: CalendarDate) => startOfDay(day) <= now;
  for (let day = `${month}-01`; day.startsWith(month) && isPast(day); day = addDays(day, 1)) days.push(day);
  return days;
}
