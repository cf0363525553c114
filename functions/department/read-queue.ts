import * as z from 'zod';
import type { QueueFilter } from '../../api/department-queues.ts';
import { idField } from '../../api/fields.ts';
import type { WorkItemView } from '../../api/people.ts';
import { type DeskQueue, deskQueueOf, deskQueueRoles } from '../../domain/desk-queues.ts';
import { cityOfCompany } from '../../domain/divisions.ts';
import { dueBetween } from '../../domain/due-colour.ts';
import { professionCodes } from '../../domain/professions.ts';
import { claimView } from '../cases/claim-items.ts';
import { mayBeOf, queueScope } from '../cases/desk-terms.ts';
import { inTermOrder, mergedRows, rarestTerm, readPlace, writePlace } from '../cases/merged-terms.ts';
import { workItemView } from '../cases/queues.ts';
import type { TermPlace } from '../cases/term-rows.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refuseCursor } from '../platform/cursors.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';
import { WorkItemEntity, type WorkItemItem } from '../records/entities.ts';
import { withinQuota } from '../records/quotas.ts';
import { narrowed } from './narrow-filters.ts';

const pageSize = 20;
// Rows that are read at once when those before did not fill the page.
const atOnce = 50;
// An item costs a unit, forty rows of a term one: a page of kinds that seldom meet reads 250 and 25 units at most, and says where it goes on.
const mostRead = 200;
const mostLooked = 1000;

/** One page of a queue. `narrow`: more was looked through than a page may. */
export interface QueuePage {
  readonly items: WorkItemView[];
  readonly cursor: string | null;
  readonly narrow: boolean;
}

/** A queue as somebody has narrowed it. */
export type FilteredQueue = Pick<Asked, 'caller' | 'queue' | 'filter' | 'now'>;

interface Asked {
  readonly caller: StaffCaller;
  readonly queue: DeskQueue;
  readonly filter: QueueFilter;
  readonly cursor: string | undefined;
  readonly now: Date;
  /** How many a page has, where that is not what somebody is shown. */
  readonly size?: number;
}

const placeForm = { order: z.iso.datetime(), id: idField };

/**
 * One page of a queue of the desk, soonest due first over all pages, of what a filter leaves. Each item is read from the table: one that has just been closed
 * is left out, and others take its place. Refused to staff who do not work from the queue, with a cursor that is none, and, where a filter names a person, a
 * company or a number, beyond the quota of look-ups.
 */
export async function readQueue(asked: Asked): Promise<Result<QueuePage>> {
  const { caller, queue } = asked;
  if (!deskQueueRoles[queue].some((role) => caller.roles.includes(role))) return refusals.wrongRole();
  return await countedLookUp(asked, () => queuePage(asked));
}

/** Reads pages of a queue as one look-up of the caller, where the filter names a person, a company or a number; refused beyond the quota of those. */
export async function countedLookUp<Value>(
  { caller, filter, now }: Pick<Asked, 'caller' | 'filter' | 'now'>,
  read: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  if (!looksUp(filter)) return await read();
  return await withinQuota({ quota: 'staff-search', owner: caller.staffId, now }, read);
}

/** A page of a queue for whoever works from it, without counting it as a look-up. Refused with a cursor that is none. */
export async function queuePage(asked: Asked): Promise<Result<QueuePage>> {
  const { cursor, filter } = asked;
  const after = cursor === undefined ? null : readPlace(cursor, placeForm);
  if (after === undefined) return refuseCursor();
  return done(await (looksUp(filter) ? readNarrowed(asked, after) : readInOrder(asked, after)));
}

/** True for a filter that names a person, a company or a number. */
export function looksUp({ idNumber, employer, name, number }: QueueFilter): boolean {
  return [idNumber, employer, name, number].some((value) => value !== undefined);
}

/** What is about one person, company or number: few enough to be read and sorted. */
async function readNarrowed(asked: Asked, after: TermPlace | null): Promise<QueuePage> {
  const fitting = await readFitting(asked);
  if (fitting === null) return { items: [], cursor: null, narrow: true };
  const inOrder = fitting.map((item) => ({ ...placeOf(item), item })).toSorted(inTermOrder);
  const left = inOrder.filter((place) => after === null || inTermOrder(after, place) < 0);
  return pageOf(
    left.map(({ item }) => item),
    left.length > (asked.size ?? pageSize),
    asked,
    false,
  );
}

