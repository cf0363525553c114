import type { Account } from './account.ts';
import type { Configuration } from './configuration.ts';
import { type DeclaredStack, type Discovered, parameterArguments, parameterValues } from './stack-parameters.ts';

/** What the command needs of its surroundings; tests record what is asked. */
export interface Surroundings {
  /** Runs a command and answers its exit code. */
  readonly run: (command: readonly string[]) => Promise<number>;
  readonly discover: (configuration: Configuration) => Promise<Discovered>;
  /** The stacks of the assembly that was synthesized. */
  readonly stacks: () => readonly DeclaredStack[];
  readonly account: Account;
  /** Whether to go on with what the diff shows. */
  readonly confirm: () => Promise<boolean>;
  readonly say: (line: string) => void;
}

/** How far the command goes. */
export interface DeployOptions {
  /** Does what needs no account, and says what would be asked of which stack. */
  readonly plan: boolean;
}

/** Deploys an environment. Answers the exit code; what was done before a failure is safe to do again. */
export async function deploy(
  configuration: Configuration,
  { plan }: DeployOptions,
  { run, account, discover, stacks, confirm, say }: Surroundings,
): Promise<number> {
  for (const line of preparations(configuration)) say(line);
  say('issuers: looked at as API Gateway does while it creates the authorizers');
  if (!plan) await account.check();
  const discovered = plan ? { identityOrigins: [] } : await discover(configuration);
  for (const command of [prepareArm64, buildSite, synth(configuration)]) {
    if ((await run(command)) !== 0) return failed(say, command);
  }
  const declared = stacks().filter(({ id }) => id !== 'Mail' || configuration.emailSender !== undefined);
  const values = parameterValues(configuration, discovered);
  const storage = declared.find(({ id }) => id === 'Storage');
  if (storage === undefined) throw new Error('the assembly has no stack Storage');
  const unprotected = deployStacks([storage], { ...values, DeletionProtection: 'false' });
  const everything = deployStacks(declared, { ...values, DeletionProtection: 'true' });
  if (plan) {
    say('a new environment first: its table can still be deleted, so that a failed creation leaves nothing behind');
    for (const command of [unprotected, everything]) say(command.join(' '));
    return 0;
  }
  const diff = [
    'cdk',
    'diff',
    '--app',
    assembly,
    ...declared.map(({ id }) => id),
    ...parameterArguments(declared, values),
  ];
  if ((await run(diff)) !== 0) return failed(say, diff);
  if (!(await confirm())) return 1;
  const steps = (await account.exists(storage.name)) ? [everything] : [unprotected, everything];
  for (const command of steps) {
    if ((await run(command)) !== 0) return failed(say, command);
  }
  const smoke = ['npm', 'run', 'smoke', '--', configuration.siteUrl, '--outputs', outputsFile];
  for (const line of afterwards(configuration)) say(line);
  return (await run(smoke)) === 0 ? 0 : failed(say, smoke);
}

const assembly = 'cdk.out';
const outputsFile = 'outputs.json';
const prepareArm64 = ['npm', 'run', 'prepare:arm64'];
const buildSite = ['npm', 'run', 'build:site'];

// Strict: binaries that do not fit Lambda are a warning for whoever runs the template here, and an error for whoever deploys it.
function synth({ environment }: Configuration): readonly string[] {
  return ['cdk', 'synth', '--quiet', '--strict', '--output', assembly, '--context', `prefix=${environment}-`];
}

// Approval was asked for with the diff: the CLI's own stops where there is no terminal.
function deployStacks(stacks: readonly DeclaredStack[], values: Readonly<Record<string, string>>): readonly string[] {
  const options = ['--require-approval', 'never', '--outputs-file', outputsFile];
  return [
    'cdk',
    'deploy',
    ...stacks.map(({ id }) => id),
    '--app',
    assembly,
    ...options,
    ...parameterArguments(stacks, values),
  ];
}

function failed(say: (line: string) => void, command: readonly string[]): number {
  say(`failed: ${command.slice(0, 3).join(' ')}. Mend what it says and run the same command again.`);
  return 1;
}

/** What must be there before, which no command makes. */
function preparations({ partition, siteUrl, emailSender }: Configuration): readonly string[] {
  const { hostname } = new URL(siteUrl);
  return [
    ...(partition === 'aws-cn'
      ? [
          `ICP: ${hostname} needs an ICP filing, and the account one too: API Gateway in China serves routes without authorization only then`,
        ]
      : []),
    ...(emailSender === undefined
      ? []
      : [`e-mail: ${emailSender} or its domain must be a verified identity of SES in the region`]),
  ];
}

/** What is to be done by hand after a first deployment. */
function afterwards({ siteUrl, alarmEmail }: Configuration): readonly string[] {
  return [
    `DNS: point ${new URL(siteUrl).hostname} to the output DistributionDomain of the stack Site (outputs.json)`,
    `alarms: aws sns subscribe --protocol email --notification-endpoint ${alarmEmail} --topic-arn ARN, with the output AlarmTopicArn`,
  ];
}
