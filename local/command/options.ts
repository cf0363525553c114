import path from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from '../ground/start-error.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  /** First of the seven ports, as text. */
  readonly port: string;
  /** Data folder. */
  readonly dataFolder: string;
  /** Begin anew: delete what is in the data folder. */
  readonly reset: boolean;
  /** Print nothing but `ready` and problems. */
  readonly quiet: boolean;
  /** Build site and template first when they changed. */
  readonly build: boolean;
  /** Folder of the cloud assembly to run when nothing is built; default `cdk.out` of the repository. */
  readonly assembly: string | undefined;
  /** Template parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Another DynamoDB to use. */
  readonly dynamodbEndpoint: string | undefined;
}

/** What `--help` prints. */
export const usage = `npm start -- [--reset] [--quiet] [--no-build | --assembly FOLDER] [--parameter NAME=VALUE]...

  --reset                  begin anew: delete what is in the data folder
  --quiet                  print nothing but the line beginning with ready, and problems
  --no-build               run the cdk.out that exists
  --assembly FOLDER        run another synthesized cloud assembly, without building
  --parameter NAME=VALUE   value of a template parameter, for example DeadlineDaySeconds=2

  PORT                     first of seven ports (default 4300)
  LOCAL_DATA               data folder (default .local)
  DYNAMODB_ENDPOINT        another DynamoDB to use instead of the engine that comes along
`;

/** Reads arguments and environment; undefined when help was asked for. Throws StartError for what is not understood. */
export function startOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  return {
    port: environment['PORT'] ?? '4300',
    dataFolder: path.resolve(environment['LOCAL_DATA'] ?? '.local'),
    reset: values.reset,
    quiet: values.quiet,
    build: !values['no-build'] && values.assembly === undefined,
    assembly: values.assembly,
    parameters: Object.fromEntries(values.parameter.map(nameAndValue)),
    dynamodbEndpoint: endpoint(environment['DYNAMODB_ENDPOINT']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        assembly: { type: 'string' },
        parameter: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)} (--help lists the options)`);
  }
}

function nameAndValue(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new StartError(`--parameter ${text}: NAME=VALUE is expected`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function endpoint(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^https?:\/\/[^/]+\/?$/u.test(text)) {
    throw new StartError(`DYNAMODB_ENDPOINT ${JSON.stringify(text)} is not an address such as http://127.0.0.1:8000`);
  }
  return text.replace(/\/$/u, '');
}
