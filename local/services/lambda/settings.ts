import * as z from 'zod';
import type { Invoke } from '../../ground/invocation.ts';
import type { Faults } from '../../ground/faults.ts';
import type { LogSink } from '../../ground/log-sink.ts';

/**
 * Resolved properties of `AWS::Lambda::Function` as far as a run on this machine can honour them; an unknown property is an error
 * at start. Those typed `unknown` are accepted because they only concern the cloud (roles, tracing, tags, log groups).
 */
export const functionPropertiesSchema = z.strictObject({
  Handler: z.string().regex(/^[^.]+\.[A-Za-z_$][\w$]*$/),
  Runtime: z.string().startsWith('nodejs'),
  /** Seconds, 1 to 900; CloudFormation's default is 3. */
  Timeout: z.coerce.number().int().min(1).max(900).default(3),
  /** Megabytes; CloudFormation's default is 128. */
  MemorySize: z.coerce.number().int().min(128).max(10_240).default(128),
  Environment: z
    .strictObject({
      Variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
    })
    .optional(),
  FunctionName: z.string().optional(),
  Code: z.unknown().optional(),
  Architectures: z.unknown().optional(),
  Role: z.string().optional(),
  Description: z.unknown().optional(),
  TracingConfig: z.unknown().optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.unknown().optional().optional(),
      ApplicationLogLevel: z.unknown().optional().optional(),
      SystemLogLevel: z.unknown().optional().optional(),
    })
    .optional(),
  EphemeralStorage: z.unknown().optional(),
  DeadLetterConfig: z.unknown().optional(),
  KmsKeyArn: z.unknown().optional(),
  ReservedConcurrentExecutions: z.unknown().optional(),
  RecursiveLoop: z.unknown().optional(),
  RuntimeManagementConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** One function to run: its identity, its unpacked asset folder, its properties. */
export interface FunctionSettings {
  /** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`; how rules, routes and the state machine address it. */
  readonly arn: string;
  /** Physical name; also the name of its log file. */
  readonly name: string;
  /** Absolute path of the asset folder in the cloud assembly, holding `index.mjs` or `index.js`. */
  readonly codeFolder: string;
  readonly properties: z.output<typeof functionPropertiesSchema>;
  /** Most invocations at a time, each in its own worker thread; default 2. */
  readonly maximumWorkers?: number;
}

/** Settings of all functions of the assembly. */
export interface FunctionsSettings {
  readonly functions: readonly FunctionSettings[];
  /** Region the functions believe to run in. */
  readonly region: string;
  /** The AWS SDK's own variables naming the local endpoints, for example `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: LogSink;
  /** Ends functions in the middle of their work, or lets them stand still; default none. */
  readonly faults?: Faults;
  /** Milliseconds after which a worker beyond the first of its function is stopped when idle; default 30 000. */
  readonly surplusIdleMs?: number;
}

/** The running functions. */
export interface RunningFunctions {
  readonly invoke: Invoke;
  /** Loads the named functions (default: all) ahead of their first invocation, one after another; resolves once their modules are loaded. */
  warm(functionNames?: readonly string[]): Promise<void>;
  /** Refuses new invocations, gives running ones `graceMs` (default 2000) to end, then terminates every worker. */
  stop(graceMs?: number): Promise<void>;
}
