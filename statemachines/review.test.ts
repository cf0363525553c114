import aslValidator from 'asl-validator';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applicationStates, finalStates, states } from '../domain/states.ts';
import type { InvokeResult } from '../local/ground/invocation.ts';
import { retryDelayMs } from '../local/services/step-functions/evaluate.ts';
import { type StepFunctions, startStepFunctions } from '../local/services/step-functions/engine.ts';

const text = readFileSync(new URL('review.asl.json', import.meta.url), 'utf8');
const workflow = 'arn:aws:lambda:us-east-1:000000000000:function:workflow-tasks';
const documents = 'arn:aws:lambda:us-east-1:000000000000:function:render-documents';
const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:review';
const timeouts = {
  employer: 86_400,
  release: 129_600,
  statement: 432_001,
  revision: 172_800,
  acceptance: 432_000,
  correction: 259_200,
  publicity: 864_000,
};

/** The definition as the template resolves it in a partition. */
function resolve(partition: string): string {
  return text
    .replaceAll('${InvokeArn}', `arn:${partition}:states:::lambda:invoke`)
    .replaceAll('${InvokeAndWaitArn}', `arn:${partition}:states:::lambda:invoke.waitForTaskToken`)
    .replaceAll('${WorkflowTasksArn}', workflow)
    .replaceAll('${RenderDocumentsArn}', documents);
}

function step(state: string, notices: string[] = [], certificate = true) {
  return { state, notices, certificate, timeouts };
}

interface Payload {
  task?: string;
  action?: string;
  expected?: string;
  token?: string;
  timeoutSeconds?: number;
  kinds?: string[];
  applicationId: string;
}

/** What the functions answer, by call: `open awaiting-employer`, `elapse`, `render certificate` … A list is used up in order. */
type Script = Record<string, (InvokeResult | undefined)[]>;

let folder: string;
let engine: StepFunctions | undefined;
let calls: { name: string; functionName: string; payload: Payload }[];
let script: Script;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: new Date('2026-03-02T01:00:00Z') });
  folder = mkdtempSync(join(tmpdir(), 'review-'));
  calls = [];
  script = {};
});

afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function callName({ task, action, expected, kinds }: Payload): string {
  if (kinds !== undefined) return `render ${kinds.join(' ')}`;
  return [task, action, expected].filter((part) => part !== undefined).join(' ');
}

async function invokeFunction(functionName: string, payload: unknown): Promise<InvokeResult> {
  const received = payload as Payload;
  const name = callName(received);
  calls.push({ name, functionName, payload: received });
  const answer = script[name]?.shift();
  if (answer !== undefined) return Promise.resolve(answer);
  // Rendering and opening a step need no particular answer; every other task has to be scripted.
  if (received.kinds !== undefined || received.task === 'open') return Promise.resolve({ ok: true, payload: null });
  return Promise.resolve({ ok: false, errorType: 'Unscripted', errorMessage: name });
}

function answers(state: string, notices: string[] = []): InvokeResult {
  return { ok: true, payload: step(state, notices) };
}
function fails(errorType: string): InvokeResult {
  return { ok: false, errorType, errorMessage: 'scripted' };
}

/** Starts an execution whose application is in a state. */
async function begin(state: string, notices: string[] = [], beside: object = {}): Promise<string> {
  engine ??= await startStepFunctions({
    dataFolder: folder,
    stateMachines: [{ arn: machineArn, name: 'review', definition: resolve('aws') }],
    invokeFunction,
    random: () => 1,
  });
  const input = JSON.stringify({ applicationId: 'A1', number: 'N1', step: step(state, notices), ...beside });
  const started = await engine.handle('StartExecution', { stateMachineArn: machineArn, name: 'N1-1', input });
  return (started as { executionArn: string }).executionArn;
}

/** Lets the engine work until `probe` answers; time does not pass meanwhile. */
async function until<T>(probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let turn = 0; turn < 2000; turn += 1) {
    const found = await probe();
    if (found !== undefined) return found;
    await new Promise((done) => setImmediate(done));
  }
  throw new Error(`nothing happened after ${calls.map((call) => call.name).join(', ')}`);
}

const called = (name: string, count = 1) => until(() => calls.filter((call) => call.name === name)[count - 1]?.payload);

async function answerStep(expected: string, next: string, notices: string[] = []): Promise<void> {
  const { token } = await called(`open ${expected}`);
  await engine?.handle('SendTaskSuccess', { taskToken: token, output: JSON.stringify(step(next, notices)) });
}

