import { App, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer, CfnIntegration, CfnRoute, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AllowedMethods, CachePolicy, Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePorts } from './ports.ts';
import { commandLine } from '../ground/process-command.ts';

/*
 * One small CDK app, synthesized here, played through `node local/command/start.ts`: a page, an API that counts in a table, and a
 * stream that writes to the same table. It proves the frame; the product itself is tested in tests/.
 */

const handler = `
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const call = (Command, body) => client.send(new Command({ TableName: process.env.TABLE_NAME, ...body }));
const add = (pk) => call(UpdateItemCommand, { Key: { pk: { S: pk } }, UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } }, ReturnValues: 'ALL_NEW' });
export const handler = async (event) => {
  if (event.Records) { for (const record of event.Records) if (record.dynamodb.Keys.pk.S === 'count') await add('seen'); return; }
  if (event.requestContext.http.method === 'POST') return { count: Number((await add('count')).Attributes.n.N), greeting: process.env.GREETING };
  const { Item } = await call(GetItemCommand, { Key: { pk: { S: 'seen' } }, ConsistentRead: true });
  return { seen: Number(Item?.n.N ?? 0) };
};`;

function synthesize(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloud-'));
  for (const name of ['code', 'pages']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'code/index.mjs'), handler);
  writeFileSync(path.join(folder, 'pages/index.html'), '<h1>front page</h1>');
  const app = new App({ outdir: path.join(folder, 'cdk.out'), analyticsReporting: false });
  const storage = new Stack(app, 'Storage');
  const table = new Table(storage, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_IMAGE,
  });
  const stack = new Stack(app, 'Application');
  const greeting = new CfnParameter(stack, 'Greeting', { default: 'hello' });
  const lambda = new Function(stack, 'Counter', {
    code: Code.fromAsset(path.join(folder, 'code')),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    environment: { TABLE_NAME: table.tableName, GREETING: greeting.valueAsString },
    // The one that the library makes has a policy that the account keeps, which nobody here can read.
    role: new Role(stack, 'CounterRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  });
  lambda.addToRolePolicy(
    new PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [table.tableArn] }),
  );
  lambda.addEventSource(
    new DynamoEventSource(table as ITable, { startingPosition: StartingPosition.TRIM_HORIZON, batchSize: 10 }),
  );
  const api = new HttpApi(stack, 'Api');
  lambda.addPermission('Invoke', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: stack.formatArn({ service: 'execute-api', resource: api.apiId, resourceName: '*' }),
  });
  const integration = new CfnIntegration(stack, 'Integration', {
    apiId: api.apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: lambda.functionArn,
    payloadFormatVersion: '2.0',
  });
  const authorizer = new CfnAuthorizer(stack, 'Authorizer', {
    apiId: api.apiId,
    name: 'Province',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: { audience: ['anyone'], issuer: 'http://localhost:1/province' },
  });
  const route = (id: string, routeKey: string, authorization: object = {}): CfnRoute =>
    new CfnRoute(stack, id, {
      apiId: api.apiId,
      routeKey,
      target: Fn.join('/', ['integrations', integration.ref]),
      ...authorization,
    });
  route('Count', 'POST /api/count');
  route('Seen', 'GET /api/seen');
  route('Private', 'GET /api/private', { authorizationType: 'JWT', authorizerId: authorizer.ref });
  const bucket = new Bucket(stack, 'Pages');
  new Distribution(stack, 'Distribution', {
    defaultRootObject: 'index.html',
    defaultBehavior: { origin: S3BucketOrigin.withOriginAccessIdentity(bucket as IBucket) },
    additionalBehaviors: {
      '/api/*': {
        origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
      },
    },
  });
  new BucketDeployment(stack, 'Deployment', {
    destinationBucket: bucket as IBucket,
    sources: [Source.asset(path.join(folder, 'pages'))],
  });
  new CfnOutput(stack, 'TableName', { value: table.tableName });
  app.synth();
  return path.join(folder, 'cdk.out');
}

let assembly: string;
let port: number;
const dataFolder = path.join(mkdtempSync(path.join(tmpdir(), 'cloud-data-')), 'data');
const running: ChildProcess[] = [];

beforeAll(async () => {
  assembly = synthesize();
  port = await freePorts();
}, 60_000);

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

async function start(...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'start.ts'), '--assembly', assembly, ...args], {
    env: { ...process.env, PORT: String(port), LOCAL_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(`ready http://localhost:${port} `)) return child;
  }
  throw new Error('the cloud ended without getting ready');
}

const at = (place: string): string => `http://localhost:${port}${place}`;

async function count(): Promise<unknown> {
  const answer = await fetch(at('/api/count'), { method: 'POST' });
  return (await answer.json()) as unknown;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<{ code: unknown; milliseconds: number }> {
  const started = performance.now();
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [unknown];
  return { code, milliseconds: performance.now() - started };
}

it('runs a template, stops on SIGTERM with its data kept, and goes on', { timeout: 60_000 }, async () => {
  const first = await start('--quiet');
  expect(await (await fetch(at('/'))).text()).toBe('<h1>front page</h1>');
  expect(await count()).toEqual({ count: 1, greeting: 'hello' });
  expect((await fetch(at('/api/private'))).status).toBe(401);
  expect(JSON.parse(readFileSync(path.join(dataFolder, 'outputs.json'), 'utf8'))).toMatchObject({
    Application: { TableName: 'Storage-TableCD117FA1' },
  });
  const { code, milliseconds } = await stop(first, 'SIGTERM');
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(5000);
  expect(existsSync(path.join(dataFolder, 'outputs.json'))).toBe(false);

  const second = await start('--parameter', 'Greeting=again');
  expect(await count()).toEqual({ count: 2, greeting: 'again' });
  expect((await stop(second, 'SIGINT')).code).toBe(0);
});

it('goes on after kill -9 with what was acknowledged, every stream record delivered', { timeout: 60_000 }, async () => {
  const first = await start('--quiet', '--reset');
  for (let i = 1; i <= 5; i += 1) expect(await count()).toEqual({ count: i, greeting: 'hello' });
  await stop(first, 'SIGKILL');

  const second = await start('--quiet');
  await expect
    .poll(async () => ((await (await fetch(at('/api/seen'))).json()) as { seen: number }).seen, { timeout: 15_000 })
    .toBeGreaterThanOrEqual(5);
  expect(await count()).toEqual({ count: 6, greeting: 'hello' });
  await stop(second, 'SIGTERM');
});

it('stops with a line on stderr when the engine dies', { timeout: 60_000 }, async () => {
  const child = await start('--quiet');
  const engine = Number(readFileSync(path.join(dataFolder, 'engine.pid'), 'utf8'));
  expect(commandLine(engine)).toContain(dataFolder);
  process.kill(engine, 'SIGKILL');
  const [code] = (await once(child, 'exit')) as [unknown];
  expect(code).toBe(1);
});