/** All open items that fit a filter about a person, company or number; null: there are too many. */
export async function readFitting(asked: FilteredQueue): Promise<WorkItemItem[] | null> {
  const found = await narrowed(asked.filter);
  if (found === null || found.more) return null;
  // What is finished, or in another queue, has no open item that could fit.
  const waiting = found.heads.filter((head) => deskQueueOf(head) === asked.queue);
  const keys = waiting.map(({ applicationId, stateVersion }) => ({ applicationId, stateVersion }));
  return (await readItems(keys)).filter((item) => fits(item, asked));
}

/** What is found by kinds alone: the rows of the rarest term in their order, page by page, until enough of them fit. */
async function readInOrder(asked: Asked, after: TermPlace | null): Promise<QueuePage> {
  const { colour } = asked.filter;
  const { size = pageSize } = asked;
  const { from, until } = colour === undefined ? { from: null, until: null } : dueBetween(colour, asked.now);
  const terms = await rarestTerms(asked, { after, from });
  const found: WorkItemItem[] = [];
  let place = after;
  for (let read = 0, looked = 0; read < mostRead && looked < mostLooked;) {
    const limit = terms.length > 1 ? pageSize + 1 : atOnce;
    const { rows, isLast } = await mergedRows(queueScope(asked.queue), terms, { after: place, from, until }, limit);
    const likely = rows.filter(({ kinds }) => mayBeOf(kinds, asked.filter));
    const items = await readItems(likely.map(({ id, owner }) => ({ applicationId: id, stateVersion: Number(owner) })));
    found.push(...items.filter((item) => fits(item, asked)));
    const enough = found.length > size;
    if (enough || isLast) return pageOf(found, enough, asked, false);
    read += likely.length;
    looked += rows.length;
    place = rows.at(-1) ?? place;
  }
  // What was looked through is behind: the next page goes on from there.
  return { ...pageOf(found, false, asked, true), cursor: place === null ? null : writePlace(place) };
}

/** The terms that a page is read from: of those that the filter names the one with fewest rows next, of professions all when it names none. */
async function rarestTerms(
  { filter: { profession, matter, city }, queue }: Asked,
  start: { readonly after: TermPlace | null; readonly from: string | null },
): Promise<readonly string[]> {
  const named = [
    ...(city === undefined ? [] : [`city/${city}`]),
    ...(matter === undefined ? [] : [`matter/${matter}`]),
    ...(profession === undefined ? [] : [`profession/${profession}`]),
  ];
  if (named.length === 0) return professionCodes.map((code) => `profession/${code}`);
  return await rarestTerm(queueScope(queue), named, start, atOnce);
}

async function readItems(keys: readonly { applicationId: string; stateVersion: number }[]): Promise<WorkItemItem[]> {
  if (keys.length === 0) return [];
  const { data } = await WorkItemEntity.get([...keys]).go({
    consistent: true,
    concurrent: 5,
    preserveBatchOrder: true,
  });
  return data.flatMap((item) => item ?? []);
}

/** True for an item that is open in the queue and of the kinds that the filter asks. */
export function fits(item: WorkItemItem, { caller, queue, filter, now }: FilteredQueue): boolean {
  const { profession = item.profession, matter = item.matter, city, colour, claimedBy } = filter;
  const { from, until } = colour === undefined ? { from: null, until: null } : dueBetween(colour, now);
  return (
    item.status === 'open' &&
    deskQueueOf(item) === queue &&
    item.profession === profession &&
    item.matter === matter &&
    (city === undefined || cityOfCompany(item.employerCreditCode ?? '') === city) &&
    (from === null || item.dueAt >= from) &&
    (until === null || item.dueAt < until) &&
    (claimedBy === undefined || isClaimedBy(item, claimedBy, caller, now))
  );
}

function isClaimedBy(item: WorkItemItem, claimedBy: string, caller: StaffCaller, now: Date): boolean {
  const claim = claimView(item, now);
  if (claimedBy === 'nobody') return claim === null;
  return claim?.staffId === (claimedBy === 'me' ? caller.staffId : claimedBy);
}

function pageOf(
  found: readonly WorkItemItem[],
  more: boolean,
  { now, size = pageSize }: Asked,
  narrow: boolean,
): QueuePage {
  const items = found.slice(0, size);
  const last = items.at(-1);
  return {
    items: items.map((item) => workItemView(item, now)),
    cursor: more && last !== undefined ? writePlace(placeOf(last)) : null,
    narrow,
  };
}

function placeOf({ dueAt, applicationId }: WorkItemItem): TermPlace {
  return { order: dueAt, id: applicationId };
}
