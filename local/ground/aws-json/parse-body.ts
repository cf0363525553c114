import * as z from 'zod';
import { AwsJsonError } from './error.ts';

/** Checks the body of an operation; throws the ValidationException a client expects, naming the first member that is wrong. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AwsJsonError('ValidationException', `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'invalid'}`);
}
