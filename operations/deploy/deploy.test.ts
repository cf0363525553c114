import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountOf } from './account.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { deploy, type Surroundings } from './deploy.ts';
import { discoverIssuers } from './issuers.ts';
import { type DeclaredStack, parameterValues } from './stack-parameters.ts';

const examples = path.join(import.meta.dirname, '../environments');
const textOf = (file: string) => readFileSync(path.join(examples, file), 'utf8');
const test = (over: object = {}) => JSON.stringify({ ...(JSON.parse(textOf('test.aws.json')) as object), ...over });
const china = (over: object = {}) =>
  JSON.stringify({ ...(JSON.parse(textOf('production.aws-cn.json')) as object), ...over });

const vault = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:copy';

describe('a configuration', () => {
  it('that names a vault elsewhere has backups copied there, and a replica of the key of identifiers in its region', () => {
    const of = (over: object) => parameterValues(readConfiguration(test(over), 'f.json'), { identityOrigins: [] });
    const there = { BackupCopyVault: vault, IdentityKeyReplicaRegion: 'eu-west-1' };
    expect(of({ backupCopyVault: vault })).toMatchObject(there);
    // A secret has no replica in its own region.
    const here = vault.replace('eu-west-1', 'eu-central-1');
    expect(of({ backupCopyVault: here })).toMatchObject({ BackupCopyVault: here, IdentityKeyReplicaRegion: '' });
    expect(of({})).toMatchObject({ BackupCopyVault: '', IdentityKeyReplicaRegion: '', RestoredTableStream: '' });
  });

  it.each(['test.aws.json', 'production.aws-cn.json'])('%s is an example that holds', (file) => {
    expect(readConfiguration(textOf(file), file).audience).toBe('registration-api');
  });

  it.each([
    ['a field that is none', test({ regoin: 'x' }), 'f.json: regoin: is not a field'],
    ['a slash behind the site', test({ siteUrl: 'https://a.example/' }), 'f.json: siteUrl: must be an https origin'],
    ['a region of another partition', test({ region: 'cn-north-1' }), 'f.json: region: is not a region of that'],
    ['no certificate in China', china({ certificate: undefined }), 'f.json: certificate: must be the id of a server'],
    ['a certificate of ACM in China', china({ certificate: 'arn:aws-cn:acm:x' }), 'knows no ACM'],
    ['a certificate of another region', test({ certificate: 'arn:aws:acm:eu-central-1:1:certificate/a' }), 'us-east-1'],
    ['e-mail in China', china({ emailSender: 'a@b.cn' }), 'f.json: emailSender: must be left out in China'],
    ['short days in production', china({ publicityDaySeconds: 60 }), 'a day of publicity is a day'],
    ['short logs in production', china({ logRetentionDays: 30 }), 'f.json: logRetentionDays: must be 180 at least'],
    [
      'a backup that leaves the partition',
      china({ backupCopyVault: 'arn:aws:backup:eu-central-1:111122223333:backup-vault:copy' }),
      'f.json: backupCopyVault: must be in the same partition',
    ],
    ['what is no JSON', '{', 'f.json: is no JSON'],
  ])('%s is one clear line', (_, text, line) => {
    expect(() => readConfiguration(text, 'f.json')).toThrow(line);
  });
});

/** Answers as CloudFormation does to what the CLI asks of it, and writes down what that was. */
class Recorder {
  readonly commands: (readonly string[])[] = [];
  readonly lines: string[] = [];
  readonly created = new Set<string>();
  failFirst: string | null = null;
  readonly #stacks: readonly DeclaredStack[];

  constructor(stacks: readonly DeclaredStack[]) {
    this.#stacks = stacks;
  }

