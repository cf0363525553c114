import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { logger } from '../platform/logger.ts';
import { type ReminderRun, sendDueReminders } from './remind.ts';

/** The Lambda handler of the schedule: sends what is due. Fails when a reminder failed, so that the alarm counts it; the next minute tries again. */
export const handler = middy<unknown, ReminderRun>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async () => {
    const run = await sendDueReminders(new Date());
    if (run.settled > 0) logger.info('reminders are sent', { code: 'REMINDERS_SENT', ...run });
    if (run.failed > 0) throw new Error(`${run.failed} reminders failed`);
    return run;
  });
