import { parseArgs } from 'node:util';
import { findTarget, type Target } from '../../local/command/target.ts';
import { startLocalCloud } from '../support/cloud/local-cloud.ts';
import { tableDigest } from '../support/cloud/table-digest.ts';
import { fuzz, type FuzzReport } from './fuzz.ts';
import { fuzzWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string' },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];

function print({ requests, statuses, groups, faults }: FuzzReport): void {
  const listed = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ');
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`by status: ${listed(statuses)}\nby API: ${listed(groups)}\n`);
  const end = faults.length === 0 ? 'nothing failed, nothing changed that was refused' : `${faults.length} faults`;
  process.stdout.write(`${requests} hostile requests (seed ${seed}): ${end}\n`);
}

async function run(target: Target, snapshot?: () => Promise<string>): Promise<number> {
  const world = await fuzzWorld(target);
  const report = await fuzz({ ...world, ...(snapshot === undefined ? {} : { snapshot }), count, seed });
  print(report);
  return report.faults.length;
}

async function main(): Promise<number> {
  if (!(count >= 1) || !Number.isSafeInteger(seed))
    throw new Error('--count takes a number from 1, --seed a whole number');
  if (values.url !== undefined) return await run(await findTarget(values.url));
  const cloud = await startLocalCloud({ build: true });
  try {
    // Nobody else uses this cloud: the whole table must stay as it is.
    return await run(cloud.target, () => tableDigest(cloud));
  } finally {
    await cloud.stop();
    await cloud.remove();
  }
}

try {
  process.exitCode = (await main()) === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
