import type { Endpoint } from './endpoint.ts';

export const idempotencyHeader = 'idempotency-key';

/** The form of a key: 1 to 64 of the unreserved characters of RFC 3986 (section 2.3). A UUID is one. */
export const idempotencyKeyPattern = '^[A-Za-z0-9._~-]{1,64}$';

const form = new RegExp(idempotencyKeyPattern);

/** True for a text that a command may be repeated under. */
export function isIdempotencyKey(text: string): boolean {
  return form.test(text);
}

/** True for an endpoint by which a party does something: each of them takes an `Idempotency-Key`; a question that is asked by POST does not. On the others the header means nothing. */
export function takesIdempotencyKey({ method, party }: Pick<Endpoint, 'method' | 'party'>): boolean {
  return method !== 'GET' && party !== 'anyone';
}
