import * as z from 'zod';
import type { Executions } from './executions.ts';

const namingSchema = z.looseObject({
  stateMachineArn: z.string().optional(),
  executionArn: z.string().optional(),
  taskToken: z.string().optional(),
});

/**
 * ARN of what a request is about, as policies name it: an execution, a state machine, or that of the execution whose task a token belongs to
 * ("Actions, resources, and condition keys for AWS Step Functions"). What names none of them is about everything.
 */
export function resourceOf(body: unknown, executions: Pick<Executions, 'machineOfToken'>): string {
  const { data } = namingSchema.safeParse(body ?? {});
  const { stateMachineArn, executionArn, taskToken } = data ?? {};
  return (
    executionArn ??
    stateMachineArn ??
    (taskToken === undefined ? undefined : executions.machineOfToken(taskToken)) ??
    '*'
  );
}
