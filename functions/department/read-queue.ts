import * as z from 'zod';
import type { QueueFilter } from '../../api/department-queues.ts';
import { idField } from '../../api/fields.ts';
import type { WorkItemView } from '../../api/people.ts';
import { type CaseQueue, deskQueueOf, deskQueueRoles } from '../../domain/desk-queues.ts';
import { dueBetween } from '../../domain/due-colour.ts';
import { claimView } from '../cases/claim-items.ts';
import { mayBeOf, queueScope } from '../cases/desk-terms.ts';
import { readPlace } from '../cases/merged-terms.ts';
import { workItemView } from '../cases/queues.ts';
import type { TermPlace } from '../cases/term-rows.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refuseCursor } from '../platform/cursors.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';
import { type TermItem, WorkItemEntity, type WorkItemItem } from '../records/entities.ts';
import { countedLookUp, looksUp } from './look-ups.ts';
import { narrowed } from './narrow-filters.ts';
import {
  everyProfession,
  isOfColour,
  isOfKinds,
  kindTerms,
  type ListedItems,
  type ListPage,
  pageInOrder,
  pageOfFew,
} from './queue-pages.ts';

/** One page of a queue. */
export type QueuePage = Omit<ListPage<WorkItemView>, 'items'> & { readonly items: WorkItemView[] };

/** A queue as somebody has narrowed it. */
export type FilteredQueue = Pick<Asked, 'caller' | 'queue' | 'filter' | 'now'>;

interface Asked {
  readonly caller: StaffCaller;
  readonly queue: CaseQueue;
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

/** A page of a queue for whoever works from it, without counting it as a look-up. Refused with a cursor that is none. */
export async function queuePage(asked: Asked): Promise<Result<QueuePage>> {
  const page = await queueItems(asked);
  if (!page.ok) return page;
  return done({ ...page.value, items: page.value.items.map((item) => workItemView(item, asked.now)) });
}

/** The same with the items as they stand in the table, of those that are `wanted` besides. */
export async function queueItems(
  asked: Asked,
  wanted: (item: WorkItemItem) => boolean = () => true,
): Promise<Result<ListPage<WorkItemItem>>> {
  const { cursor, filter } = asked;
  const after = cursor === undefined ? null : readPlace(cursor, placeForm);
  if (after === undefined) return refuseCursor();
  const list = listOf(asked, wanted);
  if (!looksUp(filter)) return done(await pageInOrder(list, after));
  const fitting = await readFitting(asked);
  return done(pageOfFew(fitting?.filter(wanted) ?? null, list, after));
}

/** All open items that fit a filter about a person, company or number; null: there are too many. */
export async function readFitting(asked: FilteredQueue): Promise<WorkItemItem[] | null> {
  const found = await narrowed(asked.filter);
  if (found === null || found.more) return null;
  // What is finished, or in another queue, has no open item that could fit.
  const waiting = found.items.filter((head) => deskQueueOf(head) === asked.queue);
  const keys = waiting.map(({ applicationId, stateVersion }) => ({ applicationId, stateVersion }));
  return (await readItems(keys)).filter((item) => fits(item, asked));
}

/** The queue as a list: of professions all when the filter names nothing. */
function listOf(asked: Asked, wanted: (item: WorkItemItem) => boolean): ListedItems<WorkItemItem> {
  const { queue, filter, now, size } = asked;
  const { colour } = filter;
  return {
    scope: queueScope(queue),
    named: kindTerms(filter),
    all: everyProfession,
    ...(colour === undefined ? {} : dueBetween(colour, now)),
    mayFit: ({ kinds }) => mayBeOf(kinds, filter),
    read: readWorkRows,
    fits: (item) => fits(item, asked) && wanted(item),
    placeOf: workPlace,
    ...(size === undefined ? {} : { size }),
  };
}

/** The work items that rows of a queue name, as they stand in the table; those that are gone are left out. */
export async function readWorkRows(rows: readonly TermItem[]): Promise<WorkItemItem[]> {
  return await readItems(rows.map(({ id, owner }) => ({ applicationId: id, stateVersion: Number(owner) })));
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
  const { colour, claimedBy } = filter;
  return (
    item.status === 'open' &&
    deskQueueOf(item) === queue &&
    isOfKinds(item, filter) &&
    isOfColour(item.dueAt, colour, now) &&
    (claimedBy === undefined || isClaimedBy(item, claimedBy, caller, now))
  );
}

function isClaimedBy(item: WorkItemItem, claimedBy: string, caller: StaffCaller, now: Date): boolean {
  const claim = claimView(item, now);
  if (claimedBy === 'nobody') return claim === null;
  return claim?.staffId === (claimedBy === 'me' ? caller.staffId : claimedBy);
}

/** The place of an open work item in its queue. */
export function workPlace({ dueAt, applicationId }: WorkItemItem): TermPlace {
  return { order: dueAt, id: applicationId };
}
