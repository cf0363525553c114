import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A DynamoDB engine of a test, with the product's table in it. */
export interface TestTable {
  stop(): Promise<void>;
}

const tableName = 'test-table';

/**
 * Starts the real DynamoDB engine (dynoxide) with an empty table of the product's keys, and sets the environment of a function.
 * Modules that use the table read it when they are imported: import them only after this. Publicity days last 10 seconds,
 * working days 100.
 */
export async function startTestTable(): Promise<TestTable> {
  const folder = mkdtempSync(path.join(tmpdir(), 'test-table-'));
  const port = await freePort();
  const child = spawn(engineBinary(), ['--port', String(port), '--db-path', path.join(folder, 'tables.db')], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    INCOMING_BUCKET: 'incoming',
    DOCUMENTS_BUCKET: 'documents',
    PUBLICITY_DAY_SECONDS: '10',
    DEADLINE_DAY_SECONDS: '100',
    SITE_URL: 'https://registration.example.cn',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  await waitUntilHealthy(endpoint);
  await createTable();
  // What the files before it in this process have imported reads their table. The benchmark of jobs uses the table without vitest.
  if (process.env['VITEST'] !== undefined) (await import('vitest')).vi.resetModules();
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Unit tests run on any machine that has the engine of the npm package; elsewhere `dynoxide` must be on the PATH.
function engineBinary(): string {
  try {
    const manifest = import.meta.resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
    return path.join(path.dirname(fileURLToPath(manifest)), 'dynoxide');
  } catch {
    return 'dynoxide';
  }
}

async function createTable(): Promise<void> {
  const client = new DynamoDBClient({});
  const keys = (prefix: string) => [
    { AttributeName: `${prefix}pk`, KeyType: 'HASH' } as const,
    { AttributeName: `${prefix}sk`, KeyType: 'RANGE' } as const,
  ];
  const prefixes = ['', 'gsi1', 'gsi2'];
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(''),
      AttributeDefinitions: prefixes
        .flatMap(keys)
        .map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const })),
      GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((name) => ({
        IndexName: name,
        KeySchema: keys(name),
        Projection: {
          ProjectionType: 'INCLUDE' as const,
          NonKeyAttributes: ['__edb_e__', '__edb_v__', 'messageId'],
        },
      })),
    }),
  );
  client.destroy();
}

async function waitUntilHealthy(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(500) }).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(10);
  }
  throw new Error(`the DynamoDB engine does not answer at ${endpoint}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
