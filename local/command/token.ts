/**
 * `npm run token -- <account>`: prints an access token of a demonstration account, and nothing else, on stdout.
 * The running local cloud is found by the stack outputs in `LOCAL_DATA/outputs.json`, or by `--url`, the site's address.
 */
import { parseArgs } from 'node:util';

import { accessTokenOf, findTarget } from './target.ts';

try {
  process.stdout.write(`${await printedToken(process.argv.slice(2))}\n`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll('\n', ' ')}\n`);
  process.exitCode = 1;
}

async function printedToken(args: string[]): Promise<string> {
  const { positionals, values } = parseArgs({ args, options: { url: { type: 'string' } }, allowPositionals: true });
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) {
    throw new Error('Usage: npm run token -- <account> [--url <address of the local site>]');
  }
  return await accessTokenOf(id, await findTarget(values.url));
}
