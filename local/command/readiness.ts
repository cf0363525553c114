import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../ground/start-error.ts';
import type { Endpoints } from '../services/service.ts';

// Where much else runs, a start that resumes much takes its time; what is wrong stays wrong.
const readyMilliseconds = 30_000;
const answerMilliseconds = 10_000;
const pauseMilliseconds = 200;

/**
 * Asks every piece for an answer that only a working one gives: a page of the site, the discovery documents of both issuers,
 * and any answer of S3, the AWS JSON services and DynamoDB. Throws StartError naming the piece that does not answer within half a minute.
 */
export async function checkReady(endpoints: Endpoints): Promise<void> {
  const discovery = '.well-known/openid-configuration';
  await Promise.all([
    check('the site', `${endpoints.site}/`, (status) => status === 200),
    check('the API', `${endpoints.site}/api/`, (status) => status < 500),
    check('the provincial issuer', `${endpoints.identity}/province/${discovery}`, (status) => status === 200),
    check('the staff issuer', `${endpoints.identity}/staff/${discovery}`, (status) => status === 200),
    check('S3', endpoints.s3, (status) => status < 500),
    check('the AWS JSON services', endpoints.awsJson, (status) => status < 500),
    check('DynamoDB', endpoints.dynamodb, (status) => status < 500),
  ]);
}

async function check(piece: string, address: string, isGood: (status: number) => boolean): Promise<void> {
  const deadline = Date.now() + readyMilliseconds;
  for (;;) {
    const wrong = await wrongAt(address, isGood);
    if (wrong === undefined) return;
    if (Date.now() > deadline) throw new StartError(`${piece} ${wrong}`);
    await delay(pauseMilliseconds);
  }
}

/** What is wrong with the answer of an address; undefined when nothing is. */
async function wrongAt(address: string, isGood: (status: number) => boolean): Promise<string | undefined> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(answerMilliseconds) });
    await answer.body?.cancel();
    return isGood(answer.status) ? undefined : `answers ${answer.status} at ${address}`;
  } catch (error) {
    return `does not answer at ${address}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
