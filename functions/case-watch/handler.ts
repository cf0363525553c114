import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { waitingUploads } from '../platform/incoming.ts';
import { logger } from '../platform/logger.ts';
import { runningNumbers } from '../platform/workflow.ts';
import { type CasesWatched, watchCases } from './watch-cases.ts';

/** The Lambda handler that looks through all open cases, every half hour; its line is what the metrics are made of. */
export const handler = middy<unknown, CasesWatched>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async () => {
    const found = await watchCases({ runningNumbers, waitingUploads }, new Date());
    logger.info('all open cases were looked through', { code: 'CASES_WATCHED', ...found });
    return found;
  });
