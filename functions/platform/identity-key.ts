import { createHmac } from 'node:crypto';
import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

const keyAgeSeconds = 3600; // the key never rotates; an hour bounds how long a mistake in it would be kept

const secrets = new SecretsProvider({
  awsSdkV3Client: withTimeLimits(new SecretsManagerClient(impatient), 2000, 5000),
});

/**
 * The keyed hash of an identity number, under which everything of a person is stored: 40 lower-case hexadecimal digits.
 * Without the key (Secrets Manager) nobody who reads the table can try out identity numbers against it.
 */
export async function personIdOf(idNumber: string): Promise<string> {
  const key = await secrets.get(environment.identityKeySecretArn(), { maxAge: keyAgeSeconds });
  if (typeof key !== 'string') throw new Error('the identity key is not a text secret');
  return createHmac('sha256', key).update(idNumber).digest('hex').slice(0, 40);
}
