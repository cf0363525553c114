import { matterNames } from '../../../domain/catalogue.ts';
import { cityNames, elsewhere } from '../../../domain/divisions.ts';
import { isBeyond, type TimeBucket, timeBuckets } from '../../../domain/handling-times.ts';
import { shownStatusNames } from '../../../domain/holds.ts';
import { professions } from '../../../domain/professions.ts';
import { type ApplicationState, applicationStates, isFinal, states } from '../../../domain/states.ts';
import { type VerificationOutcome, verificationOutcomes } from '../../../domain/verification-outcomes.ts';
import type { Answer } from '../forms/contract.ts';
import { deskQueueNames } from './desk-queues.ts';

/** The figures of a month, and those of the months up to the present one. */
export type Figures = Answer<'department', 'getFigures'>;
export type FigureMonths = Answer<'department', 'listFigureMonths'>['items'];
type Counts = Figures['cities'][number]['counts'];

/** A table of figures, which the page shows and a file holds alike. */
export interface FigureTable {
  readonly name: string;
  readonly header: readonly string[];
  /** The first cell of a row says what the row is about. */
  readonly rows: readonly (readonly string[])[];
}

/** How applications have come out so far: 不予 is 不予受理 or 不予注册. */
export const standings = {
  approved: { name: '准予', tone: 'good' },
  declined: { name: '不予', tone: 'bad' },
  ended: { name: '撤回或失效', tone: 'past' },
  open: { name: '在办', tone: 'accent' },
} as const;
export type Standing = keyof typeof standings;
const standingCodes = ['open', 'approved', 'declined', 'ended'] as const satisfies readonly Standing[];

