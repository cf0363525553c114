import * as z from 'zod';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { describeExecution, listExecution } from './describe.ts';
import type { Executions, Machine } from './executions.ts';
import { trustedJson } from './evaluate.ts';
import { describeEvent } from './history.ts';
import { executionStatuses } from './journal-schema.ts';
import type { Journal } from './journal.ts';
import { decodePosition, encodePosition, type Operation, parseRequest, requests } from './requests.ts';

/** A state machine as the operations show it. */
interface ListedMachine extends Machine {
  /** JSON text of the definition. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/** What the operations work on. */
export interface OperationPorts {
  readonly machines: readonly ListedMachine[];
  readonly executions: Executions;
  readonly journal: Journal;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** One handler per operation: request body in, response body out; rejects with an AwsJsonError. */
export type Operations = Readonly<Record<Operation, (body: unknown) => Promise<unknown>>>;

const executionPosition = z.object({ startedMs: z.number(), arn: z.string() });
const offset = z.object({ from: z.int().min(0) });

/** The operations of Step Functions, as its API reference describes them. */
export function createOperations({ machines, executions, journal, clock }: OperationPorts): Operations {
  function machineOf(arn: string): ListedMachine {
    const machine = machines.find((candidate) => candidate.arn === arn);
    if (machine === undefined) {
      throw new AwsJsonError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    }
    return machine;
  }

  return {
    async StartExecution(body) {
      const request = parseRequest(requests.StartExecution, body);
      const machine = machineOf(request.stateMachineArn);
      const { arn, startedMs } = await executions.start(machine, request.name, request.input);
      return { executionArn: arn, startDate: startedMs / 1000 };
    },

    async DescribeExecution(body) {
      const { executionArn } = parseRequest(requests.DescribeExecution, body);
      await journal.settled();
      return describeExecution(executions.find(executionArn), clock());
    },

    async ListExecutions(body) {
      const request = parseRequest(requests.ListExecutions, body);
      const status = executionStatuses.find((candidate) => candidate === request.statusFilter);
      const { maxResults, redriveFilter, nextToken } = request;
      const machineArn = machineOf(request.stateMachineArn).arn;
      const after = nextToken === undefined ? undefined : decodePosition(executionPosition, nextToken);
      if (request.statusFilter !== undefined && status === undefined) return { executions: [] };
      await journal.settled();
      const redriven = redriveFilter === undefined ? undefined : redriveFilter === 'REDRIVEN';
      const rows = journal.executions({ machineArn, status, redriven, after, limit: maxResults + 1 });
      const shown = rows.slice(0, maxResults);
      const last = shown.at(-1);
      const more = rows.length > shown.length && last !== undefined;
      return {
        executions: shown.map(listExecution),
        ...(more ? { nextToken: encodePosition({ startedMs: last.started_ms, arn: last.arn }) } : {}),
      };
    },

    async GetExecutionHistory(body) {
      const request = parseRequest(requests.GetExecutionHistory, body);
      const { executionArn, maxResults, reverseOrder: reverse } = request;
      const { from } =
        request.nextToken === undefined
          ? { from: reverse ? Number.MAX_SAFE_INTEGER : 1 }
          : decodePosition(offset, request.nextToken);
      await journal.settled();
      executions.find(executionArn);
      const events = journal.events(executionArn, { from, limit: maxResults + 1, reverse });
      const next = events[maxResults];
      return {
        events: events.slice(0, maxResults).map((event) => describeEvent(event, request.includeExecutionData)),
        ...(next === undefined ? {} : { nextToken: encodePosition({ from: next.id }) }),
      };
    },

    async StopExecution(body) {
      const { executionArn, error, cause } = parseRequest(requests.StopExecution, body);
      const { stoppedMs } = await executions.stopExecution(executionArn, error, cause);
      return { stopDate: stoppedMs / 1000 };
    },

    async RedriveExecution(body) {
      const { executionArn, clientToken } = parseRequest(requests.RedriveExecution, body);
      const { redrivenMs } = await executions.redrive(executionArn, clientToken);
      return { redriveDate: redrivenMs / 1000 };
    },

    ListStateMachines(body) {
      const { maxResults, nextToken } = parseRequest(requests.ListStateMachines, body);
      const { from } = nextToken === undefined ? { from: 0 } : decodePosition(offset, nextToken);
      const end = from + maxResults;
      return Promise.resolve({
        stateMachines: machines.slice(from, end).map(listMachine),
        ...(end < machines.length ? { nextToken: encodePosition({ from: end }) } : {}),
      });
    },

    DescribeStateMachine(body) {
      const machine = machineOf(parseRequest(requests.DescribeStateMachine, body).stateMachineArn);
      return Promise.resolve({ ...listMachine(machine), status: 'ACTIVE', definition: machine.text });
    },

    async SendTaskSuccess(body) {
      const { taskToken, output } = parseRequest(requests.SendTaskSuccess, body);
      await executions.answer(taskToken, { type: 'succeeded', output: trustedJson.parse(JSON.parse(output)) });
      return {};
    },

    async SendTaskFailure(body) {
      const { taskToken, error = '', cause = '' } = parseRequest(requests.SendTaskFailure, body);
      await executions.answer(taskToken, { type: 'failed', error, cause });
      return {};
    },

    SendTaskHeartbeat(body) {
      const { taskToken } = parseRequest(requests.SendTaskHeartbeat, body);
      executions.heartbeat(taskToken);
      return Promise.resolve({});
    },
  };
}

function listMachine({ arn, name, createdMs }: ListedMachine): Readonly<Record<string, unknown>> {
  return { stateMachineArn: arn, name, type: 'STANDARD', creationDate: createdMs / 1000 };
}
