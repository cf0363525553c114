import {
  ExecutionAlreadyExists,
  InvalidToken,
  paginateListExecutions,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { environment } from './environment.ts';
import { logger } from './logger.ts';
import { impatient, withTimeLimits } from './time-limit.ts';
import type { Step } from '../../domain/step.ts';

const stepFunctions = withTimeLimits(new SFNClient(impatient), 2000, 5000);

/** What an execution of the review begins with. */
export interface ExecutionInput {
  readonly applicationId: string;
  readonly number: string;
  readonly step: Step;
  /** Draws the notices of the step and ends: the execution of the case goes on beside it. */
  readonly papersAlone?: true;
  /** Of the action that it follows from; what comes later bears that of its own. */
  readonly correlationId?: string;
}

/**
 * Starts the execution of an application's first submission. Its name is the application's number and the submission, and Step
 * Functions takes a name once in 90 days, so starting it again does nothing.
 */
export async function startExecution(name: string, input: ExecutionInput): Promise<void> {
  await start(environment.stateMachineArn(), name, input);
}

/** Starts the execution that carries out a job, under the job's id: starting it again does nothing. */
export async function startJob(jobId: string): Promise<void> {
  await start(environment.jobMachineArn(), jobId, { jobId });
}

const paperMark = '-paper-';

/** The name of the execution that draws the papers of an event while the case waits where it is. */
export function paperExecution(number: string, version: number): string {
  return `${number}${paperMark}${version}`;
}

/** The numbers of the applications whose own execution of the review runs: names begin with them (statemachines/README.md). A thousand by a call. */
export async function runningNumbers(): Promise<ReadonlySet<string>> {
  const numbers = new Set<string>();
  const pages = paginateListExecutions(
    { client: stepFunctions, pageSize: 1000 },
    { stateMachineArn: environment.stateMachineArn(), statusFilter: 'RUNNING' },
  );
  for await (const { executions = [] } of pages) {
    for (const { name = '' } of executions) if (!name.includes(paperMark)) numbers.add(name.split('-')[0] ?? '');
  }
  return numbers;
}

async function start(stateMachineArn: string, name: string, input: object): Promise<void> {
  try {
    await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    logger.info('the execution runs already', { code: 'EXECUTION_EXISTS', execution: name });
  }
}

/**
 * Lets an execution go on from the step that it waits at. A token that is used up, timed out or replaced by a newer one is
 * ignored: the execution has gone on, or finds the present step by itself.
 */
export async function resumeExecution(taskToken: string, step: Step): Promise<void> {
  try {
    await stepFunctions.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(step) }));
  } catch (error) {
    const consumed =
      error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
    if (!consumed) throw error;
    logger.info('nothing waits with this token', { code: 'TOKEN_CONSUMED', problem: error.name });
  }
}
