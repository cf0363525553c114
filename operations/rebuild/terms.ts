import { keyOf } from '../../functions/projection/projection.ts';
import { termProjections } from '../../functions/projection/projections.ts';
import { correctTally, wrongTallies } from '../../functions/projection/tallies.ts';
import { TermEntity, type TermItem } from '../../functions/records/entities.ts';
import { type Derivation, type Difference, type Image, itemIn } from './derivation.ts';

/** Rows by which lists and searches find things, written by the projections themselves (functions/projection). */
export const terms: Derivation = {
  ...Object.fromEntries(termProjections.map(({ entity }) => [entity, lackingRows])),
  term: strayRow,
};

async function lackingRows(image: Image): Promise<Difference[]> {
  const own = termProjections.filter(({ entity }) => entity === image['__edb_e__']);
  const found = await Promise.all(
    own.map(async (projection) => {
      const rows = projection.rowsOf(image);
      if (rows.length === 0) return [];
      const { data } = await TermEntity.get([...rows]).go({ consistent: true });
      const stored = new Map(data.map((row) => [keyOf(row), row]));
      const isLike = (row: TermItem) => {
        const present = stored.get(keyOf(row));
        // A row of an older version holds as long as its item has it; one that claims a later version would keep every change out.
        return present !== undefined && present.owner === row.owner && present.version <= row.version;
      };
      const wrong = rows.filter((row) => !isLike(row));
      // The projection writes all rows of its item: once is enough.
      let mending: Promise<void> | undefined;
      const mendAll = async () => {
        const altered = wrong.filter((row) => stored.has(keyOf(row)));
        if (altered.length > 0) await TermEntity.delete(altered).go();
        await projection.project({ before: undefined, after: image });
      };
      return wrong.map((row): Difference => ({
        kind: stored.has(keyOf(row)) ? 'altered' : 'missing',
        about: aboutRow(row),
        mend: async () => await (mending ??= mendAll()),
      }));
    }),
  );
  return found.flat();
}

async function strayRow(image: Image): Promise<Difference[]> {
  const row = itemIn(TermEntity.parse({ Item: image }));
  const answers = await Promise.all(termProjections.map(async (projection) => await projection.holds(row)));
  if (answers.some((holds) => holds === true)) return [];
  return [{ kind: 'stray', about: aboutRow(row), mend: async () => await TermEntity.delete(row).go() }];
}

// The kind of the term without its value: that is a name, a number or a mobile.
function aboutRow({ scope, term, id }: TermItem): string {
  return `term ${scope} ${term.split('/')[0] ?? ''} of ${id}`;
}

/** The days of queues that are counted otherwise than they stand, each with what corrects it. Asked once all rows are as they should be. */
export async function tallies(): Promise<Difference[]> {
  return (await wrongTallies()).map((wrong) => ({
    kind: wrong.counted === null ? 'missing' : 'altered',
    about: `tally ${wrong.list} on ${wrong.bucket}: ${wrong.counted ?? 'none'}, should be ${wrong.standing}`,
    mend: async () => await correctTally(wrong),
  }));
}
