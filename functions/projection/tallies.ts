import { deskQueues } from '../../domain/desk-queues.ts';
import { professionCodes } from '../../domain/professions.ts';
import { queueScope } from '../cases/desk-terms.ts';
import { conditionHeld } from '../records/condition.ts';
import { TallyEntity, TermEntity } from '../records/entities.ts';
import { forgottenAfter, onlyShard } from './projection.ts';
import { countedTerm, dayOf } from './work-items.ts';

/** A day of a list whose tally is not how many rows stand in it. */
export interface WrongTally {
  readonly list: string;
  readonly bucket: string;
  /** What the tally says; null: there is none. */
  readonly counted: number | null;
  /** How often it had moved then. */
  readonly turn: number | undefined;
  readonly standing: number;
}

/** The tallies of all queues that are not how many rows they stand for. The tallies are read first: one that moves meanwhile is not corrected. */
export async function wrongTallies(): Promise<WrongTally[]> {
  const found = await Promise.all(
    deskQueues.map(async (queue) => {
      const list = queueScope(queue);
      const { data: tallies } = await TallyEntity.query.tally({ list }).go({ pages: 'all', consistent: true });
      const tallied = new Map(tallies.map((tally) => [tally.bucket, tally]));
      const standing = new Map<string, number>();
      for (const profession of professionCodes) {
        const { data } = await TermEntity.query
          .term({ scope: list, term: countedTerm(profession), shard: onlyShard })
          .go({ pages: 'all', consistent: true });
        for (const { order } of data) {
          const { bucket } = dayOf(queue, order);
          standing.set(bucket, (standing.get(bucket) ?? 0) + 1);
        }
      }
      return [...new Set([...tallied.keys(), ...standing.keys()])].map((bucket) => ({
        ...{ list, bucket },
        counted: tallied.get(bucket)?.count ?? null,
        turn: tallied.get(bucket)?.turn,
        standing: standing.get(bucket) ?? 0,
      }));
    }),
  );
  return found.flat().filter(({ counted, standing }) => (counted ?? 0) !== standing);
}

/** Corrects a tally, as long as it has not moved since it was read; false when it has. */
export async function correctTally({ list, bucket, turn, standing }: WrongTally): Promise<boolean> {
  return await conditionHeld(
    TallyEntity.upsert({ list, bucket, count: standing, expiresAt: forgottenAfter(bucket) })
      .add({ turn: 1 })
      .where((stored, { eq, notExists }) => (turn === undefined ? notExists(stored.turn) : eq(stored.turn, turn)))
      .go(),
  );
}
