import {
  GetExecutionHistoryCommand,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { countTransitions } from '../../local/services/step-functions/history.ts';
import { awsAccess, type LocalCloud } from '../support/cloud/local-cloud.ts';
import type { Row } from './figures.ts';

/** How many histories are read: executions that went the same way have the same number of transitions. */
const mostHistories = 20;

/** What the executions of a cloud say: state transitions of one that succeeded, counted as AWS bills them, and how many did not end well. */
export async function meanTransitions(cloud: LocalCloud): Promise<{ mean: number; notSucceeded: number }> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new SFNClient({ region, credentials, endpoint: endpoints.json });
  try {
    const executions = [];
    for await (const { stateMachines } of paginateListStateMachines({ client }, {})) {
      for (const { stateMachineArn } of stateMachines ?? []) {
        for await (const page of paginateListExecutions({ client }, { stateMachineArn })) {
          executions.push(...(page.executions ?? []));
        }
      }
    }
    const succeeded = executions.filter(({ status }) => status === 'SUCCEEDED');
    const counts: number[] = [];
    for (const { executionArn } of succeeded.slice(0, mostHistories)) {
      const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      counts.push(countTransitions((events ?? []).map(({ type }) => ({ type: type ?? '' }))));
    }
    if (counts.length === 0) throw new Error('no execution has succeeded');
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return { mean, notSucceeded: executions.length - succeeded.length };
  } finally {
    client.destroy();
  }
}

/** The rows of them. */
export async function transitionRows(cloud: LocalCloud): Promise<Row[]> {
  const { mean, notSucceeded } = await meanTransitions(cloud);
  return [
    { name: 'state transitions per completed application', figure: mean, unit: '' },
    { name: 'executions that have not succeeded', figure: notSucceeded, unit: '', target: { most: 0 } },
  ];
}
