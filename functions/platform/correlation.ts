import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { isCorrelationId, traceIdIn } from '../../api/correlation.ts';

interface Thread {
  id: string;
}

// Records of a batch are handled side by side: each has its own.
const threads = new AsyncLocalStorage<Thread>();

/** The id that everything bears which follows from one action of somebody (docs/logging.md); undefined outside of any. */
export function correlationId(): string | undefined {
  return threads.getStore()?.id;
}

/** Carries out what bears an id; one that is missing, or not of the form, is made. */
export async function correlated<Value>(id: string | undefined, act: () => Promise<Value>): Promise<Value> {
  const own = id !== undefined && isCorrelationId(id) ? id : randomBytes(16).toString('hex');
  return await threads.run({ id: own }, act);
}

/** Goes on under the id of what has led here, as soon as that is read. Does nothing without one. */
export function continueCorrelation(id: string | undefined): void {
  const thread = threads.getStore();
  if (thread !== undefined && id !== undefined && isCorrelationId(id)) thread.id = id;
}

/** The id that a request brings in its header; undefined where it brings none of the form, which is then made. */
export function requestedCorrelation(header: string | undefined): string | undefined {
  return header === undefined ? undefined : traceIdIn(header);
}
