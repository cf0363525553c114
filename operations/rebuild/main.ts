import { parseArgs } from 'node:util';
import { loadRun } from './bundled.ts';
import { enterEnvironment } from './surroundings.ts';

const usage = `usage: npm run rebuild -- [--check] [--outputs FILE] [--table NAME] [--place FILE]
  --check    prints what is not as its sources say, and changes nothing
  --outputs  the outputs of a deployment (npm run deploy writes outputs.json); default those of the local cloud
  --table    another table than the deployment's: one that was restored, which nobody writes
  --place    keeps how far it has come in a file, and goes on from there`;

/** Rebuilds, or compares, what is derived in the table. Exit code 1 when something is not as it should be. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      outputs: { type: 'string' },
      table: { type: 'string' },
      place: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { check, table } = values;
  const tableName = await enterEnvironment(values);
  const run = await loadRun();
  const { items, differences, mended } = await run({
    ...{ tableName, check },
    isQuiet: table !== undefined && check,
    placeFile: values.place,
  });
  process.stdout.write(`${items} items of ${tableName}: ${differences} differences, ${mended} mended\n`);
  return differences === mended ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
