import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';
import { problemSchema } from './problems.ts';
import { ApiError, type CallContext, problemOfStatus, requestOf } from './request.ts';

/** What a call sends, by the endpoint's schemas (input side). */
export interface CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params?: z.input<P>;
  readonly query?: z.input<Q>;
  readonly body?: z.input<B>;
}

/**
 * Calls an endpoint and returns its answer, checked against the contract. Throws ApiError with the problem document on every
 * refusal, ZodError when the answer breaks the contract, TypeError when the network fails.
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  context: CallContext,
): Promise<z.output<R>> {
  const response = await fetch(requestOf(endpoint, input, context));
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(problemSchema.safeParse(answer).data ?? problemOfStatus(response.status));
  return z.parse(endpoint.response, answer);
}
