import { smoke } from './smoke.ts';

const [site] = process.argv.slice(2);
if (site === undefined || !URL.canParse(site)) {
  process.stderr.write('usage: npm run smoke -- URL\n');
  process.exitCode = 2;
} else {
  process.exitCode = (await smoke(site, (line) => process.stdout.write(`${line}\n`))) === 0 ? 0 : 1;
}
