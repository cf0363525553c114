import {
  type ExecutionListItem,
  ExecutionNotRedrivable,
  paginateListExecutions,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** What became of the failed executions of a state machine. */
export interface Redrives {
  /** The names of those that run again. */
  readonly redriven: readonly string[];
  /** Those that Step Functions did not take, with its reason. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  readonly tooOld: number;
}

// Step Functions developer guide, "Redriving executions": the redrivable period.
const redrivableMilliseconds = 14 * 24 * 60 * 60 * 1000;

/**
 * Redrives every execution of a state machine that failed or ran out of time, one after the other: each goes on from the state that
 * failed. Those that a person has stopped stay stopped. Doing it again redrives what has failed since. Throws when Step Functions does not answer.
 */
export async function redriveFailed(client: SFNClient, stateMachineArn: string, now: Date): Promise<Redrives> {
  const failed = [
    ...(await listExecutions(client, stateMachineArn, 'FAILED')),
    ...(await listExecutions(client, stateMachineArn, 'TIMED_OUT')),
  ];
  const isOld = ({ stopDate }: ExecutionListItem) =>
    stopDate !== undefined && now.getTime() - stopDate.getTime() > redrivableMilliseconds;
  const redriven: string[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const { executionArn, name = '' } of failed.filter((execution) => !isOld(execution))) {
    try {
      await client.send(new RedriveExecutionCommand({ executionArn }));
      redriven.push(name);
    } catch (error) {
      if (!(error instanceof ExecutionNotRedrivable)) throw error;
      refused.push({ name, reason: error.message });
    }
  }
  return { redriven, refused, tooOld: failed.filter(isOld).length };
}

async function listExecutions(client: SFNClient, stateMachineArn: string, statusFilter: 'FAILED' | 'TIMED_OUT') {
  const listed: ExecutionListItem[] = [];
  for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn, statusFilter })) {
    listed.push(...executions);
  }
  return listed;
}
