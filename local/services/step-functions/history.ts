import type { Json } from './evaluate.ts';

/** AWS ends an execution that would have more events than this. */
export const mostEvents = 25_000;

/** Longest input or output, bytes of UTF-8 (AWS: 256 KiB). */
export const mostBytes = 262_144;

/** One entry of an execution's history before it has a number. `details` has the form of AWS's `…EventDetails`. */
interface HistoryEvent {
  readonly type: string;
  readonly details: Readonly<Record<string, Json>>;
}

/** One entry of an execution's history. */
export interface StoredEvent extends HistoryEvent {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

const taskEvents = ['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded', 'TaskFailed', 'TaskTimedOut'];
const dataFields = ['input', 'output', 'parameters'];

/** An event in the form of `GetExecutionHistory`; without execution data its inputs and outputs are left out. */
export function describeEvent(event: StoredEvent, includeExecutionData: boolean): Readonly<Record<string, unknown>> {
  const key = detailsKey(event.type);
  const details = Object.fromEntries(
    Object.entries(event.details).flatMap(([name, value]): [string, unknown][] => {
      if (!dataFields.includes(name)) return [[name, value]];
      const kept: [string, unknown][] = includeExecutionData ? [[name, value]] : [];
      if (name !== 'parameters') kept.push([`${name}Details`, { truncated: false }]);
      return kept;
    }),
  );
  return {
    id: event.id,
    // As AWS numbers them: the first state points to 0, not to ExecutionStarted.
    previousEventId: event.id <= 2 ? 0 : event.id - 1,
    timestamp: event.atMs / 1000,
    type: event.type,
    ...(key === undefined ? {} : { [key]: details }),
  };
}

function detailsKey(type: string): string | undefined {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  if (type.startsWith('Execution') || taskEvents.includes(type)) {
    return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
  }
  return undefined;
}

/**
 * State transitions as AWS bills them: each state entered, each retry of a task (every TaskScheduled of a state beyond its
 * first) and each redrive.
 */
export function countTransitions(events: Iterable<{ readonly type: string }>): number {
  let transitions = 0;
  let scheduled = 0;
  for (const { type } of events) {
    if (type === 'TaskScheduled' && scheduled++ > 0) transitions += 1;
    if (type.endsWith('StateEntered') || type === 'ExecutionRedriven') {
      transitions += 1;
      scheduled = 0;
    }
  }
  return transitions;
}
