import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { noFaults, type FaultKind, type Faults } from '../../ground/faults.ts';
import { callerTimedOut } from '../../ground/invocation.ts';
import { startFunctions } from './pool.ts';
import { type LogRecord } from '../../ground/log-sink.ts';
import { functionCredentials } from '../../ground/local-account.ts';
import { functionPropertiesSchema, type RunningFunctions } from './settings.ts';

let folder: string;
let running: RunningFunctions | undefined;
const records: LogRecord[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambda-'));
});
afterEach(async () => {
  await running?.stop(0);
  running = undefined;
  records.length = 0;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Options {
  readonly file?: string;
  readonly manifest?: string;
  readonly properties?: Record<string, unknown>;
  readonly maximumWorkers?: number;
  readonly surplusIdleMs?: number;
  readonly faults?: Faults;
}

async function start(source: string, options: Options = {}): Promise<RunningFunctions> {
  const codeFolder = await mkdtemp(join(folder, 'asset-'));
  await writeFile(join(codeFolder, options.file ?? 'index.mjs'), source);
  if (options.manifest !== undefined) await writeFile(join(codeFolder, 'package.json'), options.manifest);
  return startIn(codeFolder, options);
}

async function startIn(codeFolder: string, options: Options = {}): Promise<RunningFunctions> {
  running = await startFunctions({
    functions: [
      {
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:Sample',
        name: 'Sample',
        codeFolder,
        properties: functionPropertiesSchema.parse({
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Environment: { Variables: { TABLE_NAME: 'records' } },
          ...options.properties,
        }),
        ...(options.maximumWorkers === undefined ? {} : { maximumWorkers: options.maximumWorkers }),
      },
    ],
    region: 'us-east-1',
    environment: { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' },
    log: { write: (record) => records.push(record) },
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...(options.surplusIdleMs === undefined ? {} : { surplusIdleMs: options.surplusIdleMs }),
  });
  return running;
}

const payloadOf = async (functions: RunningFunctions, payload: unknown = {}): Promise<unknown> => {
  const result = await functions.invoke('Sample', payload);
  if (!result.ok) throw new Error(`${result.errorType}: ${result.errorMessage}`);
  return result.payload;
};

test('gives the function the environment of the template and the runtime, and nothing of the host', async () => {
  const { accessKeyId, secretAccessKey } = functionCredentials('arn:aws:lambda:us-east-1:000000000000:function:Sample');
  process.env.ONLY_ON_THE_HOST = 'yes';
  const functions = await start('export const handler = async () => process.env;');
  expect(await payloadOf(functions)).toEqual({
    TABLE_NAME: 'records',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
    _HANDLER: 'index.handler',
    _X_AMZN_TRACE_ID: expect.stringMatching(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    ) as string,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: 'Sample',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/Sample',
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    LAMBDA_TASK_ROOT: expect.stringContaining('asset-') as string,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  });
  delete process.env.ONLY_ON_THE_HOST;
});

test('passes event and context, and finds the function by ARN and qualified ARN', async () => {
  const functions = await start(`
    export const handler = async (event, context) =>
      ({ event, context, remaining: context.getRemainingTimeInMillis(), date: new Date(0), nothing: undefined });`);
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Sample';
  const result = await functions.invoke(`${arn}:$LATEST`, { a: [1], gone: undefined });
  expect(result).toMatchObject({
    ok: true,
    payload: {
      event: { a: [1] },
      date: '1970-01-01T00:00:00.000Z',
      context: {
        functionName: 'Sample',
        functionVersion: '$LATEST',
        invokedFunctionArn: arn,
        memoryLimitInMB: '128',
        logGroupName: '/aws/lambda/Sample',
      },
    },
  });
  const { remaining } = (result as { payload: { remaining: number } }).payload;
  expect(remaining).toBeGreaterThan(2000);
  expect(remaining).toBeLessThanOrEqual(3000);
  expect(await functions.invoke(arn, null)).toMatchObject({ ok: true, payload: { event: null } });
  expect(await functions.invoke('Other', {})).toMatchObject({ ok: false, errorType: 'ResourceNotFoundException' });
});

test('loads index.js as CommonJS although the surrounding package is ESM, and ESM where its own package.json says so', async () => {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const common = await start(
    `const path = require('node:path'); exports.handler = async () => path.basename(__filename);`,
    { file: 'index.js' },
  );
  expect(await payloadOf(common)).toBe('index.js');
  await common.stop(0);
  const module = await start(`export const handler = async () => import.meta.filename.slice(-8);`, {
    file: 'index.js',
    manifest: '{"type":"module"}',
  });
  expect(await payloadOf(module)).toBe('index.js');
});

test('does not find a package that the bundle lacks, but the SDK of the runtime', async () => {
  const lacking = await start(`import * as z from 'zod'; export const handler = async () => typeof z.string;`);
  expect(await lacking.invoke('Sample', {})).toMatchObject({
    ok: false,
    errorMessage: expect.stringContaining("'zod'") as string,
  });
  await lacking.stop(0);
  const withSdk = await start(
    `import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
     const client = new DynamoDBClient({ maxAttempts: 1 });
     export const handler = () => client.send(new ListTablesCommand({})).catch((error) => String(error));`,
  );
  expect(await payloadOf(withSdk)).toContain('connect ECONNREFUSED 127.0.0.1:1');
});

test('reports errors by name, message and trace, and what is not an Error by its type', async () => {
  const functions = await start(`
    class StepNotOpen extends Error { name = 'StepNotOpen'; }
    export const handler = async (event) => { throw event.plain ? 'text' : new StepNotOpen('moved on'); };`);
  expect(await functions.invoke('Sample', {})).toMatchObject({
    ok: false,
    errorType: 'StepNotOpen',
    errorMessage: 'moved on',
    trace: expect.arrayContaining([expect.stringContaining('index.mjs')]) as string[],
  });
  expect(await functions.invoke('Sample', { plain: true })).toMatchObject({
    errorType: 'string',
    errorMessage: 'text',
    trace: [],
  });
});

test('ends a function at its timeout and serves the next invocation by a fresh worker', async () => {
  const functions = await start(
    `let count = 0; export const handler = async (event) => { count += 1; if (event.hang) for (;;); return count; };`,
    { properties: { Timeout: 1 } },
  );
  expect(await payloadOf(functions)).toBe(1);
  expect(await functions.invoke('Sample', { hang: true })).toMatchObject({
    ok: false,
    errorType: 'Sandbox.Timedout',
    errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1.00 seconds$/) as string,
  });
  expect(await payloadOf(functions)).toBe(1);
});

test.each([
  ['process.exit', `process.exit(3)`, 'Runtime.ExitError'],
  [
    'an unhandled rejection',
    `Promise.reject(new Error('lost')); await new Promise(() => {})`,
    'Runtime.UnhandledPromiseRejection',
  ],
  [
    'an uncaught exception',
    `setTimeout(() => { throw new TypeError('late') }); await new Promise(() => {})`,
    'TypeError',
  ],
  ['exhausted memory', `const all = []; for (;;) all.push(new Array(1e5).fill(all.length))`, 'Runtime.OutOfMemory'],
])('answers an error after %s and goes on', async (_name, statement, errorType) => {
  const functions = await start(
    `export const handler = async (event) => { if (event.die) { ${statement}; } return 'alive'; };`,
  );
  expect(await functions.invoke('Sample', { die: true })).toMatchObject({ ok: false, errorType });
  expect(await payloadOf(functions)).toBe('alive');
});

test('tells why a function cannot be loaded, at each attempt', async () => {
  const functions = await start(`export const other = 1;`);
  const failed = { ok: false, errorType: 'Runtime.HandlerNotFound' };
  expect(await Promise.all([functions.invoke('Sample', {}), functions.invoke('Sample', {})])).toMatchObject([
    failed,
    failed,
  ]);
  await expect(functions.warm()).rejects.toThrow('Runtime.HandlerNotFound');
  await expect(start('', { file: 'main.mjs' })).rejects.toThrow('no module for handler index.handler');
});

test('runs one invocation at a time per worker, grows to the maximum, keeps the order, and shrinks again', async () => {
  const functions = await start(
    `import { threadId } from 'node:worker_threads';
     let busy = 0;
     let count = 0;
     export const handler = async ({ n }) => {
       busy += 1; count += 1; const seen = busy; const at = Date.now();
       await new Promise((resolve) => setTimeout(resolve, 100));
       busy -= 1; return { n, seen, at, count, threadId };
     };`,
    { maximumWorkers: 2, surplusIdleMs: 100 },
  );
  await functions.warm();
  const all = (await Promise.all([...Array(10).keys()].map((n) => payloadOf(functions, { n })))) as {
    n: number;
    seen: number;
    at: number;
    threadId: number;
  }[];
  expect(all.map(({ seen }) => seen)).toEqual(Array(10).fill(1));
  expect(new Set(all.map(({ threadId }) => threadId)).size).toBe(2);
  const started = all.toSorted((a, b) => a.at - b.at).map(({ n }) => n);
  for (const [position, n] of started.entries()) expect(Math.abs(position - n)).toBeLessThanOrEqual(1);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const later = (await Promise.all([payloadOf(functions), payloadOf(functions)])) as {
    count: number;
    threadId: number;
  }[];
  // A second worker may have been started meanwhile, but only one is left of the two that served the burst.
  expect(new Set(later.filter(({ count }) => count > 1).map(({ threadId }) => threadId)).size).toBe(1);
});

test('limits payload and response to 6 MB and lets a caller give up', async () => {
  const functions = await start(`export const handler = async (event) =>
    event.sleep ? new Promise((resolve) => setTimeout(resolve, event.sleep, 'done')) : 'x'.repeat(event.length);`);
  const limit = 6 * 1024 * 1024;
  expect(await functions.invoke('Sample', 'x'.repeat(limit))).toMatchObject({
    errorType: 'RequestEntityTooLargeException',
  });
  expect(await functions.invoke('Sample', { length: limit })).toMatchObject({
    errorType: 'Function.ResponseSizeTooLarge',
  });
  expect(await payloadOf(functions, { length: limit - 2 })).toHaveLength(limit - 2);
  expect(await functions.invoke('Sample', { sleep: 200 }, { timeoutMs: 20 })).toMatchObject({
    errorType: callerTimedOut,
  });
});

test('captures output by line with function and request, structured lines as they are, and the durations', async () => {
  const functions = await start(`
    import { Console } from 'node:console';
    const powertools = new Console({ stdout: process.stdout, stderr: process.stderr });
    console.info('loading %s', 'now');
    export const handler = async () => {
      console.warn('careful', { a: 1 });
      process.stdout.write('first half, '); process.stdout.write('second half\\n');
      powertools.log(JSON.stringify({ level: 'ERROR', message: 'no such item', service: 'sample', error: { name: 'E', message: 'gone' } }));
      powertools.log(JSON.stringify({ _aws: { Timestamp: 1 }, Count: 1 }));
    };`);
  await payloadOf(functions);
  const requestId = records.at(-1)?.requestId;
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(records).toEqual([
    { source: 'Sample', level: 'INFO', message: 'loading now' },
    { source: 'Sample', requestId, level: 'WARN', message: 'careful { a: 1 }' },
    { source: 'Sample', requestId, level: 'INFO', message: 'first half, second half' },
    {
      source: 'Sample',
      requestId,
      level: 'ERROR',
      message: 'no such item',
      fields: { service: 'sample', error: { name: 'E', message: 'gone' } },
    },
    { source: 'Sample', requestId, level: 'DEBUG', message: 'metrics', fields: { _aws: { Timestamp: 1 }, Count: 1 } },
    {
      source: 'Sample',
      requestId,
      level: 'DEBUG',
      message: 'REPORT',
      fields: {
        durationMs: expect.any(Number) as number,
        queuedMs: expect.any(Number) as number,
        initDurationMs: expect.any(Number) as number,
        status: 'success',
      },
    },
  ]);
  await payloadOf(functions);
  expect(records.at(-1)?.fields).not.toHaveProperty('initDurationMs');
});

test('stops: running invocations may end within the grace time, new ones are refused', async () => {
  const functions = await start(
    `export const handler = (event) => new Promise((resolve) => setTimeout(resolve, event.ms, 'done'));`,
  );
  await functions.warm();
  const short = functions.invoke('Sample', { ms: 50 });
  const stopped = functions.stop(1000);
  expect(await short).toEqual({ ok: true, payload: 'done' });
  expect(await functions.invoke('Sample', { ms: 1 })).toMatchObject({ ok: false, errorType: 'ServiceException' });
  await stopped;
});

test('accepts only properties it knows', () => {
  expect(() =>
    functionPropertiesSchema.parse({ Handler: 'index.handler', Runtime: 'nodejs24.x', Layers: ['x'] }),
  ).toThrow('Layers');
});

test('replaces a worker that failed between invocations', async () => {
  const functions = await start(
    `let count = 0; export const handler = async () => { count += 1; setTimeout(() => { throw new Error('left over'); }, 20); return count; };`,
  );
  expect(await payloadOf(functions)).toBe(1);
  await expect.poll(() => records.some(({ message }) => message === 'Function ended')).toBe(true);
  expect(await payloadOf(functions)).toBe(1);
});

test('loads an asset folder reached through a link', async () => {
  const real = join(folder, 'real');
  await mkdir(real);
  await writeFile(join(real, 'other.mjs'), `export const value = 5;`);
  await writeFile(
    join(real, 'index.mjs'),
    `import { value } from './other.mjs'; export const handler = async () => value;`,
  );
  await symlink(real, join(folder, 'link'));
  expect(await payloadOf(await startIn(join(folder, 'link')))).toBe(5);
});

test('keeps asset folders apart', async () => {
  await mkdir(join(folder, 'node_modules', 'stray'), { recursive: true });
  await writeFile(join(folder, 'node_modules', 'stray', 'index.js'), 'module.exports = 1;');
  const functions = await start(`import stray from 'stray'; export const handler = async () => stray;`);
  expect(await functions.invoke('Sample', {})).toMatchObject({
    ok: false,
    errorMessage: expect.stringContaining("'stray'") as string,
  });
});

test('freezes a function between two of its requests: it goes on where it stood, and whoever has given it up is served by another', async () => {
  const frozen = { strikes: (kind: FaultKind) => kind === 'freeze' };
  let faults: Faults = frozen;
  // Every 5 ms it does something; what it has done is in the file.
  const functions = await start(
    `import { appendFileSync } from 'node:fs';
     import { threadId } from 'node:worker_threads';
     export const handler = async ({ file, times }) => {
       for (let count = 0; count < times; count += 1) {
         await new Promise((resolve) => setTimeout(resolve, 5));
         appendFileSync(file, JSON.stringify({ threadId, count, at: Date.now() }) + '\\n');
       }
       return threadId;
     };`,
    { faults: { strikes: (kind) => faults.strikes(kind) } },
  );
  await functions.warm();
  const givenUp = vi.spyOn(Math, 'random').mockReturnValue(0.3);
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  expect(await functions.invoke('Sample', { file: first, times: 20 })).toMatchObject({ errorType: 'Sandbox.Timedout' });
  faults = noFaults;
  const other = await payloadOf(functions, { file: second, times: 20 });
  const done = await linesOf(second);
  expect(done).toHaveLength(20);
  await expect.poll(async () => (await linesOf(first)).length, { timeout: 5000 }).toBe(20);
  const late = await linesOf(first);
  expect(late.at(-1)!.at).toBeGreaterThan(done.at(-1)!.at);
  expect(late.every(({ threadId }) => threadId !== other)).toBe(true);
  givenUp.mockReturnValue(0.6);
  faults = frozen;
  const started = Date.now();
  expect(await payloadOf(functions, { file: second, times: 20 })).toBe(other);
  expect(Date.now() - started).toBeGreaterThan(1700);
  givenUp.mockRestore();
});

async function linesOf(file: string): Promise<{ threadId: number; count: number; at: number }[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as never);
}
