import { format } from 'node:util';
import { parentPort } from 'node:worker_threads';
import { toFunctionError } from './function-error.ts';
import type { Freeze, Invocation, WorkerData, WorkerMessage } from './messages.ts';
import { importHandlerModule, resolveAsLambda } from './resolution.ts';

// The thread in which one function runs, one invocation at a time. It keeps the rules of the nodejs24.x runtime: handlers are
// asynchronous (no callback), a rejection nobody handles ends the process.

let unfinishedOut = '';
let unfinishedError = '';

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function postLines(level: string, text: string): string {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  for (const line of lines) if (line.trim() !== '') post({ kind: 'log', level, text: line });
  return rest;
}

/** Log text travels in the same port as results, so it is attributed to the right request and none is lost when the thread ends. */
function captureOutput(): void {
  const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;
  for (const method of ['trace', 'debug', 'log', 'info', 'warn', 'error'] as const) {
    console[method] = (...values: unknown[]) => {
      post({ kind: 'log', level: levels[method], text: format(...values) });
    };
  }
  process.stdout.write = (chunk: Uint8Array | string) => {
    unfinishedOut = postLines('INFO', unfinishedOut + toText(chunk));
    return true;
  };
  process.stderr.write = (chunk: Uint8Array | string) => {
    unfinishedError = postLines('ERROR', unfinishedError + toText(chunk));
    return true;
  };
}

function toText(chunk: Uint8Array | string): string {
  return typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
}

function crash(error: unknown, errorType?: string): void {
  const serialized = toFunctionError(error);
  post({ kind: 'crashed', error: errorType === undefined ? serialized : { ...serialized, errorType } });
  process.exit(129);
}

type Handler = (event: unknown, context: unknown) => unknown;

async function loadHandler(settings: WorkerData): Promise<Handler> {
  const loaded: unknown = await importHandlerModule(settings.moduleFile, settings.codeFolder);
  const handler = exported(loaded, settings.exportName) ?? exported(exported(loaded, 'default'), settings.exportName);
  if (typeof handler !== 'function') {
    const error = new Error(`${settings.exportName} is undefined or not exported`);
    error.name = 'Runtime.HandlerNotFound';
    throw error;
  }
  return (event, context): unknown => Reflect.apply(handler, undefined, [event, context]);
}

function exported(container: unknown, name: string): unknown {
  return typeof container === 'object' && container !== null ? Reflect.get(container, name) : undefined;
}

function contextOf(invocation: Invocation, arn: string): Record<string, unknown> {
  return {
    awsRequestId: invocation.requestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: arn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
  };
}

async function run(handler: Handler, invocation: Invocation, arn: string): Promise<void> {
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  try {
    const result = await handler(JSON.parse(invocation.json), contextOf(invocation, arn));
    post({ kind: 'result', json: serialize(result) });
  } catch (error) {
    const serialized = toFunctionError(error);
    post({
      kind: 'log',
      level: 'ERROR',
      text: JSON.stringify({ level: 'ERROR', message: 'Invoke Error', ...serialized }),
    });
    post({ kind: 'failed', error: serialized });
  }
}

/** As an environment that is frozen: what arrives meanwhile is found afterwards. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function serialize(result: unknown): string {
  // A function or symbol has no JSON: the runtime answers null, as for undefined.
  const json: unknown = JSON.stringify(result);
  return typeof json === 'string' ? json : 'null';
}

async function start(settings: WorkerData): Promise<void> {
  resolveAsLambda(settings.codeFolder);
  try {
    const handler = await loadHandler(settings);
    parentPort?.on('message', (message: Invocation | Freeze) => {
      if ('freezeMilliseconds' in message) standStill(message.freezeMilliseconds);
      else void run(handler, message, settings.arn);
    });
    post({ kind: 'ready' });
  } catch (error) {
    post({ kind: 'load-failed', error: toFunctionError(error) });
    process.exit(1);
  }
}

captureOutput();
process.on('uncaughtException', (error) => crash(error));
process.on('unhandledRejection', (reason) => crash(reason, 'Runtime.UnhandledPromiseRejection'));
parentPort?.once('message', (settings: WorkerData) => void start(settings));
