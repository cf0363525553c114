import * as z from 'zod';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { mostBytes } from './history.ts';
import { executionStatuses } from './journal-schema.ts';

/* Requests of the operations, with the limits of AWS's API reference. Fields that do not matter here are dropped. */

const arn = (part: 'stateMachine' | 'execution') =>
  z
    .string()
    .max(256)
    .regex(new RegExp(`^arn:[^:]+:states:[^:]+:\\d{12}:${part}:[^:]+(?::[^:]+)?$`), { error: 'InvalidArn' });
const jsonText = (error: string) =>
  z.string().refine((text) => Buffer.byteLength(text) <= mostBytes && isJson(text), { error });
const pageSize = z
  .int()
  .min(0)
  .max(1000)
  .default(0)
  // AWS: 0 means the default, which is 100.
  .transform((size) => size || 100);
const page = { maxResults: pageSize, nextToken: z.string().max(3096).optional() };
const failure = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const taskToken = z
  .string()
  .max(2048)
  .regex(/^[A-Za-z0-9_-]{64}$/, { error: 'InvalidToken' });

/** One schema per operation; a message that is an error code of AWS becomes that error. */
export const requests = {
  StartExecution: z.object({
    stateMachineArn: arn('stateMachine'),
    name: z
      .string()
      // Up to 80 characters without white space, brackets, wildcards, control and special characters.
      // eslint-disable-next-line no-control-regex -- AWS excludes control characters by these ranges
      .regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]{1,80}$/u, { error: 'InvalidName' })
      .optional(),
    input: jsonText('InvalidExecutionInput').default('{}'),
  }),
  DescribeExecution: z.object({ executionArn: arn('execution') }),
  ListExecutions: z.object({
    stateMachineArn: arn('stateMachine'),
    // TIMED_OUT and PENDING_REDRIVE exist in AWS but cannot occur here: they list nothing.
    statusFilter: z.enum([...executionStatuses, 'TIMED_OUT', 'PENDING_REDRIVE']).optional(),
    redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
    ...page,
  }),
  GetExecutionHistory: z.object({
    executionArn: arn('execution'),
    includeExecutionData: z.boolean().default(true),
    reverseOrder: z.boolean().default(false),
    ...page,
  }),
  StopExecution: z.object({ executionArn: arn('execution'), ...failure }),
  RedriveExecution: z.object({
    executionArn: arn('execution'),
    clientToken: z
      .string()
      .regex(/^[!-~]{1,64}$/)
      .optional(),
  }),
  ListStateMachines: z.object(page),
  DescribeStateMachine: z.object({ stateMachineArn: arn('stateMachine') }),
  SendTaskSuccess: z.object({ taskToken, output: jsonText('InvalidOutput') }),
  SendTaskFailure: z.object({ taskToken, ...failure }),
  SendTaskHeartbeat: z.object({ taskToken }),
} as const;

/** The operations that the local Step Functions answers. */
export type Operation = keyof typeof requests;

/** Whether the local Step Functions answers an operation. */
export function isOperation(name: string): name is Operation {
  return Object.hasOwn(requests, name);
}

const codes = ['InvalidArn', 'InvalidName', 'InvalidExecutionInput', 'InvalidOutput', 'InvalidToken'];

/**
 * Reads the request of an operation.
 *
 * @throws AwsJsonError with the code that AWS gives: `InvalidArn`, `InvalidName` and so on, else `ValidationException`
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const code = codes.find((candidate) => candidate === issue?.message);
  if (code !== undefined) throw new AwsJsonError(code, `${code}: '${field}' is not valid.`);
  throw new AwsJsonError('ValidationException', `1 validation error detected: '${field}': ${issue?.message ?? ''}`);
}

/** Wraps the place where a page ended as an opaque `nextToken`. */
export function encodePosition(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a `nextToken` back.
 *
 * @throws AwsJsonError `InvalidToken` when it was not made by {@link encodePosition} for this operation
 */
export function decodePosition<Schema extends z.ZodType>(schema: Schema, token: string): z.output<Schema> {
  const text = Buffer.from(token, 'base64url').toString();
  const result = schema.safeParse(isJson(text) ? JSON.parse(text) : undefined);
  if (!result.success) throw new AwsJsonError('InvalidToken', "InvalidToken: 'nextToken' is not valid.");
  return result.data;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
