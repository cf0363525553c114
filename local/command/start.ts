import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { announcement, readyLine } from './announcement.ts';
import { build } from './build.ts';
import type { Cloud } from './cloud.ts';
import { openDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { bringInDemonstration } from './demonstration-hook.ts';
import { engineDatabase, enginePidFile } from '../services/dynamodb/engine-files.ts';
import { stopOrphan } from '../services/dynamodb/orphan.ts';
import { startOptions, usage } from './options.ts';
import type { StartOptions } from './options.ts';
import { removeOutputs, writeOutputs } from './outputs.ts';
import { checkPortsFree, portsFrom } from './ports.ts';
import { checkReady } from './readiness.ts';
import { StartError } from '../ground/start-error.ts';

/*
 * `npm start`: builds what changed, runs the cloud assembly on this machine and says when everything answers.
 * Problems are one line on stderr and exit code 1; SIGINT and SIGTERM stop cleanly with exit code 0.
 */

const root = path.resolve(import.meta.dirname, '../..');
// A stop takes five seconds at most, whatever hangs.
const lastResortMilliseconds = 4500;

const ending = new AbortController();
let folder: DataFolder | undefined;
let cloud: Cloud | undefined;

process.on('exit', release);
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
process.on('SIGHUP', () => void end(0));
// Whoever read the output may have gone; that is no reason to stop.
process.stdout.on('error', () => undefined);
process.on('uncaughtException', (error) => void fail(error));
process.on('unhandledRejection', (error) => void fail(error));

try {
  const options = startOptions(process.argv.slice(2), process.env);
  if (options) await start(options);
  else process.stdout.write(usage);
} catch (error) {
  await fail(error);
}

async function start(options: StartOptions): Promise<void> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const say = (text: string): void => {
    if (!options.quiet) process.stdout.write(`${text}\n`);
  };
  const ports = portsFrom(options.port);
  folder = openDataFolder(options.dataFolder, { reset: options.reset });
  removeOutputs(folder);
  await stopOrphan(folder.path(enginePidFile), folder.path(engineDatabase));
  const { dynamodb, ...others } = ports;
  await checkPortsFree(options.dynamodbEndpoint === undefined ? { ...others, dynamodb } : others);
  // Loading everything that runs the cloud takes half a second, which passes while the builds run.
  const loading = import('./cloud.ts');
  if (options.build) {
    await build({
      root,
      logFile: folder.path('logs/build.log'),
      onStep: (text, took) => say(`${text}${took > 0 ? ` in ${took.toFixed(1)} s` : ''}`),
      signal: ending.signal,
    });
  }
  const { startCloud } = await loading;
  ending.signal.throwIfAborted();
  cloud = await startCloud({
    assemblyFolder: path.resolve(options.assembly ?? path.join(root, 'cdk.out')),
    dataPath: folder.path,
    ports,
    parameters: options.parameters,
    dynamodbEndpoint: options.dynamodbEndpoint,
    terminal: process.stdout,
    quiet: options.quiet,
    onFatal: (reason) => void fail(new StartError(reason)),
    signal: ending.signal,
  });
  await checkReady(cloud.endpoints);
  writeOutputs(folder, cloud);
  if (folder.lacksDemonstration && options.assembly === undefined) {
    await bringInDemonstration({ root, cloud, folder, say, signal: ending.signal });
    folder.markDemonstrationDone();
  }
  process.stdout.write(`${readyLine(cloud, seconds())}\n`);
  say(announcement(cloud, folder.folder));
  await cloud.warm();
}

// Ends once: a second signal, or a failure caused by stopping, changes nothing any more.
async function end(code: number): Promise<void> {
  if (ending.signal.aborted) return;
  process.exitCode = code;
  setTimeout(() => process.exit(code), lastResortMilliseconds).unref();
  ending.abort(new StartError('the start was ended'));
  // A start that is still under way notices the signal, stops what it began and arrives at `fail`.
  if (!cloud) return;
  await cloud.stop();
  process.exit(code);
}

async function fail(error: unknown): Promise<void> {
  // What goes wrong while everything ends is the ending's doing.
  if (ending.signal.aborted) process.exit();
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll(/\s*\n\s*/gu, ' ')}\n`);
  if (folder && error instanceof Error && !(error instanceof StartError)) {
    note(folder.path('logs/start.log'), `${new Date().toISOString()} ${error.stack ?? message}\n`);
  }
  await end(1);
  process.exit(1);
}

function note(file: string, line: string): void {
  try {
    if (existsSync(path.dirname(file))) appendFileSync(file, line);
  } catch {
    // A full disk: what was said on stderr is all there is. Thrown here it would be a failure again, and again.
  }
}

function release(): void {
  if (!folder) return;
  removeOutputs(folder);
  folder.release();
}
