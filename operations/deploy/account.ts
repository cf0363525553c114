import { Sha256 } from '@aws-crypto/sha256-js';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Configuration } from './configuration.ts';

/** What is asked of the account before anything is deployed to it. */
export interface Account {
  /** Throws Error with one line when the credentials are not those of the partition, or the account is not bootstrapped. */
  readonly check: () => Promise<void>;
  /** Whether a stack was created. One whose first creation was rolled back is as good as none. */
  readonly exists: (stack: string) => Promise<boolean>;
}

/** The account of the caller's own credentials, as every client of the SDK finds them. `AWS_ENDPOINT_URL` leads elsewhere, as it does for the CLI. */
export function accountOf({ partition, region }: Pick<Configuration, 'partition' | 'region'>): Account {
  const ask = (service: 'sts' | 'cloudformation', action: string, parameters: Readonly<Record<string, string>>) =>
    query({ partition, region, service }, action, parameters);
  const statusOf = async (stack: string): Promise<string | undefined> => {
    const { ok, text } = await ask('cloudformation', 'DescribeStacks', { StackName: stack });
    if (ok) return valueIn(text, 'StackStatus');
    if (text.includes('does not exist')) return undefined;
    throw new Error(`CloudFormation: ${valueIn(text, 'Message') ?? text.slice(0, 200)}`);
  };
  return {
    check: async () => {
      const { ok, text } = await ask('sts', 'GetCallerIdentity', {});
      if (!ok) throw new Error(`credentials: ${valueIn(text, 'Message') ?? 'refused'}`);
      const own = valueIn(text, 'Arn')?.split(':')[1];
      if (own !== partition)
        throw new Error(`credentials: they are of the partition ${own ?? '?'}, the configuration of ${partition}`);
      if ((await statusOf('CDKToolkit')) === undefined) {
        throw new Error(`the account is not bootstrapped in ${region}: run npx cdk bootstrap once`);
      }
    },
    exists: async (stack) => {
      const status = await statusOf(stack);
      return status !== undefined && status !== 'ROLLBACK_COMPLETE' && status !== 'REVIEW_IN_PROGRESS';
    },
  };
}

interface Service extends Pick<Configuration, 'partition' | 'region'> {
  readonly service: 'sts' | 'cloudformation';
}

async function query(
  { partition, region, service }: Service,
  action: string,
  parameters: Readonly<Record<string, string>>,
) {
  const version = { sts: '2011-06-15', cloudformation: '2010-05-15' }[service];
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(process.env['AWS_ENDPOINT_URL'] ?? `https://${service}.${region}.${suffix}`);
  const body = new URLSearchParams({ Action: action, Version: version, ...parameters }).toString();
  const credentials = await new SFNClient({ region }).config.credentials().catch((cause: unknown) => {
    throw new Error('credentials: there are none; sign in with the CLI, or set AWS_PROFILE', { cause });
  });
  const signed = await new SignatureV4({ credentials, region, service, sha256: Sha256 }).sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: '/',
    headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  // Node.js writes the host itself, the same as was signed.
  const headers = Object.entries(signed.headers).filter(([name]) => name !== 'host');
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) });
  return { ok: response.ok, text: await response.text() };
}

function valueIn(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`, 'u').exec(xml)?.[1];
}
