/**
 * `npm run bench`: measures the product on a fresh local cloud and prints one table. README.md says what each row means.
 * Ends with an exit code other than 0 only when something could not be measured, never for a missed target.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { awsAccess, type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { makeBareTable } from './bare-dynamodb.ts';
import { capacityRows } from './capacity.ts';
import { coldStartRows } from './cold-start.ts';
import { commandRows } from './commands.ts';
import { companyChangeRows } from './company-change.ts';
import { printed, type Row, table } from './figures.ts';
import { bundledJobRows } from './jobs-bundled.ts';
import { loadRows, singleJourneyRows } from './journeys.ts';
import { pageWeightRows } from './page-weight.ts';
import { memoryOf, watchMemory } from './process-memory.ts';
import { scaleRows } from './scale.ts';
import { renderingRows } from './rendering.ts';
import { startupRows } from './startup.ts';
import { transitionRows } from './transitions.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    jobs: { type: 'boolean', default: false },
    capacity: { type: 'boolean', default: false },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const megabyte = 1024 * 1024;
const mostMegabytes = 900;

// Fewer samples make a run of about a minute; its percentiles say little.
const size = values.quick
  ? { commands: 4, changed: 50, load: { count: 8, concurrency: 4 }, documents: 5, coldStarts: 1 }
  : { commands: 20, changed: 500, load: { count: 100, concurrency: 20 }, documents: 30, coldStarts: 5 };

// People of one measurement must not be registered by another.
const firstNumbers = { single: 1, commands: 101, load: 1001, changed: 5001 } as const;

const rows: Row[] = [];
const failures: string[] = [];

/** Makes one measurement; one that cannot be made is told and does not keep the others from being made. */
async function measure(name: string, run: () => Promise<readonly Row[]>): Promise<void> {
  const started = performance.now();
  try {
    rows.push(...(await run()));
    process.stderr.write(`${name}: measured in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    failures.push(name);
    process.stderr.write(`${name}: ${(error instanceof Error ? error.message : String(error)).slice(-2000)}\n`);
  }
}

/** Everything that is measured on one running cloud. */
async function measureCloud(cloud: LocalCloud): Promise<void> {
  const { target, pid } = cloud;
  const memory = watchMemory(pid);
  const most = { most: mostMegabytes };
  await measure('single journey', () => singleJourneyRows(target, firstNumbers.single));
  await measure('commands and queries', async () => {
    const bare = await makeBareTable(awsAccess(cloud));
    try {
      return await commandRows(target, firstNumbers.commands, size.commands, bare);
    } finally {
      bare.close();
    }
  });
  await measure('load', () => loadRows(target, firstNumbers.load, size.load));
  await measure('change of a company', () => companyChangeRows(target, firstNumbers.changed, size.changed));
  await measure('memory', async () => [
    { name: 'memory of the local cloud, most', figure: memory.peak() / megabyte, unit: 'MB', target: most },
    {
      name: 'memory of the local cloud, after the load',
      figure: (await memoryOf(pid)) / megabyte,
      unit: 'MB',
      target: most,
    },
  ]);
  memory.stop();
  await measure('state transitions', () => transitionRows(cloud));
}

if (values.jobs) {
  await measure('jobs', () => bundledJobRows(values.quick ? { cases: 50, rows: 2000 } : { cases: 500, rows: 100_000 }));
  finish();
}

if (values.scale) {
  await measure('scale', () => scaleRows(values.quick));
  finish();
}

if (values.capacity) {
  await measure('capacity units', capacityRows);
  finish();
}

await measure('start', startupRows);
await measure('local cloud', async () => {
  const cloud = await startLocalCloud({ build: true, asStarted: true });
  try {
    await measureCloud(cloud);
    return [];
  } finally {
    await cloud.stop();
    await cloud.remove();
  }
});
await measure('capacity units', capacityRows);
await measure('rendering', () => renderingRows(size.documents));
await measure('cold starts', () => coldStartRows(path.join(root, 'cdk.out'), size.coldStarts));
await measure('page weights', () => pageWeightRows(path.join(root, 'site/dist')));

finish();

/** Prints what was measured, and ends. */
function finish(): never {
  process.stdout.write(values.json ? `${JSON.stringify(rows.map(printed), null, 2)}\n` : `${table(rows)}\n`);
  process.exit(failures.length > 0 ? 1 : 0);
}
