import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Gives the tests of a project one folder for whatever they write, and removes it with all that they left in it once they have run. */
export default function setUpTemporaryFolder(): () => void {
  const outer = tmpdir();
  const folder = mkdtempSync(path.join(outer, 'tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    process.env['TMPDIR'] = outer;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
}