  surroundings(over: Partial<Surroundings> = {}): Surroundings {
    return {
      run: (command) => Promise.resolve(this.#run(command)),
      account: { check: () => Promise.resolve(), exists: (stack) => Promise.resolve(this.created.has(stack)) },
      discover: () => Promise.resolve({ identityOrigins: ['https://token.example'] }),
      stacks: () => this.#stacks,
      confirm: () => Promise.resolve(true),
      say: (line) => this.lines.push(line),
      ...over,
    };
  }

  /** What was passed to each stack by one command. */
  passed(command: readonly string[] | undefined): Record<string, Record<string, string>> {
    const all: Record<string, Record<string, string>> = {};
    for (const [index, word] of (command ?? []).entries()) {
      if (word !== '--parameters') continue;
      const [, stack = '', name = '', value = ''] = /^([^:]+):([^=]+)=(.*)$/u.exec(command?.[index + 1] ?? '') ?? [];
      all[stack] = { ...all[stack], [name]: value };
    }
    return all;
  }

  deployments(): (readonly string[])[] {
    return this.commands.filter(([program, verb]) => program === 'cdk' && verb === 'deploy');
  }

  #run(command: readonly string[]): number {
    this.commands.push(command);
    if (command[0] !== 'cdk' || command[1] !== 'deploy') return 0;
    const passed = this.passed(command);
    for (const { id, name, parameters } of this.#stacks.filter((stack) => command.includes(stack.id))) {
      const given = passed[name] ?? {};
      const unknown = Object.keys(given).filter((each) => !(each in parameters));
      if (unknown.length > 0) throw new Error(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
      const missing = Object.keys(parameters).filter((each) => parameters[each] === true && !(each in given));
      if (missing.length > 0) throw new Error(`Parameters: [${missing.join(', ')}] must have values`);
      if (this.failFirst === id) {
        this.failFirst = null;
        return 1;
      }
      this.created.add(name);
    }
    return 0;
  }
}

const stacks: readonly DeclaredStack[] = [
  { id: 'Storage', name: 'registration-test-Storage', parameters: { SiteUrl: true, DeletionProtection: false } },
  {
    id: 'Application',
    name: 'registration-test-Application',
    parameters: {
      SiteUrl: true,
      ProvinceIssuer: true,
      StaffIssuer: true,
      ApiAudience: true,
      PublicityDaySeconds: false,
    },
  },
  { id: 'Site', name: 'registration-test-Site', parameters: { SiteCertificate: false, IdentityOrigins: false } },
  { id: 'Operations', name: 'registration-test-Operations', parameters: {} },
];
const configuration: Configuration = readConfiguration(test(), 'f.json');

describe('a deployment', () => {
  it('gives each stack its own parameters, which CloudFormation takes', async () => {
    const recorder = new Recorder(stacks);
    expect(await deploy(configuration, { plan: false }, recorder.surroundings())).toBe(0);
    const passed = recorder.passed(recorder.deployments().at(-1));
    expect(passed).toEqual({
      'registration-test-Storage': { SiteUrl: configuration.siteUrl, DeletionProtection: 'true' },
      'registration-test-Application': {
        SiteUrl: configuration.siteUrl,
        ProvinceIssuer: configuration.issuers.province.url,
        StaffIssuer: configuration.issuers.staff.url,
        ApiAudience: 'registration-api',
        PublicityDaySeconds: '60',
      },
      'registration-test-Site': {
        SiteCertificate: configuration.certificate,
        IdentityOrigins: 'https://token.example',
      },
    });
    expect(recorder.commands.map((command) => command.slice(0, 3).join(' '))).toEqual([
      'npm run prepare:arm64',
      'npm run build:site',
      'cdk synth --quiet',
      'cdk diff --app',
      'cdk deploy Storage',
      'cdk deploy Storage',
      'npm run smoke',
    ]);
    expect(recorder.commands[2]).toEqual(expect.arrayContaining(['--strict', 'prefix=registration-test-']));
    expect(recorder.deployments().every((command) => command.includes('never'))).toBe(true);
  });

  it('protects the table only once it is there, so that a failed creation can be tried again', async () => {
    const recorder = new Recorder(stacks);
    recorder.failFirst = 'Storage';
    expect(await deploy(configuration, { plan: false }, recorder.surroundings())).toBe(1);
    expect(recorder.lines.at(-1)).toContain('run the same command again');
    expect(recorder.created.size).toBe(0);
    expect(await deploy(configuration, { plan: false }, recorder.surroundings())).toBe(0);
    const protections = recorder
      .deployments()
      .map((command) => recorder.passed(command)['registration-test-Storage']?.['DeletionProtection']);
    expect(protections).toEqual(['false', 'false', 'true']);
    await deploy(configuration, { plan: false }, recorder.surroundings());
    expect(recorder.deployments()).toHaveLength(4);
  });

  it('has SES tell of mail that comes back only where mail is sent', async () => {
    const withMail = [...stacks, { id: 'Mail', name: 'registration-test-Mail', parameters: {} }];
    const deployed = async (given: Configuration) => {
      const recorder = new Recorder(withMail);
      expect(await deploy(given, { plan: false }, recorder.surroundings())).toBe(0);
      return recorder.commands
        .filter((command) => command.includes('Mail'))
        .map((command) => command.slice(0, 2).join(' '));
    };
    const { emailSender: _none, ...silent } = configuration;
    expect(await deployed(configuration)).toEqual(['cdk diff', 'cdk deploy']);
    expect(await deployed(silent)).toEqual([]);
  });

  it('asks nothing of an account when it only plans, and says what it would ask', async () => {
    const recorder = new Recorder(stacks);
    const never = () => Promise.reject(new Error('the account was asked'));
    const account = { check: never, exists: never };
    const over = { account, discover: never };
    expect(await deploy(configuration, { plan: true }, recorder.surroundings(over))).toBe(0);
    expect(recorder.deployments()).toEqual([]);
    expect(recorder.lines.filter((line) => line.startsWith('cdk deploy'))).toHaveLength(2);
  });

  it('deploys nothing when the diff is not taken, or a stack needs what nobody gave', async () => {
    const recorder = new Recorder(stacks);
    const no = { confirm: () => Promise.resolve(false) };
    expect(await deploy(configuration, { plan: false }, recorder.surroundings(no))).toBe(1);
    expect(recorder.deployments()).toEqual([]);
    const needing = new Recorder([...stacks, { id: 'New', name: 'New', parameters: { Unknown: true } }]);
    const failing = deploy(configuration, { plan: false }, needing.surroundings());
    await expect(failing).rejects.toThrow('stack New needs the parameter Unknown');
  });

  it('says in China what no command can do', async () => {
    const recorder = new Recorder(stacks);
    await deploy(readConfiguration(china(), 'f.json'), { plan: true }, recorder.surroundings());
    expect(recorder.lines[0]).toContain('ICP');
  });
});

describe('limits of an environment', () => {
  const webAcl = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/0000';

  it('reach the stacks that declare them', () => {
    const given = { ...configuration, webAcl, publicConcurrency: 50 };
    expect(parameterValues(given, { identityOrigins: [] })).toMatchObject({ WebAcl: webAcl, PublicConcurrency: '50' });
    expect(parameterValues(configuration, { identityOrigins: [] })).toMatchObject({ WebAcl: '' });
    expect(parameterValues(configuration, { identityOrigins: [] })).not.toHaveProperty('PublicConcurrency');
  });

  it.each([
    [{ webAcl: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/a/b' }, 'f.json: webAcl: must be the ARN'],
    [{ publicConcurrency: 0 }, 'f.json: publicConcurrency: must be a positive whole number'],
  ])('%o is refused with one line', (over, line) => {
    expect(() => readConfiguration(JSON.stringify({ ...configuration, ...over }), 'f.json')).toThrow(line);
  });
});

describe('the issuers', () => {
  const { issuers } = configuration;
  const province = issuers.province.url;
  const answers = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
    ...Object.fromEntries<unknown>(
      Object.values(issuers).flatMap(({ url }) => [
        [
          `${url}/.well-known/openid-configuration`,
          {
            issuer: url,
            authorization_endpoint: `${url}/authorize`,
            token_endpoint: 'https://token.example/token',
            jwks_uri: `${url}/keys`,
          },
        ],
        [`${url}/keys`, { keys: [{ kty: 'RSA', kid: 'a' }] }],
      ]),
    ),
    ...over,
  });
  const look = (given: Readonly<Record<string, unknown>>) =>
    discoverIssuers(configuration, (address) =>
      address in given
        ? Promise.resolve<unknown>(given[address])
        : Promise.reject(new Error(`${address} does not answer`)),
    );

  it('are looked at before, and say which origins pages must reach', async () => {
    expect(await look(answers())).toEqual({ identityOrigins: ['https://token.example'] });
  });

  it.each([
    ['does not answer', { [`${province}/.well-known/openid-configuration`]: undefined }, 'no discovery document'],
    ['has keys without kid', { [`${province}/keys`]: { keys: [{ kty: 'RSA' }] } }, 'no RSA key with a kid'],
    ['has other keys', { [`${province}/keys`]: { keys: [{ kty: 'EC', kid: 'a' }] } }, 'no RSA key with a kid'],
  ])('one that %s stops the deployment', async (_, over, line) => {
    await expect(look(answers(over))).rejects.toThrow(line);
  });
});

describe('the account', () => {
  const partition = { partition: 'aws', region: 'eu-central-1' } as const;
  let stop: () => void = () => undefined;
  afterEach(() => {
    stop();
    vi.unstubAllEnvs();
  });

  async function answering(answers: Readonly<Record<string, readonly [number, string]>>): Promise<string[]> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        const what = [form.get('Action'), form.get('StackName')].filter((each) => each !== null).join(' ');
        asked.push(what);
        const [status, text] = answers[what] ?? [400, '<Message>Stack with id X does not exist</Message>'];
        response.writeHead(status).end(text);
      })();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    stop = () => server.close();
    return asked;
  }

  const caller = (of: string) => [200, `<Arn>arn:${of}:iam::111122223333:user/a</Arn>`] as const;

  it('must be of the partition, and bootstrapped', async () => {
    const bootstrapped = [200, '<StackStatus>CREATE_COMPLETE</StackStatus>'] as const;
    await answering({ GetCallerIdentity: caller('aws-cn'), 'DescribeStacks CDKToolkit': bootstrapped });
    await expect(accountOf(partition).check()).rejects.toThrow('of the partition aws-cn, the configuration of aws');
    stop();
    await answering({ GetCallerIdentity: caller('aws') });
    await expect(accountOf(partition).check()).rejects.toThrow('not bootstrapped in eu-central-1');
    stop();
    const asked = await answering({ GetCallerIdentity: caller('aws'), 'DescribeStacks CDKToolkit': bootstrapped });
    await accountOf(partition).check();
    expect(asked).toEqual(['GetCallerIdentity', 'DescribeStacks CDKToolkit']);
  });

  it('does not have a stack whose first creation was rolled back', async () => {
    await answering({
      'DescribeStacks there': [200, '<StackStatus>UPDATE_COMPLETE</StackStatus>'],
      'DescribeStacks failed': [200, '<StackStatus>ROLLBACK_COMPLETE</StackStatus>'],
    });
    const { exists } = accountOf(partition);
    expect([await exists('there'), await exists('failed'), await exists('absent')]).toEqual([true, false, false]);
  });
});
