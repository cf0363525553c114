import { createHmac } from 'node:crypto';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { environment } from './environment.ts';

const keyAgeSeconds = 3600; // the key never rotates; an hour bounds how long a mistake in it would be kept

/**
 * The keyed hash of an identity number, under which everything of a person is stored: 40 lower-case hexadecimal digits.
 * Without the key (Secrets Manager) nobody who reads the table can try out identity numbers against it.
 */
export async function personIdOf(idNumber: string): Promise<string> {
  const key = await getSecret(environment.identityKeySecretArn(), { maxAge: keyAgeSeconds });
  if (typeof key !== 'string') throw new Error('the identity key is not a text secret');
  return createHmac('sha256', key).update(idNumber).digest('hex').slice(0, 40);
}
