import { type MatterCode, matterRows } from './catalogue.ts';
import { shanghaiDate } from './calendar-dates.ts';
import { cityOfCompany, elsewhere } from './divisions.ts';
import { type CaseCounter, caseCounters } from './figure-counters.ts';
import { type TimeBucket, timeBuckets } from './handling-times.ts';
import type { ProfessionCode } from './professions.ts';
import { type ApplicationState, applicationStates, states } from './states.ts';
import { workingDaysBetween } from './working-days.ts';

/** A calendar month, `YYYY-MM`. */
export type Month = string;

/** The steps whose handling is timed: those that have a limit of working days. */
export const timedSteps = applicationStates.filter((state) => states[state].days !== null);

/** What of an application decides where it counts. */
export interface CountedApplication {
  readonly number?: string | undefined;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly state: ApplicationState;
  readonly version: number;
  readonly employerCreditCode?: string | undefined;
}

/** What of a step decides where it counts; `next` is where its end led. */
export interface CountedStep {
  readonly number: string;
  readonly stateVersion: number;
  readonly state: ApplicationState;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly closedAt?: string | undefined;
  readonly employerCreditCode?: string | undefined;
  readonly next?: ApplicationState | undefined;
}

/** One count: `kind|city|row|counter`, where `kind|city|row` names a cell. */
type Count = string;

/** What is counted of a case, as it is kept beside the counters: by it a change that comes again, late or out of order adds nothing. */
export interface CountedCase {
  /** The version of the application that is counted; 0: none. */
  readonly version: number;
  readonly application: Count | null;
  /** The ended steps that are counted, by the version at which each began. */
  readonly steps: Readonly<Record<string, readonly Count[]>>;
}

/** A case of which nothing is counted. */
export const uncounted: CountedCase = { version: 0, application: null, steps: {} };

/** What the stream brings of a case. */
export interface CaseChanges {
  readonly applications: readonly CountedApplication[];
  readonly steps: readonly CountedStep[];
}

/** The month in which an application was first sent, as its number says for good: by it everything of it is counted. Null for no number. */
export function monthOfNumber(number: string | undefined): Month | null {
  const found = /^[A-Z]+(\d{4})(\d{2})\d{2}\d{6,}$/.exec(number ?? '');
  return found === null ? null : `${found[1] ?? ''}-${found[2] ?? ''}`;
}

/**
 * What is counted of a case after changes of it. The newest version of the application counts, and each step once, when it has ended: so
 * the order in which changes come, and how often, makes no difference.
 */
export function countedAfter(before: CountedCase, { applications, steps }: CaseChanges): CountedCase {
  const newest = applications.reduce<CountedCase>(
    (counted, application) =>
      application.version > counted.version
        ? { ...counted, version: application.version, application: applicationCount(application) }
        : counted,
    before,
  );
  const ended = steps.filter(({ stateVersion, closedAt }) => closedAt !== undefined && !hasStep(before, stateVersion));
  return {
    ...newest,
    steps: { ...newest.steps, ...Object.fromEntries(ended.map((s) => [s.stateVersion, stepCounts(s)])) },
  };
}

function hasStep({ steps }: CountedCase, stateVersion: number): boolean {
  return Object.hasOwn(steps, String(stateVersion));
}

function applicationCount({ number, profession, matter, state, employerCreditCode }: CountedApplication): Count | null {
  if (monthOfNumber(number) === null) return null;
  return `application|${cityOf(employerCreditCode)}|${profession}/${matter}|${state}`;
}

// What the applicant withdrew was not handled. Publicity, which nobody handles, lasts as long as the catalogue says.
function stepCounts({ state, openedAt, dueAt, closedAt = openedAt, employerCreditCode, next }: CountedStep): Count[] {
  if (states[state].days === null || next === 'withdrawn') return [];
  const cell = `step|${cityOf(employerCreditCode)}|${state}`;
  const bucket = bucketOf(new Date(openedAt), new Date(closedAt));
  return [`${cell}|${bucket}`, ...(closedAt > dueAt ? [`${cell}|late`] : [])];
}

const hourMilliseconds = 3_600_000;

/** The bucket of what began at one instant and ended at another. */
export function bucketOf(began: Date, ended: Date): TimeBucket {
  const days = workingDaysBetween(shanghaiDate(began), shanghaiDate(ended));
  const hours = (ended.getTime() - began.getTime()) / hourMilliseconds;
  const fits = timeBuckets.find((bucket) =>
    'hours' in bucket ? days === 0 && hours <= bucket.hours : days <= bucket.days,
  );
  return fits?.code ?? 'over';
}

function cityOf(creditCode: string | undefined): string {
  return cityOfCompany(creditCode ?? '') ?? elsewhere;
}

/** How much each counter of each cell, `kind|city|row`, has of what is counted of cases. */
export type CellCounts = ReadonlyMap<string, ReadonlyMap<CaseCounter, number>>;

/** What all that is counted of some cases amounts to. */
export function cellCounts(cases: readonly CountedCase[]): CellCounts {
  return addUp(cases.flatMap(countsOf).map((count) => [count, 1]));
}

/** What is to be added to the counters when a case that was counted one way is counted another; empty: nothing. */
export function changeOfCounts(before: CountedCase, after: CountedCase): CellCounts {
  const sum = addUp([
    ...countsOf(after).map((count) => [count, 1] as const),
    ...countsOf(before).map((count) => [count, -1] as const),
  ]);
  const changed = [...sum].map(([cell, counts]) => [cell, new Map([...counts].filter(([, n]) => n !== 0))] as const);
  return new Map(changed.filter(([, counts]) => counts.size > 0));
}

function countsOf({ application, steps }: CountedCase): readonly Count[] {
  return [...(application === null ? [] : [application]), ...Object.values(steps).flat()];
}

function addUp(counts: readonly (readonly [Count, number])[]): CellCounts {
  const sum = new Map<string, Map<CaseCounter, number>>();
  for (const [count, by] of counts) {
    const end = count.lastIndexOf('|');
    const [cell, name] = [count.slice(0, end), count.slice(end + 1)];
    const counter = caseCounters.find((each) => each === name);
    if (counter === undefined) continue;
    const counters = sum.get(cell) ?? new Map<CaseCounter, number>();
    sum.set(cell, counters.set(counter, (counters.get(counter) ?? 0) + by));
  }
  return sum;
}

/** Within how many working days a step is to be handled: the least and the most that the matters give it. */
export function limitOfStep(state: ApplicationState): { readonly least: number; readonly most: number } {
  const key = states[state].days;
  const days = key === null ? [] : matterRows.map((row) => row.days[key]);
  return { least: Math.min(...days), most: Math.max(...days) };
}
