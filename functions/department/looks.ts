import * as z from 'zod';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { type StaffCaller, staffFrom } from '../platform/caller.ts';
import { digest } from '../platform/digest.ts';
import { type ApiRoute, claimsOf, clientAddress } from '../platform/http.ts';
import { conditionHeld } from '../records/condition.ts';
import { LookEntity, type LookItem } from '../records/entities.ts';
import type { Looked, LookRow } from './look-rows.ts';

// A page that is loaded anew, or a document that is opened again, is one look.
const windowMilliseconds = 5 * 60 * 1000;

/**
 * Gives every route whose row names a look the duty to write it down: after the use case has answered and before anything leaves. What cannot be
 * written down is not shown.
 */
export function withLooks<Name extends string>(
  routes: Readonly<Record<Name, ApiRoute>>,
  rows: Readonly<Record<Name, LookRow | null>>,
): Readonly<Record<Name, ApiRoute>>;
export function withLooks(
  routes: Readonly<Record<string, ApiRoute>>,
  rows: Readonly<Record<string, LookRow | null>>,
): Readonly<Record<string, ApiRoute>> {
  return Object.fromEntries(
    Object.entries(routes).map(([name, route]) => {
      const row = rows[name] ?? null;
      return [name, row === null ? route : watched(route, row)];
    }),
  );
}

function watched(route: ApiRoute, row: LookRow): ApiRoute {
  return {
    endpoint: route.endpoint,
    answer: async (event, now, remembered) => {
      const result = await route.answer(event, now, remembered);
      const caller = result.ok ? await staffFrom(claimsOf(event)) : undefined;
      if (caller === undefined) return result;
      const looked = await row.at({
        params: textsOf(route.endpoint.params, event.pathParameters ?? {}),
        query: textsOf(route.endpoint.query, event.queryStringParameters ?? {}),
      });
      await writeLooks(row, looked, { caller, clientAddress: clientAddress(event), now });
      return result;
    },
  };
}

/** The texts of a part of a request as the contract reads them: it has been answered, so it parses. */
function textsOf(schema: z.ZodType, sent: unknown): Readonly<Record<string, string>> {
  const parsed = z.record(z.string(), z.unknown()).parse(z.parse(schema, sent));
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Who looks, from where and when. */
export interface Looking {
  readonly caller: StaffCaller;
  readonly clientAddress: string;
  readonly now: Date;
}

/** Writes looks down, each once: what was looked at a moment ago by the same officer is not written again. */
export async function writeLooks(
  { kind }: Pick<LookRow, 'kind'>,
  looked: readonly Looked[],
  by: Looking,
): Promise<void> {
  await Promise.all(looked.map((each) => conditionHeld(LookEntity.create(lookItem(kind, each, by)).go())));
}

function lookItem(kind: LookRow['kind'], looked: Looked, { caller, clientAddress: from, now }: Looking): LookItem {
  const window = new Date(Math.floor(now.getTime() / windowMilliseconds) * windowMilliseconds).toISOString();
  const which = JSON.stringify([caller.staffId, kind, looked.subject, looked.personId ?? '', looked.part ?? '']);
  return {
    ...looked,
    ...{
      day: shanghaiDate(new Date(window)),
      window,
      lookId: digest(which),
    },
    ...{ at: now.toISOString(), kind, staffId: caller.staffId, staffName: caller.name, clientAddress: from },
  };
}
