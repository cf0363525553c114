import { type TimeBucket, timeBuckets } from './handling-times.ts';
import { type ApplicationState, applicationStates } from './states.ts';

/** What a cell counts: applications of a matter by state, or the ends of a step by the time that it took and those that came after the limit. */
export const caseCounters = [...applicationStates, ...timeBuckets.map(({ code }) => code), 'late'] as const;
export type CaseCounter = ApplicationState | TimeBucket | 'late';
