import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { applicationStates } from '../../domain/states.ts';
import { correlated } from '../platform/correlation.ts';
import { logger } from '../platform/logger.ts';
import { issueCertificate } from './issue-certificate.ts';
import { advance, current, elapse } from './move-on.ts';
import { openStep } from './open-step.ts';

const applicationId = z.string().min(1);

/** What the state machine asks for (statemachines/review.asl.json). */
const taskSchema = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('advance'), applicationId, action: z.literal('documents-ready') }),
  z.strictObject({
    task: z.literal('open'),
    applicationId,
    expected: z.enum(applicationStates),
    timeoutSeconds: z.number().int().positive().optional(),
    // Executions go on by the definition that they began with: the first ones say nothing of their tries.
    entered: z.string().optional(),
    retry: z.number().int().nonnegative().optional(),
    token: z.string().min(1),
  }),
  z.strictObject({ task: z.literal('elapse'), applicationId }),
  z.strictObject({ task: z.literal('current'), applicationId }),
  z.strictObject({ task: z.literal('issued'), applicationId }),
]);

/** The Lambda handler of the workflow's tasks. Every task answers the step to go on with, and may be called again at any time. */
export const handler = middy<unknown, unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (event: unknown) =>
    correlated(undefined, async () => await carryOutTask(taskSchema.parse(event), new Date())),
  );

async function carryOutTask(task: z.output<typeof taskSchema>, now: Date): Promise<unknown> {
  logger.appendKeys({ applicationId: task.applicationId, task: task.task });
  switch (task.task) {
    case 'advance':
      return await advance(task.applicationId, task.action, now);
    case 'open':
      return await openStep(task, now);
    case 'elapse':
      return await elapse(task.applicationId, now);
    case 'current':
      return await current(task.applicationId, now);
    case 'issued':
      return await issueCertificate(task.applicationId, now);
  }
}
