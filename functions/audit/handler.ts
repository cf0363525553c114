import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { keepRecord, readRecord } from '../platform/audit-bucket.ts';
import { logger } from '../platform/logger.ts';
import { closeDays } from './close-days.ts';

// A day of 20,000 looks is read in 3 s and written in one; times ten for the SDK's retries.
const reserveMilliseconds = 45_000;

/** The Lambda handler of the daily closing of the record of looks. Throws when a service fails; the next day closes both. */
export const handler = middy<unknown, { closed: string[] }>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (_event, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserveMilliseconds;
    const closed = await closeDays({ keep: keepRecord, read: readRecord, hasTime }, new Date());
    logger.info('days are closed', { code: 'AUDIT_DAYS_CLOSED', closed });
    return { closed };
  });
