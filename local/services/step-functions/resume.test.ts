import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvokeResult } from '../../ground/invocation.ts';
import { type StepFunctions, startStepFunctions } from './engine.ts';

const invoke = 'arn:aws:states:::lambda:invoke';

/** Tries until it succeeds; generous, because a loaded machine is slow. */
function eventually<T>(probe: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(probe, { timeout: 15_000, interval: 10 });
}
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:m:one';
const day = 24 * 3600 * 1000;

const call = (FunctionName: string, Next: string) => ({
  ...{ Type: 'Task', Resource: invoke, Parameters: { FunctionName }, ResultPath: `$.${FunctionName}`, Next },
  Retry: [{ ErrorEquals: ['Lambda.ServiceException'], IntervalSeconds: 60, MaxAttempts: 2 }],
});

/** First → Ask (token, 40 days) → Pause (one day) → Last → Done */
const definition = JSON.stringify({
  StartAt: 'First',
  States: {
    First: call('first', 'Ask'),
    Ask: {
      ...{ Type: 'Task', Resource: `${invoke}.waitForTaskToken`, ResultPath: '$.ask', Next: 'Pause' },
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      TimeoutSecondsPath: '$.seconds',
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Done' }],
    },
    Pause: { Type: 'Wait', SecondsPath: '$.pause', Next: 'Last' },
    Last: call('last', 'Done'),
    Done: { Type: 'Succeed' },
  },
});
const machines = [{ arn: stateMachineArn, name: 'm', definition }];
const input = JSON.stringify({ seconds: 40 * 24 * 3600, pause: 24 * 3600 });

let folder: string;
let engine: StepFunctions | undefined;
let calls: { name: string; payload: { token?: string } }[];
let nowMs: number;
let respond: (name: string) => InvokeResult | Promise<InvokeResult>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resume-'));
  calls = [];
  nowMs = Date.now();
  respond = (name) => ({ ok: true, payload: name });
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  rmSync(folder, { recursive: true });
});

async function restart(settings: Partial<Parameters<typeof startStepFunctions>[0]> = {}): Promise<StepFunctions> {
  await engine?.stop();
  engine = await startStepFunctions({
    ...{ dataFolder: folder, stateMachines: machines, now: () => new Date(nowMs) },
    async invokeFunction(name, payload) {
      calls.push({ name, payload: payload as { token?: string } });
      return respond(name);
    },
    ...settings,
  });
  return engine;
}

const begin = (running: StepFunctions) => running.handle('StartExecution', { stateMachineArn, name: 'one', input });
const names = () => calls.map((made) => made.name);
const tokenAsked = () =>
  eventually(() => calls.find((made) => made.name === 'ask')?.payload.token ?? Promise.reject(new Error('not asked')));
async function status(): Promise<string> {
  return ((await engine!.handle('DescribeExecution', { executionArn })) as { status: string }).status;
}
const ends = () => eventually(async () => expect(await status()).toBe('SUCCEEDED'));
async function types(): Promise<string[]> {
  const history = await engine!.handle('GetExecutionHistory', { executionArn, maxResults: 1000 });
  return (history as { events: { type: string }[] }).events.map((event) => event.type);
}
/** Time enough for anything wrongly begun to show. */
const settle = () => new Promise((done) => setTimeout(done, 30));

/**
 * Runs the engine in a process of its own until it prints a line, then kills it with SIGKILL. Its functions print
 * `name payload` and answer, except the one named `hanging`, which never does. With `answering` the process answers the token and
 * prints `answered` when that was accepted.
 */
async function killAfter(line: string, options: { hanging?: string; answering?: boolean } = {}): Promise<string> {
  const code = `
    const { startStepFunctions } = await import(${JSON.stringify(new URL('engine.ts', import.meta.url).href)});
    const settings = ${JSON.stringify({ dataFolder: folder, stateMachines: machines })};
    const engine = await startStepFunctions({ ...settings, async invokeFunction(name, payload) {
      console.log(name, JSON.stringify(payload));
      if (name === ${JSON.stringify(options.hanging ?? '')}) await new Promise(() => {});
      if (name === 'ask') setImmediate(async () => {
        while (!JSON.stringify(await engine.handle('GetExecutionHistory', ${JSON.stringify({ executionArn })})).includes('TaskSubmitted'));
        console.log('submitted', JSON.stringify(payload));
        if (!${String(options.answering === true)}) return;
        await engine.handle('SendTaskSuccess', { taskToken: payload.token, output: '"yes"' });
        console.log('answered', JSON.stringify(payload));
      });
      return { ok: true, payload: name };
    } });
    await engine.handle('StartExecution', ${JSON.stringify({ stateMachineArn, name: 'one', input })});
    setInterval(() => {}, 1000);`;
  const file = join(folder, 'child.mjs');
  writeFileSync(file, code);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  for await (const printed of createInterface(child.stdout)) {
    const [name = '', payload = '{}'] = printed.split(/ (.*)/s);
    if (name !== line) continue;
    child.kill('SIGKILL');
    await exit;
    return (JSON.parse(payload) as { token?: string }).token ?? '';
  }
  throw new Error(`the process ended before it printed ${line}`);
}

