import { randomUUID } from 'node:crypto';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { type LoadedDefinition, loadDefinition } from './definition.ts';
import { redriveObstacle } from './describe.ts';
import { type Outcome, trustedJson } from './evaluate.ts';
import { enterState, type Execution, openAttempt, presentState, recordEvent, revisitState } from './execution.ts';
import type { AttemptRow, ExecutionRow } from './journal-schema.ts';
import { createRunner, type RunnerPorts } from './runner.ts';

/** A state machine as its executions see it. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  /** Names the text of the definition in the journal. */
  readonly hash: string;
  readonly definition: LoadedDefinition;
}

/** All executions of this process. Every promise resolves once what it reports is durable. */
export interface Executions {
  start(machine: Machine, name: string | undefined, input: string): Promise<{ arn: string; startedMs: number }>;
  /** Ends a task by its token; throws `TaskDoesNotExist` or `TaskTimedOut`. */
  answer(token: string, outcome: Outcome): Promise<void>;
  /** ARN of the state machine whose task a token belongs, or belonged, to; undefined when none ever had it. */
  machineOfToken(token: string): string | undefined;
  /** Throws as `answer` does when the token no longer counts. */
  heartbeat(token: string): void;
  stopExecution(arn: string, error: string | undefined, cause: string | undefined): Promise<{ stoppedMs: number }>;
  redrive(arn: string, clientToken: string | undefined): Promise<{ redrivenMs: number }>;
  /** The journalled execution; throws `ExecutionDoesNotExist`. */
  find(arn: string): ExecutionRow;
  /** Takes up every execution that the journal says is running. */
  resume(): void;
  stop(): Promise<void>;
}

