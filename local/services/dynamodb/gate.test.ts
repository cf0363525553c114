import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessControl } from '../../assembly/policy/access.ts';
import { readAssembly } from '../../assembly/read-assembly.ts';
import { writeTestAssembly } from '../../assembly/test-assembly.ts';
import { freePorts } from '../../command/ports.ts';
import { createBell } from '../../ground/bell.ts';
import type { FaultKind } from '../../ground/faults.ts';
import { listen } from '../../ground/http-server.ts';
import { functionCredentials, localAccess, localCredentials } from '../../ground/local-account.ts';
import { createServices, resourceTypesOf } from '../registry.ts';
import { startGate } from './gate.ts';
import type { Gate } from './gate.ts';
import { createRequestReader } from './request-stream.ts';

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const tableArn = { 'Fn::GetAtt': ['Table', 'Arn'] };
const keyArn = { 'Fn::GetAtt': ['Key', 'Arn'] };

/** A function that may put into an encrypted table but not update it, and whose use of the key is the given one. */
function keysOf(keyActions: readonly string[]) {
  const Resources = {
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Statement: [{ ...allow('kms:*', '*'), Principal: { AWS: 'arn:aws:iam::000000000000:root' } }],
        },
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: keyArn } },
    },
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'Role' }],
        PolicyDocument: {
          Statement: [
            allow(['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:BatchGetItem'], tableArn),
            allow('dynamodb:Query', { 'Fn::Join': ['', [tableArn, '/index/*']] }),
            allow(keyActions, keyArn),
          ],
        },
      },
    },
    Writer: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  };
  const folder = writeTestAssembly({ stacks: { App: { Resources } } });
  const addresses = { siteHost: 'localhost:4300', awsJson: 'http://127.0.0.1:4303', api: 'http://127.0.0.1:4306' };
  return accessControl(
    readAssembly({ folder, parameters: {}, addresses, resourceTypes: resourceTypesOf(createServices()) }),
  );
}

const everyUse = ['Decrypt', 'DescribeKey', 'Encrypt', 'ReEncrypt*', 'GenerateDataKey*'].map((name) => `kms:${name}`);
const engine = createServer((request, response) => {
  void buffer(request).then((body) => {
    asked += 1;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(body.length === 0 ? 'ok' : '{}');
  });
});
const written = createBell();
const gates: Gate[] = [];
const clients: DynamoDBClient[] = [];
let client: DynamoDBClient;

let asked = 0;

async function clientOf(
  keyActions: readonly string[],
  credentials: { accessKeyId: string; secretAccessKey: string },
  fault?: FaultKind,
  isFull = false,
  lagging?: { readonly address: () => Promise<string> },
) {
  const address = engine.address() as AddressInfo;
  const port = await freePorts();
  const keys = keysOf(keyActions);
  const faults = { strikes: (kind: FaultKind) => kind === fault };
  const disk = { isFull: () => isFull };
  const place = { port, engine: `http://127.0.0.1:${address.port}` };
  gates.push(await startGate({ ...localAccess(), ...place, keys, faults, disk, written, ...(lagging && { lagging }) }));
  const made = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { ...credentials },
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
  });
  clients.push(made);
  return made;
}

const writer = functionCredentials('arn:aws:lambda:us-east-1:000000000000:function:App-Writer');

beforeAll(async () => {
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  client = await clientOf(everyUse, writer);
});
afterAll(async () => {
  for (const one of clients) one.destroy();
  await Promise.all(gates.map((gate) => gate.stop()));
  engine.close();
  engine.closeAllConnections();
});

const TableName = 'App-Table';
const Item = { pk: { S: 'a' }, text: { S: '建筑'.repeat(30_000) } };
const who = 'User: arn:aws:sts::000000000000:assumed-role/App-Role/App-Writer is not authorized to perform:';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/App-Table';

it('lets pass what the policies of the function allow, small or large, one after another on one connection', async () => {
  await client.send(new PutItemCommand({ TableName, Item }));
  await client.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
  await Promise.all(Array.from({ length: 20 }, () => client.send(new PutItemCommand({ TableName, Item }))));
});

it('rings for who reads the streams once something was written, not for what is read or refused', async () => {
  const before = written.rung();
  await client.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
  await client.send(new ScanCommand({ TableName })).catch(() => undefined);
  expect(written.rung()).toBe(before);
  await client.send(new PutItemCommand({ TableName, Item }));
  expect(written.rung()).toBe(before + 1);
});