interface Description {
  status: string;
  error?: string;
  cause?: string;
}
async function ended(executionArn: string): Promise<Description> {
  return until(async () => {
    const description = (await engine?.handle('DescribeExecution', { executionArn })) as Description;
    return description.status === 'RUNNING' ? undefined : description;
  });
}

async function lastState(executionArn: string): Promise<string | undefined> {
  const history = (await engine?.handle('GetExecutionHistory', { executionArn, maxResults: 1000 })) as {
    events: { stateEnteredEventDetails?: { name: string } }[];
  };
  return history.events.findLast((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
}

const definition = JSON.parse(text) as {
  States: Record<
    string,
    {
      Type: string;
      Choices?: { StringEquals?: string; Next: string }[];
      Retry?: (Parameters<typeof retryDelayMs>[0]['retrier'] & { ErrorEquals?: string[]; MaxAttempts?: number })[];
    }
  >;
};

describe('the definition', () => {
  test.each(['aws', 'aws-cn'])('is valid with its placeholders resolved for %s', (partition) => {
    const { isValid, errorsText } = aslValidator(JSON.parse(resolve(partition)));
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  test('is valid with its placeholders, which are whole values', () => {
    expect(aslValidator(JSON.parse(text)).isValid).toBe(true);
    const values = [...text.matchAll(/"([^"]*\$\{[^"]*)"/g)].map((match) => match[1]);
    expect([...new Set(values)].sort()).toEqual(
      ['${InvokeAndWaitArn}', '${InvokeArn}', '${RenderDocumentsArn}', '${WorkflowTasksArn}'].sort(),
    );
  });

  test('has one branch of Route for each state of the lifecycle behind the draft', () => {
    const branches = (definition.States['Route']?.Choices ?? []).flatMap((choice) => choice.StringEquals ?? []);
    expect(branches.toSorted()).toEqual(applicationStates.filter((state) => state !== 'draft').toSorted());
  });

  test('gives exactly the states that elapse a timeout', () => {
    const timed = (definition.States['Route']?.Choices ?? [])
      .filter((choice) => 'TimeoutSecondsPath' in (definition.States[choice.Next] ?? {}))
      .map((choice) => choice.StringEquals);
    expect(timed.toSorted()).toEqual(applicationStates.filter((state) => states[state].lapses.length > 0).toSorted());
  });

  const tasks = Object.entries(definition.States).filter(([, state]) => state.Type === 'Task');

  test.each(tasks)('has %s retried for all but what cannot pass, and never for its own timeout', (_name, state) => {
    const [first, second, ...others] = state.Retry ?? [];
    expect(first).toMatchObject({ ErrorEquals: ['StepNotOpen', 'MissingGlyphError'], MaxAttempts: 0 });
    expect(second).toMatchObject({ ErrorEquals: ['States.TaskFailed'], JitterStrategy: 'FULL' });
    expect(others).toEqual([]);
  });

  test('outlasts an outage of six hours, as the arithmetic of its README says', () => {
    const retrier = definition.States['Resync']?.Retry?.[1] ?? {};
    const seconds = Array.from({ length: retrier.MaxAttempts ?? 0 }, (_, index) => {
      return retryDelayMs({ retrier, attempt: index + 1 }, () => 1) / 1000;
    });
    const longest = seconds.reduce((sum, each) => sum + each, 0);
    // Each delay is drawn evenly between 0 and its longest: mean half, variance a twelfth of the square.
    const deviation = Math.sqrt(seconds.reduce((sum, each) => sum + each ** 2 / 12, 0));
    expect(longest).toBe(52_110);
    expect(Math.round(longest / 2)).toBe(26_055);
    expect(longest / 2 - 3.9 * deviation).toBeGreaterThan(6 * 3600);
  });
});

describe('an application', () => {
  test('goes from submission to certificate', async () => {
    script = {
      'advance documents-ready': [answers('awaiting-employer')],
      elapse: [answers('approved')],
      issued: [answers('approved')],
    };
    const arn = await begin('submitted');
    await answerStep('awaiting-employer', 'awaiting-acceptance');
    await answerStep('awaiting-acceptance', 'under-review', ['acceptance-notice']);
    await answerStep('under-review', 'awaiting-decision');
    await answerStep('awaiting-decision', 'in-publicity');
    await called('open in-publicity');
    await vi.advanceTimersByTimeAsync(timeouts.publicity * 1000);
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map((call) => call.name)).toEqual([
      'render application-form commitment-letter',
      'advance documents-ready',
      'open awaiting-employer',
      'open awaiting-acceptance',
      'render acceptance-notice',
      'open under-review',
      'open awaiting-decision',
      'open in-publicity',
      'elapse',
      'render certificate',
      'issued',
    ]);
    expect(calls.every((call) => call.payload.applicationId === 'A1')).toBe(true);
    expect(calls.every((call) => call.functionName === (call.payload.kinds ? documents : workflow))).toBe(true);
    expect(await lastState(arn)).toBe('Approved');
  });

  test('returned by the employer is revised, rendered again and resubmitted', async () => {
    script = { 'advance documents-ready': [answers('awaiting-employer')] };
    await begin('awaiting-employer');
    await answerStep('awaiting-employer', 'returned');
    await answerStep('returned', 'submitted');
    await called('render application-form commitment-letter');
    await called('open awaiting-employer', 2);
  });

  test('rejected gets its notice before the execution ends', async () => {
    const arn = await begin('awaiting-decision');
    await answerStep('awaiting-decision', 'rejected', ['rejection-notice']);
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.at(-1)?.name).toBe('render rejection-notice');
    expect(await lastState(arn)).toBe('Rejected');
  });

  test('that registers nothing is approved without a certificate', async () => {
    script = { 'advance documents-ready': [{ ok: true, payload: step('awaiting-acceptance', [], false) }] };
    const arn = await begin('submitted');
    const { token } = await called('open awaiting-acceptance');
    const output = JSON.stringify(step('approved', [], false));
    await engine?.handle('SendTaskSuccess', { taskToken: token, output });
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map((call) => call.name)).not.toContain('render certificate');
    expect(await lastState(arn)).toBe('Approved');
  });

  test.each(finalStates.filter((state) => state !== 'approved'))('that is %s ends the execution', async (state) => {
    const arn = await begin(state);
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await lastState(arn))?.toLowerCase()).toBe(state.replaceAll('-', ''));
    expect(calls).toEqual([]);
  });
});

