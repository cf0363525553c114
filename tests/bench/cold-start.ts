import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { Bundler } from '../../infra/constructs/bundle.ts';
import { type Baseline, median, type Row } from './figures.ts';

const child = fileURLToPath(new URL('cold-start-child.ts', import.meta.url));

const functionSchema = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Metadata: z.object({ 'aws:asset:path': z.string(), 'aws:cdk:path': z.string() }),
  Properties: z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) }),
});
const templateSchema = z.object({ Resources: z.record(z.string(), z.unknown()) });

interface Bundle {
  readonly name: string;
  readonly codeFolder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Initialization of the bundle of each function, each time in a new process, beside a handler that imports only the DynamoDB client. */
export async function coldStartRows(assembly: string, runs: number): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cold-start-'));
  try {
    const bundle = { entry: 'tests/bench/empty-handler.ts' };
    new Bundler([bundle]).write(bundle, folder);
    const functions = await functionsOf(assembly);
    const empty = {
      name: 'empty handler with the DynamoDB client',
      codeFolder: folder,
      environment: functions[0].environment,
    };
    const [baseline, ...rows] = await initMilliseconds([empty, ...functions], runs);
    return rows.map(({ name, figure }) => ({
      name: `cold start of ${name}`,
      figure,
      unit: 'ms',
      ...(baseline && { baseline }),
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function functionsOf(assembly: string): Promise<[Bundle, ...Bundle[]]> {
  const text = await readFile(path.join(assembly, 'Application.template.json'), 'utf8');
  const { Resources } = templateSchema.parse(JSON.parse(text));
  const [first, ...others] = Object.values(Resources).flatMap((resource): Bundle[] => {
    const { data } = functionSchema.safeParse(resource);
    if (data === undefined) return [];
    const { Metadata, Properties } = data;
    return [
      {
        name: Metadata['aws:cdk:path'].split('/').at(-2) ?? '',
        codeFolder: path.join(assembly, Metadata['aws:asset:path']),
        environment: Object.fromEntries(Object.entries(Properties.Environment.Variables).map(valueWithoutCloud)),
      },
    ];
  });
  if (first === undefined) throw new Error(`${assembly} holds no functions`);
  return [first, ...others];
}

// Functions read their variables while they load but use none of them before they are invoked.
function valueWithoutCloud([name, value]: [string, unknown]): [string, string] {
  if (typeof value === 'string') return [name, value];
  return [name, name.endsWith('_SECONDS') ? '1' : 'bench'];
}

// Every round loads every bundle once, so that a busy moment of the machine does not fall on one of them alone.
async function initMilliseconds(bundles: readonly Bundle[], runs: number): Promise<Baseline[]> {
  const samples = bundles.map((): number[] => []);
  // The first round fills the disk cache, as on a machine on which the function has run before.
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, bundle] of bundles.entries()) {
      const took = await loadOnce(bundle);
      if (run > 0) samples[index]?.push(took);
    }
  }
  return bundles.map(({ name }, index) => ({ name, figure: median(samples[index] ?? []) }));
}

async function loadOnce({ codeFolder, environment }: Bundle): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, path.resolve(codeFolder)], {
    env: { ...environment, AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'bench' },
  });
  return z.coerce.number().parse(stdout);
}
