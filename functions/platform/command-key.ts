import { createHash, createHmac } from 'node:crypto';
import type { Endpoint } from '../../api/endpoint.ts';
import { isIdempotencyKey, takesIdempotencyKey } from '../../api/idempotency.ts';
import type { Caller } from './caller.ts';
import { done, refuse, type Result } from './refusal.ts';

/** A command that may come again: who gave it, under which key, and what it was. Nothing of it tells the key or the content. */
export interface CommandKey {
  /** Keys of one caller say nothing about those of another. */
  readonly caller: string;
  readonly keyDigest: string;
  /** Covers the endpoint, what it is about and the whole body with its version. */
  readonly contentDigest: string;
}

/** What of a carried out command is kept: what it was, and what it answered; null as long as its parts are being carried out. */
export interface RememberedCommand {
  readonly contentDigest: string;
  readonly answer: unknown;
}

/**
 * The key of a request as the contract takes it: null when the request has none or is no command, refused when the header is anything but
 * one key. Repeated headers arrive joined by commas, which no key contains.
 */
export function commandKeyOf(
  endpoint: Endpoint,
  caller: Caller,
  header: string | undefined,
  content: unknown,
): Result<CommandKey | null> {
  if (header === undefined || !takesIdempotencyKey(endpoint)) return done(null);
  if (!isIdempotencyKey(header)) {
    const message = 'Idempotency-Key 须为1至64个字符，只能使用字母、数字和“-”“.”“_”“~”，且只能有一个。';
    return refuse('invalid-request', message, [{ field: 'idempotency-key', code: 'invalid-key', message }]);
  }
  return done({
    caller: callerKeyOf(caller),
    keyDigest: createHash('sha256').update(header).digest('hex'),
    // Keyed, because a body can hold an identity number, which could be found by trying all of them against a bare digest.
    contentDigest: createHmac('sha256', header)
      .update(JSON.stringify([endpoint.method, endpoint.path, content]))
      .digest('hex'),
  });
}

/** The refusal of a key that has stood for another command. */
export function refuseReusedKey() {
  return refuse(
    'idempotency-key-reused',
    '这次操作使用的标识（Idempotency-Key）已用于另一项内容不同的操作，本次操作没有生效。请刷新页面，核对后重新操作。',
  );
}

/** A caller as one text, the same for every request of theirs. */
export function callerKeyOf(caller: Caller): string {
  switch (caller.party) {
    case 'person':
      return `person/${caller.personId}`;
    case 'legal-person':
      return `legal-person/${caller.creditCode}`;
    case 'staff':
      return `staff/${caller.staffId}`;
    case 'anyone':
      return 'anyone';
  }
}
