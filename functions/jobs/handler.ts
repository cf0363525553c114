import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { correlated } from '../platform/correlation.ts';
import { logger } from '../platform/logger.ts';
import { carryOutJob } from './carry-out-job.ts';

/** What the state machine of jobs asks for (statemachines/job.asl.json). */
const taskSchema = z.strictObject({ jobId: z.string().min(1) });

/** The Lambda handler that carries out jobs, part by part. It may be called again at any time. */
export const handler = middy<unknown, unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event: unknown) => {
    const { jobId } = taskSchema.parse(event);
    logger.appendKeys({ jobId });
    // A job is one action, whichever parts it takes: its id without dashes is of the form.
    return await correlated(jobId.replaceAll('-', ''), async () => await carryOutJob(jobId, new Date()));
  });
