import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { SecretReference } from '../../assembly/dynamic-references.ts';
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
  /** Operations `GetSecretValue`, `PutSecretValue` and `DescribeSecret`. */
  readonly handle: AwsJsonHandler;
  /** What a dynamic reference of a template stands for. Throws StartError when there is no such secret or version. */
  readonly valueOf: (reference: SecretReference) => string;
}

const versionSchema = z.strictObject({ versionId: z.string(), createdAt: z.iso.datetime(), secretString: z.string() });
const storedSchema = versionSchema.extend({ previous: versionSchema.optional() });
type Stored = z.output<typeof storedSchema>;
type Version = z.output<typeof versionSchema>;
interface OpenSecret extends SecretSettings {
  readonly file: string;
  stored: Stored;
}

const requestSchema = z.looseObject({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
  SecretString: z.string().optional(),
  ClientRequestToken: z.string().optional(),
});

/**
 * Opens the secrets, generating each that has no value yet; a value changes by `PutSecretValue` alone, which keeps the one before. Rejects with StartError when a
 * stored secret is corrupt.
 */
export function openSecrets(settings: SecretsSettings): Promise<Secrets> {
  return new Promise((resolve) => {
    mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 });
    const secrets = settings.secrets.map((secret) => openSecret(settings.dataFolder, secret));
    resolve({
      valueOf: ({ arn, versionId }) => {
        const { stored } = secrets.find((secret) => secret.arn === arn) ?? {};
        const version = stored && versionsOf(stored).find((one) => one.versionId === (versionId ?? stored.versionId));
        if (version === undefined) throw new StartError(`there is no version ${versionId ?? ''} of the secret ${arn}`);
        return version.secretString;
      },
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

function openSecret(folder: string, secret: SecretSettings): OpenSecret {
  const file = join(folder, `${secret.name.replaceAll(/[^\w.-]+/g, '-')}.json`);
  if (existsSync(file)) return { ...secret, file, stored: readSecret(file) };
  const stored = newVersion(generateSecretString(secret.properties.GenerateSecretString));
  replaceFile(file, JSON.stringify(stored));
  return { ...secret, file, stored };
}

function newVersion(secretString: string, versionId: string = randomUUID()): Version {
  return { versionId, createdAt: new Date().toISOString(), secretString };
}

/** The current version and the one before it; those before have no label and are gone ("Secret versions"). */
function versionsOf(stored: Stored): readonly Version[] {
  return stored.previous === undefined ? [stored] : [stored, stored.previous];
}

function readSecret(file: string): Stored {
  try {
    return storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${file} is corrupt. Restore it, or begin anew with: npm start -- --reset`);
  }
}

/** What an operation does with the key of a secret on behalf of whoever asks ("Secret encryption and decryption in AWS Secrets Manager"). */
const keyActions: Readonly<Record<string, readonly string[]>> = {
  GetSecretValue: ['kms:Decrypt'],
  PutSecretValue: ['kms:GenerateDataKey', 'kms:Decrypt'],
};

function findSecret(id: string, secrets: readonly OpenSecret[]): OpenSecret {
  const secret = secrets.find(({ arn, name }) => id === arn || id === name);
  if (secret === undefined) throw notFound("Secrets Manager can't find the specified secret.");
  return secret;
}

function perform(operation: string, request: z.output<typeof requestSchema>, secret: OpenSecret): unknown {
  switch (operation) {
    case 'GetSecretValue':
      return valueAsked(request, secret);
    case 'PutSecretValue':
      return putValue(request, secret);
    case 'DescribeSecret':
      return {
        ...{ ARN: secret.arn, Name: secret.name, CreatedDate: new Date(secret.stored.createdAt) },
        VersionIdsToStages: Object.fromEntries(
          versionsOf(secret.stored).map(({ versionId }, i) => [versionId, [labels[i]]]),
        ),
      };
    default:
      throw new AwsJsonError('UnknownOperationException', `${operation} is not available locally`);
  }
}

const labels = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

function valueAsked(
  { VersionStage, VersionId }: z.output<typeof requestSchema>,
  { arn: ARN, name: Name, stored }: OpenSecret,
): unknown {
  const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
  const index = versionsOf(stored).findIndex(
    ({ versionId }, at) =>
      (stage === undefined || labels[at] === stage) && (VersionId === undefined || VersionId === versionId),
  );
  const version = versionsOf(stored)[index];
  if (version === undefined) throw notFound("Secrets Manager can't find the specified secret value.");
  const { createdAt, versionId, secretString: SecretString } = version;
  return {
    ...{ ARN, Name, CreatedDate: new Date(createdAt), VersionId: versionId },
    ...{ VersionStages: [labels[index]], SecretString },
  };
}

/** Told again with the token of a version it changes nothing ("PutSecretValue": ClientRequestToken). */
function putValue({ SecretString, ClientRequestToken }: z.output<typeof requestSchema>, secret: OpenSecret): unknown {
  if (SecretString === undefined) throw new AwsJsonError('InvalidParameterException', 'SecretString is needed here.');
  const versions = versionsOf(secret.stored);
  const same = versions.findIndex((version) => version.versionId === ClientRequestToken);
  if (same < 0) {
    const { versionId, createdAt, secretString } = secret.stored;
    const stored = {
      ...newVersion(SecretString, ClientRequestToken),
      previous: { versionId, createdAt, secretString },
    };
    replaceFile(secret.file, JSON.stringify(stored));
    secret.stored = stored;
  } else if (versions[same]?.secretString !== SecretString) {
    throw new AwsJsonError('ResourceExistsException', 'A resource with the ID you requested already exists.');
  }
  const VersionId = ClientRequestToken ?? secret.stored.versionId;
  return { ARN: secret.arn, Name: secret.name, VersionId, VersionStages: [labels[Math.max(same, 0)]] };
}

function notFound(message: string): AwsJsonError {
  return new AwsJsonError('ResourceNotFoundException', message);
}
