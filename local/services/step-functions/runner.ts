import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { InvokeResult } from '../../ground/invocation.ts';
import { alarmAt } from './alarm.ts';
import { type TaskState, waitsForToken } from './definition-schema.ts';
import { type Decision, evaluate, type Json, type Outcome, readPath } from './evaluate.ts';
import {
  contextOf,
  enterState,
  type Execution,
  exitState,
  openAttempt,
  presentState,
  recordAttempt,
  recordEvent,
  takeChanges,
} from './execution.ts';
import { mostEvents } from './history.ts';
import type { AttemptRow, ExecutionRow, ExecutionStatus } from './journal-schema.ts';
import type { Journal } from './journal.ts';
import { limitSize, outcomeOf, recordOutcome, resourceOf } from './outcome.ts';
import { wakeTimeMs } from './wait.ts';

/** What the runner works with. */
export interface RunnerPorts {
  readonly journal: Journal;
  readonly invokeFunction: (functionName: string, payload: unknown) => Promise<InvokeResult>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** Tells the default bus of an execution's status; resolves once that cannot be lost. May be told twice. */
  readonly announce: (row: ExecutionRow) => Promise<void>;
}

/** Drives executions through their states. Every promise resolves once what it did is durable. */
export interface Runner {
  /** Runs a piece of work on an execution when the work before it is done. */
  serialize<T>(execution: Execution, work: () => Promise<T>): Promise<T>;
  /** Goes on until the execution waits for something or ends. Call it within `serialize`. */
  advance(execution: Execution): Promise<void>;
  /** Ends an attempt and goes on. Call it within `serialize`, with the open attempt. */
  settle(execution: Execution, attempt: AttemptRow, outcome: Outcome): Promise<void>;
  /** Ends an execution. Call it within `serialize`. */
  finish(execution: Execution, status: ExecutionStatus, result: ExecutionResult): Promise<void>;
  /** Takes no further work up. */
  stop(): void;
}

