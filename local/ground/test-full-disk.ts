import { execFileSync } from 'node:child_process';

/**
 * Lets this process write nothing to files any more, as on a full disk, or again as before: by its limit on the size of files, of
 * which `write` tells (EFBIG) and SQLite too (SQLITE_IOERR_WRITE). For test files, each of which has a process of its own; Linux.
 */
export function setDiskFull(isFull: boolean): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${isFull ? '0' : 'unlimited'}:`]);
}
