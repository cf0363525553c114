import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Sha256 } from '@aws-crypto/sha256-js';
import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { onTestFinished } from 'vitest';
import { startS3 } from './server.ts';
import type { BucketSettings, RunningS3, S3EventBridgeDetail, S3Settings } from './types.ts';

/** Key pair of the tests. */
export const testCredentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };

/** A plain bucket, one that keeps versions, and one that reports what is created and may be reached from a site. */
export const testBuckets: readonly BucketSettings[] = [
  { name: 'plain', versioned: false, eventBridge: false, cors: [] },
  { name: 'versioned', versioned: true, eventBridge: false, cors: [] },
  { name: 'locked', versioned: true, eventBridge: false, cors: [], retainDays: 10 },
  {
    name: 'incoming',
    versioned: true,
    eventBridge: true,
    expireAfterDays: 1,
    cors: [
      {
        allowedOrigins: ['http://localhost:4300'],
        allowedMethods: ['PUT'],
        allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-*'],
        exposedHeaders: ['ETag'],
        maxAgeSeconds: 600,
      },
    ],
  },
];

/** A client of the server, which does not retry. */
export function makeClient(
  endpoint: string,
  credentials = testCredentials,
  requestChecksumCalculation: 'WHEN_SUPPORTED' | 'WHEN_REQUIRED' = 'WHEN_SUPPORTED',
): S3Client {
  return new S3Client({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1, requestChecksumCalculation });
}

/** A folder that is removed after the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 's3-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server in a fresh folder (or the given one) that is stopped after the test. */
export async function startTestS3(overrides: Partial<S3Settings> = {}): Promise<{
  readonly s3: RunningS3;
  readonly client: S3Client;
  readonly folder: string;
  readonly events: S3EventBridgeDetail[];
  readonly errors: unknown[];
}> {
  const folder = overrides.dataFolder ?? (await makeFolder());
  const events: S3EventBridgeDetail[] = [];
  const errors: unknown[] = [];
  const s3 = await startS3({
    port: 0,
    dataFolder: folder,
    credentials: testCredentials,
    region: 'us-east-1',
    buckets: testBuckets,
    onObjectCreated: (event) => {
      events.push(event);
      return Promise.resolve();
    },
    onError: (error) => errors.push(error),
    ...overrides,
  });
  const client = makeClient(s3.url);
  onTestFinished(async () => {
    client.destroy();
    await s3.stop();
  });
  return { s3, client, folder, events, errors };
}

/** The headers but one. */
export function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** `Code` of an error document, or an empty text. */
  readonly code: string;
}

/** Sends exactly the given headers (and Host, unless given) and body, as no SDK would. */
export function sendRaw(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = Buffer.alloc(0),
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: Uint8Array | string },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      text(incoming).then((content) => {
        const code = /<Code>(\w+)<\/Code>/.exec(content)?.[1] ?? '';
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: content, code });
      }, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Signs a request in its headers, with the headers as given; answers them with the signature. */
export async function signHeaders(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  { credentials = testCredentials, date = new Date(), region = 'us-east-1' } = {},
): Promise<Record<string, string>> {
  const target = new URL(url);
  const signer = new SignatureV4({ credentials, region, service: 's3', sha256: Sha256, uriEscapePath: false });
  const signed = await signer.sign(
    {
      method,
      protocol: target.protocol,
      hostname: target.hostname,
      path: target.pathname,
      query: Object.fromEntries(target.searchParams),
      headers: { host: target.host, ...headers },
    },
    { signingDate: date },
  );
  return signed.headers;
}
