import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionNotRedrivable,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import type { InvokeResult } from '../../ground/invocation.ts';
import { type StepFunctions, startStepFunctions } from './engine.ts';

const invoke = 'arn:aws:states:::lambda:invoke';

/** Tries until it succeeds; generous, because a loaded machine is slow. */
function eventually<T>(probe: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(probe, { timeout: 15_000, interval: 10 });
}
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';

/** Work (retried once after a second) → Ask (token, one hour) → Done; "late" when Ask times out. */
const definition = JSON.stringify({
  StartAt: 'Work',
  States: {
    Work: {
      ...{ Type: 'Task', Resource: invoke, ResultPath: '$.work', Next: 'Ask' },
      Parameters: { FunctionName: 'work', 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['Lambda.ServiceException'], MaxAttempts: 1 }],
    },
    Ask: {
      ...{
        Type: 'Task',
        Resource: `${invoke}.waitForTaskToken`,
        TimeoutSeconds: 3600,
        ResultPath: '$.answer',
        Next: 'Done',
      },
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token', 'name.$': '$$.Execution.Name' } },
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
    },
    Late: { Type: 'Pass', Result: 'late', End: true },
    Done: { Type: 'Succeed' },
  },
});

let folder: string;
let engine: StepFunctions;
let server: Server;
let client: SFNClient;
let nowMs: number;
let work: (payload: unknown) => InvokeResult | Promise<InvokeResult>;
let ask: () => Promise<InvokeResult>;
let tokens: Map<string, string>;

async function invokeFunction(name: string, payload: unknown): Promise<InvokeResult> {
  if (name === 'work') return work(payload);
  const asked = payload as { token: string; name: string };
  tokens.set(asked.name, asked.token);
  return ask();
}

function startEngine() {
  const stateMachines = [{ arn: stateMachineArn, name: 'm', definition }];
  return startStepFunctions({ dataFolder: folder, stateMachines, invokeFunction, now: () => new Date(nowMs) });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'step-functions-'));
  nowMs = Date.parse('2026-03-02T01:00:00Z');
  tokens = new Map();
  work = (payload) => ({ ok: true, payload: { did: payload } });
  ask = () => Promise.resolve({ ok: true, payload: null });
  engine = await startEngine();
  server = createServer((request, response) => {
    void (async () => {
      const operation = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
      const answer = await engine.handle(operation, JSON.parse(await text(request))).then(
        (body) => ({ status: 200, body }),
        (error: unknown) => {
          const { status, type, message } = error as AwsJsonError;
          return { status, body: { __type: type, message } };
        },
      );
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer.body));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  server.close();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

async function begin(name: string, input = '{"n":1}') {
  const started = await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  return started.executionArn ?? '';
}
const describeIt = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }));
const tokenOf = (name: string) =>
  eventually(() => tokens.get(name) ?? Promise.reject(new Error(`no token of ${name}`)));
const statusIs = (arn: string, status: string) =>
  eventually(async () => {
    const description = await describeIt(arn);
    expect(description.status).toBe(status);
    return description;
  });
async function answer(name: string, output = '"yes"') {
  return client.send(new SendTaskSuccessCommand({ taskToken: await tokenOf(name), output }));
}
async function eventTypes(executionArn: string) {
  const history = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  return history.events?.map((event) => event.type);
}

