import { type CommandKey, refuseReusedKey, type RememberedCommand } from '../platform/command-key.ts';
import type { Result } from '../platform/refusal.ts';
import { CommandEntity, type TransactionEntities } from './entities.ts';
import { conditionHeld } from './condition.ts';

// A page repeats within minutes. Two days are enough for a phone that was without network over night, and for a program that tries
// again until somebody looks at it on the next morning.
const keptSeconds = 48 * 3600;

/** What is known of a caller's command under a key; undefined when nothing was carried out under it. */
export async function rememberedCommand(key: CommandKey): Promise<RememberedCommand | undefined> {
  const { caller, keyDigest } = key;
  const { data } = await CommandEntity.get({ caller, keyDigest }).go({ consistent: true });
  return data === null ? undefined : { contentDigest: data.contentDigest, answer: data.answer ?? null };
}

/**
 * The operations by which a transaction remembers the command that it carries out, with its answer; none without a key. The transaction is
 * cancelled when something was carried out under the key meanwhile.
 */
export function commandOperations(
  entities: Pick<TransactionEntities, 'command'>,
  key: CommandKey | null,
  answer: object,
  now: Date,
) {
  return key === null ? [] : [entities.command.create({ ...itemOf(key, now), answer: { ...answer } }).commit()];
}

/**
 * Carries out a command of several transactions, each of which changes nothing when it comes again: the key is taken first, so that it
 * stands for nothing else from then on, and the answer is remembered last. Whoever repeats it between them carries it out to its end.
 */
export async function carryOutInParts<Value extends object>(
  key: CommandKey | null,
  now: Date,
  parts: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  if (key === null) return await parts();
  await conditionHeld(CommandEntity.create(itemOf(key, now)).go());
  const known = await rememberedCommand(key);
  if (known !== undefined && known.contentDigest !== key.contentDigest) return refuseReusedKey();
  const result = await parts();
  if (result.ok) await remember(key, result.value);
  return result;
}

async function remember({ caller, keyDigest }: CommandKey, answer: object): Promise<void> {
  await conditionHeld(
    CommandEntity.patch({ caller, keyDigest })
      .set({ answer: { ...answer } })
      // The first who comes to the end says what the answer is.
      .where((stored, { notExists }) => notExists(stored.answer))
      .go(),
  );
}

function itemOf({ caller, keyDigest, contentDigest }: CommandKey, now: Date) {
  const expiresAt = Math.floor(now.getTime() / 1000) + keptSeconds;
  return { caller, keyDigest, contentDigest, expiresAt };
}
