import { endingStart } from '../../domain/employer-names.ts';
import { ApplicationEntity, type ApplicationHead, TermEntity, type TermItem } from '../records/entities.ts';

/** A term of a scope, as it is asked for. */
export interface AskedTerm {
  readonly scope: string;
  readonly term: string;
}

/** A place in the order of a term. */
export interface TermPlace {
  readonly order: string;
  readonly id: string;
}

/** From where rows of a term are read, and how many at most; `backwards`: the last of the order first. */
export interface ReadingOfTerm {
  readonly after?: TermPlace | null;
  readonly from?: string | null;
  readonly limit: number;
  readonly backwards?: boolean;
}

/** The rows of a term in their order, at most `limit`: after a place, or from an order on. Eventually consistent: the caller reads what they name. */
export async function readTerm(
  { scope, term }: AskedTerm,
  { after, from, limit, backwards = false }: ReadingOfTerm,
): Promise<TermItem[]> {
  const query = TermEntity.query.term({ scope, term, shard: '0' });
  const behind = (place: TermPlace) => (backwards ? query.lt(place) : query.gt(place));
  const placed = after != null ? behind(after) : from != null ? query.gte({ order: from }) : query;
  return (await placed.go({ limit, order: backwards ? 'desc' : 'asc' })).data;
}

/** The ids under a term whose orders begin with a text (all, when it is empty), each once; `more` when there are more than `most`. */
export async function idsUnder({ scope, term }: AskedTerm, begins: string, most: number) {
  const { data } = await TermEntity.query
    .term({ scope, term, shard: '0' })
    .begins({ order: begins })
    .go({ limit: most + 1 });
  const rows = new Map(data.slice(0, most).map((row) => [row.id, row]));
  return { rows: [...rows.values()], more: data.length > most };
}

/** The term and the beginning of the order under which a part of a name lies. */
export function namePart(scope: string, part: string): { readonly asked: AskedTerm; readonly begins: string } {
  return { asked: { scope, term: `name/${endingStart(part)}` }, begins: part };
}

/** Applications as they stand in the table, by their ids, a hundred at a time; those that are gone are left out. */
export async function readHeads(ids: readonly string[]): Promise<ApplicationHead[]> {
  if (ids.length === 0) return [];
  const { data } = await ApplicationEntity.get(ids.map((applicationId) => ({ applicationId }))).go({
    consistent: true,
    concurrent: 5,
  });
  return data;
}
