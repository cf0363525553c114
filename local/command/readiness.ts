import { StartError } from '../ground/start-error.ts';
import type { Endpoints } from '../services/service.ts';

const answerMilliseconds = 5000;

/**
 * Asks every piece for an answer that only a working one gives: a page of the site, the discovery documents of both issuers,
 * and any answer of S3, the AWS JSON services and DynamoDB. Throws StartError naming the piece that does not answer.
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
  const answer = await fetch(address, { signal: AbortSignal.timeout(answerMilliseconds) }).catch((error: unknown) => {
    throw new StartError(
      `${piece} does not answer at ${address}: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  await answer.body?.cancel();
  if (!isGood(answer.status)) throw new StartError(`${piece} answers ${answer.status} at ${address}`);
}
