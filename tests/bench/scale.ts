import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { projectedAttributes, tableIndexes } from '../../infra/constructs/registration-table.ts';
import { findBinary, startEngine } from '../../local/services/dynamodb/engine.ts';
import { freePorts } from '../support/cloud/local-cloud.ts';
import type { Row } from './figures.ts';
import { type ScaleSize, writeExport } from './scale-data.ts';

const run = promisify(execFile);
const figuresSchema = z.record(
  z.string(),
  z.object({ read: z.number(), p50: z.number(), p95: z.number(), failed: z.number() }),
);
type Figures = z.output<typeof figuresSchema>;

const small: ScaleSize = { registrations: 1000, openItems: 1000 };
const sizes = {
  whole: [small, { registrations: 1_000_000, openItems: 100_000 }],
  quick: [small, { registrations: 50_000, openItems: 10_000 }],
} as const;

/**
 * What each list, filter, count and search of the desk reads and how long it takes with a little and with a whole province in the table, which the engine
 * loads by its import of exports.
 */
export async function scaleRows(isQuick: boolean): Promise<Row[]> {
  const [before, after] = sizes[isQuick ? 'quick' : 'whole'];
  const folder = await mkdtemp(path.join(tmpdir(), 'scale-'));
  try {
    const schema = await writeSchema(folder);
    const left = await measured(path.join(folder, 'small'), schema, before, isQuick);
    const right = await measured(path.join(folder, 'large'), schema, after, isQuick);
    return rowsOf(left, right, `${before.registrations}`, `${after.registrations}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const tableName = 'test-table';

/** The description of the product's table, as the import wants it. Sets the environment by which the functions find their table. */
async function writeSchema(folder: string): Promise<string> {
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  const keys = (prefix: string) => [
    { AttributeName: `${prefix}pk`, KeyType: 'HASH' },
    { AttributeName: `${prefix}sk`, KeyType: 'RANGE' },
  ];
  const Table = {
    TableName: tableName,
    KeySchema: keys(''),
    AttributeDefinitions: ['', ...tableIndexes]
      .flatMap(keys)
      .map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: tableIndexes.map((IndexName) => ({
      IndexName,
      KeySchema: keys(IndexName),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projectedAttributes] },
    })),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  };
  const file = path.join(folder, 'schema.json');
  await writeFile(file, JSON.stringify([{ Table }]));
  return file;
}

async function measured(folder: string, schema: string, size: ScaleSize, isQuick: boolean): Promise<Figures> {
  const database = path.join(folder, 'tables.db');
  const started = performance.now();
  const rows = await writeExport(path.join(folder, 'export'), tableName, size);
  await run(findBinary(), [
    'import',
    '--source',
    path.join(folder, 'export'),
    '--schema',
    schema,
    '--output',
    database,
  ]);
  process.stderr.write(`${rows} rows loaded in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  await rm(path.join(folder, 'export'), { recursive: true });
  const engine = await startEngine({
    port: await freePorts(),
    database,
    pidFile: path.join(folder, 'engine.pid'),
    logFile: path.join(folder, 'engine.log'),
    onExit: (reason) => process.stderr.write(`${reason}\n`),
  });
  try {
    const script = fileURLToPath(new URL('scale-reads.ts', import.meta.url));
    const env = { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint };
    const { stdout, stderr } = await run(process.execPath, [script, isQuick ? '10' : '30'], { env });
    process.stderr.write(stderr);
    return figuresSchema.parse(JSON.parse(stdout));
  } finally {
    await engine.stop();
  }
}

// A search that finds more fills its page: 20 cases and 20 entries, a unit each, and the rows that name them.
const fullPage = 45;

function rowsOf(left: Figures, right: Figures, few: string, many: string): Row[] {
  return Object.entries(right).flatMap(([name, { read, p50, p95, failed }]) => {
    const base = left[name] ?? { read: 0, p50: 0, p95: 0, failed: 0 };
    const beside = (figure: number) => ({ name: few, figure });
    return [
      {
        name: `${name}, read units (${many})`,
        figure: read,
        unit: 'RCU',
        baseline: beside(base.read),
        target: { most: Math.max(base.read, fullPage) },
      },
      { name: `${name}, p50`, figure: p50, unit: 'ms', baseline: beside(base.p50), target: { most: base.p50 * 1.2 } },
      { name: `${name}, p95`, figure: p95, unit: 'ms', baseline: beside(base.p95) },
      ...(failed + base.failed > 0
        ? [{ name: `${name}, not answered`, figure: failed + base.failed, unit: '', target: { most: 0 } }]
        : []),
    ];
  });
}