it('refuses in the words of AWS what they do not', async () => {
  await expect(client.send(new ScanCommand({ TableName }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `${who} dynamodb:Scan on resource: ${table} because no identity-based policy allows the dynamodb:Scan action`,
  });
});

it('refuses a transaction for one of its parts', async () => {
  const key = { TableName, Key: { pk: { S: 'a' } } };
  const TransactItems = [{ Put: { TableName, Item } }, { Update: { ...key, UpdateExpression: 'REMOVE b' } }];
  await expect(client.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toThrow(
    `${who} dynamodb:UpdateItem on resource: ${table}`,
  );
});

it('refuses to write to somebody who may only decrypt with the key of the table', async () => {
  const reader = await clientOf(['kms:Decrypt', 'kms:DescribeKey'], writer);
  await reader.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
  await expect(reader.send(new PutItemCommand({ TableName, Item }))).rejects.toThrow(`${who} kms:Encrypt on resource:`);
});

it('refuses keys that nobody has and signatures that are wrong, and lets the account do everything', async () => {
  const stranger = await clientOf(everyUse, { ...writer, accessKeyId: 'AKIASTRANGER' });
  await expect(stranger.send(new GetItemCommand({ TableName, Key: {} }))).rejects.toThrow('security token');
  const forger = await clientOf(everyUse, { ...writer, secretAccessKey: 'other' });
  await expect(forger.send(new GetItemCommand({ TableName, Key: {} }))).rejects.toThrow('signature we calculated');
  await (await clientOf(everyUse, localCredentials)).send(new ScanCommand({ TableName }));
});

it.each([
  ['throttle', { name: 'ThrottlingException' }, 0],
  ['unavailable', { $metadata: { httpStatusCode: 503 } }, 0],
  ['silent', { name: 'AbortError' }, 0],
  ['lost', { code: 'ECONNRESET' }, 1],
] as const)('fails a function by the fault %s, and the account never', async (fault, error, carriedOut) => {
  const faulty = await clientOf(everyUse, writer, fault);
  const before = asked;
  const abortSignal = AbortSignal.timeout(300);
  const put = faulty.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' } } }), { abortSignal });
  await expect(put).rejects.toMatchObject(error);
  expect(asked - before).toBe(carriedOut);
  await (await clientOf(everyUse, localCredentials, fault)).send(new ScanCommand({ TableName }));
});

it('leaves the keys of a batch undone by the fault unprocessed', async () => {
  const faulty = await clientOf(everyUse, writer, 'unprocessed');
  const RequestItems = { [TableName]: { Keys: [{ pk: { S: 'a' } }] } };
  const answer = await faulty.send(new BatchGetItemCommand({ RequestItems }));
  expect(answer).toMatchObject({ Responses: {}, UnprocessedKeys: RequestItems });
});

it('writes nothing for a function while the disk is full, and reads', async () => {
  const faulty = await clientOf(everyUse, writer, undefined, true);
  const before = asked;
  const put = faulty.send(new PutItemCommand({ TableName, Item }));
  await expect(put).rejects.toMatchObject({ name: 'InternalServerError', $metadata: { httpStatusCode: 500 } });
  expect(asked).toBe(before);
  await faulty.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
});

it('connects nobody to the copy who has left while it was made', async () => {
  let connections = 0;
  const copy = createSocketServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  const port = await listen(copy, 0, '127.0.0.1', 'copy');
  const made = Promise.withResolvers<string>();
  const left = Promise.withResolvers<undefined>();
  const address = async () => {
    left.resolve(undefined);
    return await made.promise;
  };
  const asking = await clientOf(everyUse, writer, 'index', false, { address });
  const leaving = new AbortController();
  const asked = asking.send(new QueryCommand({ TableName, IndexName: 'i' }), { abortSignal: leaving.signal });
  const ended = expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  await left.promise;
  leaving.abort();
  await ended;
  await sleep(50);
  made.resolve(`http://127.0.0.1:${port}`);
  await sleep(50);
  copy.close();
  expect(connections).toBe(0);
});

it.each(['four', '-1', '1.5'])('takes a body of length %s for none of its requests', (length) => {
  const head = `POST / HTTP/1.1\r\nContent-Length: ${length}\r\n\r\n`;
  expect(() => createRequestReader().take(Buffer.from(head))).toThrow('a body of no length');
});

it('puts requests together from any pieces', () => {
  const one = Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody');
  const both = Buffer.concat([one, Buffer.from('GET /healthy HTTP/1.1\r\n\r\n')]);
  for (let size = 1; size <= both.length; size += 1) {
    const reader = createRequestReader();
    const read = [];
    for (let at = 0; at < both.length; at += size) read.push(...reader.take(both.subarray(at, at + size)));
    expect(read.map(({ method, path, body, bytes }) => [method, path, body.toString(), bytes.length])).toEqual([
      ['POST', '/', 'body', one.length],
      ['GET', '/healthy', '', both.length - one.length],
    ]);
  }
});
