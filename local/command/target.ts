import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as z from 'zod';

import { localAccount, localRegion } from '../ground/local-account.ts';
import { issuerOf } from '../services/identity/account.ts';
import { demonstrationAccounts, findAccount } from '../services/identity/accounts.ts';
import { localCredentials } from '../ground/local-account.ts';
import { signIn } from './sign-in.ts';

/** A running local cloud: its site and where its accounts sign in. */
export interface Target {
  readonly siteUrl: string;
  readonly issuers: { readonly province: string; readonly staff: string };
  readonly clientIds: { readonly province: string; readonly staff: string };
}

const outputsSchema = z.object({
  Application: z.object({
    ProvinceIssuer: z.url(),
    StaffIssuer: z.url(),
    ProvinceClientId: z.string(),
    StaffClientId: z.string(),
    SiteUrl: z.url(),
    StateMachineArn: z.string(),
  }),
});

const storageSchema = z.object({ Storage: z.object({ AuditBucket: z.string() }) });

/**
 * Signs a demonstration account in and returns its access token.
 * @throws Error with one line when the account is unknown or the identity service does not answer
 */
export async function accessTokenOf(id: string, target: Target): Promise<string> {
  const account = findAccount(id);
  if (account === undefined) {
    const named = demonstrationAccounts.map((known) => known.id).join(', ');
    throw new Error(`No account “${id}”. There are ${named}, person-0001 to person-9999, company-01 to company-99.`);
  }
  const name = issuerOf(account.party);
  const { accessToken } = await signIn({
    issuer: target.issuers[name],
    clientId: target.clientIds[name],
    redirectUri: `${target.siteUrl.replace(/\/$/, '')}/auth/callback.html`,
    account: id,
  });
  return accessToken;
}

/** Finds the local cloud by the stack outputs in `LOCAL_DATA/outputs.json`, or by `url`, the site's address. Throws Error with one line when there is none. */
export async function findTarget(url: string | undefined): Promise<Target> {
  return url === undefined ? await targetFromOutputs() : targetFromUrl(url);
}

/** The review's state machine in the running local cloud, and how a client of the AWS SDK reaches it. Throws Error with one line when there is none. */
export async function findWorkflow() {
  const { StateMachineArn: stateMachineArn, SiteUrl } = await readOutputs();
  const { hostname, port } = new URL(SiteUrl);
  // The JSON services listen three ports above the site (docs/local.md).
  const endpoint = `http://${hostname}:${Number(port) + 3}`;
  return { stateMachineArn, client: { region: localRegion, credentials: { ...localCredentials }, endpoint } };
}

/** The bucket of the record of looks in the running local cloud, and how a client of the AWS SDK reaches it. Throws Error with one line when there is none. */
export async function findAuditBucket() {
  const { SiteUrl } = await readOutputs();
  const { AuditBucket: bucket } = storageSchema.parse(jsonOf(await outputsText())).Storage;
  const { hostname, port } = new URL(SiteUrl);
  // S3 listens two ports above the site (docs/local.md).
  const endpoint = `http://${hostname}:${Number(port) + 2}`;
  const client = { region: localRegion, credentials: { ...localCredentials }, endpoint, forcePathStyle: true };
  return { bucket, client };
}

const anyOutputs = z.record(z.string(), z.record(z.string(), z.string()));

/** A deployment as its outputs describe it; `local` is the environment by which clients of the AWS SDK reach the local cloud, empty in AWS. */
export interface Deployment {
  /** The value of an output of whichever stack has it. Throws when none does. */
  readonly output: (name: string) => string;
  readonly local: Readonly<Record<string, string>>;
}

/** A deployment by the file of its outputs, as `npm run deploy` and the local cloud write it; the running local cloud where none is named. */
export async function findDeployment(file: string | undefined): Promise<Deployment> {
  const text = file === undefined ? await outputsText() : await readFile(file, 'utf8');
  const values = new Map(Object.values(anyOutputs.parse(jsonOf(text))).flatMap((outputs) => Object.entries(outputs)));
  const output = (name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`${file ?? outputsFile()} has no output ${name}`);
    return value;
  };
  const { hostname, port } = new URL(output('SiteUrl'));
  const isLocal = output('StateMachineArn').split(':')[4] === localAccount;
  const at = (offset: number) => `http://${hostname}:${Number(port) + offset}`;
  // The ports of docs/local.md.
  const local = {
    ...{ AWS_ENDPOINT_URL: at(3), AWS_ENDPOINT_URL_DYNAMODB: at(4), AWS_ENDPOINT_URL_S3: at(2) },
    ...{ AWS_ACCESS_KEY_ID: localCredentials.accessKeyId, AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey },
  };
  return { output, local: isLocal ? local : {} };
}

async function targetFromOutputs(): Promise<Target> {
  const outputs = await readOutputs();
  return {
    siteUrl: outputs.SiteUrl,
    issuers: { province: outputs.ProvinceIssuer, staff: outputs.StaffIssuer },
    clientIds: { province: outputs.ProvinceClientId, staff: outputs.StaffClientId },
  };
}

function outputsFile(): string {
  return join(process.env['LOCAL_DATA'] ?? '.local', 'outputs.json');
}

async function outputsText(): Promise<string> {
  return await readFile(outputsFile(), 'utf8').catch((cause: unknown) => {
    throw new Error(`The local cloud is not running: there is no ${outputsFile()}. Start it with npm start.`, {
      cause,
    });
  });
}

async function readOutputs() {
  const parsed = outputsSchema.safeParse(jsonOf(await outputsText()));
  if (!parsed.success) {
    throw new Error(`${outputsFile()} does not hold the outputs of the stack Application; start the local cloud anew.`);
  }
  return parsed.data.Application;
}

/** The identity service of the local cloud listens one port above the site. */
function targetFromUrl(url: string): Target {
  if (!URL.canParse(url) || new URL(url).port === '') {
    throw new Error(
      `--url wants the address of the local site with its port, such as http://localhost:4300, not “${url}”.`,
    );
  }
  const { origin, protocol, hostname, port } = new URL(url);
  const identity = `${protocol}//${hostname}:${Number(port) + 1}`;
  return {
    siteUrl: origin,
    issuers: { province: `${identity}/province`, staff: `${identity}/staff` },
    clientIds: { province: 'registration-site', staff: 'registration-site' },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
