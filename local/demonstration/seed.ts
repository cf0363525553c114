/**
 * Brings the demonstration data into a new local cloud, through the API like anybody else: the provincial list of qualifications beside this file, and
 * the lists that must be recent. Everything in it is invented. Run by local/command/start.ts with SITE_URL in its environment.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accessTokenOf, findTarget } from '../command/target.ts';
import { educationList, insuranceList } from './recent-lists.ts';

const importer = fileURLToPath(new URL('../../operations/import-list.ts', import.meta.url));
const target = await findTarget(process.env['SITE_URL']);
const token = await accessTokenOf('registrar-1', target);

async function importFile(kind: string, file: string): Promise<void> {
  const words = [importer, kind, file, '--url', target.siteUrl, '--token', token];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  process.stdout.write(stdout);
}

const folder = await mkdtemp(path.join(tmpdir(), 'demonstration-'));
try {
  await importFile('qualifications', fileURLToPath(new URL('qualifications.csv', import.meta.url)));
  const now = new Date();
  for (const [kind, text] of [
    ['education', educationList(now)],
    ['insurance', insuranceList(now)],
  ] as const) {
    const file = path.join(folder, `${kind}.csv`);
    await writeFile(file, text);
    await importFile(kind, file);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
