import { cityOfCompany } from '../../domain/divisions.ts';
import { type DueColour, dueBetween } from '../../domain/due-colour.ts';
import { professionCodes } from '../../domain/professions.ts';
import { mergedRows, orderOf, rarestTerm, writePlace } from '../cases/merged-terms.ts';
import type { TermPlace } from '../cases/term-rows.ts';
import type { TermItem } from '../records/entities.ts';

const pageSize = 20;
// Rows that are read at once when those before did not fill the page.
const atOnce = 50;
// An item costs a unit, forty rows of a term one: a page of kinds that seldom meet reads 250 and 25 units at most, and says where it goes on.
const mostRead = 200;
const mostLooked = 1000;

/** What is listed: where its rows lie, how the items that they name are read, and which of those fit. */
export interface ListedItems<Item> {
  readonly scope: string;
  /** Terms that each have all that is looked for; where the filter names none, `all` have it together. */
  readonly named: readonly string[];
  readonly all: readonly string[];
  readonly from?: string | null;
  readonly until?: string | null;
  /** The last of the order first. */
  readonly backwards?: boolean;
  /** False for a row whose item cannot fit. */
  readonly mayFit: (row: TermItem) => boolean;
  /** The items of rows as they stand in the table, in the order of the rows; those that are gone are left out. */
  readonly read: (rows: readonly TermItem[]) => Promise<readonly Item[]>;
  readonly fits: (item: Item) => boolean;
  readonly placeOf: (item: Item) => TermPlace;
  readonly size?: number;
}

/** The terms of the kinds that a filter names. */
export function kindTerms({ city, matter, profession }: Kinds): readonly string[] {
  return [
    ...(city === undefined ? [] : [`city/${city}`]),
    ...(matter === undefined ? [] : [`matter/${matter}`]),
    ...(profession === undefined ? [] : [`profession/${profession}`]),
  ];
}

/** Whether something is of the kinds that a filter names: its profession and matter, and the city of its employer. */
export function isOfKinds(
  { profession, matter, employerCreditCode = '' }: Required<Pick<Kinds, 'profession' | 'matter'>> & OfEmployer,
  asked: Kinds,
): boolean {
  return (
    (asked.profession === undefined || profession === asked.profession) &&
    (asked.matter === undefined || matter === asked.matter) &&
    (asked.city === undefined || cityOfCompany(employerCreditCode) === asked.city)
  );
}

/** Whether what is due at an instant has a colour by now; without one everything has. */
export function isOfColour(dueAt: string, colour: DueColour | undefined, now: Date): boolean {
  if (colour === undefined) return true;
  const { from, until } = dueBetween(colour, now);
  return (from === null || dueAt >= from) && (until === null || dueAt < until);
}

/** The terms under which everything of a list stands once. */
export const everyProfession = professionCodes.map((code) => `profession/${code}`);

interface OfEmployer {
  readonly employerCreditCode?: string | undefined;
}

interface Kinds {
  readonly city?: string | undefined;
  readonly matter?: string | undefined;
  readonly profession?: string | undefined;
}

/** One page of a list. `narrow`: more was looked through than a page may. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | null;
  readonly narrow: boolean;
}

/** What is found by kinds alone: the rows of the rarest term in their order, page by page, until enough of their items fit. */
export async function pageInOrder<Item>(list: ListedItems<Item>, after: TermPlace | null): Promise<ListPage<Item>> {
  const { scope, named, all, from = null, until = null, backwards = false, size = pageSize } = list;
  const terms = named.length === 0 ? all : await rarestTerm(scope, named, { after, from, backwards }, atOnce);
  const found: Item[] = [];
  let place = after;
  for (let read = 0, looked = 0; read < mostRead && looked < mostLooked;) {
    const limit = terms.length > 1 ? pageSize + 1 : atOnce;
    const { rows, isLast } = await mergedRows(scope, terms, { after: place, from, until, backwards }, limit);
    const likely = rows.filter(list.mayFit);
    found.push(...(await list.read(likely)).filter(list.fits));
    const enough = found.length > size;
    if (enough || isLast) return pageOf(found, enough, list, false);
    read += likely.length;
    looked += rows.length;
    place = rows.at(-1) ?? place;
  }
  // What was looked through is behind: the next page goes on from there.
  return { ...pageOf(found, false, list, true), cursor: place === null ? null : writePlace(place) };
}

/** A page of what is about one person, company or number: few enough to be read and sorted at once; null: there are too many. */
export function pageOfFew<Item>(
  fitting: readonly Item[] | null,
  list: Pick<ListedItems<Item>, 'placeOf' | 'size' | 'backwards'>,
  after: TermPlace | null,
): ListPage<Item> {
  if (fitting === null) return { items: [], cursor: null, narrow: true };
  const compared = orderOf(list);
  const inOrder = fitting
    .map((item) => ({ ...list.placeOf(item), item }))
    .toSorted(compared)
    .filter((place) => after === null || compared(after, place) < 0);
  return pageOf(
    inOrder.map(({ item }) => item),
    inOrder.length > (list.size ?? pageSize),
    list,
    false,
  );
}

function pageOf<Item>(
  found: readonly Item[],
  more: boolean,
  { placeOf, size = pageSize }: Pick<ListedItems<Item>, 'placeOf' | 'size'>,
  narrow: boolean,
): ListPage<Item> {
  const items = found.slice(0, size);
  const last = items.at(-1);
  return { items, cursor: more && last !== undefined ? writePlace(placeOf(last)) : null, narrow };
}