describe('an execution, through the SDK', () => {
  test('runs to its end', async () => {
    const arn = await begin('one');
    expect(arn).toBe('arn:aws:states:us-east-1:000000000000:execution:m:one');
    expect(await describeIt(arn)).toMatchObject({ status: 'RUNNING', name: 'one', input: '{"n":1}', stateMachineArn });
    await answer('one');
    const ended = await statusIs(arn, 'SUCCEEDED');
    expect(JSON.parse(ended.output ?? '')).toEqual({
      n: 1,
      work: { ExecutedVersion: '$LATEST', Payload: { did: { n: 1 } }, StatusCode: 200 },
      answer: 'yes',
    });
    expect(ended.startDate).toEqual(new Date(nowMs));
    expect(ended.stopDate).toEqual(new Date(nowMs));
  });

  test('has a history with the names and numbering of AWS', async () => {
    const executionArn = await begin('one');
    await answer('one');
    await statusIs(executionArn, 'SUCCEEDED');
    expect(await eventTypes(executionArn)).toEqual([
      'ExecutionStarted',
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
      ...['SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
    ]);
    const first = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 4 }));
    expect(first.events?.map((event) => [event.id, event.previousEventId])).toEqual([
      [1, 0],
      [2, 0],
      [3, 2],
      [4, 3],
    ]);
    expect(first.events?.[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Work', input: '{"n":1}' });
    expect(first.events?.[2]?.taskScheduledEventDetails).toMatchObject({ resource: 'invoke', resourceType: 'lambda' });
    const { nextToken } = first;
    const second = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 4, nextToken }));
    expect(second.events?.map((event) => event.id)).toEqual([5, 6, 7, 8]);
    const last = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2, includeExecutionData: false }),
    );
    expect(last.events?.map((event) => event.id)).toEqual([15, 14]);
    expect(last.events?.[0]?.executionSucceededEventDetails?.output).toBeUndefined();
    expect(await engine.transitions(executionArn)).toBe(3);
  });

  test('answers again to the same start while it runs, and to no other', async () => {
    const first = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{}' }));
    nowMs += 5000;
    const again = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{}' }));
    expect([again.executionArn, again.startDate]).toEqual([first.executionArn, first.startDate]);
    await expect(begin('one', '{"n":2}')).rejects.toThrow(ExecutionAlreadyExists);
    await answer('one');
    await statusIs(first.executionArn ?? '', 'SUCCEEDED');
    await expect(begin('one', '{}')).rejects.toThrow(ExecutionAlreadyExists);
  });

  test('started twice at once exists once', async () => {
    let runs = 0;
    work = () => ({ ok: true, payload: ++runs });
    await Promise.all([begin('one'), begin('one'), begin('one')]);
    await tokenOf('one');
    expect(runs).toBe(1);
  });

  test('fails with the error of its function, and a redrive continues at the failed state', async () => {
    work = () => ({ ok: false, errorType: 'TypeError', errorMessage: 'x is not a function', trace: ['at x'] });
    const executionArn = await begin('one');
    const failed = await statusIs(executionArn, 'FAILED');
    expect(failed).toMatchObject({ error: 'TypeError', redriveStatus: 'REDRIVABLE' });
    const cause = { errorMessage: 'x is not a function', errorType: 'TypeError', trace: ['at x'] };
    expect(JSON.parse(failed.cause ?? '')).toEqual(cause);
    work = () => ({ ok: true, payload: 'mended' });
    const redriven = await client.send(new RedriveExecutionCommand({ executionArn, clientToken: 'c' }));
    const again = await client.send(new RedriveExecutionCommand({ executionArn, clientToken: 'c' }));
    expect(again.redriveDate).toEqual(redriven.redriveDate);
    await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toThrow(ExecutionNotRedrivable);
    await answer('one');
    const ended = await statusIs(executionArn, 'SUCCEEDED');
    expect(ended).toMatchObject({ redriveCount: 1, redriveStatus: 'NOT_REDRIVABLE' });
    expect(ended.error).toBeUndefined();
    expect((await eventTypes(executionArn))?.slice(3, 9)).toEqual([
      ...['TaskStarted', 'TaskFailed', 'ExecutionFailed', 'ExecutionRedriven', 'TaskScheduled', 'TaskStarted'],
    ]);
    expect(await engine.transitions(executionArn)).toBe(4);
  });

  test('cannot be redriven after 14 days', async () => {
    work = () => ({ ok: false, errorType: 'TypeError', errorMessage: '' });
    const executionArn = await begin('one');
    await statusIs(executionArn, 'FAILED');
    nowMs += 15 * 24 * 3600 * 1000;
    await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toThrow(ExecutionNotRedrivable);
  });

  test('retries after the delay of its retrier, counted as a transition', async () => {
    const results: InvokeResult[] = [
      { ok: false, errorType: 'Lambda.ServiceException', errorMessage: '' },
      { ok: true, payload: 2 },
    ];
    work = () => results.shift()!;
    const executionArn = await begin('one');
    await eventually(async () => expect(await eventTypes(executionArn)).toContain('TaskFailed'));
    expect(results).toHaveLength(1);
    nowMs += 1000;
    await engine.stop();
    engine = await startEngine();
    await tokenOf('one');
    expect(await engine.transitions(executionArn)).toBe(3);
  });

  test('whose function cannot be reached fails with the error of an SDK client', async () => {
    work = () => Promise.reject(new Error('no such function'));
    expect(await statusIs(await begin('one'), 'FAILED')).toMatchObject({ error: 'Lambda.SdkClientException' });
  });

  test('is stopped, and its token counts no more', async () => {
    const executionArn = await begin('one');
    const taskToken = await tokenOf('one');
    await client.send(new StopExecutionCommand({ executionArn, error: 'Mistake', cause: 'by an operator' }));
    expect(await describeIt(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Mistake',
      cause: 'by an operator',
    });
    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
    expect((await eventTypes(executionArn))?.slice(-2)).toEqual(['TaskStateAborted', 'ExecutionAborted']);
    await client.send(new RedriveExecutionCommand({ executionArn }));
    await eventually(() => expect(tokens.get('one')).not.toBe(taskToken));
    await answer('one');
    await statusIs(executionArn, 'SUCCEEDED');
  });

  test('with a result over 256 KiB fails', async () => {
    work = () => ({ ok: true, payload: 'x'.repeat(262_144) });
    expect(await statusIs(await begin('one'), 'FAILED')).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});

