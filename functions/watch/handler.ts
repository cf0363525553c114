import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { environment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { table } from '../records/entities.ts';
import { watchService, type WatchPorts } from './watch.ts';

// Three questions at once: each may take as long as API Gateway takes to give up, so that its answer is seen.
const patienceMilliseconds = 30_000;

async function ask(...[method, path, body]: Parameters<WatchPorts['ask']>) {
  const response = await fetch(`${environment.siteUrl()}${path}`, {
    method,
    signal: AbortSignal.timeout(patienceMilliseconds),
    ...(body === undefined
      ? {}
      : {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        }),
  });
  const answered: unknown = await response.json().catch(() => undefined);
  return { status: response.status, body: answered };
}

/** The Lambda handler of the watch, every five minutes. Throws when visitors do not get what they ask for: the error is what the alarm counts. */
export const handler = middy<unknown, { failed: readonly string[] }>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async () => {
    const pulse = async (at: string) => {
      await table.entities.pulse.put({ name: 'stream', at }).go();
    };
    const failed = await watchService({ ask, pulse }, new Date());
    if (failed.length === 0) return { failed };
    logger.error('visitors do not get what they ask for', { code: 'WATCH_FAILED', failed });
    throw new Error(`failed: ${failed.join(', ')}`);
  });
