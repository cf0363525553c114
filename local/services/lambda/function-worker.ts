import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { workerMessageSchema, type Freeze, type Invocation, type WorkerData, type WorkerMessage } from './messages.ts';
import type { InvokeResult } from '../../ground/invocation.ts';

/** Receives a line a function wrote, with the request it belongs to (none while it loads). */
export type LineListener = (level: string, text: string, requestId: string | undefined) => void;

/** What a worker thread is started with. */
export interface FunctionWorkerSettings {
  readonly data: WorkerData;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly onLine: LineListener;
  /** Called once when the thread has ended, whatever the reason. */
  readonly onExit: () => void;
}

/** A thread holding one loaded function. */
export interface FunctionWorker {
  /** Resolves to milliseconds of loading, or to the error with which loading failed. */
  readonly ready: Promise<{ readonly loadedMs: number } | FailedResult>;
  /** Runs one invocation; never call it while another runs. `timeoutMs` ends the thread. */
  run(requestId: string, json: string, timeoutMs: number): Promise<InvokeResult>;
  /**
   * Lets the thread stand still, from its next moment without work on. Whoever waits for it and gives up is told that its time is over; the thread then goes on
   * where it stood, to the end of its invocation, and serves no other. False when the thread is at no invocation, and left alone.
   */
  freeze(milliseconds: number, isGivenUp: boolean): boolean;
  /** False from the moment its thread is ending. */
  usable(): boolean;
  stop(): Promise<void>;
}

/** The invocation that a thread is at. */
interface Current {
  readonly requestId: string;
  readonly timeoutMs: number;
  readonly settle: (result: InvokeResult) => void;
}

type FailedResult = Extract<InvokeResult, { ok: false }>;

/**
 * Loading may take this long. Lambda allows 10 s and then starts over within the function's own timeout; a laptop whose cores are busy
 * gets the sum for any function here.
 */
const loadLimitMs = 40_000;
/** "Lambda quotas": invocation payload, request and response each, synchronous. */
const payloadLimitBytes = 6 * 1024 * 1024;

/** Starts the thread; `ready` tells when the function is loaded. */
export function startFunctionWorker(settings: FunctionWorkerSettings): FunctionWorker {
  const startedAt = performance.now();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    env: { ...settings.environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryMegabytes },
  });
  worker.postMessage(settings.data);
  const loading = Promise.withResolvers<{ readonly loadedMs: number } | FailedResult>();
  let current: Current | undefined;

  let usable = true;
  const fail = (error: FailedResult): void => {
    usable = false;
    loading.resolve(error);
    current?.settle(error);
  };
  const timeOut = (requestId: string, timeoutMs: number): void => {
    const seconds = (timeoutMs / 1000).toFixed(2);
    fail(failure('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`));
  };
  const receive = (message: WorkerMessage): void => {
    if (!usable && (message.kind === 'result' || message.kind === 'failed')) void worker.terminate();
    switch (message.kind) {
      case 'ready':
        loading.resolve({ loadedMs: performance.now() - startedAt });
        return;
      case 'log':
        settings.onLine(message.level, message.text, current?.requestId);
        return;
      case 'result':
        current?.settle(parseResult(message.json));
        return;
      case 'failed':
        current?.settle({ ok: false, ...message.error });
        return;
      case 'load-failed':
      case 'crashed':
        settings.onLine(
          'ERROR',
          JSON.stringify({ level: 'ERROR', message: 'Function ended', ...message.error }),
          current?.requestId,
        );
        fail({ ok: false, ...message.error });
        return;
    }
  };
  worker.on('message', (message) => receive(workerMessageSchema.parse(message)));
  worker.on('error', (error) => fail(toFailure(error)));
  worker.on('exit', () => {
    const id = current?.requestId ?? 'none';
    fail(failure('Runtime.ExitError', `RequestId: ${id} Error: Runtime exited without providing a reason`));
    settings.onExit();
  });
  forwardRest(worker, settings.onLine);
  const loadTimer = setTimeout(() => {
    fail(failure('Sandbox.Timedout', `Loading took more than ${loadLimitMs / 1000} seconds`));
    void worker.terminate();
  }, loadLimitMs);
  void loading.promise.then(() => clearTimeout(loadTimer));

  return {
    ready: loading.promise,
    run: (requestId, json, timeoutMs) => {
      if (Buffer.byteLength(json) > payloadLimitBytes) return Promise.resolve(requestTooLarge);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          timeOut(requestId, timeoutMs);
          void worker.terminate();
        }, timeoutMs);
        current = {
          requestId,
          timeoutMs,
          settle: (result) => {
            clearTimeout(timer);
            current = undefined;
            resolve(result);
          },
        };
        const invocation: Invocation = { requestId, json, deadline: Date.now() + timeoutMs, traceId: unsampledTrace() };
        worker.postMessage(invocation);
      });
    },
    freeze: (freezeMilliseconds, isGivenUp) => {
      if (current === undefined) return false;
      const { requestId, timeoutMs } = current;
      const freeze: Freeze = { freezeMilliseconds };
      worker.postMessage(freeze);
      if (isGivenUp) {
        timeOut(requestId, timeoutMs);
        setTimeout(() => void worker.terminate(), freezeMilliseconds + timeoutMs).unref();
      }
      return true;
    },
    usable: () => usable,
    stop: async () => {
      usable = false;
      await worker.terminate();
    },
  };
}

/** What native code or a crash report writes past the captured streams. */
function forwardRest(worker: Worker, onLine: LineListener): void {
  worker.stdout.on('data', (chunk: Buffer) => onLine('INFO', chunk.toString('utf8').trimEnd(), undefined));
  worker.stderr.on('data', (chunk: Buffer) => onLine('ERROR', chunk.toString('utf8').trimEnd(), undefined));
}

function parseResult(json: string): InvokeResult {
  if (Buffer.byteLength(json) > payloadLimitBytes) {
    return failure(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`,
    );
  }
  return { ok: true, payload: JSON.parse(json) };
}

function toFailure(error: unknown): FailedResult {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return failure('Runtime.OutOfMemory', 'Error: Runtime exited with error: signal: killed');
  }
  return failure('Runtime.ExitError', error instanceof Error ? error.message : String(error));
}

function failure(errorType: string, errorMessage: string): FailedResult {
  return { ok: false, errorType, errorMessage };
}

const requestTooLarge = failure(
  'RequestEntityTooLargeException',
  `Request must be smaller than ${payloadLimitBytes} bytes for the InvokeFunction operation`,
);

/** The header Lambda gives to requests X-Ray does not sample: the tracer of Powertools works and sends nothing. */
function unsampledTrace(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
