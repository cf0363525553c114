import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAwsJson } from '../../ground/aws-json/server.ts';
import { generateSecretString } from './generate.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { secretPropertiesSchema } from './settings.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:IdentityKey-AbCdEf';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rules = (given: object = {}) =>
  secretPropertiesSchema.parse({ GenerateSecretString: given }).GenerateSecretString;
const open = (): Promise<Secrets> =>
  openSecrets({
    dataFolder: folder,
    secrets: [
      {
        arn,
        name: 'IdentityKey',
        properties: secretPropertiesSchema.parse({ GenerateSecretString: { PasswordLength: 64 } }),
      },
    ],
  });
const valueOf = async (secrets: Secrets) =>
  (await secrets.handle('GetSecretValue', { SecretId: arn })) as { SecretString: string };

test('answers the SDK by ARN and name, and with its own error for anything else', async () => {
  const secrets = await open();
  const region = 'us-east-1';
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const server = await startAwsJson({ port: 0, region, credentials, services: { secretsmanager: secrets.handle } });
  const client = new SecretsManagerClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
  const value = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  expect(value).toMatchObject({ ARN: arn, Name: 'IdentityKey', VersionStages: ['AWSCURRENT'] });
  expect(value.SecretString).toHaveLength(64);
  expect(value.CreatedDate!.getTime()).toBeLessThanOrEqual(Date.now());
  expect(await client.send(new DescribeSecretCommand({ SecretId: 'IdentityKey' }))).not.toHaveProperty('SecretString');
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'Other' }))).rejects.toBeInstanceOf(
    ResourceNotFoundException,
  );
  const previous = new GetSecretValueCommand({ SecretId: arn, VersionStage: 'AWSPREVIOUS' });
  await expect(client.send(previous)).rejects.toBeInstanceOf(ResourceNotFoundException);
  await server.stop();
});

test('keeps a value once generated, readable only by the owner, and refuses a corrupt one', async () => {
  const first = await valueOf(await open());
  expect(await valueOf(await open())).toEqual(first);
  const files = await readdir(folder);
  expect(files).toEqual(['IdentityKey.json']);
  expect((await stat(join(folder, 'IdentityKey.json'))).mode & 0o777).toBe(0o600);
  await writeFile(join(folder, 'IdentityKey.json'), '{');
  await expect(open()).rejects.toThrow(/IdentityKey\.json is corrupt/);
});

test('generates by the rules', () => {
  for (let round = 0; round < 20; round++) {
    expect(generateSecretString(rules({ PasswordLength: 4 }))).toMatch(
      /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^a-zA-Z\d]).{4}$/,
    );
    expect(generateSecretString(rules({ ExcludePunctuation: 'true', ExcludeCharacters: 'abc' }))).toMatch(
      /^[d-zA-Z\d]{32}$/,
    );
  }
  expect(generateSecretString(rules())).not.toBe(generateSecretString(rules()));
  const templated = generateSecretString(rules({ SecretStringTemplate: '{"user":"u"}', GenerateStringKey: 'key' }));
  expect(JSON.parse(templated)).toEqual({ user: 'u', key: expect.stringMatching(/^.{32}$/) as string });
  expect(() => generateSecretString(rules({ PasswordLength: 3 }))).toThrow('No password');
});
