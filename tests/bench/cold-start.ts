import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { Bundler } from '../../infra/constructs/bundle.ts';
import { median, type Row } from './figures.ts';

const child = fileURLToPath(new URL('cold-start-child.ts', import.meta.url));

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Metadata: z.object({ 'aws:asset:path': z.string().optional(), 'aws:cdk:path': z.string().optional() }).optional(),
    }),
  ),
});

/** Initialization of the bundle of each function, each time in a new process, beside a handler that imports only the DynamoDB client. */
export async function coldStartRows(assembly: string, runs: number): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cold-start-'));
  try {
    const bundle = { entry: 'tests/bench/empty-handler.ts' };
    new Bundler([bundle]).write(bundle, folder);
    const baseline = { name: 'empty handler with the DynamoDB client', figure: await initMilliseconds(folder, runs) };
    const rows: Row[] = [];
    for (const { name, codeFolder } of await functionsOf(assembly)) {
      rows.push({
        name: `cold start of ${name}`,
        figure: await initMilliseconds(codeFolder, runs),
        unit: 'ms',
        baseline,
      });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function functionsOf(assembly: string): Promise<{ name: string; codeFolder: string }[]> {
  const text = await readFile(path.join(assembly, 'Application.template.json'), 'utf8');
  const { Resources } = templateSchema.parse(JSON.parse(text));
  const functions = Object.values(Resources).flatMap(({ Type, Metadata }) => {
    const asset = Metadata?.['aws:asset:path'];
    if (Type !== 'AWS::Lambda::Function' || asset === undefined) return [];
    const name = Metadata?.['aws:cdk:path']?.split('/').at(-2) ?? asset;
    return [{ name, codeFolder: path.join(assembly, asset) }];
  });
  if (functions.length === 0) throw new Error(`${assembly} holds no functions`);
  return functions;
}

async function initMilliseconds(codeFolder: string, runs: number): Promise<number> {
  const samples: number[] = [];
  // The first run fills the disk cache, as on a machine on which the function has run before.
  for (let run = 0; run <= runs; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [child, path.resolve(codeFolder)], {
      env: { AWS_REGION: 'us-east-1', POWERTOOLS_SERVICE_NAME: 'bench', AWS_LAMBDA_FUNCTION_NAME: 'bench' },
    });
    if (run > 0) samples.push(z.coerce.number().parse(stdout));
  }
  return median(samples);
}
