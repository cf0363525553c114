import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import type { BuildOptions } from 'esbuild';

/** Folder that holds package.json; entries and copied files are named relative to it. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** A file or folder to lie beside a bundle. */
export interface BundleCopy {
  /** Path relative to the repository root, with forward slashes. */
  readonly from: string;
  /** Path relative to the folder of the bundle. */
  readonly to: string;
}

/** What to bundle. */
export interface BundleProps {
  /** Entry file relative to the repository root; exports `handler`. */
  readonly entry: string;
  /** Packages that stay outside of the bundle because they load native binaries; `copies` must bring them along. */
  readonly external?: readonly string[];
  readonly copies?: readonly BundleCopy[];
  /** Content of a package.json beside the bundle. */
  readonly packageJson?: Readonly<Record<string, unknown>>;
}

// Some dependencies are CommonJS and call require() for Node's own modules, which an ES module does not have. The name cannot
// collide with an import of createRequire in bundled code.
const banner = `import { createRequire as bundleCreateRequire } from 'node:module'; const require = bundleCreateRequire(import.meta.url);`;

/** How esbuild is asked to bundle, without where to. */
export function bundleOptions(bundle: BundleProps) {
  return {
    absWorkingDir: repositoryRoot,
    entryPoints: [bundle.entry],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules first: without it esbuild takes the CommonJS builds, which it cannot shake (2 MB more for the AWS SDK).
    mainFields: ['module', 'main'],
    minify: true,
    // Names of functions and classes appear in logs and are compared (error names).
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: banner },
    external: [...(bundle.external ?? [])],
    logLevel: 'error',
  } as const satisfies BuildOptions;
}

/**
 * Bundles a handler into `index.mjs` in `outputFolder`, with everything it must find beside it. The AWS SDK is bundled too, so that
 * what runs is the version of the lock file and not that of the runtime's last update. Throws when the entry or a copied file is absent.
 */
export function writeBundle(bundle: BundleProps, outputFolder: string): void {
  if (!existsSync(path.join(repositoryRoot, bundle.entry))) {
    throw new Error(`${bundle.entry}: the entry file of this function does not exist`);
  }
  buildSync({ ...bundleOptions(bundle), outfile: path.join(outputFolder, 'index.mjs') });
  for (const copy of bundle.copies ?? []) copyBeside(copy, outputFolder);
  if (bundle.packageJson) {
    writeFileSync(path.join(outputFolder, 'package.json'), `${JSON.stringify(bundle.packageJson, null, 2)}\n`);
  }
}

/**
 * The bundle as code of a Lambda function. Made in this process by esbuild's own API instead of NodejsFunction, which starts `npx` and a
 * shell for every function (0.4 s each) and copies files by shell commands, which differ between systems.
 */
export function bundledCode(bundle: BundleProps): Code {
  return Code.fromAsset(path.join(repositoryRoot, 'functions'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used: the local bundling below always answers.
      image: DockerImage.fromRegistry('none'),
      // Part of the key under which CDK caches assets; without it all functions would share the first bundle.
      command: [JSON.stringify(bundle)],
      local: {
        tryBundle(outputFolder) {
          writeBundle(bundle, outputFolder);
          return true;
        },
      },
    },
  });
}

function copyBeside(copy: BundleCopy, outputFolder: string): void {
  const source = path.join(repositoryRoot, copy.from);
  if (!existsSync(source)) throw new Error(`${copy.from}: this file to be packed with a function does not exist`);
  const target = path.join(outputFolder, copy.to);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(source, target, { recursive: statSync(source).isDirectory(), dereference: true });
  // Packages nested in a copied package are listed on their own where they are needed.
  rmSync(path.join(target, 'node_modules'), { recursive: true, force: true });
}
