import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DescribeExecutionCommand, ExecutionDoesNotExist, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountCaller, accountKeyRing } from '../caller.ts';
import { AwsJsonError } from './error.ts';
import { startAwsJson, type AwsJsonServer } from './server.ts';

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:review:1';
const problems: string[] = [];
let server: AwsJsonServer;

beforeEach(async () => {
  problems.length = 0;
  server = await startAwsJson({
    port: 0,
    region,
    credentials,
    log: { write: ({ message }) => problems.push(message) },
    services: {
      AWSStepFunctions: (operation, body) => {
        const { executionArn: asked } = body as { executionArn: string };
        if (asked === executionArn)
          return Promise.resolve({ executionArn, name: operation, startDate: new Date(1500) });
        return Promise.reject(Object.assign(new Error(`No ${asked}`), { type: 'ExecutionDoesNotExist' }));
      },
      AWSEvents: () => Promise.reject(new TypeError('a bug')),
    },
  });
});
afterEach(() => server.stop());

const client = (settings: object = {}): SFNClient =>
  new SFNClient({ endpoint: server.url, region, credentials, maxAttempts: 1, ...settings });

test('dispatches by target and gives dates in the form the SDK reads', async () => {
  const answer = await client().send(new DescribeExecutionCommand({ executionArn }));
  expect(answer).toMatchObject({ executionArn, name: 'DescribeExecution', startDate: new Date(1500) });
});

test('gives errors their type', async () => {
  const asked = client().send(new DescribeExecutionCommand({ executionArn: 'arn:none' }));
  await expect(asked).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  await expect(asked).rejects.toMatchObject({ message: 'No arn:none', $metadata: { httpStatusCode: 400 } });
});

test('answers InternalFailure for a fault of its own and logs it', async () => {
  const events = new EventBridgeClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
  await expect(events.send(new PutEventsCommand({ Entries: [{}] }))).rejects.toMatchObject({ name: 'InternalFailure' });
  expect(problems).toEqual([expect.stringContaining('TypeError: a bug')]);
});

test('refuses an unknown service', async () => {
  const secrets = new SecretsManagerClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
  await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'x' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});

test.each([
  ['another access key', { credentials: { ...credentials, accessKeyId: 'other' } }, 'UnrecognizedClientException'],
  ['another secret', { credentials: { ...credentials, secretAccessKey: 'other' } }, 'InvalidSignatureException'],
  ['another region', { region: 'eu-west-1' }, 'InvalidSignatureException'],
  ['a clock 10 minutes behind', { systemClockOffset: -600_000 }, 'InvalidSignatureException'],
])('refuses a request signed with %s', async (_name, settings, type) => {
  await expect(client(settings).send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: type,
    $metadata: { httpStatusCode: 403 },
  });
});

test('refuses a body changed after signing', async () => {
  const tampering = client();
  tampering.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string };
      request.body = request.body.replace('execution:review:1', 'execution:review:2');
      return next(args);
    },
    { step: 'deserialize', priority: 'low' },
  );
  await expect(tampering.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
});

test.each([
  ['no Authorization', {}, 403, 'MissingAuthenticationToken'],
  ['a bearer token', { authorization: 'Bearer x' }, 400, 'IncompleteSignature'],
])('refuses a request with %s', async (_name, headers, status, type) => {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSStepFunctions.ListExecutions', ...headers },
    body: '{}',
  });
  expect(response.status).toBe(status);
  expect(response.headers.get('x-amzn-errortype')).toBe(type);
  expect(await response.json()).toMatchObject({ __type: type });
});

test('refuses an oversized body and tells when its port is taken', async () => {
  const response = await fetch(server.url, { method: 'POST', body: 'x'.repeat(3_000_000) }).catch(() => undefined);
  // The connection may be cut while the client still writes.
  expect([413, undefined]).toContain(response?.status);
  const port = Number(new URL(server.url).port);
  await expect(startAwsJson({ port, region, credentials, services: {} })).rejects.toThrow(
    `port ${port} (AWS JSON services) is in use`,
  );
});

test('an AwsJsonError keeps its status', async () => {
  expect(new AwsJsonError('ServiceUnavailable', 'later', 503)).toMatchObject({
    type: 'ServiceUnavailable',
    status: 503,
  });
  await server.stop();
  expect(await fetch(server.url).catch(() => 'refused')).toBe('refused');
});

test.each([
  ['throttle', { name: 'ThrottlingException' }, 0],
  ['unavailable', { $metadata: { httpStatusCode: 503 } }, 0],
  ['silent', { name: 'AbortError' }, 0],
  ['lost', { $metadata: { httpStatusCode: 503 } }, 1],
] as const)('fails a function by the fault %s, and the account never', async (fault, error, carriedOut) => {
  let asked = 0;
  const handler = () => Promise.resolve({ executions: [], asked: (asked += 1) });
  let isAccount = false;
  const keys = { ...accountKeyRing, callerOf: () => ({ ...accountCaller, isAccount }) };
  const faults = { strikes: (kind: string) => kind === fault };
  const faulty = await startAwsJson({
    port: 0,
    region,
    credentials,
    keys,
    faults,
    services: { AWSStepFunctions: handler },
  });
  const asking = client({ endpoint: faulty.url });
  const list = () =>
    asking.send(new ListExecutionsCommand({ stateMachineArn: 'x' }), { abortSignal: AbortSignal.timeout(300) });
  await expect(list()).rejects.toMatchObject(error);
  expect(asked).toBe(carriedOut);
  isAccount = true;
  await list();
  asking.destroy();
  await faulty.stop();
});
