import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { publicEndpoints } from '../../api/public.ts';
import { findDeployment } from '../../local/command/target.ts';
import { smoke } from './smoke.ts';
import { tokenProblems } from './token-check.ts';

const usage = `usage: npm run smoke -- URL [--outputs FILE] [--token FILE]
  URL             a deployed site, or the local one
  --outputs FILE  the outputs of the deployment (npm run deploy writes outputs.json): is the API itself closed, past the site?
  --token FILE    holds an access token, which is compared with docs/identity.md; it is sent nowhere
`;

/** Tries a deployed site, and a token for it where one is given. Exit code 1 when something does not hold, 2 for a wrong call. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { token: { type: 'string' }, outputs: { type: 'string' } },
    allowPositionals: true,
  });
  const [site] = positionals;
  if (site === undefined || !URL.canParse(site)) {
    process.stderr.write(usage);
    return 2;
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const failures = await smoke(
    site,
    say,
    values.outputs === undefined ? undefined : (await findDeployment(values.outputs)).output('ApiUrl'),
  );
  const problems = values.token === undefined ? [] : await tokenAgainst(site, values.token);
  if (values.token !== undefined && problems.length === 0) say('ok      token: fits docs/identity.md');
  for (const problem of problems) say(`failed  token: ${problem}`);
  return failures + problems.length === 0 ? 0 : 1;
}

async function tokenAgainst(site: string, file: string): Promise<string[]> {
  const answer = await fetch(`${site.replace(/\/$/u, '')}/api/public/configuration`);
  const expected = publicEndpoints.getConfiguration.response.parse(await answer.json());
  return tokenProblems(readFileSync(file, 'utf8'), expected, new Date());
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
