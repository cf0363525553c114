import { setTimeout as delay } from 'node:timers/promises';
import { counters } from './counters.ts';
import type { Derivation, Difference, Image } from './derivation.ts';
import { guards } from './guards.ts';
import { names } from './names.ts';
import { reminders } from './reminders.ts';
import { tallies, terms } from './terms.ts';
import { type Executions, work } from './work.ts';

/** A page of the table's items, with where the next one begins; null at the end. */
export interface Page {
  readonly images: readonly Image[];
  readonly next: Image | null;
}

/** What the rebuild reaches besides the entities. */
export interface RebuildPorts {
  readonly readPage: (from: Image | null) => Promise<Page>;
  /** An item as it is now; undefined when it is gone. */
  readonly readAgain: (image: Image) => Promise<Image | undefined>;
  readonly executions: Executions;
  /** Told of each difference. */
  readonly report: (difference: Difference, mended: boolean) => void;
  /** Keeps where the next page begins, so that a run that breaks off goes on from there; null at the end. */
  readonly keepPlace: (next: Image | null) => void;
}

/** How it is run. */
export interface RebuildOptions {
  /** Asks only, and changes nothing. */
  readonly check: boolean;
  /** Where to begin; null: at the beginning. */
  readonly from: Image | null;
  readonly now: Date;
  /** What is written and not yet followed by what is derived of it is looked at again after this; 0 for a table that nobody writes. */
  readonly settleMilliseconds: number;
}

/** What was found: how many items, how many differences, and how many of those were mended. */
export interface Rebuilt {
  readonly items: number;
  readonly differences: number;
  readonly mended: number;
}

// Asked side by side: each item asks at most a dozen small reads.
const atOnce = 16;

/**
 * Makes everything that is derived in the table what its sources say: applications, the register, qualifications, work and companies. Reads the table
 * page by page, and compares in both directions: what a source asks for and is not there, and what is there and nothing asks for. What is written is
 * written by the functions that write it otherwise. Running it again changes nothing more.
 *
 * @throws what the table or an item throws; the place of the page is kept
 */
export async function rebuild(ports: RebuildPorts, options: RebuildOptions): Promise<Rebuilt> {
  const { now, check } = options;
  const derivations = [terms, guards, names, counters(now), reminders(now), work(ports.executions, now)];
  const total = { items: 0, differences: 0, mended: 0 };
  const settle = async (found: readonly Difference[]) => {
    for (const difference of found) {
      total.differences += 1;
      // What has moved meanwhile is left to the next run.
      const isMended = !check && difference.mend !== null && (await difference.mend()) !== false;
      if (isMended) total.mended += 1;
      ports.report(difference, isMended);
    }
  };
  let place = options.from;
  do {
    const { images, next } = await ports.readPage(place);
    total.items += images.length;
    await settle(await differencesOf(images, derivations, ports, options));
    ports.keepPlace(next);
    place = next;
  } while (place !== null);
  await settle(await lastingTallies(options));
  return total;
}

/** The tallies that are wrong, and still are once what was under way has had its time. */
async function lastingTallies({ settleMilliseconds }: RebuildOptions): Promise<Difference[]> {
  const first = await tallies();
  if (first.length === 0 || settleMilliseconds === 0) return first;
  await delay(settleMilliseconds);
  const known = new Set(first.map(({ about }) => about));
  return (await tallies()).filter(({ about }) => known.has(about));
}

/** The differences of a page: those that are found again once what was under way has had its time. */
async function differencesOf(
  images: readonly Image[],
  derivations: readonly Derivation[],
  { readAgain }: RebuildPorts,
  { settleMilliseconds }: RebuildOptions,
): Promise<Difference[]> {
  const first = await sideBySide(images, async (image) => ({ image, found: await ask(image, derivations) }));
  const suspect = first.filter(({ found }) => found.length > 0);
  if (suspect.length === 0 || settleMilliseconds === 0) return suspect.flatMap(({ found }) => found);
  await delay(settleMilliseconds);
  const second = await sideBySide(suspect, async ({ image, found }) => {
    const present = await readAgain(image);
    const again = present === undefined ? [] : await ask(present, derivations);
    const known = new Set(found.map(({ kind, about }) => `${kind} ${about}`));
    return again.filter(({ kind, about }) => known.has(`${kind} ${about}`));
  });
  return second.flat();
}

async function ask(image: Image, derivations: readonly Derivation[]): Promise<Difference[]> {
  const entity = String(image['__edb_e__']);
  const found = await Promise.all(derivations.map(async (derivation) => (await derivation[entity]?.(image)) ?? []));
  return found.flat();
}

async function sideBySide<Each, Value>(each: readonly Each[], act: (one: Each) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let start = 0; start < each.length; start += atOnce) {
    values.push(...(await Promise.all(each.slice(start, start + atOnce).map(act))));
  }
  return values;
}
