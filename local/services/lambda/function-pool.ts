import { randomUUID } from 'node:crypto';
import { startFunctionWorker, type FunctionWorker, type LineListener } from './function-worker.ts';
import type { WorkerData } from './messages.ts';
import type { Faults } from '../../ground/faults.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import { callerTimedOut } from '../../ground/invocation.ts';
import type { InvokeOptions, InvokeResult } from '../../ground/invocation.ts';

/** What the pool of one function needs. */
export interface FunctionPoolSettings {
  readonly name: string;
  readonly data: WorkerData;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
  readonly maximumWorkers: number;
  readonly surplusIdleMs: number;
  readonly log: LogSink;
  readonly faults: Faults;
  readonly onLine: LineListener;
}

/** The workers of one function and the invocations waiting for them, first come first served. */
export interface FunctionPool {
  invoke(payload: unknown, options?: InvokeOptions): Promise<InvokeResult>;
  /** Loads the first worker; rejects when the function cannot be loaded. */
  warm(): Promise<void>;
  stop(graceMs: number): Promise<void>;
}

/**
 * A further worker is started when an invocation has waited this long. Loading a bundle costs 200 ms and more of a core, so a burst of
 * short invocations is served sooner by the worker that is already there.
 */
const growthDelayMs = 50;
/** A function that is ended in the middle, or stands still, does so within this time of its beginning: most are at work about as long. */
const strikeWithinMs = 40;
/** A function stands still at most so long. Half of those that do are given up, as if it were longer than they may take: who asked has asked again by then. */
const longestFreezeMs = 3000;

interface Waiting {
  readonly requestId: string;
  readonly json: string;
  readonly since: number;
  readonly settle: (result: InvokeResult) => void;
}

interface Member {
  readonly worker: FunctionWorker;
  state: 'loading' | 'idle' | 'busy';
  /** Milliseconds of loading, reported with the first invocation only. */
  initDurationMs: number | undefined;
  surplusTimer: NodeJS.Timeout | undefined;
}

