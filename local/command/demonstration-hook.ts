import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { Cloud } from './cloud.ts';
import type { DataFolder } from './data-folder.ts';
import { failureLine } from './failure-line.ts';
import { StartError } from '../ground/start-error.ts';
import { startTied } from '../ground/tied-process.ts';

/** What bringing in the demonstration data needs. */
export interface DemonstrationSettings {
  /** Folder of package.json. */
  readonly root: string;
  readonly cloud: Cloud;
  readonly folder: DataFolder;
  /** Prints a line of progress. */
  readonly say: (text: string) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/**
 * Runs `local/demonstration/seed.ts`, which brings the demonstration data in through the API like anybody else, with
 * `LOCAL_DATA` and `SITE_URL` in its environment. Throws StartError with the line that says why when it fails.
 */
export async function bringInDemonstration(settings: DemonstrationSettings): Promise<void> {
  const script = path.join(settings.root, 'local/demonstration/seed.ts');
  if (!existsSync(script)) return;
  const started = performance.now();
  const logFile = settings.folder.path('logs/demonstration.log');
  let said = '';
  const child = startTied({
    command: [process.execPath, script],
    cwd: settings.root,
    environment: { LOCAL_DATA: settings.folder.folder, SITE_URL: settings.cloud.endpoints.site, NO_COLOR: '1' },
    onOutput: (chunk) => {
      said += chunk.toString('utf8');
      appendFileSync(logFile, chunk);
    },
  });
  const stop = (): void => child.stop();
  settings.signal.addEventListener('abort', stop, { once: true });
  const code = await child.ended;
  settings.signal.removeEventListener('abort', stop);
  settings.signal.throwIfAborted();
  if (code !== 0)
    throw new StartError(
      `the demonstration data could not be brought in: ${failureLine(said)} (all of it is in ${logFile})`,
    );
  settings.say(`demonstration data brought in after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
