import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';
import { problemSchema } from './problems.ts';
import { ApiError, type CallContext, problemOfStatus, requestOf } from './request.ts';

/** What a call sends, by the endpoint's schemas (input side). */
export interface CallInput<E extends Endpoint> {
  readonly params?: z.input<E['params']>;
  readonly query?: z.input<E['query']>;
  readonly body?: z.input<E['body']>;
}

/**
 * Calls an endpoint and returns its answer, checked against the contract. Throws ApiError with the problem document on every
 * refusal, ZodError when the answer breaks the contract, TypeError when the network fails.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  context: CallContext,
): Promise<z.output<E['response']>> {
  const response = await fetch(requestOf(endpoint, input, context));
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(problemSchema.safeParse(answer).data ?? problemOfStatus(response.status));
  return z.parse(endpoint.response, answer);
}
