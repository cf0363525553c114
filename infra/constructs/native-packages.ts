import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { repositoryRoot } from './bundle.ts';
import type { BundleCopy } from './bundle.ts';

/** A package with native binaries, to be packed with a function. */
export interface NativePackage {
  readonly copies: readonly BundleCopy[];
  /** Whether the binaries are for Linux on arm64, which is what the functions run on. */
  readonly fitsLambda: boolean;
}

const manifestSchema = z.object({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** Where `npm run prepare:arm64` installs the binaries for Lambda, whatever machine it runs on. */
const preparedModules = '.native/node_modules';

/**
 * The files of `sharp`: its scripts and their dependencies from node_modules, its binaries from the folder prepared for arm64 when
 * there is one, else those of this machine (enough to run the function locally). Throws when no binaries are installed at all, or prepared ones
 * are of another version than the scripts, which would only show when the function starts.
 */
export function sharpPackage(root: string = repositoryRoot): NativePackage {
  const scripts = runtimePackages(root, 'sharp').map((name) => ({
    from: `node_modules/${name}`,
    to: `node_modules/${name}`,
  }));
  const modules = existsSync(path.join(root, preparedModules, '@img')) ? preparedModules : 'node_modules';
  const binaries = readdirSync(path.join(root, modules, '@img')).filter((name) => name.startsWith('sharp-'));
  if (binaries.length === 0)
    throw new Error(`${modules}/@img holds no binaries of sharp; install the dependencies again`);
  const binary = binaries.find((name) => !name.startsWith('sharp-libvips-'));
  const found = binary === undefined ? undefined : manifestOf(root, modules, `@img/${binary}`).version;
  const wanted = manifestOf(root, 'node_modules', 'sharp').version;
  if (found !== wanted) {
    throw new Error(
      `${modules} holds binaries of sharp ${found ?? '?'} instead of ${wanted ?? '?'}: run \`npm run prepare:arm64\` again`,
    );
  }
  return {
    copies: [
      ...scripts,
      ...binaries.map((name) => ({ from: `${modules}/@img/${name}`, to: `node_modules/@img/${name}` })),
    ],
    fitsLambda: binaries.includes('sharp-linux-arm64'),
  };
}

function runtimePackages(root: string, name: string, found = new Set<string>()): string[] {
  if (found.has(name)) return [...found];
  found.add(name);
  for (const dependency of Object.keys(manifestOf(root, 'node_modules', name).dependencies)) {
    runtimePackages(root, dependency, found);
  }
  return [...found];
}

function manifestOf(root: string, modules: string, name: string) {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, modules, name, 'package.json'), 'utf8'));
  return manifestSchema.parse(manifest);
}
