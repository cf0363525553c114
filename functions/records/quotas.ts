import { type Quota, type QuotaName, quotaExhausted, quotaPeriod, quotas } from '../../domain/quotas.ts';
import { refuse, type Refusal, type Result } from '../platform/refusal.ts';
import { QuotaEntity, type TransactionEntities } from './entities.ts';
import { conditionHeld } from './condition.ts';

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

/**
 * Writes something that uses quotas: `write` puts the operations that are given to it into its transaction, so that a use is checked and
 * counted by the very write that it allows, and a write that fails uses nothing. Refused with `too-many-requests`.
 */
export async function writeWithin(
  uses: readonly QuotaUse[],
  write: (counted: (entities: TransactionEntities) => Operation[]) => Promise<WriteAnswer>,
): Promise<CountedWrite> {
  const { canceled } = await write((entities) => uses.map((use) => useOperation(entities, use)));
  if (!canceled) return 'written';
  const exhausted = await firstExhausted(uses);
  return exhausted === undefined ? 'lost' : refuseExhausted(exhausted);
}

/**
 * Looks something up within a quota. The look-up is counted before it is made, in one conditional write, so that no number of calls at once
 * gets past the quota; one that hits is given back where the quota spares hits. Refused with `too-many-requests`.
 */
export async function withinQuota<Value>(use: QuotaUse, lookUp: () => Promise<Result<Value>>): Promise<Result<Value>> {
  if (!(await countUse(use))) return refuseExhausted(use);
  const result = await lookUp();
  const { sparesHits = false }: Quota = quotas[use.quota];
  if (result.ok && sparesHits) await giveBack(use);
  return result;
}

/**
 * Writes something small and frequent whose uses are counted before it, each by one write of one unit, so that no number at once gets past a quota. What a refused or lost write had
 * counted is given back; one that breaks off in between has used its quotas. `write` answers false when a condition of its own did not hold. Refused with `too-many-requests`.
 */
export async function writeOnceCounted(
  uses: readonly QuotaUse[],
  write: () => Promise<boolean>,
): Promise<CountedWrite> {
  const counted = await Promise.all(uses.map(async (use) => ({ use, counts: await countUse(use) })));
  const refused = counted.find(({ counts }) => !counts);
  if (refused === undefined && (await write())) return 'written';
  await Promise.all(counted.filter(({ counts }) => counts).map(({ use }) => giveBack(use)));
  return refused === undefined ? 'lost' : refuseExhausted(refused.use);
}

async function giveBack(use: QuotaUse): Promise<void> {
  await QuotaEntity.patch(counterOf(use).key).add({ used: -1 }).go();
}

/** Counts a use that comes with no other write; false when the quota is used up. */
async function countUse(use: QuotaUse): Promise<boolean> {
  const { key, most, expiresAt } = counterOf(use);
  return await conditionHeld(
    QuotaEntity.upsert({ ...key, expiresAt })
      .add({ used: 1 })
      .where(({ used }, { lt, notExists }) => `${notExists(used)} OR ${lt(used, most)}`)
      .go(),
  );
}

function useOperation(entities: TransactionEntities, use: QuotaUse) {
  const { key, most, expiresAt } = counterOf(use);
  return entities.quota
    .upsert({ ...key, expiresAt })
    .add({ used: 1 })
    .where(({ used }, { lt, notExists }) => `${notExists(used)} OR ${lt(used, most)}`)
    .commit();
}

/** The counter of a use: its key, how far it counts, and when the table may forget it (seconds since 1970). */
function counterOf({ quota, owner, now }: QuotaUse) {
  const { window, most }: Quota = quotas[quota];
  const { name: period, until } = quotaPeriod(window, now);
  const ends = until ?? new Date(now.getTime() + longestCaseDays * daySeconds * 1000);
  return { key: { quota, owner, period }, most, expiresAt: Math.ceil(ends.getTime() / 1000) + daySeconds };
}

async function firstExhausted(uses: readonly QuotaUse[]): Promise<QuotaUse | undefined> {
  const counters = await Promise.all(
    uses.map(async (use) => {
      const { key, most } = counterOf(use);
      const { data } = await QuotaEntity.get(key).go({ consistent: true });
      return (data?.used ?? 0) >= most ? use : undefined;
    }),
  );
  return counters.find((use) => use !== undefined);
}

function refuseExhausted({ quota, now }: QuotaUse): { readonly ok: false; readonly refusal: Refusal } {
  const { refusal } = refuse('too-many-requests', quotaExhausted(quotas[quota], now));
  const { until } = quotaPeriod(quotas[quota].window, now);
  if (until === null) return { ok: false, refusal };
  return { ok: false, refusal: { ...refusal, retryAfterSeconds: Math.ceil((until.getTime() - now.getTime()) / 1000) } };
}
