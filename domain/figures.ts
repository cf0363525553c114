import { type MatterCode, matterRows } from './catalogue.ts';
import { shanghaiDate } from './calendar-dates.ts';
import { cityOfCompany, elsewhere } from './divisions.ts';
import { type CaseCounter, caseCounters, isTimed, stepCounter } from './figure-counters.ts';
import { type TimeBucket, timeBuckets } from './handling-times.ts';
import type { ProfessionCode } from './professions.ts';
import { type ApplicationState, isFinal, states } from './states.ts';
import { workingDaysBetween } from './working-days.ts';

/** A calendar month, `YYYY-MM`. */
export type Month = string;

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
  /** Its ended steps, once it is finished. */
  readonly steps: readonly Count[];
}

/** A case of which nothing is counted. */
export const uncounted: CountedCase = { version: 0, application: null, steps: [] };

/** The month in which an application was first sent, as its number says for good: by it everything of it is counted. Null for no number. */
export function monthOfNumber(number: string | undefined): Month | null {
  const found = /^[A-Z]+(\d{4})(\d{2})\d{2}\d{6,}$/.exec(number ?? '');
  return found === null ? null : `${found[1] ?? ''}-${found[2] ?? ''}`;
}

/**
 * What is counted of a case whose application has changed. The newest version counts, so the order in which changes come, and how often, makes no difference. Its steps count once it is
 * finished, all of which have ended by then.
 *
 * @param steps those of the application, read no earlier than it; not looked at while it is open
 */
export function countedAfter(
  before: CountedCase,
  application: CountedApplication,
  steps: readonly CountedStep[],
): CountedCase {
  if (application.version <= before.version) return before;
  const { version, state } = application;
  const ended = isFinal(state) ? steps.filter(({ closedAt }) => closedAt !== undefined) : [];
  return { version, application: countedPlace(application), steps: ended.flatMap(stepCounts) };
}

/** Where an application counts, as one text, null without a number: a change that leaves it changes no counter. */
export function countedPlace({
  number,
  profession,
  matter,
  state,
  employerCreditCode,
}: CountedApplication): Count | null {
  if (monthOfNumber(number) === null) return null;
  return `application|${cityOf(employerCreditCode)}|${profession}/${matter}|${state}`;
}

// The row of the steps of a city: one for all, since those of a case are counted together.
const everyStep = 'all';

// What the applicant withdrew was not handled. Publicity, which nobody handles, lasts as long as the catalogue says.
function stepCounts({ state, openedAt, dueAt, closedAt = openedAt, employerCreditCode, next }: CountedStep): Count[] {
  if (!isTimed(state) || next === 'withdrawn') return [];
  const cell = `step|${cityOf(employerCreditCode)}|${everyStep}`;
  const ends = [bucketOf(new Date(openedAt), new Date(closedAt)), ...(closedAt > dueAt ? (['late'] as const) : [])];
  return ends.map((end) => `${cell}|${stepCounter(state, end)}`);
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
  return [...(application === null ? [] : [application]), ...steps];
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
