import type { Endpoint } from './endpoint.ts';

export const idempotencyHeader = 'idempotency-key';

/** The form of a key: 1 to 64 of the unreserved characters of RFC 3986 (section 2.3). A UUID is one. */
export const idempotencyKeyPattern = '^[A-Za-z0-9._~-]{1,64}$';

const form = new RegExp(idempotencyKeyPattern);

/** True for a text that a command may be repeated under. */
export function isIdempotencyKey(text: string): boolean {
  return form.test(text);
}

/** True for an endpoint that does something: each of them takes an `Idempotency-Key`. On the others the header means nothing. */
export function takesIdempotencyKey({ method }: Pick<Endpoint, 'method'>): boolean {
  return method !== 'GET';
}
