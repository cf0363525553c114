import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { awsAccess, outputsOf } from './local-cloud.ts';
import { until } from '../parties/party.ts';

/** Enough of a running cloud to find its AWS services. */
export type CloudPlace = Parameters<typeof outputsOf>[0] & Parameters<typeof awsAccess>[0];

/** How an execution stands: its status and, once it has ended, the name of the state that ended it. */
export interface ExecutionEnd {
  readonly status: string;
  readonly finalState: string | undefined;
}

/** The status of the execution of an application's first submission; undefined before it is started. */
export async function executionStatus(cloud: CloudPlace, number: string | null): Promise<string | undefined> {
  const client = stepFunctions(cloud);
  try {
    return (await client.send(new DescribeExecutionCommand({ executionArn: await executionArn(cloud, number) })))
      .status;
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/** Waits until the execution of an application's first submission has ended, and says how. */
export async function executionEnd(cloud: CloudPlace, number: string | null): Promise<ExecutionEnd> {
  const arn = await executionArn(cloud, number);
  const status = await until(`the end of the execution ${arn}`, async () => {
    const seen = await executionStatus(cloud, number);
    return seen === 'RUNNING' ? undefined : seen;
  });
  const client = stepFunctions(cloud);
  const history = new GetExecutionHistoryCommand({ executionArn: arn, reverseOrder: true, maxResults: 10 });
  const { events = [] } = await client.send(history);
  client.destroy();
  const last = events.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined);
  return { status, finalState: last?.stateEnteredEventDetails?.name };
}

/** The executions of the review that have ended otherwise than they should. */
export async function failedExecutions(cloud: CloudPlace): Promise<string[]> {
  const client = stepFunctions(cloud);
  const arn = await stateMachineArn(cloud);
  const failed = await Promise.all(
    (['FAILED', 'ABORTED', 'TIMED_OUT'] as const).map((statusFilter) =>
      client.send(new ListExecutionsCommand({ stateMachineArn: arn, statusFilter })),
    ),
  );
  client.destroy();
  return failed.flatMap(({ executions = [] }) => executions.map(({ name, status }) => `${name ?? ''} ${status ?? ''}`));
}

/** The dead-letter queues that hold anything, each with how many messages. */
export async function deadLetters(cloud: CloudPlace): Promise<string[]> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new SQSClient({ region, credentials, endpoint: endpoints.json });
  const all = (await client.send(new ListQueuesCommand({}))).QueueUrls ?? [];
  const QueueUrls = all.filter((url) => url.includes('DeadLetters'));
  if (QueueUrls.length === 0) throw new Error('the cloud has no dead-letter queue');
  const counts = await Promise.all(
    QueueUrls.map(async (QueueUrl) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return { name: QueueUrl.split('/').at(-1) ?? '', count: Number(Attributes['ApproximateNumberOfMessages']) };
    }),
  );
  client.destroy();
  return counts.filter(({ count }) => count !== 0).map(({ name, count }) => `${name}: ${count}`);
}

/** Invokes a function of the cloud by hand, named by an output of the stack `Application`; returns what it answers. Throws what it fails with. */
export async function invokeFunction(cloud: CloudPlace, output: string, payload: unknown): Promise<unknown> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new LambdaClient({ region, credentials, endpoint: endpoints.json });
  const FunctionName = (await outputsOf(cloud))['Application']?.[output];
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }),
  );
  client.destroy();
  const text = Payload?.transformToString() ?? 'null';
  if (FunctionError !== undefined) throw new Error(`${output} failed: ${text}`);
  return JSON.parse(text) as unknown;
}

function stepFunctions(cloud: CloudPlace): SFNClient {
  const { region, credentials, endpoints } = awsAccess(cloud);
  return new SFNClient({ region, credentials, endpoint: endpoints.json });
}

async function executionArn(cloud: CloudPlace, number: string | null): Promise<string> {
  return `${(await stateMachineArn(cloud)).replace(':stateMachine:', ':execution:')}:${number ?? ''}-1`;
}

async function stateMachineArn(cloud: CloudPlace): Promise<string> {
  const arn = (await outputsOf(cloud))['Application']?.['StateMachineArn'];
  if (arn === undefined) throw new Error('the outputs name no state machine');
  return arn;
}
