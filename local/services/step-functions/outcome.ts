import * as z from 'zod';
import type { InvokeResult } from '../../ground/invocation.ts';
import { waitsForToken } from './definition-schema.ts';
import type { Outcome } from './evaluate.ts';
import { type Execution, presentState, recordEvent } from './execution.ts';
import { mostBytes } from './history.ts';

/** How the history names the service integration of the present state. */
export function resourceOf(execution: Execution): { resourceType: string; resource: string } {
  const state = presentState(execution);
  const waits = state?.Type === 'Task' && waitsForToken(state);
  return { resourceType: 'lambda', resource: waits ? 'invoke.waitForTaskToken' : 'invoke' };
}

/** Adds the end of an attempt to the history. */
export function recordOutcome(execution: Execution, outcome: Outcome, isTimeout: boolean, nowMs: number): void {
  const resource = resourceOf(execution);
  if (outcome.type === 'succeeded') {
    recordEvent(execution, nowMs, 'TaskSucceeded', { ...resource, output: JSON.stringify(outcome.output) });
  } else {
    const { error, cause } = outcome;
    recordEvent(execution, nowMs, isTimeout ? 'TaskTimedOut' : 'TaskFailed', { ...resource, error, cause });
  }
}

/** The result of `lambda:invoke`: the function's answer as `Payload`, or its error under its type with AWS's JSON as cause. */
export function outcomeOf(result: InvokeResult): Outcome {
  if (!result.ok) {
    const { errorType, errorMessage, trace } = result;
    return { type: 'failed', error: errorType, cause: JSON.stringify({ errorMessage, errorType, trace }) };
  }
  const payload = z.json().safeParse(result.payload ?? null);
  return payload.success
    ? { type: 'succeeded', output: { ExecutedVersion: '$LATEST', Payload: payload.data, StatusCode: 200 } }
    : { type: 'failed', error: 'States.Runtime', cause: 'The function answered something that is not JSON.' };
}

/** Turns a result longer than AWS allows into its error. */
export function limitSize(outcome: Outcome): Outcome {
  if (outcome.type === 'failed' || Buffer.byteLength(JSON.stringify(outcome.output)) <= mostBytes) return outcome;
  return { type: 'failed', error: 'States.DataLimitExceeded', cause: `The result has more than ${mostBytes} bytes.` };
}