const waiting = [
  'awaiting-employer',
  'awaiting-release',
  'awaiting-statement',
  'returned',
  'awaiting-acceptance',
  'awaiting-correction',
  'under-review',
  'awaiting-decision',
  'in-publicity',
];

/** What a throttled call, a function out of time or memory, and an outage of the storage or the key are called. */
const passing = [
  'Lambda.TooManyRequestsException',
  'Sandbox.Timedout',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'TableBusyError',
  'ServiceUnavailable',
  'KMSInternalException',
  'TypeError',
];

describe.each(waiting)('a step in %s', (state) => {
  test('is opened with a token and goes on with the answer', async () => {
    const arn = await begin(state);
    expect(await called(`open ${state}`)).toMatchObject({ token: expect.stringMatching(/^.{64}$/) as string });
    await answerStep(state, 'withdrawn');
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('that is not open any more takes the present state of the application', async () => {
    script = { [`open ${state}`]: [fails('StepNotOpen')], current: [answers('withdrawn')] };
    const arn = await begin(state);
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map((call) => call.name)).toEqual([`open ${state}`, 'current']);
    expect(await lastState(arn)).toBe('Withdrawn');
  });

  test.each(passing)('that fails with %s is opened again', async (errorType) => {
    script = { [`open ${state}`]: [fails(errorType), fails(errorType)] };
    await begin(state);
    await called(`open ${state}`);
    await passDelays([2, 4], `open ${state}`);
    await called(`open ${state}`, 3);
  });

  test('that can never be opened fails in place at once, and a redrive opens it again', async () => {
    script = { [`open ${state}`]: [fails('MissingGlyphError')] };
    const executionArn = await begin(state);
    const failure = await ended(executionArn);
    expect(failure).toMatchObject({ status: 'FAILED', error: 'MissingGlyphError' });
    expect(failure.cause).toContain('scripted');
    await engine?.handle('RedriveExecution', { executionArn });
    const { token } = await called(`open ${state}`, 2);
    await engine?.handle('SendTaskSuccess', { taskToken: token, output: JSON.stringify(step('withdrawn')) });
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

const timed = [
  ['awaiting-employer', timeouts.employer],
  ['awaiting-release', timeouts.release],
  ['awaiting-statement', timeouts.statement],
  ['returned', timeouts.revision],
  ['awaiting-correction', timeouts.correction],
  ['in-publicity', timeouts.publicity],
] as const;

describe.each(timed)('a timed step in %s', (state, seconds) => {
  test('elapses after its time and not before', async () => {
    script = { elapse: [answers('expired')] };
    const arn = await begin(state);
    expect((await called(`open ${state}`)).timeoutSeconds).toBe(seconds);
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
    expect(calls.map((call) => call.name)).toEqual([`open ${state}`]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.at(-1)?.name).toBe('elapse');
  });

  test('answered in the moment it elapses takes the present state', async () => {
    script = { elapse: [fails('StepNotOpen')], current: [answers('withdrawn')] };
    const arn = await begin(state);
    await called(`open ${state}`);
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map((call) => call.name)).toEqual([`open ${state}`, 'elapse', 'current']);
  });
});

test.each(['under-review', 'awaiting-decision'])('silence in %s never decides', async (state) => {
  await begin(state);
  expect((await called(`open ${state}`)).timeoutSeconds).toBeUndefined();
  await vi.advanceTimersByTimeAsync(400 * 24 * 3600 * 1000);
  expect(calls).toHaveLength(1);
});

describe('an execution', () => {
  test('withdrawn while its form is rendered ends', async () => {
    script = { 'advance documents-ready': [fails('StepNotOpen')], current: [answers('withdrawn')] };
    expect(await ended(await begin('submitted'))).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('that takes the present state renders the notices of what happened meanwhile', async () => {
    script = {
      'open awaiting-acceptance': [fails('StepNotOpen')],
      current: [answers('not-accepted', ['non-acceptance-notice'])],
    };
    expect(await ended(await begin('awaiting-acceptance'))).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map((call) => call.name)).toContain('render non-acceptance-notice');
  });

  test('that draws papers alone opens no step, whatever the state', async () => {
    const arn = await begin('under-review', ['hold-notice'], { papersAlone: true });
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map((call) => call.name)).toEqual(['render hold-notice']);
  });

  test('that meets an unknown state is stuck', async () => {
    const arn = await begin('draft');
    expect(await ended(arn)).toMatchObject({ status: 'FAILED', error: 'UnknownApplicationState' });
    expect(await lastState(arn)).toBe('Stuck');
  });

  test.each(['RenderNotices', 'RenderForm', 'RenderCertificate', 'FormReady', 'Resync', 'Elapse', 'Issued'])(
    'outlives 180 failures in %s and fails in place at the next',
    async (stateName) => {
      const [name, start] = reach[stateName] ?? [];
      script = { [name!]: Array.from({ length: 181 }, () => fails('ServiceUnavailable')), ...start!.script };
      const arn = await begin(start!.state, start!.notices);
      if (stateName === 'Elapse') {
        await called('open returned');
        await vi.advanceTimersByTimeAsync(timeouts.revision * 1000);
      }
      await called(name!);
      await passDelays([2, 4, 8, 16, 32, 64, 128, 256, ...Array.from({ length: 172 }, () => 300)], name!);
      expect(await ended(arn)).toMatchObject({ status: 'FAILED', error: 'ServiceUnavailable' });
      expect(await lastState(arn)).toBe(stateName);
    },
  );

  test('whose form has a character in no font fails at once', async () => {
    script = { 'render application-form commitment-letter': [fails('MissingGlyphError')] };
    const arn = await begin('submitted');
    expect(await ended(arn)).toMatchObject({ status: 'FAILED', error: 'MissingGlyphError' });
    expect(calls).toHaveLength(1);
  });
});

const reach: Record<string, [name: string, start: { state: string; notices?: string[]; script?: Script }]> = {
  RenderNotices: ['render correction-notice', { state: 'returned', notices: ['correction-notice'] }],
  RenderForm: ['render application-form commitment-letter', { state: 'submitted' }],
  RenderCertificate: ['render certificate', { state: 'approved' }],
  FormReady: ['advance documents-ready', { state: 'submitted' }],
  Resync: ['current', { state: 'returned', script: { 'open returned': [fails('StepNotOpen')] } }],
  Elapse: ['elapse', { state: 'returned' }],
  Issued: ['issued', { state: 'approved' }],
};

/** Lets each delay pass, and not a second more, until the call is made again after it. */
async function passDelays(seconds: readonly number[], name: string): Promise<void> {
  for (const [index, delay] of seconds.entries()) {
    // The failure has to be journalled before its delay can begin.
    await until(() => (vi.getTimerCount() > 0 ? true : undefined));
    await vi.advanceTimersByTimeAsync(delay * 1000 - 1);
    expect(calls.filter((call) => call.name === name)).toHaveLength(index + 1);
    await vi.advanceTimersByTimeAsync(1);
    await called(name, index + 2);
  }
}
