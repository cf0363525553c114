import { conditionHeld } from '../records/condition.ts';
import { inTurn } from '../records/in-turn.ts';
import { table, TermEntity, type TermItem } from '../records/entities.ts';

/** A term that holds of an item. */
export interface Term extends Omit<TermItem, 'version' | 'shard'> {
  /** Default: the only one. */
  readonly shard?: string;
  /** The list and the bucket of it in which the item counts as long as the term holds. */
  readonly counts?: { readonly list: string; readonly bucket: string };
}

/** How the items of one entity are found. One file each; `projections.ts` lists them. */
export interface ProjectionRow<Item extends Key, Key> {
  /** The entity's name, as its model says it. */
  readonly entity: string;
  /** An image of the stream as an item; null for what is not projected at all. */
  readonly parse: (image: Readonly<Record<string, unknown>>) => Item | null;
  /** The item as it is now, read consistently; null when it is gone. */
  readonly present: (key: Key) => Promise<Item | null>;
  /** The key of the item that a row names; undefined for a row that another projection has written. */
  readonly keyOf: (row: TermItem) => Key | undefined;
  /** Grows with every change of an item that changes its terms. */
  readonly versionOf: (item: Item) => number;
  /** Everything by which the item is found: nothing once it is not to be found any more. */
  readonly termsOf: (item: Item) => readonly Term[];
}

/** The images of one change; undefined where the item was not there. */
export interface Images {
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>> | undefined;
}

/** A row of the list of projections: it carries out what a change of an item of its entity means. */
export interface Projection {
  readonly entity: string;
  readonly project: (images: Images) => Promise<void>;
}

/** One whose rows are terms: what they should be can be asked too (operations/rebuild). */
export interface TermProjection extends Projection {
  /** The rows by which an image of its entity is found, as they stand in the table. */
  readonly rowsOf: (image: Readonly<Record<string, unknown>>) => readonly TermItem[];
  /** Whether a row holds of its item as that is now; undefined for a row that another projection has written. */
  readonly holds: (row: TermItem) => Promise<boolean> | undefined;
}

/**
 * Makes a projection. What a change may have touched is what was found by either image and not by both; each of that is written or removed by what the item
 * is now, never by the image: so a change that comes again, late or out of order brings nothing back that no longer holds.
 */
export function projection<Item extends Key, Key>(row: ProjectionRow<Item, Key>): TermProjection {
  const read = (image: Images['before']) => (image === undefined ? null : row.parse(image));
  const terms = (item: Item | null) => new Map((item === null ? [] : row.termsOf(item)).map((t) => [keyOf(t), t]));
  return {
    entity: row.entity,
    rowsOf: (image) => {
      const item = read(image);
      return item === null ? [] : row.termsOf(item).map((term) => rowOf(term, row.versionOf(item)));
    },
    holds: (found) => {
      const key = row.keyOf(found);
      return key === undefined ? undefined : row.present(key).then((item) => terms(item).has(keyOf(found)));
    },
    project: async ({ before, after }) => {
      const [old, next] = [read(before), read(after)];
      const [left, right] = [terms(old), terms(next)];
      const touched = [...left, ...right].filter(([key]) => left.has(key) !== right.has(key));
      const item = next ?? old;
      if (item === null || touched.length === 0) return;
      const present = await row.present(item);
      const holding = terms(present);
      const version = row.versionOf(present ?? item);
      for (const [key, term] of touched) {
        const held = holding.get(key);
        await (held === undefined ? remove(term, version) : write(held, version));
      }
    },
  };
}

/** A row under one text: what it is found by, and of what. */
export function keyOf({ scope, term, shard = onlyShard, order, id }: Omit<Term, 'counts'>): string {
  return JSON.stringify([scope, term, shard, order, id]);
}

/** The shard of a term that is not split. */
export const onlyShard = '0';

function rowOf({ counts: _, shard = onlyShard, ...term }: Term, version: number): TermItem {
  return { ...term, shard, version };
}

async function write(term: Term, version: number): Promise<void> {
  const item = rowOf(term, version);
  const { counts } = term;
  if (counts === undefined) {
    await conditionHeld(
      TermEntity.put(item)
        .where((stored, { notExists, lt }) => `${notExists(stored.version)} OR ${lt(stored.version, version)}`)
        .go(),
    );
    return;
  }
  // A term that is there was counted when it came.
  await oneByOne(() =>
    table.transaction
      .write((entities) => [
        entities.term.create(item).commit(),
        entities.tally
          .upsert({ ...counts, expiresAt: forgottenAfter(counts.bucket) })
          .add({ count: 1, turn: 1 })
          .commit(),
      ])
      .go(),
  );
}

async function remove({ counts, shard = onlyShard, scope, term, order, id }: Term, version: number): Promise<void> {
  const key = { scope, term, shard, order, id };
  if (counts === undefined) {
    await conditionHeld(
      TermEntity.delete(key)
        .where((stored, { lte }) => lte(stored.version, version))
        .go(),
    );
    return;
  }
  await oneByOne(() =>
    table.transaction
      .write((entities) => [
        entities.term
          .delete(key)
          .where((stored, { lte }) => lte(stored.version, version))
          .commit(),
        entities.tally
          .upsert({ ...counts, expiresAt: forgottenAfter(counts.bucket) })
          .add({ count: -1, turn: 1 })
          .commit(),
      ])
      .go(),
  );
}

/** When the table may forget a tally: its bucket is a day, and a year after it nothing is looked for in it. */
export function forgottenAfter(bucket: string): number {
  return Math.floor(Date.parse(`${bucket}T00:00:00Z`) / 1000) + 400 * 86_400;
}

// The records of a batch are handled side by side; those that count in one bucket would get in each other's way.
const oneByOne = inTurn();
