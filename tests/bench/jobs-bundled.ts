import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod';
import type { Row } from './figures.ts';
import type { JobSizes } from './jobs.ts';

const folder = fileURLToPath(new URL('../../.local/bench-jobs', import.meta.url));
const bound = z.object({ least: z.number().optional(), most: z.number().optional() });
const rowsSchema = z.array(
  z.object({ name: z.string(), figure: z.number(), unit: z.string(), target: bound.optional() }),
);

/** Measures jobs (jobs.ts) in a process of its own, bundled as the functions are: some of their packages cannot be imported otherwise. */
export async function bundledJobRows(sizes: JobSizes): Promise<Row[]> {
  const entries = ['jobs-main.ts', 'job-child.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
  await build({
    ...{ entryPoints: entries, outdir: folder, bundle: true, splitting: true, platform: 'node', format: 'esm' },
    ...{ external: ['vitest'], logLevel: 'error' },
    outExtension: { '.js': '.mjs' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const main = spawn(process.execPath, [path.join(folder, 'jobs-main.mjs'), JSON.stringify(sizes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(main.stdout), once(main, 'exit')]);
  await rm(folder, { recursive: true, force: true });
  if (main.exitCode !== 0) throw new Error('the jobs could not be measured');
  return rowsSchema.parse(JSON.parse(printed)).map(({ name, figure, unit, target }) => ({
    ...{ name, figure, unit },
    ...(target?.most === undefined ? {} : { target: { most: target.most } }),
    ...(target?.least === undefined ? {} : { target: { least: target.least } }),
  }));
}
