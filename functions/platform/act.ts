import type { Caller } from './caller.ts';
import type { CommandKey } from './command-key.ts';

/** A command as a use case takes it: who gives it, on what (the id of a case, the number of a registration), with what, under which key and when. */
export interface Act<By extends Caller, Body> {
  readonly caller: By;
  readonly id: string;
  readonly body: Body;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

/** The act of a request on something that its path names. */
export function actOf<By extends Caller, Body>(
  request: Omit<Act<By, Body>, 'id'> & { readonly params: { readonly id: string } | { readonly number: string } },
): Act<By, Body> {
  const { caller, params, body, idempotencyKey, now } = request;
  return { caller, id: 'id' in params ? params.id : params.number, body, idempotencyKey, now };
}