describe('after kill -9', () => {
  test('while a function runs, it is invoked again', async () => {
    await killAfter('first', { hanging: 'first' });
    await restart();
    await tokenAsked();
    expect(names()).toEqual(['first', 'ask']);
    expect((await types()).filter((type) => type === 'TaskScheduled')).toHaveLength(2);
  });

  test('while the function that takes the token runs, it is invoked again with the same token', async () => {
    const token = await killAfter('ask', { hanging: 'ask' });
    const running = await restart();
    expect(await tokenAsked()).toBe(token);
    expect(names()).toEqual(['ask']);
    await running.handle('SendTaskSuccess', { taskToken: token, output: '1' });
  });

  test('while a token is open, nothing is invoked again and the token counts', async () => {
    const token = await killAfter('submitted');
    const running = await restart();
    await settle();
    expect(names()).toEqual([]);
    await running.handle('SendTaskSuccess', { taskToken: token, output: '1' });
    nowMs += day;
    await restart();
    await ends();
    expect(names()).toEqual(['last']);
  });

  test('right after a token was answered, the answer stands', async () => {
    const token = await killAfter('answered', { answering: true });
    const running = await restart();
    const again = running.handle('SendTaskSuccess', { taskToken: token, output: '"no"' });
    await expect(again).rejects.toMatchObject({ type: 'TaskTimedOut' });
    nowMs += day + 60_000;
    await restart();
    await ends();
    const { output } = (await engine!.handle('DescribeExecution', { executionArn })) as { output: string };
    expect(JSON.parse(output)).toMatchObject({ ask: 'yes' });
    expect(names()).toEqual(['last']);
  });
});

describe('across restarts', () => {
  test('a deadline of 40 days stays where it was', async () => {
    await begin(await restart());
    await tokenAsked();
    nowMs += 39 * day;
    await restart();
    await settle();
    expect(await status()).toBe('RUNNING');
    nowMs += day;
    await restart();
    await ends();
    expect(await types()).toContain('TaskTimedOut');
    expect(names()).toEqual(['first', 'ask']);
  });

  test('a Wait state ends at its time', async () => {
    const running = await restart();
    await begin(running);
    await running.handle('SendTaskSuccess', { taskToken: await tokenAsked(), output: '1' });
    nowMs += day - 1000;
    await restart();
    await settle();
    expect(names()).toEqual(['first', 'ask']);
    nowMs += 1000;
    await restart();
    await ends();
    expect(names()).toEqual(['first', 'ask', 'last']);
  });

  test('attempts and delays of a retrier are not counted anew', async () => {
    respond = () => ({ ok: false, errorType: 'Lambda.ServiceException', errorMessage: '' });
    await begin(await restart());
    for (const [index, seconds] of [60, 120].entries()) {
      await eventually(async () => {
        expect((await types()).filter((type) => type === 'TaskFailed')).toHaveLength(index + 1);
      });
      nowMs += seconds * 1000 - 1;
      await restart();
      await settle();
      expect(calls).toHaveLength(index + 1);
      nowMs += 1;
      await restart();
    }
    await eventually(async () => expect(await status()).toBe('FAILED'));
    expect(calls).toHaveLength(3);
  });

  test('an execution keeps the definition it was started with', async () => {
    const running = await restart();
    await begin(running);
    const taskToken = await tokenAsked();
    const other = JSON.stringify({ StartAt: 'X', States: { X: { Type: 'Pass', Result: 'new', End: true } } });
    const changed = await restart({ stateMachines: [{ arn: stateMachineArn, name: 'm', definition: other }] });
    await changed.handle('SendTaskSuccess', { taskToken, output: '1' });
    expect(await status()).toBe('RUNNING');
    await changed.handle('StartExecution', { stateMachineArn, name: 'two' });
    const two = (await changed.handle('DescribeExecution', {
      executionArn: executionArn.replace('one', 'two'),
    })) as object;
    expect(two).toMatchObject({ status: 'SUCCEEDED', output: '"new"' });
  });

  test('finished executions rest', async () => {
    const running = await restart();
    await begin(running);
    await running.handle('StopExecution', { executionArn });
    calls = [];
    await restart();
    await settle();
    expect(names()).toEqual([]);
    expect(await status()).toBe('ABORTED');
  });
});

test('a damaged journal stops the start with one clear line', async () => {
  writeFileSync(join(folder, 'executions.sqlite'), 'not a database, and long enough to be looked at '.repeat(40));
  await expect(restart()).rejects.toThrow(/^The journal of executions .* is damaged .*$/);
});

test('a definition that cannot be run stops the start', async () => {
  const stateMachines = [{ arn: stateMachineArn, name: 'm', definition: '{"StartAt":"A","States":{}}' }];
  await expect(restart({ stateMachines })).rejects.toThrow(/^State machine m: /);
});

test('a stopped engine refuses work', async () => {
  const running = await restart();
  await running.stop();
  await expect(begin(running)).rejects.toMatchObject({ status: 503 });
});
