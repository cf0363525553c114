import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { logger } from '../platform/logger.ts';
import { executionStatusSchema, noteStall } from './note-stall.ts';

const eventSchema = z.object({ detail: executionStatusSchema });

/** The Lambda handler of the status changes of executions. Throws when the table fails; Lambda then tries again. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event: unknown) => {
    const { detail } = eventSchema.parse(event);
    const outcome = await noteStall(detail);
    const { status, executionArn, input } = detail;
    if (outcome !== 'unchanged') {
      logger.warn('an execution stalls an application, or does so no more', {
        ...{ code: 'STALL_NOTED', outcome, status, executionArn, applicationId: input.applicationId },
      });
    }
    return undefined;
  });
