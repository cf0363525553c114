import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { type VerificationOutcome, verificationOutcomes } from '../../domain/verification-outcomes.ts';
import { figureShards } from '../cases/figures.ts';
import { logger } from '../platform/logger.ts';
import { FigureEntity } from '../records/entities.ts';
import { withinQuota } from '../records/quotas.ts';
import { verifyCertificate } from './verification.ts';

interface Asked {
  readonly number: string;
  readonly code: string;
  readonly clientAddress: string;
  readonly connection: string;
  readonly now: Date;
}

type Verified = Awaited<ReturnType<typeof verifyCertificate>>;

// Places among which the counts of a month are spread, in each of its parts: 8 in all take 8,000 a second (1,000 writes a second to an item, DynamoDB quotas).
const places = 4;

/**
 * Verifies a certificate within the quotas of whoever asks, and counts what was found: how, in which month, and nothing about who asked or whose it is. The count is
 * written while the quotas are given back, so that nobody waits for it, and no answer fails by it. A number that nobody has is not counted: the watch asks for
 * one all day, and so does whoever guesses.
 */
export async function verifyCounted({ number, code, clientAddress, connection, now }: Asked): Promise<Verified> {
  let counting: Promise<void> = Promise.resolve();
  const result = await withinQuota({ quota: 'verification', owner: clientAddress, now }, () =>
    withinQuota({ quota: 'verification-connection', owner: connection, now }, async () => {
      const verified = await verifyCertificate(number, code, now);
      const outcome = outcomeOf(verified);
      if (outcome !== undefined) counting = countVerification(outcome, now);
      return verified;
    }),
  );
  await counting;
  return result;
}

function outcomeOf(verified: Verified): VerificationOutcome | undefined {
  if (verified.ok) return verified.value.status;
  return verificationOutcomes.find((outcome) => verified.refusal.errors?.some(({ code }) => code === outcome));
}

async function countVerification(outcome: VerificationOutcome, now: Date): Promise<void> {
  const shard = figureShards[Math.floor(Math.random() * figureShards.length)] ?? '0';
  const row = String(Math.floor(Math.random() * places));
  const cell = { month: shanghaiDate(now).slice(0, 7), shard, kind: 'verification', city: 'all', row } as const;
  try {
    await FigureEntity.upsert(cell).add(oneOf(outcome)).go();
  } catch (error) {
    logger.warn('a verification was not counted', { code: 'VERIFICATION_NOT_COUNTED', error });
  }
}

function oneOf(outcome: VerificationOutcome): { readonly [Outcome in VerificationOutcome]?: number };
function oneOf(outcome: VerificationOutcome): object {
  return { [outcome]: 1 };
}
