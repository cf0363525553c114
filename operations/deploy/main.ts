import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { accountOf } from './account.ts';
import { readConfiguration } from './configuration.ts';
import { deploy } from './deploy.ts';
import { discoverIssuers, fetchJson } from './issuers.ts';
import { declaredStacks } from './stack-parameters.ts';

const usage = 'usage: npm run deploy -- FILE [--plan] [--yes]';

/** Deploys the environment that a file describes, or says with --plan what would be done; --yes takes what the diff shows. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { plan: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (file === undefined) {
    process.stderr.write(`${usage}\nExamples of files: operations/environments.\n`);
    return 2;
  }
  const configuration = readConfiguration(await readFile(file, 'utf8'), file);
  return await deploy(
    configuration,
    { plan: values.plan },
    {
      run: (command) => run(command, configuration.region),
      account: accountOf(configuration),
      discover: (given) => discoverIssuers(given, fetchJson),
      stacks: () => declaredStacks('cdk.out'),
      confirm: () => (values.yes ? Promise.resolve(true) : confirm(configuration.environment)),
      say: (line) => process.stdout.write(`${line}\n`),
    },
  );
}

async function run(command: readonly string[], region: string): Promise<number> {
  const [program = '', ...args] = command;
  process.stdout.write(`\n> ${command.join(' ')}\n`);
  const env = { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region, CDK_DISABLE_CLI_TELEMETRY: 'true' };
  const child = spawn(program, args, { stdio: 'inherit', env });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

async function confirm(environment: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('there is no terminal to ask at: give --yes to take what the diff shows');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Deploy this to ${environment}? Write its name: `);
  terminal.close();
  return answer.trim() === environment;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
