import { InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AwsJsonServer, startAwsJson } from '../../ground/aws-json/server.ts';
import { answerInvocations } from './invoke-api.ts';
import type { Invoke } from '../../ground/invocation.ts';

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' } };
const invoke: Invoke = (name, payload) => {
  if (name === 'Echo') return Promise.resolve({ ok: true, payload: { name, payload } });
  if (name === 'Broken') return Promise.resolve({ ok: false, errorType: 'TypeError', errorMessage: 'a bug' });
  return Promise.resolve({ ok: false, errorType: 'ResourceNotFoundException', errorMessage: `no ${name}` });
};
let server: AwsJsonServer;

beforeAll(async () => {
  server = await startAwsJson({ port: 0, ...access, services: {}, restServices: [answerInvocations(invoke)] });
});
afterAll(() => server.stop());

const client = (settings: object = {}) =>
  new LambdaClient({ endpoint: server.url, ...access, maxAttempts: 1, ...settings });
const call = async (FunctionName: string, options: object = {}) =>
  await client().send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ 数: 1 }), ...options }));

test('answers what the function answers', async () => {
  const { StatusCode, FunctionError, Payload } = await call('Echo');
  expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: undefined });
  expect(JSON.parse(Payload!.transformToString())).toEqual({ name: 'Echo', payload: { 数: 1 } });
});

test('says that the function failed', async () => {
  const { FunctionError, Payload } = await call('Broken');
  expect(FunctionError).toBe('Unhandled');
  expect(JSON.parse(Payload!.transformToString())).toEqual({ errorType: 'TypeError', errorMessage: 'a bug' });
});

test('refuses an unknown function, another kind of invocation and a wrong key', async () => {
  await expect(call('None')).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(call('Echo', { InvocationType: 'Event' })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
  const stranger = client({ credentials: { accessKeyId: 'local', secretAccessKey: 'other' } });
  await expect(stranger.send(new InvokeCommand({ FunctionName: 'Echo' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
});
