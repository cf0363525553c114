import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { listDocuments, removeDocument } from '../platform/files.ts';
import { logger } from '../platform/logger.ts';
import { type SweepRun, sweepObjects } from './sweep-objects.ts';

// A page takes half a second; ten times that when every call needs the SDK's retries, and as much again to be sure.
const reserveMilliseconds = 180_000;

/** The Lambda handler of the daily sweep of the documents bucket. Throws when a service fails; the next day goes on from there. */
export const handler = middy<unknown, SweepRun>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (_event, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserveMilliseconds;
    const run = await sweepObjects({ list: listDocuments, remove: removeDocument, hasTime }, new Date());
    logger.info('objects are swept', { code: 'OBJECTS_SWEPT', ...run });
    return run;
  });
