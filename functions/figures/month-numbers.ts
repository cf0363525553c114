import { addDays, type CalendarDate } from '../../domain/calendar-dates.ts';
import type { Month } from '../../domain/figures.ts';
import { applicationCounter, applicationNumber } from '../../domain/numbering.ts';
import { type ProfessionCode, professionCodes, professions } from '../../domain/professions.ts';
import { caseScope, numberTerm } from '../cases/desk-terms.ts';
import { CounterEntity, GuardEntity, TermEntity } from '../records/entities.ts';

/** A number that was given, taken apart. */
interface Given {
  readonly date: CalendarDate;
  readonly count: number;
  readonly applicationId: string;
}

/**
 * The applications that were first sent in a month. Those that a search finds by their numbers, and those that it does not know although their number lies in a
 * gap of the series and is taken: so one of which the stream never brought anything is found too.
 */
export async function applicationsOfMonth(month: Month): Promise<readonly string[]> {
  const found = await Promise.all(professionCodes.map((profession) => ofProfession(profession, month)));
  return [...new Set(found.flat())];
}

/** The first month in which a number was given; null: none was. */
export async function firstMonth(century: string): Promise<Month | null> {
  const firsts = await Promise.all(
    professionCodes.map(async (profession) => {
      const { data } = await numbered(profession, century).go({ limit: 1, consistent: true });
      const [first] = data.flatMap(({ order, id }) => givenOf(order, id));
      return first === undefined ? [] : [first.date.slice(0, 7)];
    }),
  );
  return firsts.flat().sort()[0] ?? null;
}

function numbered(profession: ProfessionCode, century: string) {
  const { numberPrefix } = professions[profession];
  return TermEntity.query.term({ scope: caseScope, term: numberTerm(`${numberPrefix}${century}`), shard: '0' });
}

async function ofProfession(profession: ProfessionCode, month: Month): Promise<readonly string[]> {
  const begins = `${professions[profession].numberPrefix}${month.replace('-', '')}`;
  const rows = (
    await numbered(profession, month.slice(0, 2)).begins({ order: begins }).go({ pages: 'all', consistent: true })
  ).data;
  const known = rows.flatMap(({ order, id }) => givenOf(order, id));
  const unknown = missingNumbers(known, await around(profession, month, begins));
  const numbers = unknown
    .filter(({ date }) => date.startsWith(month))
    .map(({ date, count }) => applicationNumber(profession, date, count));
  return [...known.map(({ applicationId }) => applicationId), ...(await holdersOf(numbers))];
}

/** The last number of the year before the month, and the first after it or what the counter says now. */
async function around(profession: ProfessionCode, month: Month, begins: string) {
  const year = month.slice(0, 4);
  const query = () => numbered(profession, month.slice(0, 2));
  const [before, after, counter] = await Promise.all([
    query().lt({ order: begins }).go({ limit: 1, order: 'desc', consistent: true }),
    query()
      .gte({ order: `${begins}~` })
      .go({ limit: 1, consistent: true }),
    CounterEntity.get({ name: applicationCounter(profession, `${month}-01`) }).go({ consistent: true }),
  ]);
  const ofYear = ({ data }: typeof before) =>
    data.flatMap(({ order, id }) => givenOf(order, id)).find(({ date }) => date.startsWith(year));
  return {
    before: ofYear(before) ?? { date: `${month}-01`, count: 0 },
    after: ofYear(after) ?? { date: addDays(`${month}-28`, 4), count: (counter.data?.value ?? 0) + 1 },
  };
}

type Place = Pick<Given, 'date' | 'count'>;

/** The numbers that may have been given between those that are known: each count in a gap on each day on which it can have been drawn. */
export function missingNumbers(known: readonly Place[], { before, after }: { before: Place; after: Place }): Place[] {
  const inOrder = [before, ...known, after].toSorted((left, right) => left.count - right.count);
  return inOrder.slice(1).flatMap((next, index) => {
    const last = inOrder[index] ?? before;
    const counts = Array.from({ length: Math.max(0, next.count - last.count - 1) }, (_, at) => last.count + 1 + at);
    // Of two that are drawn at midnight the later count may have the earlier date.
    const [from, until] = [last.date, next.date].toSorted();
    const days = daysBetween(addDays(from ?? last.date, -1), addDays(until ?? next.date, 1));
    return counts.flatMap((count) => days.map((date) => ({ date, count })));
  });
}

function daysBetween(from: CalendarDate, until: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}

async function holdersOf(numbers: readonly string[]): Promise<readonly string[]> {
  if (numbers.length === 0) return [];
  const keys = numbers.map((value) => ({ kind: 'application-number' as const, value }));
  const { data } = await GuardEntity.get(keys).go({ consistent: true, concurrent: 5 });
  return data.map(({ holder }) => holder);
}

function givenOf(number: string, applicationId: string): Given[] {
  const found = /^[A-Z]+(\d{4})(\d{2})(\d{2})(\d{6,})$/.exec(number);
  if (found === null) return [];
  const [, year = '', month = '', day = '', count = ''] = found;
  return [{ date: `${year}-${month}-${day}`, count: Number(count), applicationId }];
}
