import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { replaceFile } from '../ground/atomic-file.ts';
import { failureLine } from './failure-line.ts';
import { fingerprint } from './fingerprint.ts';
import { takeLock } from './lock.ts';
import { StartError } from '../ground/start-error.ts';
import { startTied } from '../ground/tied-process.ts';

/** What building needs. */
export interface BuildSettings {
  /** Folder of package.json and cdk.json. */
  readonly root: string;
  /** File to which the output of the builds is appended. */
  readonly logFile: string;
  /** Told of each step: what was done and how many seconds it took (0 for one that was not needed). */
  readonly onStep: (text: string, seconds: number) => void;
  /** Ends the builds early. */
  readonly signal: AbortSignal;
}

interface Step {
  readonly name: string;
  /** Files and folders whose content decides whether to build anew. */
  readonly inputs: readonly string[];
  /** Fingerprint of what the step makes; undefined when it is not there. */
  readonly output: (root: string) => string | undefined;
  readonly command: (root: string) => readonly [string, ...string[]];
  readonly folder: string;
}

const recordSchema = z.record(z.string(), z.strictObject({ inputs: z.string(), output: z.string() }));

const steps: readonly Step[] = [
  {
    name: 'site',
    inputs: ['site', 'domain', 'api', 'package-lock.json', 'tsconfig.json'],
    output: (root) => (hasFiles(path.join(root, 'site/dist')) ? filesFingerprint(root, 'site/dist') : undefined),
    command: (root) => [process.execPath, binary(root, 'astro', 'bin/astro.mjs'), 'build'],
    folder: 'site',
  },
  {
    name: 'template',
    inputs: [
      ...['infra', 'functions', 'statemachines', 'domain', 'api', 'cdk.json', 'package.json', 'package-lock.json'],
      ...['tsconfig.json', '.native', 'docs/runbooks', 'site/dist'],
    ],
    output: (root) => assemblyFingerprint(root),
    command: (root) => [
      process.execPath,
      binary(root, 'aws-cdk', 'bin/cdk'),
      'synth',
      '--quiet',
      '--no-notices',
      '--no-version-reporting',
    ],
    folder: '.',
  },
];

/**
 * Builds the site and then synthesizes the cloud assembly, each only when its inputs or its result changed since the last
 * time. One build at a time per checkout: a second one waits. Throws StartError with the last line a failing build said.
 */
export async function build(settings: BuildSettings): Promise<void> {
  const cache = path.join(settings.root, 'node_modules/.cache/local-cloud');
  mkdirSync(cache, { recursive: true });
  const release = await waitForLock(path.join(cache, 'build.lock'), settings.signal);
  try {
    for (const step of steps) await runIfNeeded(step, path.join(cache, 'builds.json'), settings);
  } finally {
    release();
  }
}

async function runIfNeeded(step: Step, recordFile: string, settings: BuildSettings): Promise<void> {
  const inputs = fingerprint(settings.root, step.inputs);
  const record = readRecord(recordFile);
  const output = step.output(settings.root);
  const last = record[step.name];
  if (output !== undefined && last?.inputs === inputs && last.output === output) {
    settings.onStep(`${step.name} unchanged`, 0);
    return;
  }
  const started = performance.now();
  await run(step, settings);
  const made = step.output(settings.root);
  if (made === undefined)
    throw new StartError(`building the ${step.name} left nothing behind; see ${settings.logFile}`);
  replaceFile(recordFile, JSON.stringify({ ...record, [step.name]: { inputs, output: made } }));
  settings.onStep(`${step.name} built`, (performance.now() - started) / 1000);
}

async function run(step: Step, settings: BuildSettings): Promise<void> {
  let said = '';
  const child = startTied({
    command: step.command(settings.root),
    cwd: path.join(settings.root, step.folder),
    environment: {
      ASTRO_TELEMETRY_DISABLED: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      // `cdk` runs the app with the `node` it finds; it must be this one.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    },
    onOutput: (chunk) => {
      said += chunk.toString('utf8');
    },
  });
  const stop = (): void => child.stop();
  settings.signal.addEventListener('abort', stop, { once: true });
  const code = await child.ended;
  settings.signal.removeEventListener('abort', stop);
  settings.signal.throwIfAborted();
  appendFileSync(settings.logFile, `${new Date().toISOString()} ${step.name}, exit code ${code}\n${said}\n`);
  if (code !== 0)
    throw new StartError(
      `building the ${step.name} failed: ${failureLine(said)} (all of it is in ${settings.logFile})`,
    );
}

async function waitForLock(file: string, signal: AbortSignal): Promise<() => void> {
  for (;;) {
    const lock = takeLock(file);
    if ('release' in lock) return lock.release;
    await delay(200, undefined, { signal });
  }
}

function readRecord(file: string): z.output<typeof recordSchema> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return recordSchema.parse(value);
  } catch {
    // None yet, or not readable: everything is built anew.
    return {};
  }
}

function binary(root: string, name: string, file: string): string {
  try {
    const manifest = createRequire(path.join(root, 'package.json')).resolve(`${name}/package.json`);
    return path.join(path.dirname(manifest), file);
  } catch {
    throw new StartError(`the package ${name} is not installed; run npm ci`);
  }
}

// The templates name their assets by content, so those need not be read; but they must be there.
function assemblyFingerprint(root: string): string | undefined {
  const folder = path.join(root, 'cdk.out');
  const names = filesIn(folder);
  if (!names.includes('manifest.json')) return undefined;
  const described = names.filter((name) => /^(?:manifest|.*\.template|.*\.assets)\.json$/u.test(name));
  return `${fingerprint(folder, described)} ${names.filter((name) => name.startsWith('asset.')).join(' ')}`;
}

function filesFingerprint(root: string, name: string): string {
  return fingerprint(path.join(root, name), filesIn(path.join(root, name)));
}

function hasFiles(folder: string): boolean {
  return filesIn(folder).length > 0;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
