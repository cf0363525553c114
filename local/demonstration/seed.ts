/**
 * Brings the demonstration data into a new local cloud, through the API like anybody else: the provincial list of
 * qualifications beside this file. Everything in it is invented. Run by local/command/start.ts with SITE_URL in its environment.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accessTokenOf, findTarget } from '../command/target.ts';

const list = fileURLToPath(new URL('qualifications.csv', import.meta.url));
const importer = fileURLToPath(new URL('../../operations/import-list.ts', import.meta.url));
const siteUrl = process.env['SITE_URL'];

const target = await findTarget(siteUrl);
const token = await accessTokenOf('registrar-1', target);
const { stdout } = await promisify(execFile)(process.execPath, [
  importer,
  'qualifications',
  list,
  '--url',
  target.siteUrl,
  '--token',
  token,
]);
process.stdout.write(stdout);
