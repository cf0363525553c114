import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { commandLine } from '../ground/process-command.ts';

const lockSchema = z.strictObject({ pid: z.number(), program: z.string() });

// A number left by an earlier process may be this process's own by now, so the file alone cannot tell.
const held = new Set<string>();

/** Outcome of asking for a lock: held by the caller, or by another caller, whose process is alive. */
export type Lock = { readonly release: () => void } | { readonly holder: number };

/**
 * Takes a lock file for this process. The lock of a process that is gone is taken over, also when its number belongs to
 * another program by now. Throws what the file system throws when the file cannot be written.
 */
export function takeLock(file: string): Lock {
  if (held.has(file)) return { holder: process.pid };
  const mine = `${file}.${process.pid}`;
  // Written aside and linked into place, so that no one ever reads a lock half written.
  writeFileSync(mine, JSON.stringify({ pid: process.pid, program: commandLine(process.pid) }));
  try {
    for (;;) {
      if (linked(mine, file)) {
        held.add(file);
        return { release: () => release(file) };
      }
      const holder = lockHolder(file);
      if (holder !== undefined) return { holder };
      removeStale(file, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

// Only once: the file may belong to another process by the second time.
function release(file: string): void {
  if (held.delete(file)) rmSync(file, { force: true });
}

// Two starts may find the same stale lock; the slower one must not throw away the lock that the faster one took meanwhile.
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (lockHolder(aside) !== undefined) linked(aside, file);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

// After a reboot the number may belong to another program: the command line must be the recorded one.
function lockHolder(file: string): number | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const { pid, program } = lockSchema.parse(value);
    return pid !== process.pid && commandLine(pid) === program ? pid : undefined;
  } catch {
    return undefined;
  }
}
