import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { accessTokenOf, findTarget } from '../local/command/target.ts';
import { ApiError } from '../api/request.ts';
import { ListEncodingError, listText } from '../domain/list-text.ts';
import { findListKind, importRows, ListFormatError, readRows } from './list-rows.ts';

const usage =
  'usage: npm run import:(qualifications|registrations|employers|education|insurance) -- FILE [--url SITE --token TOKEN_OF_A_REGISTRAR]';

/** Imports a list of the kind that the first argument names: prints every bad row with its line and reason, keeps the good ones. Exit code 1 when a row was bad. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, token: { type: 'string' } },
  });
  const [name, file] = positionals;
  const kind = findListKind(name);
  if (kind === undefined || file === undefined) {
    process.stderr.write(`${usage}\nWithout --token it signs in to the local cloud as its demonstration registrar.\n`);
    return 2;
  }
  const rows = readRows(kind, listText(await readFile(file)));
  const report = await importRows(kind, rows, await access(values.url, values.token));
  for (const { line, message } of report.rejected) process.stdout.write(`line ${line}: ${message}\n`);
  for (const { line, message } of report.remarks) process.stdout.write(`line ${line} (kept): ${message}\n`);
  process.stdout.write(
    `${rows.length} rows: ${report.imported} imported, ${report.unchanged} unchanged, ${report.rejected.length} rejected\n`,
  );
  return report.rejected.length === 0 ? 0 : 1;
}

/** Where to import and as whom: as told, or the local cloud's demonstration registrar. */
async function access(url: string | undefined, token: string | undefined) {
  if (url !== undefined && token !== undefined) return { baseUrl: url.replace(/\/$/, ''), accessToken: token };
  const target = await findTarget(url);
  return { baseUrl: target.siteUrl, accessToken: token ?? (await accessTokenOf('registrar-1', target)) };
}

function explain(error: unknown): string {
  if (error instanceof ListFormatError || error instanceof ListEncodingError) return error.message;
  if (error instanceof ApiError) return error.problem.detail;
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
