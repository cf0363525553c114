import * as z from 'zod';
import type { departmentObjectionEndpoints as endpoints, ObjectionFilter } from '../../api/objections.ts';
import { dueBetween } from '../../domain/due-colour.ts';
import { searchedName } from '../../domain/employer-names.ts';
import { objectionStageOf } from '../../domain/objections.ts';
import { batchId, batchPlace } from '../../domain/public-batches.ts';
import { answeredScope, batchTerm, mayBeOf, objectionScope, queueScope } from '../cases/desk-terms.ts';
import { readPlace } from '../cases/merged-terms.ts';
import { batchOf } from '../cases/objections.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refuseCursor } from '../platform/cursors.ts';
import { done, type Result } from '../platform/refusal.ts';
import { ObjectionEntity, type ObjectionItem } from '../records/entities.ts';
import { countedLookUp, looksUp } from './look-ups.ts';
import { leftBy, type Narrow, ofEmployer, ofName, ofNumber } from './narrow-filters.ts';
import {
  everyProfession,
  isOfColour,
  isOfKinds,
  kindTerms,
  type ListedItems,
  pageInOrder,
  pageOfFew,
} from './queue-pages.ts';

type Page = z.input<typeof endpoints.listObjections.response>;

interface Asked {
  readonly caller: StaffCaller;
  readonly list: z.output<typeof endpoints.listObjections.query>['list'];
  readonly filter: ObjectionFilter;
  readonly cursor: string | undefined;
  readonly now: Date;
}

// An id is a digest in hexadecimal.
const placeForm = { order: z.iso.datetime(), id: z.string().regex(/^[0-9a-f]{64}$/) };

/**
 * One page of the objections that wait, soonest due first over all pages, or of those that are answered, the newest answer first, of what a filter leaves. Each
 * is read from the table. Refused with a cursor that is none and, where a filter names a person, a company or a number, beyond the quota of look-ups.
 */
export async function listObjections(asked: Asked): Promise<Result<Page>> {
  const { filter, cursor } = asked;
  const after = cursor === undefined ? null : readPlace(cursor, placeForm);
  if (after === undefined) return refuseCursor();
  return await countedLookUp<Page>(asked, async () => {
    const list = listOf(asked);
    const page = looksUp(filter)
      ? pageOfFew(await readFitting(filter, list), list, after)
      : await pageInOrder(list, after);
    return done({ ...page, items: page.items.map(listedObjection) });
  });
}

/** An objection as lists show it. */
export function listedObjection(item: ObjectionItem): Page['items'][number] {
  const { objectionId: id, applicationId, number, profession, matter, applicantName } = item;
  const { state, filedAt, dueAt, answeredAt = null } = item;
  const about = { id, applicationId, number, batchNumber: batchOf(item), profession, matter, applicantName };
  return { ...about, state, stage: objectionStageOf(item), filedAt, dueAt, answeredAt };
}

function listOf({ list, filter, now }: Asked): ListedItems<ObjectionItem> {
  const { batch, colour } = filter;
  const isWaiting = list === 'open';
  return {
    scope: isWaiting ? queueScope('objections') : answeredScope,
    named: [...(batch === undefined ? [] : [batchTerm(batchPlace('publicity', batch))]), ...kindTerms(filter)],
    all: everyProfession,
    backwards: !isWaiting,
    ...(isWaiting && colour !== undefined ? dueBetween(colour, now) : {}),
    mayFit: ({ kinds }) => mayBeOf(kinds, filter),
    read: async (rows) => await readItems(rows.map(({ id }) => id)),
    fits: (item) => (item.state === 'open') === isWaiting && isAsked(item, filter, now),
    placeOf: ({ objectionId: id, dueAt, filedAt, answeredAt = filedAt }) => ({
      order: isWaiting ? dueAt : answeredAt,
      id,
    }),
  };
}

function isAsked(item: ObjectionItem, filter: ObjectionFilter, now: Date): boolean {
  const { batch, stage, colour } = filter;
  return (
    isOfKinds(item, filter) &&
    (batch === undefined || batchId({ year: item.year, number: item.batch }) === batch) &&
    (stage === undefined || objectionStageOf(item) === stage) &&
    // What is answered is not due any more.
    (item.state !== 'open' || isOfColour(item.dueAt, colour, now))
  );
}

async function readFitting(
  { employer, name, number }: ObjectionFilter,
  { fits }: ListedItems<ObjectionItem>,
): Promise<readonly ObjectionItem[] | null> {
  const parts: readonly Narrow<ObjectionItem>[] = [
    ...(employer === undefined ? [] : [await ofEmployer(objectionScope, employer)]),
    ...(name === undefined ? [] : [ofName(objectionScope, searchedName(name))]),
    ...(number === undefined ? [] : [ofNumber(objectionScope, number)]),
  ];
  const found = await leftBy(parts, readItems);
  return found === null || found.more ? null : found.items.filter(fits);
}

async function readItems(ids: readonly string[]): Promise<ObjectionItem[]> {
  if (ids.length === 0) return [];
  const keys = ids.map((objectionId) => ({ objectionId }));
  const { data } = await ObjectionEntity.get(keys).go({ consistent: true, concurrent: 5, preserveBatchOrder: true });
  return data.flatMap((item) => item ?? []);
}
