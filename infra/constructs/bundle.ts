import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
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

/** How esbuild is asked to bundle, all functions in one run, so that what they share (the AWS SDK, zod) is read once. */
export function bundleOptions(bundles: readonly BundleProps[]) {
  return {
    absWorkingDir: repositoryRoot,
    entryPoints: Object.fromEntries(bundles.map(({ entry }) => [outputName(entry), entry])),
    // Never written: only makes the paths in source maps the same on every machine, and so the hashes of the assets.
    outdir: path.join(repositoryRoot, outputRoot),
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules first: without it esbuild takes the CommonJS builds, which it cannot shake (2 MB more for the AWS SDK).
    mainFields: ['module', 'main'],
    minify: true,
    // As the packages document it: without it React and others bring their development builds along, which check every element they draw.
    define: { 'process.env.NODE_ENV': '"production"' },
    // Names of functions and classes appear in logs and are compared (error names).
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: banner },
    external: bundles.flatMap(({ external = [] }) => external),
    logLevel: 'error',
  } as const satisfies BuildOptions;
}

/**
 * Makes the code of Lambda functions: one `index.mjs` each, with everything it must find beside it. The AWS SDK is bundled too, so that what
 * runs is the version of the lock file and not that of the runtime's last update. Runs esbuild in this process and once, where NodejsFunction
 * starts `npx` and a shell for every function (3 s of work instead of 12) and copies files by shell commands, which differ between systems.
 */
export class Bundler {
  readonly #bundles: readonly BundleProps[];
  #result: ReturnType<typeof build> | undefined;

  /** `bundles` are all that will be asked for. Nothing is built before the first is. */
  constructor(bundles: readonly BundleProps[]) {
    this.#bundles = bundles;
  }

  /** The bundle as code of a function. */
  code(bundle: BundleProps): Code {
    return Code.fromAsset(path.join(repositoryRoot, 'functions'), {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // Never used: the local bundling below always answers.
        image: DockerImage.fromRegistry('none'),
        // Part of the key under which CDK caches assets; without it all functions would share the first bundle.
        command: [JSON.stringify(bundle)],
        local: {
          tryBundle: (outputFolder) => {
            this.write(bundle, outputFolder);
            return true;
          },
        },
      },
    });
  }

  /** Writes the bundle into a folder. Throws when an entry or a copied file is absent, or when the code imports an external package not declared for it. */
  write(bundle: BundleProps, outputFolder: string): void {
    this.#result ??= build(this.#bundles);
    const { outputFiles, metafile } = this.#result;
    const output = `${outputRoot}/${outputName(bundle.entry)}.mjs`;
    for (const { path: imported, external } of metafile.outputs[output]?.imports ?? []) {
      if (external && !isBuiltin(imported) && !bundle.external?.includes(imported)) {
        throw new Error(`${bundle.entry} imports ${imported}, which is not packed with it`);
      }
    }
    mkdirSync(outputFolder, { recursive: true });
    for (const file of outputFiles) {
      if (file.path.startsWith(path.join(repositoryRoot, output))) {
        writeFileSync(path.join(outputFolder, path.basename(file.path)), file.contents);
      }
    }
    for (const copy of bundle.copies ?? []) copyBeside(copy, outputFolder);
    if (bundle.packageJson) {
      writeFileSync(path.join(outputFolder, 'package.json'), `${JSON.stringify(bundle.packageJson, null, 2)}\n`);
    }
  }
}

const outputRoot = 'bundles';

function outputName(entry: string): string {
  return `${entry.replaceAll(/\W+/gu, '-')}/index`;
}

function build(bundles: readonly BundleProps[]) {
  for (const { entry } of bundles) {
    if (!existsSync(path.join(repositoryRoot, entry))) {
      throw new Error(`${entry}: the entry file of this function does not exist`);
    }
  }
  return buildSync(bundleOptions(bundles));
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
