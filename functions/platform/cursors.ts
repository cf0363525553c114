import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import type { Caller } from './caller.ts';
import { callerKeyOf } from './command-key.ts';
import { refuse } from './refusal.ts';

/** A list as one caller asks for it: cursors of one list mean nothing in another. */
export interface AskedList {
  /** The cursor for callers of a place in the list, as the query of the list writes it. */
  readonly seal: (place: string) => string;
  /** The place of a cursor; undefined for one that this list has not given to this caller. */
  readonly open: (cursor: string) => string | undefined;
}

const sealLength = 22; // 128 bits in base64url

/**
 * The list that a caller asks for with a query; undefined for an endpoint without pages. A seal is no secret: it tells a mistaken or cut cursor
 * from a right one. Whoever makes one up gets a place in their own list and no other, since the query names its owner, and places are
 * checked where they are used (paging.ts).
 */
export function askedList(
  { method, path, query }: Endpoint,
  caller: Caller,
  asked: Readonly<Record<string, string | undefined>>,
): AskedList | undefined {
  if (!(query instanceof z.ZodObject) || !('cursor' in query.shape)) return undefined;
  const filters = Object.entries(asked)
    .filter(([name]) => name !== 'cursor')
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const sealOf = (place: string) =>
    createHash('sha256')
      .update(JSON.stringify([method, path, callerKeyOf(caller), filters, place]))
      .digest('base64url')
      .slice(0, sealLength);
  return {
    seal: (place) => `${sealOf(place)}${place}`,
    open: (cursor) => {
      const place = cursor.slice(sealLength);
      const sealed = Buffer.from(cursor.slice(0, sealLength));
      const right = Buffer.from(sealOf(place));
      return sealed.length === right.length && timingSafeEqual(sealed, right) ? place : undefined;
    },
  };
}

/** The refusal of a cursor that is none, or belongs to another list or caller. */
export function refuseCursor() {
  const message = '页码已失效，请回到第一页。';
  return refuse('invalid-request', message, [{ field: 'cursor', code: 'invalid-cursor', message }]);
}