/** How an execution ended. */
interface ExecutionResult {
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

const timedOut: Outcome = { type: 'failed', error: 'States.Timeout', cause: '' };
const invokeInput = z.object({ FunctionName: z.string(), Payload: z.json().default({}) });

/** Makes a runner. `onEnd` is told of every execution that has ended, once that is durable. */
export function createRunner(ports: RunnerPorts, onEnd: (execution: Execution) => void): Runner {
  const { journal, clock } = ports;
  let stopped = false;

  function serialize<T>(execution: Execution, work: () => Promise<T>): Promise<T> {
    const result = execution.tail.then(work);
    execution.tail = result.catch(() => undefined);
    return result;
  }

  /*
   * Work that nobody waits for. It fails only when the journal is damaged (a full disk is waited for): then nothing may go on, and the unhandled
   * rejection ends the process. The next start resumes from what is durable.
   */
  function background(execution: Execution, work: () => Promise<void>): void {
    void serialize(execution, async () => {
      if (!stopped && execution.row.status === 'RUNNING') await work();
    });
  }

  async function advance(execution: Execution): Promise<void> {
    execution.cancelAlarm();
    while (execution.row.status === 'RUNNING') {
      const open = openAttempt(execution);
      if (open !== undefined && open.payload !== null) return hold(execution, open);
      if (open !== undefined && open.not_before_ms > clock()) return pauseUntil(execution, open.not_before_ms);
      if (open !== undefined && presentState(execution)?.Type === 'Wait') {
        open.outcome = { type: 'succeeded', output: null };
        recordAttempt(execution, open);
      }
      const token = presentState(execution)?.Type === 'Task' ? newToken() : '';
      const decision = await decide(execution, token);
      if (decision.type === 'attempt') await makeAttempt(execution, openAttempt(execution), decision, token);
      else await follow(execution, decision);
    }
  }

  function decide(execution: Execution, token: string): Promise<Decision> {
    const { definition, row, stateInput, input } = execution;
    const outcomes = execution.attempts.flatMap((attempt) => attempt.outcome ?? []);
    const context = contextOf(execution, token);
    const evaluation = {
      definition,
      stateName: row.state,
      input: stateInput,
      executionInput: input,
      context,
      outcomes,
    };
    return evaluate({ ...evaluation, random: ports.random });
  }

  async function follow(execution: Execution, decision: Exclude<Decision, { type: 'attempt' }>): Promise<void> {
    if (decision.type === 'failed') {
      return finish(execution, 'FAILED', { error: decision.error, cause: decision.cause });
    }
    exitState(execution, clock(), decision.output);
    if (decision.type === 'succeeded') return finish(execution, 'SUCCEEDED', { output: decision.output });
    if (execution.lastEventId >= mostEvents) {
      return finish(execution, 'FAILED', { error: 'States.Runtime', cause: `More than ${mostEvents} history events.` });
    }
    enterState(execution, clock(), decision.state, decision.output);
  }

  async function makeAttempt(
    execution: Execution,
    paused: AttemptRow | undefined,
    decision: Extract<Decision, { type: 'attempt' }>,
    token: string,
  ): Promise<void> {
    const state = presentState(execution);
    if (state?.Type === 'Task' && (paused !== undefined || decision.delayMs === 0)) {
      return beginTask(execution, state, paused ?? addAttempt(execution, clock()), decision.input, token);
    }
    if (state?.Type !== 'Wait') {
      recordAttempt(execution, addAttempt(execution, clock() + decision.delayMs));
      return;
    }
    const wakeMs = await wakeTimeMs(state, execution.stateInput, execution.row.entered_ms);
    if (wakeMs === undefined) {
      return finish(execution, 'FAILED', { error: 'States.Runtime', cause: 'The time to wait is not valid.' });
    }
    recordAttempt(execution, addAttempt(execution, wakeMs));
  }

  async function beginTask(execution: Execution, state: TaskState, attempt: AttemptRow, input: Json, token: string) {
    const parameters = invokeInput.safeParse(input);
    const timeout = z
      .int()
      .min(1)
      .max(99_999_999)
      .optional()
      .safeParse(
        state.TimeoutSecondsPath === undefined
          ? state.TimeoutSeconds
          : ((await readPath(state.TimeoutSecondsPath, state.InputPath, execution.stateInput)) ?? null),
      );
    if (!parameters.success || !timeout.success) {
      const cause = parameters.success ? 'The timeout is not a whole number of seconds.' : 'FunctionName is not text.';
      return finish(execution, 'FAILED', { error: 'States.Runtime', cause });
    }
    const now = clock();
    attempt.function_name = parameters.data.FunctionName;
    attempt.payload = parameters.data.Payload;
    attempt.token = waitsForToken(state) ? token : null;
    attempt.deadline_ms = timeout.data === undefined ? null : now + timeout.data * 1000;
    recordAttempt(execution, attempt);
    recordEvent(execution, now, 'TaskScheduled', {
      ...resourceOf(execution),
      region: execution.row.arn.split(':')[3] ?? '',
      parameters: JSON.stringify(input),
      ...(timeout.data === undefined ? {} : { timeoutInSeconds: timeout.data }),
    });
    recordEvent(execution, now, 'TaskStarted', resourceOf(execution));
  }

  /** Waits for the outcome of an attempt; invokes its function when that is not known to have been done. */
  async function hold(execution: Execution, attempt: AttemptRow): Promise<void> {
    await journal.commit(takeChanges(execution));
    if (stopped) return;
    if (attempt.deadline_ms !== null) {
      execution.cancelAlarm = alarmAt(attempt.deadline_ms, clock, () => {
        background(execution, async () => {
          if (attempt === openAttempt(execution)) await settle(execution, attempt, timedOut);
        });
      });
    }
    const isDue = attempt.deadline_ms !== null && attempt.deadline_ms <= clock();
    if (!attempt.submitted && !isDue && execution.invoking !== attempt) {
      execution.invoking = attempt;
      void invoke(execution, attempt);
    }
  }

  async function invoke(execution: Execution, attempt: AttemptRow): Promise<void> {
    // A function that cannot be reached is what AWS calls an SDK client error; Retry of the definition deals with it.
    const result = await ports
      .invokeFunction(attempt.function_name ?? '', attempt.payload)
      .catch((error: unknown): InvokeResult => {
        return { ok: false, errorType: 'Lambda.SdkClientException', errorMessage: String(error) };
      });
    background(execution, async () => {
      if (attempt !== openAttempt(execution)) return;
      if (result.ok && attempt.token !== null) return submit(execution, attempt, result.payload);
      await settle(execution, attempt, outcomeOf(result));
    });
  }

  /** The function has taken the token: from now on only the token's answer counts, also after a restart. */
  async function submit(execution: Execution, attempt: AttemptRow, payload: unknown): Promise<void> {
    attempt.submitted = true;
    recordAttempt(execution, attempt);
    const output = JSON.stringify({ Payload: payload ?? null, StatusCode: 200 });
    recordEvent(execution, clock(), 'TaskSubmitted', { ...resourceOf(execution), output });
    await journal.commit(takeChanges(execution));
  }

  async function settle(execution: Execution, attempt: AttemptRow, outcome: Outcome): Promise<void> {
    attempt.outcome = limitSize(outcome);
    recordAttempt(execution, attempt);
    recordOutcome(execution, attempt.outcome, outcome === timedOut, clock());
    await advance(execution);
  }

  async function finish(execution: Execution, status: ExecutionStatus, result: ExecutionResult): Promise<void> {
    execution.cancelAlarm();
    const { row } = execution;
    row.status = status;
    row.stopped_ms = clock();
    row.output = result.output === undefined ? null : JSON.stringify(result.output);
    row.error = result.error ?? null;
    row.cause = result.cause ?? null;
    const type = `Execution${status.charAt(0)}${status.slice(1).toLowerCase()}`;
    recordEvent(execution, clock(), type, {
      ...(row.output === null ? {} : { output: row.output }),
      ...(row.error === null ? {} : { error: row.error }),
      ...(row.cause === null ? {} : { cause: row.cause }),
    });
    // Before the journal: a kill in between tells it twice, which is better than never.
    await ports.announce(row);
    await journal.commit(takeChanges(execution));
    onEnd(execution);
  }

  async function pauseUntil(execution: Execution, dueMs: number): Promise<void> {
    await journal.commit(takeChanges(execution));
    if (stopped) return;
    execution.cancelAlarm = alarmAt(dueMs, clock, () => {
      background(execution, () => advance(execution));
    });
  }

  return { serialize, advance, settle, finish, stop: () => (stopped = true) };
}

/** 64 characters, unguessable. */
function newToken(): string {
  return randomBytes(48).toString('base64url');
}

function addAttempt(execution: Execution, notBeforeMs: number): AttemptRow {
  const attempt: AttemptRow = {
    number: execution.attempts.length,
    token: null,
    payload: null,
    function_name: null,
    not_before_ms: notBeforeMs,
    deadline_ms: null,
    submitted: false,
    outcome: null,
  };
  execution.attempts.push(attempt);
  return attempt;
}
