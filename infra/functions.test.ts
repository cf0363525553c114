import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOptions } from './constructs/bundle.ts';
import { productForTest, resourcesOf, templatesOf } from './test-product.ts';
import type { Resource } from './test-product.ts';

const { product, remove } = productForTest();
const { application } = templatesOf(product);
const functions = resourcesOf(application, 'AWS::Lambda::Function');
const policies = [...resourcesOf(application, 'AWS::IAM::Policy').values()];

let variables: ReadonlyMap<string, ReadonlySet<string>> = new Map();

beforeAll(() => {
  variables = readVariables();
}, 60_000);

afterAll(remove);

const readTable = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writeTable = [
  ...readTable,
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];
const readStream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (name) => `dynamodb:${name}`,
);
const every = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const useKey = [
  'Encrypt',
  'Decrypt',
  'ReEncryptFrom',
  'ReEncryptTo',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
]
  .concat('DescribeKey')
  .map((name) => `kms:${name}`);
const sendToQueue = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
const receiveFromQueue = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'ChangeMessageVisibility'].map(
  (name) => `sqs:${name}`,
);
const secret = ['secretsmanager:GetSecretValue'];

/** What each function may do, besides writing its log and traces and using the data key. */
const permissions: Readonly<Record<string, readonly string[]>> = {
  PractitionerApi: [...writeTable, 's3:GetObject', 's3:PutObject', ...secret],
  EmployerApi: [...writeTable, 's3:GetObject', 's3:PutObject', ...secret],
  DepartmentApi: [...writeTable, 's3:GetObject', 's3:PutObject', ...secret],
  PublicApi: [...readTable, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 's3:GetObject', 's3:PutObject', ...secret],
  WorkflowTasks: writeTable,
  CarryOutJobs: [...writeTable, 's3:GetObject', 's3:PutObject', ...secret],
  CloseAuditDays: ['dynamodb:Query', 'dynamodb:PutItem', 's3:GetObject', 's3:PutObject'],
  RenderDocuments: [...readTable, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 's3:GetObject', 's3:PutObject'],
  DispatchEvents: [
    ...[
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:DeleteItem',
      'states:StartExecution',
      'states:SendTaskSuccess',
      'events:PutEvents',
      's3:DeleteObject',
    ],
    ...readStream,
    ...sendToQueue,
  ],
  NoteStall: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
  SweepObjects: [
    ...['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'],
    ...['dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
    ...['s3:DeleteObject', 's3:ListBucket'],
  ],
  ReconcileFigures: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name}`),
  WatchService: ['dynamodb:PutItem'],
  WatchCases: ['dynamodb:Query', 'dynamodb:BatchGetItem', 's3:ListBucket', 'states:ListExecutions'],
  SendReminders: ['GetItem', 'Query', 'PutItem', 'DeleteItem'].map((name) => `dynamodb:${name}`),
  SendMail: [
    ...['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'].map((name) => `dynamodb:${name}`),
    ...['ses:SendEmail', ...receiveFromQueue],
  ],
  ProjectTerms: [
    ...['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'].map((name) => `dynamodb:${name}`),
    ...readStream,
    ...sendToQueue,
  ],
  InspectUpload: [
    ...['dynamodb:GetItem', 'dynamodb:UpdateItem', 's3:GetObjectVersion', 's3:DeleteObjectVersion', 's3:PutObject'],
    ...['s3:ListBucket', 's3:ListBucketVersions'],
    ...sendToQueue,
  ],
};
const names = Object.keys(permissions);

test('there are exactly these functions', () => {
  expect([...functions.keys()].map((id) => id.slice(0, -8)).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  test('runs Node 24 on arm64 from one bundle, traced, with JSON logs in a group of its own', () => {
    expect(functionOf(name).Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { 'Fn::If': ['InChina', { Ref: 'AWS::NoValue' }, { Mode: 'Active' }] },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringMatching(`^${name}Logs`) as unknown } },
    });
  });

  test('may do exactly what it does', () => {
    const allowed = new Set(statementsOf(name).flatMap(({ Action }) => Action));
    const own = permissions[name]!;
    const writes = own.some((action) => /^dynamodb:(Put|Update|Delete)/u.test(action));
    const key = writes ? useKey : ['kms:Decrypt', 'kms:DescribeKey'];
    expect([...allowed].sort()).toEqual([...new Set([...every, ...key, ...own])].sort());
  });

  test('has a wildcard only in traces and in the objects of a bucket', () => {
    for (const { Action, Resource } of statementsOf(name)) {
      expect(Action.filter((action) => action.includes('*'))).toEqual([]);
      const wild = [Resource].flat().filter((resource) => JSON.stringify(resource).includes('*'));
      if (wild.length > 0) expect(Action.join(' ')).toMatch(/^(xray:\S+ ?)+$|^(s3:\w*Object\w* ?)+$/u);
    }
  });

  test('is given exactly the variables that its code reads', () => {
    const used = variables.get(name)!;
    const own = Object.keys(variablesOf(name)).filter(
      (key) => key !== 'NODE_OPTIONS' && !key.startsWith('POWERTOOLS_'),
    );
    expect(own.sort()).toEqual([...used].sort());
  });
});

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: unknown;
}

function functionOf(name: string): Resource {
  return [...functions].find(([id]) => id.slice(0, -8) === name)![1];
}

function variablesOf(name: string): Record<string, unknown> {
  return (functionOf(name).Properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
}

function statementsOf(name: string): Statement[] {
  const ofRole = policies.filter(({ Properties }) =>
    (Properties['Roles'] as { Ref: string }[]).some(({ Ref }) => Ref.startsWith(`${name}Role`)),
  );
  const documents = ofRole.map(
    ({ Properties }) =>
      Properties['PolicyDocument'] as { Statement: (Omit<Statement, 'Action'> & { Action: string | string[] })[] },
  );
  return documents
    .flatMap(({ Statement: statements }) => statements)
    .map((statement) => ({ ...statement, Action: [statement.Action].flat() }));
}

// The platform reads a variable by `environment.tableName()`; what the bundler leaves of such calls is what the function needs.
function readVariables(): ReadonlyMap<string, ReadonlySet<string>> {
  const all = Object.values(product.application.functions);
  const result = buildSync({ ...bundleOptions(all.map(({ bundle }) => bundle)), minify: false, sourcemap: false });
  return new Map(
    all.map(({ node, bundle }) => {
      const output = result.outputFiles.find((file) =>
        file.path.includes(`/${bundle.entry.replaceAll(/\W+/gu, '-')}/`),
      )!;
      const calls = output.text.matchAll(/\benvironment\d*\.(?<variable>[A-Za-z]+)\(\)/gu);
      const names = [...calls].map(({ groups }) => groups!['variable']!.replaceAll(/[A-Z]/gu, '_$&').toUpperCase());
      return [node.id, new Set(names)];
    }),
  );
}
