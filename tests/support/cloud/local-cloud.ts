import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { findTarget, type Target } from '../../../local/command/target.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const portsOfOneCloud = 7;

/** A local cloud running in a process of its own, as `npm start` runs it. */
export interface LocalCloud {
  readonly target: Target;
  readonly dataFolder: string;
  readonly port: number;
  /** Milliseconds from the start of the process to its ready line. */
  readonly readyMilliseconds: number;
  /** The line that said so. */
  readonly pid: number;
  /** SIGTERM and wait; the data stays. */
  readonly stop: () => Promise<void>;
  /** SIGKILL and wait: nothing gets a chance to tidy up. */
  readonly kill: () => Promise<void>;
  /** Deletes the data folder. */
  readonly remove: () => Promise<void>;
}

/** What a cloud is started with; a data folder given again goes on from what is in it. */
export interface LocalCloudOptions {
  readonly dataFolder?: string;
  readonly port?: number;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Build site and template first when they changed; otherwise run what is there. */
  readonly build?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** With as little memory as `npm start` takes; otherwise as Node would, which collects garbage less often. */
  readonly asStarted?: boolean;
}

/** Starts a local cloud and waits until it is ready. Throws with what it printed when it is not. */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'registration-')));
  const port = options.port ?? (await freePorts());
  const parameters = Object.entries(options.parameters ?? {}).flatMap(([name, value]) => [
    '--parameter',
    `${name}=${value}`,
  ]);
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...(options.asStarted === true ? ['--max-semi-space-size=4'] : []),
      'local/command/start.ts',
      '--quiet',
      ...(options.build === true ? [] : ['--no-build']),
      ...parameters,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        MALLOC_ARENA_MAX: '2', // as in the script `start`: an arena per thread would cost some 100 MB
        ...options.environment,
        PORT: String(port),
        LOCAL_DATA: dataFolder,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  await ready(child);
  const readyMilliseconds = performance.now() - started;
  const target = await findTarget(`http://localhost:${port}`);
  return {
    target,
    dataFolder,
    port,
    readyMilliseconds,
    pid: child.pid ?? 0,
    stop: () => ended(child, 'SIGTERM'),
    kill: () => ended(child, 'SIGKILL'),
    remove: () => rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** The stack outputs of a running local cloud: stack → output → value. */
export async function outputsOf(
  cloud: Pick<LocalCloud, 'dataFolder'>,
): Promise<Record<string, Record<string, string>>> {
  return outputsSchema.parse(JSON.parse(await readFile(path.join(cloud.dataFolder, 'outputs.json'), 'utf8')));
}

/** What the AWS SDK needs to reach the services of a local cloud. */
export function awsAccess(cloud: Pick<LocalCloud, 'port'>) {
  return {
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
    endpoints: {
      s3: `http://127.0.0.1:${cloud.port + 2}`,
      json: `http://127.0.0.1:${cloud.port + 3}`,
      dynamodb: `http://127.0.0.1:${cloud.port + 4}`,
    },
  };
}

/** The first of seven free ports in a row, well below the range that the system gives out by itself. */
export async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    // From 10100 on, because browsers and fetch refuse 10080 ("bad ports" of the Fetch standard).
    const first = 10_100 + Math.floor(Math.random() * 1990) * 10;
    const all = Array.from({ length: portsOfOneCloud }, (_, index) => first + index);
    if ((await Promise.all(all.map(isFree))).every(Boolean)) return first;
  }
  throw new Error('no seven free ports in a row');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-20_000);
      if (/^ready http/m.test(said)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the local cloud ended with ${code ?? 'a signal'}:\n${said}`)));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}