/** Makes the pool of one function; no thread is started before the first invocation or `warm`. */
export function createFunctionPool(settings: FunctionPoolSettings): FunctionPool {
  const members = new Set<Member>();
  /** Given up and still going on. */
  const leftBehind = new Set<FunctionWorker>();
  const queue: Waiting[] = [];
  let growthTimer: NodeJS.Timeout | undefined;
  let stopping = false;

  const start = (): { readonly loaded: Promise<InvokeResult | undefined> } => {
    const worker = startFunctionWorker({
      ...settings,
      onExit: () => {
        members.delete(member);
        leftBehind.delete(worker);
        pump();
      },
    });
    const member: Member = { worker, state: 'loading', initDurationMs: undefined, surplusTimer: undefined };
    members.add(member);
    return { loaded: load(member) };
  };

  const load = async (member: Member): Promise<InvokeResult | undefined> => {
    const outcome = await member.worker.ready;
    if ('ok' in outcome) {
      members.delete(member);
      // Only the invocation that caused the loading gets its error: the next one tries again.
      queue.shift()?.settle(outcome);
      pump();
      return outcome;
    }
    member.initDurationMs = outcome.loadedMs;
    release(member);
    return undefined;
  };

  const release = (member: Member): void => {
    if (!member.worker.usable()) {
      members.delete(member);
    } else {
      member.state = 'idle';
      const isSurplus = members.size > 1;
      if (isSurplus) member.surplusTimer = setTimeout(() => retire(member), settings.surplusIdleMs).unref();
    }
    pump();
  };

  const retire = (member: Member): void => {
    if (member.state !== 'idle' || members.size < 2) return;
    members.delete(member);
    void member.worker.stop();
  };

  const pump = (): void => {
    if (stopping) return;
    for (const member of members) {
      if (member.state !== 'idle' || !member.worker.usable()) continue;
      const next = queue.shift();
      if (next === undefined) break;
      void serve(member, next);
    }
    const waiting = queue[0];
    if (waiting === undefined || members.size >= settings.maximumWorkers || growthTimer !== undefined) return;
    if (members.size === 0) {
      start();
      return;
    }
    growthTimer = setTimeout(() => {
      growthTimer = undefined;
      if (stopping || queue.length === 0 || members.size >= settings.maximumWorkers) return;
      const someLoading = [...members].some((member) => member.state === 'loading');
      if (!someLoading) start();
      pump();
    }, growthDelayMs).unref();
  };

  const serve = async (member: Member, waiting: Waiting): Promise<void> => {
    member.state = 'busy';
    clearTimeout(member.surplusTimer);
    const startedAt = performance.now();
    strike(member.worker, settings.faults, (worker) => leftBehind.add(worker));
    const result = await member.worker.run(waiting.requestId, waiting.json, settings.timeoutMs);
    const durationMs = performance.now() - startedAt;
    report(settings, waiting, result, {
      durationMs,
      queuedMs: startedAt - waiting.since,
      initDurationMs: member.initDurationMs,
    });
    member.initDurationMs = undefined;
    waiting.settle(result);
    release(member);
  };

  const enqueue = (json: string, options: InvokeOptions | undefined): Promise<InvokeResult> => {
    const { promise, resolve } = Promise.withResolvers<InvokeResult>();
    const waiting: Waiting = { requestId: randomUUID(), json, since: performance.now(), settle: resolve };
    queue.push(waiting);
    pump();
    if (options?.timeoutMs === undefined) return promise;
    const timer = setTimeout(() => {
      const position = queue.indexOf(waiting);
      if (position >= 0) queue.splice(position, 1);
      resolve({ ok: false, errorType: callerTimedOut, errorMessage: `${settings.name} did not answer in time` });
    }, options.timeoutMs);
    return promise.finally(() => clearTimeout(timer));
  };

  return {
    invoke: (payload, options) => {
      if (stopping) return Promise.resolve(stoppingAnswer);
      const json: unknown = JSON.stringify(payload);
      return enqueue(typeof json === 'string' ? json : 'null', options);
    },
    warm: async () => {
      if (members.size > 0 || stopping) return;
      const failed = await start().loaded;
      if (failed?.ok === false) throw new Error(`${settings.name}: ${failed.errorType}: ${failed.errorMessage}`);
    },
    stop: async (graceMs) => {
      stopping = true;
      clearTimeout(growthTimer);
      for (const waiting of queue.splice(0)) waiting.settle(stoppingAnswer);
      await Promise.all([...leftBehind].map((worker) => worker.stop()));
      await Promise.all([...members].map((member) => stopMember(member, graceMs)));
    },
  };
}

/** What happens to a function in the middle of its work, now and then. */
function strike(worker: FunctionWorker, faults: Faults, onGivenUp: (worker: FunctionWorker) => void): void {
  const isKilled = faults.strikes('kill');
  const isFrozen = faults.strikes('freeze');
  if (!isKilled && !isFrozen) return;
  const isGivenUp = isFrozen && Math.random() < 0.5;
  setTimeout(() => {
    if (isKilled) {
      void worker.stop();
      return;
    }
    if (worker.freeze(Math.random() * longestFreezeMs, isGivenUp) && isGivenUp) onGivenUp(worker);
  }, Math.random() * strikeWithinMs).unref();
}

const stoppingAnswer: InvokeResult = {
  ok: false,
  errorType: 'ServiceException',
  errorMessage: 'The local cloud is stopping',
};

async function stopMember(member: Member, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  while (member.state === 'busy' && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  await member.worker.stop();
}

function report(
  settings: FunctionPoolSettings,
  waiting: Waiting,
  result: InvokeResult,
  durations: { durationMs: number; queuedMs: number; initDurationMs: number | undefined },
): void {
  const { initDurationMs } = durations;
  settings.log.write({
    source: settings.name,
    level: 'DEBUG',
    message: 'REPORT',
    requestId: waiting.requestId,
    fields: {
      durationMs: tenths(durations.durationMs),
      queuedMs: tenths(durations.queuedMs),
      ...(initDurationMs === undefined ? {} : { initDurationMs: tenths(initDurationMs) }),
      ...(result.ok ? { status: 'success' } : { status: 'error', errorType: result.errorType }),
    },
  });
  if (!result.ok && result.errorType.startsWith('Sandbox.')) {
    settings.log.write({
      source: settings.name,
      level: 'ERROR',
      message: result.errorMessage,
      requestId: waiting.requestId,
    });
  }
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
