import { setTimeout as delay } from 'node:timers/promises';
import { type Quota, type QuotaName, quotaExhausted, quotaPeriod, quotas } from '../../domain/quotas.ts';
import { refuse, type Refusal } from '../platform/refusal.ts';
import { QuotaEntity, table, type TransactionEntities } from './entities.ts';

/** One use of a quota: by a person, a company, or one side of a case. */
export interface QuotaUse {
  readonly quota: QuotaName;
  readonly owner: string;
  readonly now: Date;
}

/** What came of a write that counts uses: written, lost to another condition of its own, or refused because a quota is used up. */
export type CountedWrite = 'written' | 'lost' | { readonly ok: false; readonly refusal: Refusal };

/** The answer of a transaction, as much of it as tells why it was cancelled. */
interface WriteAnswer {
  readonly canceled: boolean;
  readonly data: readonly ({ readonly code: string } | null)[];
}

type Operation = ReturnType<typeof useOperation>;

const daySeconds = 86_400;
// A case is decided within months; a counter that outlives it by a little harms nobody.
const longestCaseDays = 730;
// Somebody who uploads three files at once writes one counter three times at the same moment: all but one are cancelled and tried again.
const conflictTries = 6;
const conflictPauseMilliseconds = 40;

/**
 * Writes something that uses quotas: `write` puts the operations that are given to it into its transaction, so that a use is checked and
 * counted by the very write that it allows, and a write that fails uses nothing. Refused with `too-many-requests`.
 */
export async function writeWithin(
  uses: readonly QuotaUse[],
  write: (counted: (entities: TransactionEntities) => Operation[]) => Promise<WriteAnswer>,
): Promise<CountedWrite> {
  for (let left = conflictTries; ; left -= 1) {
    const { canceled, data } = await write((entities) => uses.map((use) => useOperation(entities, use)));
    if (!canceled) return 'written';
    const exhausted = await firstExhausted(uses);
    if (exhausted !== undefined) return refuseExhausted(exhausted);
    if (left === 1 || !data.some((each) => each?.code === 'TransactionConflict')) return 'lost';
    await delay(Math.random() * conflictPauseMilliseconds * (conflictTries - left + 1));
  }
}

/** Counts a use that comes with no other write, such as a look-up; undefined when it is allowed, the refusal when the quota is used up. */
export async function countUse(use: QuotaUse): Promise<Extract<CountedWrite, object> | undefined> {
  const outcome = await writeWithin([use], (counted) => table.transaction.write((entities) => counted(entities)).go());
  return outcome === 'written' ? undefined : outcome === 'lost' ? refuseExhausted(use) : outcome;
}

function useOperation(entities: TransactionEntities, { quota, owner, now }: QuotaUse) {
  const { window, most }: Quota = quotas[quota];
  const { name: period, until } = quotaPeriod(window, now);
  const ends = until ?? new Date(now.getTime() + longestCaseDays * daySeconds * 1000);
  return entities.quota
    .upsert({ quota, owner, period, expiresAt: Math.ceil(ends.getTime() / 1000) + daySeconds })
    .add({ used: 1 })
    .where(({ used }, { lt, notExists }) => `${notExists(used)} OR ${lt(used, most)}`)
    .commit();
}

async function firstExhausted(uses: readonly QuotaUse[]): Promise<QuotaUse | undefined> {
  const counters = await Promise.all(
    uses.map(async (use) => {
      const { quota, owner, now } = use;
      const { window, most }: Quota = quotas[quota];
      const key = { quota, owner, period: quotaPeriod(window, now).name };
      const { data } = await QuotaEntity.get(key).go({ consistent: true });
      return (data?.used ?? 0) >= most ? use : undefined;
    }),
  );
  return counters.find((use) => use !== undefined);
}

function refuseExhausted({ quota, now }: QuotaUse): Extract<CountedWrite, object> {
  return refuse('too-many-requests', quotaExhausted(quotas[quota], now));
}
