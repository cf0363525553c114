import { type LookupKind, lookupLimits, lookupWindow } from '../../domain/lookup-limits.ts';
import { refuse, type Result } from '../platform/refusal.ts';
import { LookupEntity } from './entities.ts';
import { isLostCondition } from './lost-condition.ts';

// A window that has just ended is of no use any more; a day leaves time to look at who was refused.
const keptSeconds = 86_400;

/**
 * Looks something up for a caller, within the limit of its kind (domain/lookup-limits.ts). The look-up is counted before it is made, in one
 * conditional write, so that no number of calls at once gets past the limit; a hit is given back where hits do not count.
 * Refused with `too-many-requests` and the seconds until the window ends.
 */
export async function withinLimit<Value>(
  kind: LookupKind,
  caller: string,
  now: Date,
  lookUp: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { window, endsInSeconds } = lookupWindow(kind, now);
  const key = { kind, caller, window };
  const { most, countsHits } = lookupLimits[kind];
  if (!(await count(key, most, Math.floor(now.getTime() / 1000) + endsInSeconds + keptSeconds))) {
    return tooMany(endsInSeconds);
  }
  const result = await lookUp();
  if (result.ok && !countsHits) await LookupEntity.patch(key).add({ count: -1 }).go();
  return result;
}

async function count(key: { kind: LookupKind; caller: string; window: string }, most: number, expiresAt: number) {
  try {
    await LookupEntity.upsert({ ...key, expiresAt })
      .add({ count: 1 })
      .where((stored, { lt, notExists }) => `${notExists(stored.count)} OR ${lt(stored.count, most)}`)
      .go();
    return true;
  } catch (error) {
    if (!isLostCondition(error)) throw error;
    return false;
  }
}

function tooMany(endsInSeconds: number) {
  const minutes = Math.ceil(endsInSeconds / 60);
  const refused = refuse('too-many-requests', `查询过于频繁，请在${minutes}分钟后再试。`);
  return { ...refused, refusal: { ...refused.refusal, retryAfterSeconds: endsInSeconds } };
}