/** Makes the executions over a journal. */
export function createExecutions(ports: RunnerPorts): Executions {
  const { journal, clock } = ports;
  const live = new Map<string, Execution>();
  const runner = createRunner(ports, (execution) => live.delete(execution.row.arn));
  const definitions = new Map<string, LoadedDefinition>();

  async function start(machine: Machine, name = randomUUID(), input: string) {
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const running = live.get(arn);
    const known = running?.row ?? journal.execution(arn);
    if (known !== undefined) {
      // AWS: the same name and input answer again while the execution runs; every other use of the name is refused.
      if (known.status !== 'RUNNING' || known.input !== input) {
        throw new AwsJsonError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      await running?.tail;
      return { arn, startedMs: known.started_ms };
    }
    const now = clock();
    definitions.set(definitionKey(machine.arn, machine.hash), machine.definition);
    const execution = revive(newRow(machine, arn, name, input, now), 0);
    live.set(arn, execution);
    recordEvent(execution, now, 'ExecutionStarted', { input });
    enterState(execution, now, machine.definition.startAt, execution.input);
    await runner.serialize(execution, () => begin(execution));
    return { arn, startedMs: now };
  }

  async function begin(execution: Execution): Promise<void> {
    await ports.announce(execution.row);
    await runner.advance(execution);
  }

  function revive(row: ExecutionRow, lastEventId: number): Execution {
    return {
      row,
      definition: definitionOf(row),
      input: trustedJson.parse(JSON.parse(row.input)),
      stateInput: trustedJson.parse(JSON.parse(row.state_input)),
      attempts: [],
      lastEventId,
      changes: [],
      cancelAlarm: () => undefined,
      invoking: undefined,
      tail: Promise.resolve(),
    };
  }

  /** An execution keeps the definition it was started with, as in AWS, also when a restart brought another one. */
  function definitionOf(row: ExecutionRow): LoadedDefinition {
    const key = definitionKey(row.machine_arn, row.definition_hash);
    const known = definitions.get(key);
    if (known !== undefined) return known;
    const text = journal.definition(row.machine_arn, row.definition_hash);
    if (text === undefined) throw new Error(`The journal has no definition ${row.definition_hash}.`);
    const loaded = loadDefinition(text);
    definitions.set(key, loaded);
    return loaded;
  }

  function findToken(token: string): { execution: Execution; attempt: AttemptRow } {
    const arn = journal.executionOfToken(token);
    const execution = arn === undefined ? undefined : live.get(arn);
    const attempt = execution === undefined ? undefined : openAttempt(execution);
    if (execution === undefined || attempt?.token !== token || isOver(attempt)) {
      if (arn !== undefined) throw new AwsJsonError('TaskTimedOut', 'Task Timed Out: the task has ended.');
      throw new AwsJsonError('TaskDoesNotExist', 'Task Does Not Exist');
    }
    return { execution, attempt };
  }

  function isOver(attempt: AttemptRow): boolean {
    return attempt.deadline_ms !== null && attempt.deadline_ms <= clock();
  }

  async function answer(token: string, outcome: Outcome): Promise<void> {
    const { execution } = findToken(token);
    await runner.serialize(execution, async () => {
      await runner.settle(execution, findToken(token).attempt, outcome);
    });
  }

  async function stopExecution(arn: string, error: string | undefined, cause: string | undefined) {
    const execution = live.get(arn);
    if (execution === undefined) return { stoppedMs: find(arn).stopped_ms ?? clock() };
    await runner.serialize(execution, async () => {
      if (execution.row.status !== 'RUNNING') return;
      const type = presentState(execution)?.Type;
      if (type === 'Task' || type === 'Wait') recordEvent(execution, clock(), `${type}StateAborted`);
      await runner.finish(execution, 'ABORTED', {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
    });
    return { stoppedMs: execution.row.stopped_ms ?? clock() };
  }

  async function redrive(arn: string, clientToken: string | undefined) {
    await live.get(arn)?.tail;
    const row = live.get(arn)?.row ?? find(arn);
    const now = clock();
    if (clientToken !== undefined && row.redrive_token === clientToken && row.redriven_ms !== null) {
      return { redrivenMs: row.redriven_ms };
    }
    const obstacle = redriveObstacle(row, now);
    if (obstacle !== undefined) throw new AwsJsonError('ExecutionNotRedrivable', obstacle);
    const execution = revive(
      {
        ...row,
        ...{ status: 'RUNNING', output: null, error: null, cause: null, stopped_ms: null },
        ...{ redrive_count: row.redrive_count + 1, redriven_ms: now, redrive_token: clientToken ?? null },
      },
      journal.lastEventId(arn),
    );
    live.set(arn, execution);
    recordEvent(execution, now, 'ExecutionRedriven', { redriveCount: execution.row.redrive_count });
    revisitState(execution, now);
    await runner.serialize(execution, () => begin(execution));
    return { redrivenMs: now };
  }

  function find(arn: string): ExecutionRow {
    const row = journal.execution(arn);
    if (row === undefined) throw new AwsJsonError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return row;
  }

  function resume(): void {
    for (const row of journal.running()) {
      const execution = revive(row, journal.lastEventId(row.arn));
      execution.attempts = journal.attempts(row.arn, row.visit);
      live.set(row.arn, execution);
    }
    for (const execution of live.values()) {
      void runner.serialize(execution, () => runner.advance(execution));
    }
  }

  return {
    ...{ start, answer, stopExecution, redrive, find, resume },
    heartbeat: (token) => void findToken(token),
    machineOfToken: (token) => {
      const arn = journal.executionOfToken(token);
      return arn === undefined ? undefined : find(arn).machine_arn;
    },
    async stop() {
      runner.stop();
      for (const execution of live.values()) execution.cancelAlarm();
      await Promise.all([...live.values()].map((execution) => execution.tail));
      await journal.close();
    },
  };
}

function definitionKey(machineArn: string, hash: string): string {
  return `${machineArn} ${hash}`;
}

function newRow(machine: Machine, arn: string, name: string, input: string, nowMs: number): ExecutionRow {
  return {
    ...{ arn, name, input, machine_arn: machine.arn, definition_hash: machine.hash, status: 'RUNNING' },
    ...{ output: null, error: null, cause: null, started_ms: nowMs, stopped_ms: null },
    ...{ redrive_count: 0, redriven_ms: null, redrive_token: null },
    ...{ visit: 0, state: machine.definition.startAt, state_input: input, entered_ms: nowMs },
  };
}
