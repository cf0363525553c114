import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { type Identity, startIdentity } from '../services/identity/server.ts';

const script = join(import.meta.dirname, 'token.ts');
const failureSchema = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

let folder: string;
let identity: Identity;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-'));
  const siteUrl = 'http://localhost:14300';
  identity = await startIdentity({ port: 0, dataFolder: join(folder, 'identity'), siteUrl, audience: 'api' });
  const outputs = {
    ProvinceIssuer: identity.provinceIssuer,
    StaffIssuer: identity.staffIssuer,
    ProvinceClientId: 'registration-site',
    StaffClientId: 'registration-site',
    SiteUrl: siteUrl,
    StateMachineArn: 'x',
  };
  await writeOutputs('.', JSON.stringify({ Site: { Address: 'x' }, Application: { ...outputs, Another: 'x' } }));
});

afterAll(async () => {
  await identity.stop();
  await rm(folder, { recursive: true });
});

describe('the token command', () => {
  it.each(['person-zhang', 'company-07', 'registrar-1'])('prints only the token of %s', async (account) => {
    const { stdout, stderr } = await token([account], folder);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(stdout.trim()).sub).toBe(account);
  });

  it('finds the identity service one port above the site of --url', async () => {
    const port = Number(new URL(identity.url).port) - 1;
    const siteUrl = `http://localhost:${port}`;
    // This service was started for another site address, so it is found, and says that this one is not registered.
    const failed = await failureOf(['person-zhang', '--url', siteUrl], folder);
    expect(failed.stderr).toContain('invalid_redirect_uri');
  });

  it.each([
    ['an unknown account', ['nobody'], 'No account “nobody”. There are person-zhang,'],
    ['no account', [], 'Usage: npm run token'],
    ['an unknown option', ['person-zhang', '--account', 'x'], "Unknown option '--account'"],
    ['an address without a port', ['person-zhang', '--url', 'localhost'], '--url wants the address'],
    ['a service that is not running', ['person-zhang', '--url', 'http://localhost:1'], 'Nothing answers at'],
  ])('tells of %s in one line', async (_case, args, message) => {
    expectOneLine(await failureOf(args, folder), message);
  });

  it('tells when no local cloud was started or its outputs are spoilt', async () => {
    expectOneLine(await failureOf(['person-zhang'], join(folder, 'nowhere')), 'The local cloud is not running');
    await writeOutputs('spoilt', '{"Application":');
    expectOneLine(await failureOf(['person-zhang'], join(folder, 'spoilt')), 'does not hold the outputs');
  });
});

async function writeOutputs(subfolder: string, text: string): Promise<void> {
  await mkdir(join(folder, subfolder), { recursive: true });
  await writeFile(join(folder, subfolder, 'outputs.json'), text);
}

function token(args: string[], localData: string): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, LOCAL_DATA: localData };
  return promisify(execFile)(process.execPath, [script, ...args], { env });
}

async function failureOf(args: string[], localData: string): Promise<z.infer<typeof failureSchema>> {
  const outcome: unknown = await token(args, localData).catch((error: unknown) => error);
  return failureSchema.parse(outcome);
}

function expectOneLine(failed: z.infer<typeof failureSchema>, message: string): void {
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toContain(message);
  expect(failed.stderr.trimEnd()).not.toContain('\n');
}