/** A month as people write it: 2026年11月. */
export function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${year}年${Number(number)}月`;
}

/** The months up to one, the newest first. */
export function monthsUpTo(present: string, count: number): string[] {
  const [year = 0, month = 1] = present.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + month - 1 - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

/** What a city of the figures is called. */
export function cityName(code: string): string {
  return code === elsewhere ? '省外企业或未填企业' : (cityNames[code] ?? code);
}

function standingOf(state: ApplicationState): Standing {
  if (!isFinal(state)) return 'open';
  if (state === 'approved') return 'approved';
  return state === 'rejected' || state === 'not-accepted' ? 'declined' : 'ended';
}

/** How many of some applications stand how. */
export function byStanding(counts: Counts): Readonly<Record<Standing, number>> {
  const sums = { approved: 0, declined: 0, ended: 0, open: 0 };
  for (const state of applicationStates) sums[standingOf(state)] += counts[state] ?? 0;
  return sums;
}

/** How many there are in all. */
export function totalOf(counts: Counts): number {
  return applicationStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

const standingHeader = ['申请', ...standingCodes.map((code) => standings[code].name)];

function standingCells(counts: Counts): string[] {
  const sums = byStanding(counts);
  return [String(totalOf(counts)), ...standingCodes.map((code) => String(sums[code]))];
}

/** Counts added together. */
export function addCounts(all: readonly Counts[]): Counts {
  const sums = applicationStates.map(
    (state) => [state, all.reduce((sum, each) => sum + (each[state] ?? 0), 0)] as const,
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0));
}

/** Applications by where they are now. */
export function stateTable({ matters }: Figures): FigureTable {
  const counts = addCounts(matters.map((row) => row.counts));
  const total = totalOf(counts);
  return {
    name: '各状态件数',
    header: ['状态', '件数', '占比'],
    rows: applicationStates
      .filter((state) => (counts[state] ?? 0) > 0)
      .map((state) => [states[state].name, String(counts[state] ?? 0), percentText(counts[state] ?? 0, total)]),
  };
}

/** Applications by profession and matter. */
export function matterTable({ matters }: Figures): FigureTable {
  return {
    name: '各事项件数',
    header: ['事项', ...standingHeader],
    rows: withSum(
      matters.map(({ profession, matter, counts }) => [
        `${professions[profession].name}·${matterNames[matter]}`,
        ...standingCells(counts),
      ]),
      matters.map(({ counts }) => counts),
    ),
  };
}

/** Applications by the city of their employer. */
export function cityTable({ cities }: Figures): FigureTable {
  return {
    name: '各设区市件数',
    header: ['设区市', ...standingHeader],
    rows: withSum(
      cities.map(({ city, counts }) => [cityName(city), ...standingCells(counts)]),
      cities.map(({ counts }) => counts),
    ),
  };
}

/** What the last row of a table is called, where it adds the others up. */
export const sumName = '合计';

function withSum(rows: readonly (readonly string[])[], all: readonly Counts[]): readonly (readonly string[])[] {
  return rows.length < 2 ? rows : [...rows, [sumName, ...standingCells(addCounts(all))]];
}

/** Applications by the month in which they were sent, and the certificates that were verified in it. */
export function monthTable(months: FigureMonths): FigureTable {
  return {
    name: '逐月件数',
    header: ['月份', ...standingHeader, '证书验证'],
    rows: months.map(({ month, counts, verifications }) => [
      monthName(month),
      ...standingCells(counts),
      String(verificationOutcomes.reduce((sum, outcome) => sum + (verifications[outcome] ?? 0), 0)),
    ]),
  };
}

/** How long steps took, against how long they may take. */
export function stepTable({ steps }: Figures): FigureTable {
  return {
    name: '各环节办理用时',
    header: ['环节', '时限（工作日）', '已办结', '中位用时', '95%不超过', '超过时限', '超时率'],
    rows: steps
      .filter(({ handled }) => handled > 0)
      .map(({ state, limit, handled, late, median, percentile95 }) => [
        states[state].name,
        limit.least === limit.most ? String(limit.most) : `${limit.least}至${limit.most}`,
        String(handled),
        bucketName(median),
        bucketName(percentile95),
        String(late),
        percentText(late, handled),
      ]),
  };
}

/** What waits now. */
export function queueTable({ queues }: Figures): FigureTable {
  return {
    name: '当前待办',
    header: ['环节', '待办', '已逾期', '三日内到期', '三日后到期'],
    rows: queues.map(({ queue, overdue, soon, later, more }) => [
      deskQueueNames[queue],
      `${overdue + soon + later}${more ? '以上' : ''}`,
      String(overdue),
      String(soon),
      `${later}${more ? '以上' : ''}`,
    ]),
  };
}

/** What officers have handled. */
export function officerTable({ officers }: Figures): FigureTable {
  return {
    name: '人员办结',
    header: ['姓名', '办结环节数'],
    rows: officers.map(({ name, handled }) => [name, String(handled)]),
  };
}

const outcomeNames: Readonly<Record<VerificationOutcome, string>> = {
  ...shownStatusNames,
  replaced: '已换发新证书',
  'code-not-matching': '验证码不一致',
};

/** What those who verified certificates found. */
export function verificationTable({ verifications }: Pick<Figures, 'verifications'>): FigureTable {
  return {
    name: '证书验证',
    header: ['结果', '次数'],
    rows: verificationOutcomes
      .filter((outcome) => (verifications[outcome] ?? 0) > 0)
      .map((outcome) => [outcomeNames[outcome], String(verifications[outcome] ?? 0)]),
  };
}

/** What a bucket of times is called; a dash where there is none. */
export function bucketName(code: TimeBucket | null): string {
  return timeBuckets.find((bucket) => bucket.code === code)?.name ?? '—';
}

/** A bar of the chart of a step's times. */
export interface TimeBar {
  readonly name: string;
  readonly count: number;
  readonly beyond: boolean;
  /** Which percentiles lie in it. */
  readonly mark: string;
}

/** The bars of a step from the first to the last bucket that has any, with those between. */
export function timeBars({ buckets, limit, median, percentile95 }: Figures['steps'][number]): TimeBar[] {
  const counts = new Map(buckets.map(({ code, count }) => [code, count]));
  const filled = timeBuckets.map(({ code }) => counts.has(code));
  return timeBuckets.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1).map(({ code, name }) => ({
    name,
    count: counts.get(code) ?? 0,
    beyond: isBeyond(code, limit.most),
    mark: [code === median ? '中位' : '', code === percentile95 ? '95%' : ''].filter((text) => text !== '').join('、'),
  }));
}

function percentText(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}

/** The name of the file that holds a table. */
export function fileNameOf({ name }: FigureTable, month: string, city: string | null): string {
  return `${month}-${name}${city === null ? '' : `-${cityName(city)}`}.csv`;
}
