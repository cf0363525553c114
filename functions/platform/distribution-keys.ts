import { createHash, timingSafeEqual } from 'node:crypto';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { environment } from './environment.ts';
import { logger } from './logger.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

/** Labels of the versions that count: while the distribution changes to a new value, some of its servers send the old one ("Secret versions"). */
const labels = ['AWSCURRENT', 'AWSPREVIOUS'] as const;
type ReadKey = (label: (typeof labels)[number]) => Promise<string | undefined>;

/** Tells whether a request came through the distribution, from what it brought in the header of `api/distribution-key.ts`. */
export type CameThrough = (given: string | undefined, now: Date) => Promise<boolean>;

interface Known {
  readonly digests: readonly Buffer[];
  readonly readAt: number;
}

// A rotation takes the distribution minutes. Whoever guesses makes a process read two values a minute and no more.
const readAgainAfterMs = 60_000;

/**
 * Holds what requests bring to the values of the distribution's key, each read once. A value that none of them is makes both be read again, a minute after the
 * last time at the soonest: so a rotation needs no deployment of functions. A request that brings nothing reads nothing.
 */
export function distributionKeys(read: ReadKey): CameThrough {
  let known: Known | undefined;
  return async (given, now) => {
    if (given === undefined) return false;
    const digest = digestOf(given);
    const fits = () => known?.digests.some((key) => timingSafeEqual(key, digest)) ?? false;
    if (fits()) return true;
    if (known !== undefined && now.getTime() - known.readAt < readAgainAfterMs) return false;
    known = await readAll(read, known, now);
    return fits();
  };
}

/** Both values; those known before where they cannot be read, so that an outage of the secrets ends nobody's visit. Throws when there are none. */
async function readAll(read: ReadKey, known: Known | undefined, now: Date): Promise<Known> {
  try {
    const values = await Promise.all(labels.map(read));
    return {
      digests: values.filter((value) => value !== undefined).map(digestOf),
      readAt: now.getTime(),
    };
  } catch (error) {
    if (known === undefined) throw error;
    logger.warn('the key of the distribution was not read again', { code: 'DISTRIBUTION_KEY_NOT_READ', error });
    return { ...known, readAt: now.getTime() };
  }
}

/** Of one length, whatever was sent, so that comparing tells nothing by its duration. */
function digestOf(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

let client: SecretsManagerClient | undefined;

async function readSecret(label: (typeof labels)[number]): Promise<string | undefined> {
  client ??= withTimeLimits(new SecretsManagerClient(impatient), 2000, 5000);
  try {
    const command = new GetSecretValueCommand({
      SecretId: environment.distributionKeySecretArn(),
      VersionStage: label,
    });
    return (await client.send(command)).SecretString;
  } catch (error) {
    // Before the first rotation there is none of that label.
    if (error instanceof ResourceNotFoundException && label === 'AWSPREVIOUS') return undefined;
    throw error;
  }
}

/** Whether a request came through the distribution. Throws what Secrets Manager throws when it cannot be asked. */
export const cameThroughDistribution: CameThrough = distributionKeys(readSecret);
