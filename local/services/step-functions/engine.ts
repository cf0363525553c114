import { createHash } from 'node:crypto';
import { accountCaller } from '../../ground/caller.ts';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import type { InvokeResult } from '../../ground/invocation.ts';
import { StartError } from '../../ground/start-error.ts';
import { loadDefinition } from './definition.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { statusChange } from './describe.ts';
import { createExecutions } from './executions.ts';
import { resourceOf } from './resource.ts';
import { countTransitions } from './history.ts';
import type { ExecutionRow } from './journal-schema.ts';
import { openJournal } from './journal.ts';
import { createOperations } from './operations.ts';
import { isOperation } from './requests.ts';

/** A state machine of the template. */
export interface StateMachineSettings {
  readonly arn: string;
  readonly name: string;
  /** JSON text of the definition, every substitution made. */
  readonly definition: string;
}

/** Settings of the local Step Functions. */
export interface StepFunctionsSettings {
  /** Folder of the journal; made when needed. */
  readonly dataFolder: string;
  readonly stateMachines: readonly StateMachineSettings[];
  /**
   * Invokes a function by the `FunctionName` of a task (a name or an ARN). A rejection counts as `Lambda.SdkClientException`.
   * It is called at once for executions that a restart resumes, so functions must be running before.
   */
  readonly invokeFunction: (functionName: string, payload: unknown) => Promise<InvokeResult>;
  /**
   * Puts "Step Functions Execution Status Change" on the default bus, given its detail; resolves once it cannot be lost. What rejects is
   * tried again every second. Default: nobody is told.
   */
  readonly onStatusChange?: (detail: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** Numbers from 0 to 1 for the jitter of retries; default `Math.random`. */
  readonly random?: () => number;
}

/** The running Step Functions. */
export interface StepFunctions {
  /** Answers an operation of AWS Step Functions, for example `StartExecution`; rejects with an {@link AwsJsonError}. */
  readonly handle: AwsJsonHandler;
  /** State transitions of an execution so far, as AWS bills them. */
  transitions(executionArn: string): Promise<number>;
  /** Waits until everything begun is durable, then lets go. Running executions go on at the next start. */
  stop(): Promise<void>;
}

/**
 * Starts Step Functions on a data folder and resumes every execution that was running in it.
 *
 * @throws StartError when a definition cannot be run, the journal is damaged or another process uses it
 */
export function startStepFunctions(settings: StepFunctionsSettings): Promise<StepFunctions> {
  return Promise.resolve().then(() => start(settings));
}

function start(settings: StepFunctionsSettings): StepFunctions {
  let stopping: Promise<void> | undefined;
  const clock = () => (settings.now?.() ?? new Date()).getTime();
  const loaded = settings.stateMachines.map((machine) => ({ ...machine, loaded: load(machine) }));
  const journal = openJournal(settings.dataFolder);
  const machines = loaded.map(({ arn, name, definition: text, loaded: definition }) => {
    const hash = createHash('sha256').update(text).digest('hex');
    return { arn, name, hash, definition, text, createdMs: journal.addDefinition(arn, hash, text, clock()) };
  });
  const { invokeFunction, random = Math.random } = settings;
  const announce = announcer(settings, clock, () => stopping !== undefined);
  const executions = createExecutions({ journal, invokeFunction, clock, random, announce });
  const operations = createOperations({ machines, executions, journal, clock });
  executions.resume();

  return {
    async handle(operation, body, caller = accountCaller) {
      if (stopping !== undefined) throw new AwsJsonError('ServiceUnavailable', 'Step Functions is stopping.', 503);
      if (!isOperation(operation)) {
        throw new AwsJsonError('UnknownOperationException', `Operation ${operation} is not known here.`);
      }
      caller.demand([{ action: `states:${operation}`, resource: resourceOf(body, executions) }]);
      return operations[operation](body);
    },
    async transitions(executionArn) {
      await journal.settled();
      executions.find(executionArn);
      return countTransitions(journal.events(executionArn, { from: 1, limit: -1, reverse: false }));
    },
    stop: () => (stopping ??= executions.stop()),
  };
}

const announcePauseMs = 1000;

function announcer({ onStatusChange }: StepFunctionsSettings, clock: () => number, isStopping: () => boolean) {
  return async (row: ExecutionRow): Promise<void> => {
    if (onStatusChange === undefined) return;
    const detail = statusChange(row, clock());
    // A full disk keeps the bus from taking it, and must not keep the execution from going on once there is room.
    for (;;) {
      const isTold = await onStatusChange(detail).then(
        () => true,
        () => false,
      );
      if (isTold || isStopping()) return;
      await pause(announcePauseMs);
    }
  };
}

function load({ name, definition }: StateMachineSettings) {
  try {
    return loadDefinition(definition);
  } catch (error) {
    throw new StartError(`State machine ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
