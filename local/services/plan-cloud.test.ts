import { describe, expect, it } from 'vitest';
import { planCloud } from '../assembly/plan-cloud.ts';
import type { CloudPlan } from '../assembly/plan.ts';
import { readAssembly } from '../assembly/read-assembly.ts';
import { bucketSettings } from './s3/bucket-properties.ts';
import { writeTestAssembly } from '../assembly/test-assembly.ts';

const addresses = { siteHost: 'localhost:4300', awsJson: 'http://127.0.0.1:4303' };
const code = { S3Bucket: 'assets', S3Key: 'code.zip' };
const lambda = {
  Type: 'AWS::Lambda::Function',
  Properties: { Code: code, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'r' },
};

function planOf(Resources: Readonly<Record<string, unknown>>): CloudPlan {
  const folder = writeTestAssembly({ stacks: { App: { Resources } }, assets: { code: { 'index.mjs': 'export {}' } } });
  return planCloud(readAssembly({ folder, parameters: {}, addresses }));
}

describe('the plan', () => {
  it('gives a function its asset folder and resolved environment', () => {
    const plan = planOf({
      Files: { Type: 'AWS::S3::Bucket' },
      Api: {
        ...lambda,
        Properties: { ...lambda.Properties, Environment: { Variables: { BUCKET: { Ref: 'Files' } } } },
      },
    });
    expect(plan.functions).toMatchObject([
      {
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:App-Api',
        name: 'App-Api',
        properties: { Environment: { Variables: { BUCKET: 'app-files' } } },
      },
    ]);
    expect(plan.functions[0]?.codeFolder).toMatch(/asset\.code$/u);
  });

  it('refuses a function without its asset', () => {
    const Code = { S3Bucket: 'assets', S3Key: 'lost.zip' };
    expect(() => planOf({ Api: { ...lambda, Properties: { ...lambda.Properties, Code } } })).toThrow(
      'stack App, resource Api (AWS::Lambda::Function): the assembly has no asset lost.zip',
    );
  });

  it('does not run a function that only serves a custom resource, and does its work', () => {
    const plan = planOf({
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
    expect(plan.functions).toEqual([]);
    expect([...plan.bucketsWithEvents]).toEqual(['app-files']);
  });

  it('reads versioning, CORS and the expiry of whole buckets', () => {
    const plan = planOf({
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
    const [bucket] = plan.buckets;
    expect(bucketSettings('app-files', bucket!.properties, true)).toEqual({
      name: 'app-files',
      versioned: true,
      eventBridge: true,
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
    const [machine] = planOf({
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: 'r',
          DefinitionString: '{"StartAt":"${First}"}',
          DefinitionSubstitutions: { First: 'say "hello"' },
        },
      },
    }).stateMachines;
    expect(JSON.parse(machine?.definition ?? '')).toEqual({ StartAt: 'say "hello"' });
    expect(machine?.arn).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:App-Machine');
  });

  it('refuses a definition with a substitution that nothing is given for', () => {
    const Properties = { RoleArn: 'r', DefinitionString: '{"StartAt":"${First}"}' };
    expect(() => planOf({ Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties } })).toThrow(
      'stack App, resource Machine (AWS::StepFunctions::StateMachine): property DefinitionSubstitutions: nothing is given for ${First}',
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
    expect(() => planOf({ It: { Type, Properties } })).toThrow(`stack App, resource It (${Type}): ${message}`);
  });
});
