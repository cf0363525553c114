import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withSecrets } from '../../assembly/dynamic-references.ts';
import { startAwsJson } from '../../ground/aws-json/server.ts';
import { generateSecretString } from './generate.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { secretPropertiesSchema } from './settings.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:IdentityKey-AbCdEf';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

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
const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const servers: { stop: () => Promise<void> }[] = [];
async function serverOf(secrets: Secrets): Promise<string> {
  const server = await startAwsJson({ port: 0, region, credentials, services: { secretsmanager: secrets.handle } });
  servers.push(server);
  return server.url;
}
const clientOf = (endpoint: string) => new SecretsManagerClient({ endpoint, region, credentials, maxAttempts: 1 });
const valueOf = async (secrets: Secrets) =>
  (await secrets.handle('GetSecretValue', { SecretId: arn })) as { SecretString: string };

test('answers the SDK by ARN and name, and with its own error for anything else', async () => {
  const client = clientOf(await serverOf(await open()));
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
});

test('keeps the value before beside a new one, over a restart, and gives dynamic references the version that they name', async () => {
  const secrets = await open();
  const client = clientOf(await serverOf(secrets));
  const ask = async (VersionStage?: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId: arn, ...(VersionStage && { VersionStage }) })))
      .SecretString;
  const generated = await ask();
  const { VersionId = '' } = await client.send(
    new PutSecretValueCommand({ SecretId: arn, SecretString: 'a "new" one' }),
  );
  expect([await ask(), await ask('AWSPREVIOUS')]).toEqual(['a "new" one', generated]);
  const again = await open();
  const resolve = (version: string) =>
    withSecrets(`{{resolve:secretsmanager:${arn}:SecretString:::${version}}}`, again.valueOf);
  expect([resolve(''), resolve(VersionId)]).toEqual(['a "new" one', 'a "new" one']);
  expect(() => resolve('another')).toThrow('there is no version another');
  expect(() => withSecrets(`{{resolve:secretsmanager:${arn}:SecretString:member::}}`, again.valueOf)).toThrow(
    'is not understood locally',
  );
  await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'third' }));
  expect(await ask('AWSPREVIOUS')).toBe('a "new" one');
});

test('takes a new value once by its token, and no other with it', async () => {
  const secrets = await open();
  const client = clientOf(await serverOf(secrets));
  const put = (SecretString: string, token: string) =>
    client.send(new PutSecretValueCommand({ SecretId: arn, SecretString, ClientRequestToken: token.repeat(32) }));
  const ask = async (VersionStage: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage }))).SecretString;
  const [generated, first] = [await ask('AWSCURRENT'), await put('first', 'a')];
  expect(await put('first', 'a')).toMatchObject({ VersionId: first.VersionId, VersionStages: ['AWSCURRENT'] });
  expect([await ask('AWSCURRENT'), await ask('AWSPREVIOUS')]).toEqual(['first', generated]);
  await expect(put('other', 'a')).rejects.toBeInstanceOf(ResourceExistsException);
  await put('second', 'b');
  expect(await put('first', 'a')).toMatchObject({ VersionId: first.VersionId, VersionStages: ['AWSPREVIOUS'] });
  expect(await ask('AWSCURRENT')).toBe('second');
});

test('keeps the value that it has while the disk takes no other', async () => {
  const secrets = await open();
  const before = await valueOf(secrets);
  await mkdir(join(folder, 'IdentityKey.json.next'));
  await expect(secrets.handle('PutSecretValue', { SecretId: arn, SecretString: 'new' })).rejects.toThrow();
  expect(await valueOf(secrets)).toEqual(before);
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
