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
  readonly standing: number;
}

/** The tallies of all queues that are not how many rows they stand for. The tallies are read first: one that moves meanwhile is not corrected. */
export async function wrongTallies(): Promise<WrongTally[]> {
  const found = await Promise.all(
    deskQueues.map(async (queue) => {
      const list = queueScope(queue);
      const { data: tallies } = await TallyEntity.query.tally({ list }).go({ pages: 'all', consistent: true });
      const counted = new Map(tallies.map(({ bucket, count }) => [bucket, count]));
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
      return [...new Set([...counted.keys(), ...standing.keys()])].map((bucket) => ({
        ...{ list, bucket },
        counted: counted.get(bucket) ?? null,
        standing: standing.get(bucket) ?? 0,
      }));
    }),
  );
  return found.flat().filter(({ counted, standing }) => (counted ?? 0) !== standing);
}

/** Corrects a tally, as long as it is what it was found to be; false when it has moved. */
export async function correctTally({ list, bucket, counted, standing }: WrongTally): Promise<boolean> {
  return await conditionHeld(
    TallyEntity.upsert({ list, bucket, count: standing, expiresAt: forgottenAfter(bucket) })
      .where(({ count }, { eq, notExists }) => (counted === null ? notExists(count) : eq(count, counted)))
      .go(),
  );
}
