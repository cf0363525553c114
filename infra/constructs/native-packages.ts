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

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** Where `npm run prepare:arm64` installs the binaries for Lambda, whatever machine it runs on. */
const preparedModules = '.native/node_modules';

/**
 * The files of `sharp`: its scripts and their dependencies from node_modules, its binaries from the folder prepared for arm64 when
 * there is one, else those of this machine (enough to run the function locally). Throws when no binaries are installed at all.
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
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(manifestSchema.parse(manifest).dependencies)) {
    runtimePackages(root, dependency, found);
  }
  return [...found];
}
