import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../ground/start-error.ts';
import { startTied } from '../../ground/tied-process.ts';
import { stopOrphan } from './orphan.ts';
import { indexStreamRecords } from './stream-index.ts';

/** What the engine needs to run. */
export interface EngineSettings {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** The database, an SQLite file; made when missing, with its folder. */
  readonly database: string;
  /** File that names the engine's process while it runs, so that the next start finds one that was left behind. */
  readonly pidFile: string;
  /** File to which the engine's own output is appended. */
  readonly logFile: string;
  /** Path of the engine's binary; default the one of the npm package, else `dynoxide` on the PATH. */
  readonly binary?: string;
  /** Told when the engine ends without having been stopped. */
  readonly onExit: (reason: string) => void;
}

/** The running engine. */
export interface Engine {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** How long the engine may take to answer (it takes 10 ms where nothing else runs), and to end (it closes an SQLite file). */
const startMilliseconds = 30_000;
const stopMilliseconds = 2000;

/**
 * Starts the DynamoDB engine (dynoxide) on a database file and waits until it answers. One left running by a start that was
 * killed is stopped first. Throws StartError when there is no binary for this machine, or with what the engine says.
 */
export async function startEngine(settings: EngineSettings): Promise<Engine> {
  const { database, pidFile } = settings;
  const binary = settings.binary ?? findBinary();
  mkdirSync(path.dirname(database), { recursive: true });
  await stopOrphan(pidFile, database);
  const log = createWriteStream(settings.logFile, { flags: 'a' });
  // What the engine says is lost while the disk is full, and nothing else.
  log.on('error', () => undefined);
  let said = '';
  // The engine must not outlive this process: it would hold the port and the database.
  const child = startTied({
    command: [binary, '--port', String(settings.port), '--db-path', database],
    pidFile,
    onOutput: (chunk) => {
      said = (said + chunk.toString('utf8')).slice(-2000);
      log.write(chunk);
    },
  });
  const ended = child.ended.then(() => {
    log.end();
    return said.trim().split('\n').at(-1) ?? '';
  });
  const endpoint = `http://127.0.0.1:${settings.port}`;
  await waitUntilHealthy(endpoint, ended);
  indexStreamRecords(database);
  let stopping = false;
  void ended.then((reason) => {
    if (!stopping) settings.onExit(`the DynamoDB engine ended${reason === '' ? '' : `: ${reason}`}`);
  });
  return {
    endpoint,
    stop: async () => {
      stopping = true;
      child.stop();
      await Promise.race([ended, delay(stopMilliseconds)]);
      await stopOrphan(pidFile, database);
    },
  };
}

/** Path of the engine's binary for this machine. Throws StartError when there is none. */
/** The engine's binary: of the npm package for this machine, else `dynoxide` on the PATH. Throws StartError when there is none. */
export function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}/package.json`;
  try {
    const packaged = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), 'dynoxide');
    if (existsSync(packaged)) return packaged;
  } catch {
    // Not installed for this platform: look further.
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = folders.map((folder) => path.join(folder, 'dynoxide')).find((file) => existsSync(file));
  if (onPath !== undefined) return onPath;
  throw new StartError(
    `there is no DynamoDB engine: neither the npm package @dynoxide/${process.platform}-${process.arch} nor dynoxide on the PATH; ` +
      'install one, or set DYNAMODB_ENDPOINT to a DynamoDB that runs elsewhere',
  );
}

/** Waits until an engine answers. Throws StartError when it ends instead, `ended` saying why, or takes too long. */
export async function waitUntilHealthy(endpoint: string, ended: Promise<string>): Promise<void> {
  const outcome: { failure?: string } = {};
  void ended.then((reason) => {
    outcome.failure = reason;
  });
  const deadline = Date.now() + startMilliseconds;
  while (Date.now() < deadline) {
    await delay(10);
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(500) }).catch(() => undefined);
    // Looked at last: another program on the port would answer too.
    if (outcome.failure !== undefined) throw new StartError(`the DynamoDB engine does not start: ${outcome.failure}`);
    if (answer?.ok === true) return;
  }
  throw new StartError(`the DynamoDB engine does not answer at ${endpoint} within ${startMilliseconds / 1000} s`);
}
