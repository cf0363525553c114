import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from '../../command/ports.ts';
import { commandLine } from '../../ground/process-command.ts';
import { startEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { globalTablePropertiesSchema } from './settings.ts';
import type { TableSettings } from './settings.ts';
import { provideTables } from './tables.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };

function table(change: Record<string, unknown> = {}): TableSettings {
  const key = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
  const properties = globalTablePropertiesSchema.parse({
    AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: key('pk', 'sk'),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: key('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    Replicas: [{ Region: 'us-east-1' }],
    ...change,
  });
  return { name: 'Storage-Table', properties };
}

function engineSettings(port: number, onExit: (reason: string) => void = () => undefined) {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'engine-'));
  const file = (name: string): string => path.join(dataFolder, name);
  return { port, database: file('tables.db'), pidFile: file('engine.pid'), logFile: file('engine.log'), onExit };
}

describe('tables in the engine', () => {
  let engine: Engine;
  let settings: ReturnType<typeof engineSettings>;
  let access: { endpoint: string; region: string; credentials: typeof credentials };

  beforeAll(async () => {
    settings = engineSettings(await freePorts());
    engine = await startEngine(settings);
    access = { endpoint: engine.endpoint, region: 'us-east-1', credentials };
  });
  afterAll(async () => await engine.stop());

  it('creates keys, index, stream and time to live, and accepts them again at the next start', async () => {
    await provideTables(access, [table()]);
    await provideTables(access, [table()]);
    const client = new DynamoDBClient(access);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'Storage-Table' }));
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'Storage-Table' }));
    client.destroy();
    expect(Table?.KeySchema?.map((key) => key.AttributeName)).toEqual(['pk', 'sk']);
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['gsi1']);
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
    expect(TimeToLiveDescription?.AttributeName).toBe('expiresAt');
  });

  it('find the last stream record and those after a number without reading all of them', () => {
    const database = new DatabaseSync(settings.database, { readOnly: true });
    const plan = (query: string) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${query}`)
        .all()
        .map(({ detail }) => detail);
    // The engine's own queries, as its binary has them.
    expect(plan("SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'T'")).toEqual([
      'SEARCH _stream_records USING COVERING INDEX _stream_records_by_number (table_name=?)',
    ]);
    const after =
      "SELECT keys_json FROM _stream_records WHERE table_name = 'T' AND shard_id = 'S' AND CAST(sequence_number AS INTEGER) > 1";
    expect(plan(`${after} ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 5`)).toEqual([
      'SEARCH _stream_records USING INDEX _stream_records_by_number (table_name=? AND <expr>>?)',
    ]);
    database.close();
  });

  it('refuses a table whose indexes are not those of the template', async () => {
    await provideTables(access, [table()]);
    const changed = table({
      GlobalSecondaryIndexes: [],
      AttributeDefinitions: table().properties.AttributeDefinitions.slice(0, 2),
    });
    await expect(provideTables(access, [changed])).rejects.toThrow(
      'table Storage-Table: key attributes, global secondary indexes differ from the template; start with --reset to begin anew',
    );
  });

  it('refuses a table whose stream is not that of the template', async () => {
    await provideTables(access, [table()]);
    await expect(
      provideTables(access, [table({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } })]),
    ).rejects.toThrow('table Storage-Table: stream differ');
  });
});

describe('the engine process', () => {
  it('reports that it ended on its own', async () => {
    const { promise: exit, resolve } = Promise.withResolvers<string>();
    const settings = engineSettings(await freePorts(), resolve);
    const engine = await startEngine(settings);
    process.kill(Number(readFileSync(settings.pidFile, 'utf8')), 'SIGKILL');
    expect(await exit).toContain('the DynamoDB engine ended');
    await engine.stop();
  });

  it('is stopped when an earlier start left it running', async () => {
    const settings = engineSettings(await freePorts());
    const orphan = await startEngine(settings);
    const pid = Number(readFileSync(settings.pidFile, 'utf8'));
    const engine = await startEngine(settings);
    const next = Number(readFileSync(settings.pidFile, 'utf8'));
    expect(next).not.toBe(pid);
    expect(commandLine(pid)).not.toContain(settings.database);
    expect((await fetch(engine.endpoint)).ok).toBe(true);
    await orphan.stop();
    await engine.stop();
  });

  it('leaves a process alone that only has the number of an engine', async () => {
    const settings = engineSettings(await freePorts());
    writeFileSync(settings.pidFile, String(process.pid));
    const engine = await startEngine(settings);
    expect((await fetch(engine.endpoint)).ok).toBe(true);
    await engine.stop();
    await delay(50);
    expect(existsSync(settings.pidFile)).toBe(false);
  });

  it('says what is wrong with a database that is no database', async () => {
    const settings = engineSettings(await freePorts());
    writeFileSync(settings.database, 'this is not a database at all'.repeat(100));
    await expect(startEngine(settings)).rejects.toThrow(/the DynamoDB engine does not start: .*not a valid SQLite/u);
  });

  it('says so when the binary does not exist', async () => {
    const settings = { ...engineSettings(await freePorts()), binary: '/nonexistent/dynoxide' };
    await expect(startEngine(settings)).rejects.toThrow('the DynamoDB engine does not start');
  });
});
