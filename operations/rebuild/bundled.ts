import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { run } from './run.ts';

/**
 * Loads the rebuild, bundled as the functions are whose code it runs: some of their packages cannot be imported otherwise. The environment is read when it
 * is loaded.
 */
export async function loadRun(): Promise<typeof run> {
  const entry = fileURLToPath(new URL('run.ts', import.meta.url));
  const folder = await mkdtemp(path.join(tmpdir(), 'rebuild-'));
  try {
    const outfile = path.join(folder, 'run.mjs');
    await build({
      ...{ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const loaded: unknown = await import(pathToFileURL(outfile).href);
    if (!isLoaded(loaded)) throw new Error('the rebuild could not be bundled');
    return loaded.run;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isLoaded(module: unknown): module is { readonly run: typeof run } {
  return typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function';
}
