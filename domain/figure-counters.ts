import { type TimeBucket, timeBuckets } from './handling-times.ts';
import { type ApplicationState, applicationStates, states } from './states.ts';

/** The steps whose handling is timed: those that have a limit of working days. */
export const timedSteps = applicationStates.filter(isTimed);
export type TimedStep = {
  [State in ApplicationState]: (typeof states)[State]['days'] extends null ? never : State;
}[ApplicationState];

/** True for a state whose handling is timed. */
export function isTimed(state: ApplicationState): state is TimedStep {
  return states[state].days !== null;
}

/** What is counted of the end of a step: the time that it took, and that it came after the limit. */
export const stepEnds = [...timeBuckets.map(({ code }) => code), 'late'] as const;
export type StepEnd = TimeBucket | 'late';

type StepCounter = `${(typeof states)[TimedStep]['days']}-${StepEnd}`;

/** The counter of an end of a step, short because a cell has one for each: the name of its limit and what is counted. */
export function stepCounter(state: TimedStep, end: StepEnd): StepCounter {
  return `${states[state].days}-${end}`;
}

const stepCounters = timedSteps.flatMap((state) => stepEnds.map((end) => stepCounter(state, end)));

/** What a cell counts: applications of a matter by state, or the ends of all steps. */
export type CaseCounter = ApplicationState | StepCounter;
export const caseCounters: readonly CaseCounter[] = [...applicationStates, ...stepCounters];
