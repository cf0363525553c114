import * as z from 'zod';

/** Errors as the Lambda runtime reports them. */
export const functionErrorSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()),
});

/** What a worker tells its pool. Payloads travel as JSON text, so that both sides see what a real invocation would. */
export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('load-failed'), error: functionErrorSchema }),
  z.object({ kind: z.literal('log'), level: z.string(), text: z.string() }),
  z.object({ kind: z.literal('result'), json: z.string() }),
  z.object({ kind: z.literal('failed'), error: functionErrorSchema }),
  z.object({ kind: z.literal('crashed'), error: functionErrorSchema }),
]);

/** A message of a worker to its pool. */
export type WorkerMessage = z.output<typeof workerMessageSchema>;

/**
 * What a worker is told first. Messages to workers are plain types: they are made by this program, and loading a validator into every worker
 * would cost each function some 30 ms and 5 MB.
 */
export interface WorkerData {
  /** Absolute path of the asset folder. */
  readonly codeFolder: string;
  /** Absolute path of the module holding the handler. */
  readonly moduleFile: string;
  /** Name of the exported handler. */
  readonly exportName: string;
  readonly arn: string;
}

/** Tells a worker to stand still: nothing of it runs meanwhile, and its clock goes on. */
export interface Freeze {
  readonly freezeMilliseconds: number;
}

/** One invocation as handed to a worker. */
export interface Invocation {
  readonly requestId: string;
  /** The event as JSON. */
  readonly json: string;
  /** Unix time in milliseconds at which the function times out. */
  readonly deadline: number;
  readonly traceId: string;
}
