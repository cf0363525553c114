import { searchedName } from '../../domain/employer-names.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { allKinds, isOfKinds, kindsAsked, type RegisterKinds } from '../../domain/register-filter.ts';
import { entriesScope, registerScope } from '../cases/desk-terms.ts';
import { inTermOrder, mergedRows, rarestTerm } from '../cases/merged-terms.ts';
import { idsUnder, namePart, type TermPlace } from '../cases/term-rows.ts';
import { RegistrationEntity, type RegistrationItem } from '../records/entities.ts';
import { entryOf } from '../records/register-items.ts';
import { mostRows } from './narrow-filters.ts';

/** Which entries of the register are looked for, on which day. */
export interface AskedEntries {
  readonly kinds: RegisterKinds;
  /** A part of the holder's name, as `searchedName` writes it. */
  readonly name?: string | undefined;
  readonly personId?: string | undefined;
  /** The companies that may be meant. */
  readonly employers?: readonly string[] | undefined;
  readonly today: CalendarDate;
}

/** What was found, in the order of numbers. `next`: behind which place the rest is; null: there is none. */
export interface FoundEntries {
  readonly items: readonly RegistrationItem[];
  readonly next: TermPlace | null;
}

/**
 * Finds entries behind a place: goes on until more than `enough` are found or `most` rows are looked through. Each entry is read from the table
 * consistently, so that what no longer fits is left out; their order is that of numbers, which never change, so that no entry is passed twice or missed
 * whatever becomes of it meanwhile.
 */
export async function findEntries(
  asked: AskedEntries,
  after: TermPlace | null,
  { enough, most, atOnce = 50 }: { readonly enough: number; readonly most: number; readonly atOnce?: number },
): Promise<FoundEntries> {
  const few = await fewEntries(asked);
  if (few !== null) {
    const behind = few.toSorted(byNumber).filter((item) => after === null || inTermOrder(after, placeOf(item)) < 0);
    return { items: behind, next: null };
  }
  const terms = await termsToRead(asked.kinds, after);
  const items: RegistrationItem[] = [];
  let place = after;
  for (let read = 0; read < most && items.length <= enough;) {
    const { rows, isLast } = await mergedRows(entriesScope, terms, { after: place }, atOnce);
    items.push(...(await readEntries(rows)).filter((item) => fits(item, asked)));
    if (isLast) return { items, next: null };
    read += rows.length;
    place = rows.at(-1) ?? place;
  }
  return { items, next: place };
}

/** Where an entry stands in the list. */
export function placeOf({ number }: Pick<RegistrationItem, 'number'>): TermPlace {
  return { order: number, id: number };
}

async function termsToRead(kinds: RegisterKinds, after: TermPlace | null): Promise<readonly string[]> {
  const named = kindsAsked(kinds);
  return named.length === 0 ? allKinds : await rarestTerm(entriesScope, named, { after }, 50);
}

/** Everything that a person, a company or a part of a name leaves, where that is few enough to be read at once; null where it is not, or none is named. */
async function fewEntries(asked: AskedEntries): Promise<RegistrationItem[] | null> {
  const { personId, employers, name } = asked;
  const limit = mostRows + 1;
  const found = await Promise.all([
    ...(personId === undefined ? [] : [ofPerson(personId)]),
    ...(employers === undefined ? [] : [ofEmployers(employers, limit)]),
    ...(name === undefined ? [] : [ofName(name)]),
  ]);
  const [fewest] = found.filter((each) => each !== null).toSorted((left, right) => left.length - right.length);
  return fewest === undefined ? null : fewest.filter((item) => fits(item, asked));
}

async function ofPerson(personId: string): Promise<RegistrationItem[]> {
  return (await RegistrationEntity.query.person({ personId }).go({ pages: 'all', consistent: true })).data;
}

async function ofEmployers(codes: readonly string[], limit: number): Promise<RegistrationItem[] | null> {
  const found = await Promise.all(
    codes.map((employerCreditCode) =>
      RegistrationEntity.query.byEmployer({ employerCreditCode }).go({ limit, hydrate: true }),
    ),
  );
  const all = found.flatMap(({ data }) => data);
  return all.length < limit && found.every(({ cursor }) => cursor === null) ? all : null;
}

async function ofName(part: string): Promise<RegistrationItem[] | null> {
  const { asked, begins } = namePart(registerScope, part);
  const { rows, more } = await idsUnder(asked, begins, mostRows);
  return more ? null : await readEntries(rows);
}

async function readEntries(
  rows: readonly { readonly id: string; readonly owner?: string | undefined }[],
): Promise<RegistrationItem[]> {
  const keys = rows.flatMap(({ id: number, owner: personId }) =>
    personId === undefined ? [] : [{ personId, number }],
  );
  if (keys.length === 0) return [];
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true, concurrent: 5, preserveBatchOrder: true });
  return data.flatMap((item) => item ?? []);
}

function fits(item: RegistrationItem, { kinds, name, personId, employers, today }: AskedEntries): boolean {
  return (
    isOfKinds(entryOf(item), kinds, today) &&
    (name === undefined || searchedName(item.holderName).includes(name)) &&
    (personId === undefined || item.personId === personId) &&
    (employers === undefined || employers.includes(item.employerCreditCode))
  );
}

function byNumber(left: RegistrationItem, right: RegistrationItem): number {
  return inTermOrder(placeOf(left), placeOf(right));
}
