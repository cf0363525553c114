import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { call, type CallInput } from '../../../api/client.ts';
import type { Endpoint } from '../../../api/endpoint.ts';
import type { FileView, UploadTicket } from '../../../api/application.ts';
import type { FileSlot } from '../../../domain/file-slots.ts';
import { accessTokenOf, type Target } from '../../../local/command/target.ts';
import { declarationOf, type SampleFile } from './sample-files.ts';

/** Somebody who has signed in and calls the API. */
export interface Party {
  readonly account: string;
  readonly accessToken: string;
  readonly send: <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input: CallInput<P, Q, B>,
    idempotencyKey?: string,
  ) => Promise<z.output<R>>;
}

// Whoever has signed in stays signed in, as they would in a browser: a token lasts longer than any run.
const signedIn = new WeakMap<Target, Map<string, Promise<string>>>();

/** Signs a demonstration account in, once for all that use the same target, and returns it as a party. */
export async function signInAs(target: Target, account: string): Promise<Party> {
  const tokens = signedIn.get(target) ?? new Map<string, Promise<string>>();
  signedIn.set(target, tokens);
  const token = tokens.get(account) ?? accessTokenOf(account, target);
  tokens.set(account, token);
  token.catch(() => tokens.delete(account));
  return partyOf(target, account, await token);
}

/** A party with a token that is there already. */
export function partyOf(target: Target, account: string, accessToken: string): Party {
  return {
    account,
    accessToken,
    send: (endpoint, input, idempotencyKey) =>
      call(endpoint, input, {
        baseUrl: target.siteUrl,
        accessToken,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      }),
  };
}

/** Asks again until the answer is there, first after a while where it cannot be there at once; throws with `what` when it is not within the time. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined>,
  { seconds = 30, everyMilliseconds = 100, firstAfterMilliseconds = 0 } = {},
): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  await sleep(firstAfterMilliseconds);
  let pause = everyMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`${what}: nothing within ${seconds} s`);
    await sleep(pause);
    pause = Math.min(pause * 1.6, 800); // many who wait must not be the load themselves
  }
}

/** Puts a file where a ticket says, with exactly its headers. Returns the status of S3's answer. */
export async function putFile(
  ticket: UploadTicket,
  bytes: Buffer,
  headers: Record<string, string> = ticket.headers,
): Promise<number> {
  const response = await fetch(ticket.url, { method: ticket.method, headers, body: new Uint8Array(bytes) });
  await response.arrayBuffer();
  return response.status;
}

/** Declares, uploads and waits for the inspection of a file; returns what the inspection found. */
export async function upload(
  slot: FileSlot,
  file: SampleFile,
  declare: (body: ReturnType<typeof declarationOf> & { slot: FileSlot }) => Promise<UploadTicket>,
  look: (fileId: string) => Promise<FileView>,
): Promise<FileView> {
  const ticket = await declare({ slot, ...declarationOf(file) });
  const status = await putFile(ticket, file.bytes);
  if (status !== 200) throw new Error(`the upload of ${file.name} was answered with ${status}`);
  const inspected = async () => {
    const view = await look(ticket.fileId);
    return view.status === 'pending' ? undefined : view;
  };
  return await until(`inspection of ${file.name}`, inspected, { firstAfterMilliseconds: 150 });
}
