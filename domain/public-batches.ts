import { shanghaiDate } from './calendar-dates.ts';

/** What the department publishes in numbered batches. */
export const batchKinds = ['publicity', 'announcement'] as const;
export type BatchKind = (typeof batchKinds)[number];

/** How the batches of a kind are made. */
export interface BatchSeries {
  /** What it is called. */
  readonly name: string;
  /** Its number as papers write it: `{year}` and `{number}` are filled in. */
  readonly form: string;
  /** For how many days a batch collects before it is published: 1 is the day by the clock of Shanghai, 7 the week from Monday on. */
  readonly collectsDays: number;
}

/** Kind → how its batches are numbered and how long each collects. The department may choose another number of days here. */
export const batchSeries = {
  publicity: { name: '公示', form: '苏建注公示〔{year}〕第{number}号', collectsDays: 1 },
  announcement: { name: '公告', form: '苏建注公告〔{year}〕第{number}号', collectsDays: 7 },
} as const satisfies Readonly<Record<BatchKind, BatchSeries>>;

/** A batch by its place in its series: numbers begin with 1 every year and leave none out. */
export interface BatchPlace {
  readonly kind: BatchKind;
  readonly year: number;
  readonly number: number;
}

/** The number of a batch as papers write it: 苏建注公示〔2026〕第3号. */
export function batchNumber({ kind, year, number }: BatchPlace): string {
  return batchSeries[kind].form.replace('{year}', String(year)).replace('{number}', String(number));
}

/** A batch within its kind as addresses write it: 2026-3. */
export function batchId({ year, number }: Omit<BatchPlace, 'kind'>): string {
  return `${year}-${number}`;
}

/** The place that an id of `batchId` names. Throws RangeError for anything else. */
export function batchPlace(kind: BatchKind, id: string): BatchPlace {
  const [, year, number] = /^(\d{4})-([1-9]\d{0,5})$/.exec(id) ?? [];
  if (year === undefined || number === undefined) throw new RangeError(`no batch ${id}`);
  return { kind, year: Number(year), number: Number(number) };
}

/** When a batch stops collecting, and when everybody sees it; ISO 8601 in UTC. */
export interface BatchWindow {
  readonly closesAt: string;
  readonly publishAt: string;
}

// Shanghai is eight hours ahead of UTC, and 1 January 1970 was a Thursday: weeks are counted from the Monday before.
const shanghaiMilliseconds = 8 * 3_600_000;
const daysAfterMonday = 3;
// A minute of a day. Whatever joins a batch is decided before it closes and written within the longest run of a function, 30 s: by then it is complete.
const settlingShare = 1 / 1440;

/**
 * The window of a kind in which an instant lies. It follows from the clock alone, so that nothing has to open or close it. `daySeconds` is how long a
 * day lasts: 86,400 but where a deployment shortens it.
 */
export function batchWindow(kind: BatchKind, now: Date, daySeconds: number): BatchWindow {
  const day = daySeconds * 1000;
  const length = batchSeries[kind].collectsDays * day;
  const offset = shanghaiMilliseconds + daysAfterMonday * day;
  const closes = (Math.floor((now.getTime() + offset) / length) + 1) * length - offset;
  return { closesAt: isoOf(closes), publishAt: isoOf(closes + day * settlingShare) };
}

/**
 * The window in which something is decided that stands in publicity for `days`, and when that ends: whole days counted from when everybody sees the
 * batch, which is after the decision; so nobody's publicity is shorter than the row of the catalogue says (matter-terms.ts).
 */
export function publicityWindow(
  days: number,
  now: Date,
  daySeconds: number,
): BatchWindow & { readonly endsAt: string } {
  const window = batchWindow('publicity', now, daySeconds);
  return { ...window, endsAt: isoOf(Date.parse(window.publishAt) + days * daySeconds * 1000) };
}

/**
 * The window of a batch that is closed now, before its time: it collects for the minute more that whatever is being decided takes, and is published a
 * minute after that.
 */
export function closedEarly(now: Date, daySeconds: number): BatchWindow {
  const minute = daySeconds * 1000 * settlingShare;
  return { closesAt: isoOf(now.getTime() + minute), publishAt: isoOf(now.getTime() + 2 * minute) };
}

/** The year whose number a batch gets: the one in which it is published. */
export function batchYear({ publishAt }: Pick<BatchWindow, 'publishAt'>): number {
  return Number(shanghaiDate(new Date(publishAt)).slice(0, 4));
}

function isoOf(milliseconds: number): string {
  return new Date(Math.ceil(milliseconds)).toISOString();
}
