import { ExecutionError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { LibraryState, LoadedDefinition } from './definition.ts';

/*
 * One state is evaluated at a time, in a machine of three: `#input` puts the state's input in place (so that the library's
 * `$$.Execution.Input` stays the execution's own), `#state` is the state, and every state of the definition stands behind it
 * as an empty end. The library decides inputs, outputs, choices, retriers and catchers; it never waits and never calls a
 * function. What happened so far is handed in as outcomes, and where an outcome is missing the evaluation stops and says so.
 * So the journal needs no more than the present state with its input and outcomes, a restart repeats nothing of the states
 * before it, and no timer of the library (60 s for a task, 24.8 days at most) ever decides.
 */

/** A value that JSON can carry. */
export type Json = z.infer<ReturnType<typeof z.json>>;

/** For values that are JSON by construction (parsed from text, or made by the library): only names the type. */
export const trustedJson = z.custom<Json>((value) => value !== undefined);

/** How one attempt of a task ended. */
export type Outcome =
  | { readonly type: 'succeeded'; readonly output: Json }
  | { readonly type: 'failed'; readonly error: string; readonly cause: string };

/** What the definition says comes next. */
export type Decision =
  /** The state needs one more attempt, with this input; after a failure not before the delay of its retrier (milliseconds). */
  | { readonly type: 'attempt'; readonly input: Json; readonly delayMs: number }
  | { readonly type: 'next'; readonly state: string; readonly output: Json }
  | { readonly type: 'succeeded'; readonly output: Json }
  | { readonly type: 'failed'; readonly error: string; readonly cause: string };

/** Everything an evaluation depends on. */
export interface Evaluation {
  readonly definition: LoadedDefinition;
  readonly stateName: string;
  readonly input: Json;
  readonly executionInput: Json;
  /** The context object (`$$`) without `Execution.Input`. */
  readonly context: Readonly<Record<string, unknown>> & { readonly Execution: Readonly<Record<string, unknown>> };
  /** The attempts that have ended, oldest first. A `Wait` state has one when its time has come. */
  readonly outcomes: readonly Outcome[];
  /** A number from 0 to 1 for jitter. */
  readonly random: () => number;
}

/** Asks the definition what comes next. Rejects only on a defect of the library. */
export async function evaluate(evaluation: Evaluation): Promise<Decision> {
  const { definition, stateName, outcomes } = evaluation;
  const loaded = definition.states.get(stateName);
  if (loaded === undefined) return runtimeFailure(`State ${stateName} is not in the definition.`);
  if (loaded.state.Type === 'Wait' && outcomes.length === 0) {
    return { type: 'attempt', input: evaluation.input, delayMs: 0 };
  }
  let used = 0;
  const attempt = (input: unknown) => {
    const outcome = outcomes[used++];
    if (outcome === undefined) throw new AttemptNeeded(trustedJson.parse(input));
    if (outcome.type === 'failed') throw new AttemptFailed(outcome.error, outcome.cause);
    return outcome.output;
  };
  const run = new StateMachine(machineAround(evaluation, loaded.library), {
    validationOptions: { noValidate: true },
  }).run(evaluation.executionInput, {
    context: { ...evaluation.context },
    overrides: {
      taskResourceLocalHandlers: { '#state': attempt },
      waitTimeOverrides: { '#state': 0 },
      retryIntervalOverrides: { '#state': 0 },
    },
  });
  const failure = await run.result.then(
    () => undefined,
    (error: unknown) => error,
  );
  const events = await collect(run.eventLogs);
  if (failure !== undefined) return decideFailure(failure, events, evaluation.random);
  const exit = events.findIndex((event) => event.type === 'StateExited' && event.state.name === '#state');
  const exited = events[exit];
  const entered = events[exit + 1];
  const output = exited?.type === 'StateExited' ? trustedJson.parse(exited.state.output) : null;
  return entered?.type === 'StateEntered'
    ? { type: 'next', state: entered.state.name, output }
    : { type: 'succeeded', output };
}

/**
 * Reads a path of a state's input, as `TimeoutSecondsPath` and `SecondsPath` do (the library would look in `Parameters`).
 * Answers undefined when it points to nothing.
 */
export async function readPath(path: string, inputPath: string | null | undefined, input: Json): Promise<unknown> {
  const reader: LibraryState = {
    Type: 'Pass',
    ...(inputPath === undefined ? {} : { InputPath: inputPath }),
    Parameters: { 'value.$': path },
    End: true,
  };
  const definition = { StartAt: '#input', States: { '#input': inputState(input), '#state': reader } };
  const run = new StateMachine(definition, { validationOptions: { noValidate: true } }).run(null);
  return run.result.then(
    (result) => z.object({ value: z.unknown() }).parse(result).value,
    () => undefined,
  );
}

function machineAround(evaluation: Evaluation, library: LibraryState): StateMachineDefinition {
  const state = withNamedFailures(library, evaluation.outcomes);
  return {
    StartAt: '#input',
    States: {
      ...evaluation.definition.ends,
      '#input': inputState(evaluation.input),
      // A fixed TimeoutSeconds keeps the library from reading TimeoutSecondsPath; the attempt above answers at once.
      '#state': state.Type === 'Task' ? { ...state, TimeoutSeconds: 60 } : state,
    },
  };
}

/**
 * Amazon States Language: States.TaskFailed matches every error of a task but States.Timeout. The library takes the timeouts that the
 * engine hands in for other errors, so the wildcard is replaced by the names of the failures that it stands for.
 */
function withNamedFailures(state: LibraryState, outcomes: readonly Outcome[]): LibraryState {
  if (state.Type !== 'Task') return state;
  const failures = outcomes.flatMap((outcome) => (outcome.type === 'failed' ? [outcome.error] : []));
  const tasksOwn = failures.filter((name) => name !== 'States.Timeout');
  const named = <Rule extends { ErrorEquals: string[] }>(rule: Rule): Rule => ({
    ...rule,
    ErrorEquals: rule.ErrorEquals.flatMap((name) => (name === 'States.TaskFailed' ? tasksOwn : [name])),
  });
  return {
    ...state,
    ...(state.Retry === undefined ? {} : { Retry: state.Retry.map(named) }),
    ...(state.Catch === undefined ? {} : { Catch: state.Catch.map(named) }),
  };
}

function inputState(input: Json): LibraryState {
  // Wrapped, because the library takes a falsy Result for none.
  return { Type: 'Pass', Result: { value: input }, OutputPath: '$.value', Next: '#state' };
}

type LibraryEvent = ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;

async function collect(eventLogs: AsyncIterable<LibraryEvent>): Promise<LibraryEvent[]> {
  const events: LibraryEvent[] = [];
  for await (const event of eventLogs) events.push(event);
  return events;
}

function decideFailure(failure: unknown, events: readonly LibraryEvent[], random: () => number): Decision {
  const cause = failure instanceof ExecutionError ? failure.cause : failure;
  if (cause instanceof AttemptNeeded) {
    const retried = events.findLast((event) => event.type === 'StateRetried');
    const delayMs = retried?.type === 'StateRetried' ? retryDelayMs(retried.retry, random) : 0;
    return { type: 'attempt', input: cause.input, delayMs };
  }
  if (cause instanceof Error) return { type: 'failed', error: cause.name, cause: cause.message };
  return runtimeFailure(String(cause));
}

function runtimeFailure(cause: string): Decision {
  return { type: 'failed', error: 'States.Runtime', cause };
}

/** The fields of a retrier that its delay depends on. */
interface RetryTiming {
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'NONE' | 'FULL';
}

/** Milliseconds before attempt 1, 2, … of a retrier, with the defaults of the Amazon States Language (1 s, doubling). */
export function retryDelayMs(
  retry: { readonly retrier: RetryTiming; readonly attempt: number },
  random: () => number,
): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity, JitterStrategy = 'NONE' } = retry.retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** (retry.attempt - 1), MaxDelaySeconds);
  return Math.round(1000 * seconds * (JitterStrategy === 'FULL' ? random() : 1));
}

/** Ends an evaluation that has no further outcome. The library reads the two flags and then neither retries nor catches. */
class AttemptNeeded extends Error {
  readonly isRetryable = false;
  readonly isCatchable = false;
  readonly input: Json;

  constructor(input: Json) {
    super('One more attempt is needed.');
    this.input = input;
  }
}

/** The failure of an attempt, under the name that Retry and Catch match. */
class AttemptFailed extends Error {
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
    // Amazon States Language: States.ALL matches neither of these two.
    this.isRetryable = error !== 'States.Runtime' && error !== 'States.DataLimitExceeded';
    this.isCatchable = this.isRetryable;
  }
}