describe('a token', () => {
  test('is answered once', async () => {
    const arn = await begin('one');
    const taskToken = await tokenOf('one');
    const answers = [1, 2, 3].map((n) => client.send(new SendTaskSuccessCommand({ taskToken, output: String(n) })));
    const results = await Promise.allSettled(answers);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'TaskTimedOut' });
    }
    await statusIs(arn, 'SUCCEEDED');
  });

  test('counts while its function still runs, whatever the function does then', async () => {
    const fail = Promise.withResolvers<InvokeResult>();
    ask = () => fail.promise;
    const arn = await begin('one');
    await answer('one');
    fail.resolve({ ok: false, errorType: 'TooLate', errorMessage: '' });
    const { output } = await statusIs(arn, 'SUCCEEDED');
    expect(JSON.parse(output ?? '')).toMatchObject({ answer: 'yes' });
    expect(await eventTypes(arn)).not.toContain('TaskFailed');
  });

  test('takes a failure', async () => {
    const arn = await begin('one');
    const taskToken = await tokenOf('one');
    await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'no' }));
    expect(await statusIs(arn, 'FAILED')).toMatchObject({ error: 'Refused', cause: 'no' });
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('is refused once its time is over', async () => {
    const arn = await begin('one');
    const taskToken = await tokenOf('one');
    nowMs += 3_600_000;
    const late = client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await engine.stop();
    engine = await startEngine();
    expect(JSON.parse((await statusIs(arn, 'SUCCEEDED')).output ?? '')).toBe('late');
    expect(await eventTypes(arn)).toContain('TaskTimedOut');
  });

  test('that was never made is unknown, and one of another form invalid', async () => {
    const unknown = client.send(new SendTaskSuccessCommand({ taskToken: 'A'.repeat(64), output: '1' }));
    await expect(unknown).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
    const malformed = client.send(new SendTaskSuccessCommand({ taskToken: 'short', output: '1' }));
    await expect(malformed).rejects.toMatchObject({ name: 'InvalidToken' });
  });
});

describe('lists', () => {
  test('page through executions, newest first, by status', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await begin(name);
      nowMs += 1000;
    }
    await answer('b');
    const names: (string | undefined)[][] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken }));
      names.push(page.executions?.map((execution) => execution.name) ?? []);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
    const done = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }));
    expect(done.executions?.map((execution) => execution.name)).toEqual(['b']);
    const none = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'TIMED_OUT' }));
    expect(none.executions).toEqual([]);
  });

  test('name the state machines with their definitions', async () => {
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn, name: 'm', type: 'STANDARD' }]);
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      definition,
      status: 'ACTIVE',
    });
  });
});

describe('a wrong request', () => {
  const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:m:none';
  test.each<[operation: string, body: unknown, type: string]>([
    ['StartExecution', { stateMachineArn: `${stateMachineArn}x` }, 'StateMachineDoesNotExist'],
    ['StartExecution', { stateMachineArn: 'm' }, 'InvalidArn'],
    ['StartExecution', { stateMachineArn, name: 'a b' }, 'InvalidName'],
    ['StartExecution', { stateMachineArn, name: 'x'.repeat(81) }, 'InvalidName'],
    ['StartExecution', { stateMachineArn, input: '{' }, 'InvalidExecutionInput'],
    ['StartExecution', { stateMachineArn, input: `"${'x'.repeat(262_144)}"` }, 'InvalidExecutionInput'],
    ['StartExecution', undefined, 'ValidationException'],
    ['DescribeExecution', { executionArn }, 'ExecutionDoesNotExist'],
    ['GetExecutionHistory', { executionArn }, 'ExecutionDoesNotExist'],
    ['StopExecution', { executionArn }, 'ExecutionDoesNotExist'],
    ['RedriveExecution', { executionArn }, 'ExecutionDoesNotExist'],
    ['ListExecutions', { stateMachineArn, nextToken: 'bm9uc2Vuc2U' }, 'InvalidToken'],
    ['ListExecutions', { stateMachineArn, maxResults: 1001 }, 'ValidationException'],
    ['SendTaskSuccess', { taskToken: 'A'.repeat(64), output: '{' }, 'InvalidOutput'],
    ['SendTaskSuccess', { taskToken: 5, output: '1' }, 'ValidationException'],
    ['DescribeStateMachine', { stateMachineArn: `${stateMachineArn}x` }, 'StateMachineDoesNotExist'],
    ['CreateStateMachine', {}, 'UnknownOperationException'],
    ['constructor', {}, 'UnknownOperationException'],
  ])('to %s with %j is %s', async (operation, body, type) => {
    const error = await engine.handle(operation, body).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AwsJsonError);
    expect(error).toMatchObject({ type, status: 400 });
  });

  test('reaches the SDK as the error class of the service', async () => {
    await expect(describeIt(executionArn)).rejects.toThrow(ExecutionDoesNotExist);
  });
});

test('150 executions at once all end', async () => {
  const names = Array.from({ length: 150 }, (_, index) => `n${index}`);
  const arns = await Promise.all(names.map((name) => begin(name)));
  await Promise.all(names.map((name) => answer(name)));
  await Promise.all(arns.map((arn) => statusIs(arn, 'SUCCEEDED')));
});

test('a data folder is used by one engine at a time', async () => {
  await expect(startEngine()).rejects.toThrow(/in use by another process/);
});
