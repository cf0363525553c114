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

/** What a worker is told about its function when it starts. */
export const workerDataSchema = z.object({
  /** Absolute path of the asset folder. */
  codeFolder: z.string(),
  /** Absolute path of the module holding the handler. */
  moduleFile: z.string(),
  /** Name of the exported handler. */
  exportName: z.string(),
  arn: z.string(),
});

/** What a worker is told about its function when it starts. */
export type WorkerData = z.output<typeof workerDataSchema>;

/** One invocation as handed to a worker. */
export const invocationSchema = z.object({
  requestId: z.string(),
  /** The event as JSON. */
  json: z.string(),
  /** Unix time in milliseconds at which the function times out. */
  deadline: z.number(),
  traceId: z.string(),
});

/** One invocation as handed to a worker. */
export type Invocation = z.output<typeof invocationSchema>;
