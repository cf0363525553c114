import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine } from '../../ground/process-command.ts';
import { StartError } from '../../ground/start-error.ts';

/**
 * Stops an engine that an earlier start left running on the same database, found by its pid file. A process that took over
 * the number meanwhile is left alone: its command line does not name the database. Throws StartError when it does not end.
 */
export async function stopOrphan(pidFile: string, database: string): Promise<void> {
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  const isOurs = (): boolean => commandLine(pid).includes(database);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isOurs()) break;
    kill(pid, signal);
    for (let waited = 0; waited < 1500 && isOurs(); waited += 20) await delay(20);
  }
  if (isOurs()) throw new StartError(`an engine of an earlier start (process ${pid}) cannot be stopped`);
  rmSync(pidFile, { force: true });
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').trim());
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between.
  }
}
