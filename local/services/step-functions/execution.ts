import type { LoadedDefinition } from './definition.ts';
import type { State } from './definition-schema.ts';
import type { Json } from './evaluate.ts';
import type { AttemptRow, ExecutionRow } from './journal-schema.ts';
import type { Change } from './journal.ts';

/** A running execution in memory: what the journal holds of it, and the changes not yet handed to the journal. */
export interface Execution {
  readonly row: ExecutionRow;
  readonly definition: LoadedDefinition;
  readonly input: Json;
  /** Input of the present state. */
  stateInput: Json;
  /** Attempts of the present visit to the present state; only the last may lack an outcome. */
  attempts: AttemptRow[];
  lastEventId: number;
  changes: Change[];
  cancelAlarm: () => void;
  /** The attempt whose function this process is invoking. */
  invoking: AttemptRow | undefined;
  /** Settles when the last piece of work taken up for this execution is done; work on one execution never overlaps. */
  tail: Promise<unknown>;
}

/** The present state's definition; undefined when the definition lacks it, which evaluation reports as a failure. */
export function presentState(execution: Execution): State | undefined {
  return execution.definition.states.get(execution.row.state)?.state;
}

/** The attempt that has no outcome yet. */
export function openAttempt(execution: Execution): AttemptRow | undefined {
  const last = execution.attempts.at(-1);
  return last?.outcome === null ? last : undefined;
}

/** Adds an event to the history. */
export function recordEvent(
  execution: Execution,
  nowMs: number,
  type: string,
  details: Record<string, Json> = {},
): void {
  execution.lastEventId += 1;
  const event = { id: execution.lastEventId, atMs: nowMs, type, details };
  execution.changes.push({ table: 'event', arn: execution.row.arn, event });
}

/** Notes that an attempt is new or has changed. */
export function recordAttempt(execution: Execution, attempt: AttemptRow): void {
  execution.changes.push({ table: 'attempt', arn: execution.row.arn, visit: execution.row.visit, row: { ...attempt } });
}

/** Takes the changes to hand to the journal, the execution's own row among them. */
export function takeChanges(execution: Execution): Change[] {
  const changes: Change[] = [...execution.changes, { table: 'execution', row: { ...execution.row } }];
  execution.changes = [];
  return changes;
}

/** Enters a state with an input, with no attempt made. */
export function enterState(execution: Execution, nowMs: number, name: string, input: Json): void {
  moveTo(execution, nowMs, name, input);
  const type = presentState(execution)?.Type ?? 'Pass';
  recordEvent(execution, nowMs, `${type}StateEntered`, { name, input: JSON.stringify(input) });
}

/** Begins the present state again after a failure: same input, attempts and timeouts counted anew (AWS: redrive). */
export function revisitState(execution: Execution, nowMs: number): void {
  moveTo(execution, nowMs, execution.row.state, execution.stateInput);
}

function moveTo(execution: Execution, nowMs: number, name: string, input: Json): void {
  const { row } = execution;
  row.visit += 1;
  row.state = name;
  row.state_input = JSON.stringify(input);
  row.entered_ms = nowMs;
  execution.stateInput = input;
  execution.attempts = [];
}

/** Leaves the present state with an output. */
export function exitState(execution: Execution, nowMs: number, output: Json): void {
  const type = presentState(execution)?.Type ?? 'Pass';
  recordEvent(execution, nowMs, `${type}StateExited`, { name: execution.row.state, output: JSON.stringify(output) });
}

/** The context object (`$$`) of an evaluation. */
export function contextOf(execution: Execution, token: string) {
  const { row } = execution;
  return {
    Execution: { Id: row.arn, Name: row.name, RedriveCount: row.redrive_count },
    StateMachine: { Id: row.machine_arn, Name: row.machine_arn.split(':').at(-1) ?? '' },
    State: {
      Name: row.state,
      EnteredTime: new Date(row.entered_ms).toISOString(),
      RetryCount: execution.attempts.filter((attempt) => attempt.outcome !== null).length,
    },
    Task: { Token: token },
  };
}
