import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { replaceFile } from '../../ground/atomic-file.ts';
import { accountCaller } from '../../ground/caller.ts';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { parseBody } from '../../ground/aws-json/parse-body.ts';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import { StartError } from '../../ground/start-error.ts';
import { generateSecretString } from './generate.ts';
import type { SecretProperties } from './settings.ts';

/** One secret of the template. */
export interface SecretSettings {
  readonly arn: string;
  readonly name: string;
  readonly properties: SecretProperties;
}

/** Where secrets are kept and which. */
export interface SecretsSettings {
  /** Folder of the secrets, for example `LOCAL_DATA/secrets`; files in it have mode 0600. */
  readonly dataFolder: string;
  readonly secrets: readonly SecretSettings[];
}

/** The secrets of this machine. */
export interface Secrets {
  /** Operations `GetSecretValue` and `DescribeSecret`. */
  readonly handle: AwsJsonHandler;
}

const storedSchema = z.strictObject({ versionId: z.string(), createdAt: z.iso.datetime(), secretString: z.string() });
type Stored = z.output<typeof storedSchema>;
type OpenSecret = SecretSettings & { readonly stored: Stored };

const requestSchema = z.looseObject({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

/**
 * Opens the secrets, generating each that has no value yet; a value once generated never changes. Rejects with StartError when a stored
 * secret is corrupt.
 */
export function openSecrets(settings: SecretsSettings): Promise<Secrets> {
  return new Promise((resolve) => {
    mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 });
    const secrets = settings.secrets.map((secret) => ({ ...secret, stored: openSecret(settings.dataFolder, secret) }));
    resolve({
      handle: (operation, body, caller = accountCaller) =>
        new Promise((answer) => {
          const secret = findSecret(parseBody(requestSchema, body).SecretId, secrets);
          const { arn: resource } = secret;
          caller.demand([{ action: `secretsmanager:${operation}`, resource, keyActions: keyActions[operation] ?? [] }]);
          answer(perform(operation, parseBody(requestSchema, body), secret));
        }),
    });
  });
}

function openSecret(folder: string, secret: SecretSettings): Stored {
  const file = join(folder, `${secret.name.replaceAll(/[^\w.-]+/g, '-')}.json`);
  if (existsSync(file)) return readSecret(file);
  const stored: Stored = {
    versionId: randomUUID(),
    createdAt: new Date().toISOString(),
    secretString: generateSecretString(secret.properties.GenerateSecretString),
  };
  replaceFile(file, JSON.stringify(stored));
  return stored;
}

function readSecret(file: string): Stored {
  try {
    return storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${file} is corrupt. Restore it, or begin anew with: npm start -- --reset`);
  }
}

/** What an operation does with the key of a secret on behalf of whoever asks ("Secret encryption and decryption in AWS Secrets Manager"). */
const keyActions: Readonly<Record<string, readonly string[]>> = { GetSecretValue: ['kms:Decrypt'] };

function findSecret(id: string, secrets: readonly OpenSecret[]): OpenSecret {
  const secret = secrets.find(({ arn, name }) => id === arn || id === name);
  if (secret === undefined) throw notFound("Secrets Manager can't find the specified secret.");
  return secret;
}

function perform(
  operation: string,
  request: z.output<typeof requestSchema>,
  { arn: ARN, name: Name, stored }: OpenSecret,
): unknown {
  const CreatedDate = new Date(stored.createdAt);
  switch (operation) {
    case 'GetSecretValue': {
      const { VersionStage = 'AWSCURRENT', VersionId = stored.versionId } = request;
      if (VersionStage !== 'AWSCURRENT' || VersionId !== stored.versionId) {
        throw notFound("Secrets Manager can't find the specified secret value.");
      }
      return { ARN, Name, CreatedDate, VersionId, VersionStages: [VersionStage], SecretString: stored.secretString };
    }
    case 'DescribeSecret':
      return { ARN, Name, CreatedDate, VersionIdsToStages: { [stored.versionId]: ['AWSCURRENT'] } };
    default:
      throw new AwsJsonError('UnknownOperationException', `${operation} is not available locally`);
  }
}

function notFound(message: string): AwsJsonError {
  return new AwsJsonError('ResourceNotFoundException', message);
}
