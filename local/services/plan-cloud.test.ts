import { describe, expect, it } from 'vitest';
import { planResources } from '../assembly/plan.ts';
import { readAssembly } from '../assembly/read-assembly.ts';
import { writeTestAssembly } from '../assembly/test-assembly.ts';
import { lambdaService } from './lambda/service.ts';
import { createServices, resourceTypesOf } from './registry.ts';
import { s3Service } from './s3/service.ts';
import type { LocalService } from './service.ts';
import { planStateMachine } from './step-functions/template.ts';
import type { StateMachinePlan } from './step-functions/template.ts';

const addresses = { siteHost: 'localhost:4300', awsJson: 'http://127.0.0.1:4303', api: 'http://127.0.0.1:4306' };
const code = { S3Bucket: 'assets', S3Key: 'code.zip' };
const lambda = {
  Type: 'AWS::Lambda::Function',
  Properties: { Code: code, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'r' },
};

function plan(
  Resources: Readonly<Record<string, unknown>>,
  services: readonly LocalService[] = createServices(),
): void {
  const folder = writeTestAssembly({ stacks: { App: { Resources } }, assets: { code: { 'index.mjs': 'export {}' } } });
  const resourceTypes = resourceTypesOf(services);
  planResources(readAssembly({ folder, parameters: {}, addresses, resourceTypes }), resourceTypes);
}

function planned(Resources: Readonly<Record<string, unknown>>) {
  const functions = lambdaService();
  const storage = s3Service({ publish: () => Promise.resolve() });
  plan(Resources, [functions, storage]);
  return { functions: functions.planned, buckets: storage.planned() };
}

function stateMachine(Properties: Readonly<Record<string, unknown>>): StateMachinePlan | undefined {
  let machine: StateMachinePlan | undefined;
  const identify = () => ({ ref: 'arn:m', attributes: { Name: 'm' } });
  const type = 'AWS::StepFunctions::StateMachine';
  const noting: LocalService = {
    resourceTypes: {
      [type]: { identify, plan: (resource, context) => (machine = planStateMachine(resource, context)) },
    },
  };
  plan({ Machine: { Type: type, Properties } }, [noting]);
  return machine;
}

describe('the plan', () => {
  it('gives a function its asset folder and resolved environment', () => {
    const { functions } = planned({
      Files: { Type: 'AWS::S3::Bucket' },
      Api: {
        ...lambda,
        Properties: { ...lambda.Properties, Environment: { Variables: { BUCKET: { Ref: 'Files' } } } },
      },
    });
    expect(functions).toMatchObject([
      {
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:App-Api',
        name: 'App-Api',
        properties: { Environment: { Variables: { BUCKET: 'app-files' } } },
      },
    ]);
    expect(functions[0]?.codeFolder).toMatch(/asset\.code$/u);
  });

  it('refuses a function without its asset', () => {
    const Code = { S3Bucket: 'assets', S3Key: 'lost.zip' };
    expect(() => plan({ Api: { ...lambda, Properties: { ...lambda.Properties, Code } } })).toThrow(
      'stack App, resource Api (AWS::Lambda::Function): the assembly has no asset lost.zip',
    );
  });

  it('does not run a function that only serves a custom resource, and does its work', () => {
    const { functions, buckets } = planned({
      Handler: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile: '' } },
      },
      Files: { Type: 'AWS::S3::Bucket' },
      Events: {
        Type: 'Custom::S3BucketNotifications',
        Properties: {
          ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] },
          BucketName: { Ref: 'Files' },
          NotificationConfiguration: { EventBridgeConfiguration: {} },
          Managed: true,
        },
      },
    });
    expect(functions).toEqual([]);
    expect(buckets).toMatchObject([{ name: 'app-files', eventBridge: true }]);
  });

  it('reads versioning, CORS and the expiry of whole buckets', () => {
    const { buckets } = planned({
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          VersioningConfiguration: { Status: 'Enabled' },
          CorsConfiguration: {
            CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: ['http://localhost:4300'], MaxAge: 60 }],
          },
          LifecycleConfiguration: {
            Rules: [
              { Status: 'Enabled', ExpirationInDays: 3 },
              { Status: 'Enabled', ExpirationInDays: 2 },
              { Status: 'Disabled', ExpirationInDays: 1 },
              { Status: 'Enabled', ExpirationInDays: 1, Prefix: 'some/' },
            ],
          },
        },
      },
    });
    expect(buckets[0]).toEqual({
      name: 'app-files',
      versioned: true,
      eventBridge: false,
      expireAfterDays: 2,
      cors: [
        {
          allowedMethods: ['PUT'],
          allowedOrigins: ['http://localhost:4300'],
          allowedHeaders: [],
          exposedHeaders: [],
          maxAgeSeconds: 60,
        },
      ],
    });
  });

  it('puts the substitutions into a state machine’s definition, as text of a JSON string', () => {
    const machine = stateMachine({
      RoleArn: 'r',
      DefinitionString: '{"StartAt":"${First}"}',
      DefinitionSubstitutions: { First: 'say "hello"' },
    });
    expect(JSON.parse(machine?.definition ?? '')).toEqual({ StartAt: 'say "hello"' });
    expect(machine).toMatchObject({ arn: 'arn:m', name: 'm', roleArn: 'r' });
  });

  it('refuses a definition with a substitution that nothing is given for', () => {
    const Properties = { RoleArn: 'r', DefinitionString: '{"StartAt":"${First}"}' };
    expect(() => stateMachine(Properties)).toThrow(
      'stack App, resource Machine (AWS::StepFunctions::StateMachine): property DefinitionSubstitutions: nothing is given for ${First}',
    );
  });

  it('refuses a secret in a resource whose service would take the reference for the value', () => {
    const Environment = { Variables: { KEY: '{{resolve:secretsmanager:arn:SecretString:::}}' } };
    expect(() => plan({ Api: { ...lambda, Properties: { ...lambda.Properties, Environment } } })).toThrow(
      'stack App, resource Api (AWS::Lambda::Function): dynamic references are not run locally in this type',
    );
  });

  it.each([
    [
      'AWS::S3::Bucket',
      { ReplicationConfiguration: {} },
      'property ReplicationConfiguration: is not implemented locally',
    ],
    [
      'AWS::Lambda::Function',
      { ...lambda.Properties, VpcConfig: {} },
      'property VpcConfig: is not implemented locally',
    ],
    ['AWS::SQS::Queue', { FifoQueue: true }, 'property FifoQueue: is not implemented locally'],
    ['AWS::StepFunctions::StateMachine', { RoleArn: 'r', StateMachineType: 'EXPRESS' }, 'property StateMachineType: '],
  ])('refuses what a %s cannot be run with', (Type, Properties, message) => {
    expect(() => plan({ It: { Type, Properties } })).toThrow(`stack App, resource It (${Type}): ${message}`);
  });
});
