import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../support/cloud/local-cloud.ts';
import type { Row } from './figures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What an installation does not bring: everything built, and everything that belongs to a running cloud or to git. */
const notInClone = new Set([
  'node_modules',
  'cdk.out',
  'dist',
  '.astro',
  '.git',
  '.local',
  'coverage',
  'journey-output',
]);
const mostSeconds = 15;

/**
 * Seconds from the start of `npm start` to its line `ready http…`, in a copy of this checkout that has never built anything (the
 * first run after an installation) and then again in that copy with everything built, each time with an empty data folder.
 */
export async function startupRows(): Promise<Row[]> {
  const copy = await mkdtemp(path.join(tmpdir(), 'first-start-'));
  try {
    await cloneInto(copy);
    const target = { most: mostSeconds };
    const first = await secondsToReady(copy);
    const again = await secondsToReady(copy);
    return [
      { name: 'npm start to ready, first run after installation', figure: first, unit: 's', target },
      { name: 'npm start to ready, everything built', figure: again, unit: 's', target },
    ];
  } finally {
    await rm(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

// The packages are linked, not copied; their caches are left behind.
async function cloneInto(copy: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (notInClone.has(name)) continue;
    const filter = (source: string) => !notInClone.has(path.basename(source));
    await cp(path.join(root, name), path.join(copy, name), { recursive: true, filter });
  }
  const modules = path.join(copy, 'node_modules');
  await mkdir(modules);
  for (const name of await readdir(path.join(root, 'node_modules'))) {
    if (name.startsWith('.') && name !== '.bin') continue;
    await symlink(path.join(root, 'node_modules', name), path.join(modules, name));
  }
}

async function secondsToReady(checkout: string): Promise<number> {
  const dataFolder = path.join(checkout, '.local');
  await rm(dataFolder, { recursive: true, force: true });
  const started = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--quiet'], {
    cwd: checkout,
    env: { ...asTyped(), PORT: String(await freePorts()), LOCAL_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that npm, its shell and the cloud end together.
    detached: true,
  });
  try {
    await ready(child);
    return (performance.now() - started) / 1000;
  } finally {
    await ended(child);
  }
}

// What a terminal has: none of the variables that npm sets for its scripts, and no package's programs on the PATH.
function asTyped(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE$|^INIT_CWD$/i.test(name));
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: folders.join(path.delimiter) };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (/^ready http/m.test(said)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`npm start ended before it was ready:\n${said}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await exit;
}
