import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from './faults.ts';

/**
 * Lets this process, with all its threads, write nothing to files any more, as on a full disk, or again as before: by its limit on the size of files, of
 * which `write` tells (EFBIG) and SQLite too (SQLITE_IOERR_WRITE). Linux; throws where there is no `prlimit`.
 */
export function setDiskFull(isFull: boolean): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${isFull ? '0' : 'unlimited'}:`]);
}

/** The disk of this machine, which is full now and then. */
export interface Disk {
  readonly isFull: () => boolean;
  /** Begins to fill it. A child that is started in a full spell can write nothing for as long as it lives. */
  start(): void;
  /** Leaves it with room. */
  stop(): Promise<void>;
}

/** A disk that always has room. */
export const roomyDisk: Pick<Disk, 'isFull'> = { isFull: () => false };

/** For how long the disk stays full, or has room, at least: whoever tries again within a second or two gets through. */
const spellMilliseconds = 500;

/**
 * A disk that is full for the share of the time that the fault `disk` asks for, once it is started. `onProblem` is told once when this machine cannot do that.
 */
export function createDisk(faults: Faults, onProblem: (text: string) => void): Disk {
  const ending = new AbortController();
  let isFull = false;
  const fill = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const next = faults.strikes('disk');
      if (next !== isFull) setDiskFull(next);
      isFull = next;
      await sleep(spellMilliseconds, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  };
  let running: Promise<void> | undefined;
  return {
    isFull: () => isFull,
    start: () => {
      running ??= fill().catch((error: unknown) => onProblem(`the disk cannot be filled: ${String(error)}`));
    },
    stop: async () => {
      ending.abort();
      await running;
      if (isFull) setDiskFull(false);
      isFull = false;
    },
  };
}
