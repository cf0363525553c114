import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createServices, resourceTypesOf } from '../services/registry.ts';
import { readAssembly } from './read-assembly.ts';
import { writeTestAssembly } from './test-assembly.ts';

const resourceTypes = resourceTypesOf(createServices());
const addresses = { siteHost: 'localhost:4300', awsJson: 'http://127.0.0.1:4303', api: 'http://127.0.0.1:4306' };

function outputsOf(stacks: Readonly<Record<string, unknown>>, parameters: Record<string, string> = {}) {
  return readAssembly({ folder: writeTestAssembly({ stacks }), parameters, addresses, resourceTypes }).outputs;
}

function valueOf(value: unknown, rest: Record<string, unknown> = {}, parameters: Record<string, string> = {}): unknown {
  return outputsOf({ App: { ...rest, Outputs: { Value: { Value: value } } } }, parameters)['App']?.['Value'];
}

const bucket = { Type: 'AWS::S3::Bucket', Properties: {} };

describe('intrinsic functions', () => {
  const Resources = { Files: bucket };

  it.each([
    [{ Ref: 'Files' }, 'app-files'],
    [{ 'Fn::GetAtt': ['Files', 'Arn'] }, 'arn:aws:s3:::app-files'],
    [{ 'Fn::GetAtt': 'Files.RegionalDomainName' }, 'app-files.s3.us-east-1.amazonaws.com'],
    [{ 'Fn::Sub': '${Files.Arn}/*-${AWS::Region}-${!Literal}' }, 'arn:aws:s3:::app-files/*-us-east-1-${Literal}'],
    [{ 'Fn::Sub': ['${Own}/${Files}', { Own: { Ref: 'AWS::AccountId' } }] }, '000000000000/app-files'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Partition' }, 3]] }, 'a-aws-3'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['://', 'https://host'] }] }, 'host'],
    [{ 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    [{ 'Fn::FindInMap': ['M', { Ref: 'AWS::Partition' }, 'k'] }, 'mapped'],
    [{ 'Fn::If': ['InAws', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Not', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    [{ Ref: 'AWS::StackName' }, 'App'],
  ])('%j is %s', (value, expected) => {
    const rest = {
      Resources,
      Mappings: { M: { aws: { k: 'mapped' } } },
      Conditions: {
        InAws: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] },
        Not: { 'Fn::Not': [{ Condition: 'InAws' }] },
        Both: { 'Fn::And': [{ Condition: 'InAws' }, { Condition: 'Not' }] },
        Either: { 'Fn::Or': [{ Condition: 'Not' }, { Condition: 'InAws' }] },
      },
    };
    expect(valueOf(value, rest)).toBe(expected);
  });

  it('leaves out what AWS::NoValue stands for', () => {
    const Tags = [{ 'Fn::If': ['Never', { Key: 'a', Value: 'b' }, { Ref: 'AWS::NoValue' }] }, { Key: 'c', Value: 'd' }];
    const { resources } = readAssembly({
      folder: writeTestAssembly({
        stacks: {
          App: {
            Conditions: { Never: { 'Fn::Equals': ['1', '2'] } },
            Resources: { Files: { ...bucket, Properties: { Tags, AccessControl: { Ref: 'AWS::NoValue' } } } },
          },
        },
      }),
      parameters: {},
      addresses,
      resourceTypes,
    });
    expect(resources[0]?.properties).toEqual({ Tags: [{ Key: 'c', Value: 'd' }] });
  });

  it.each([
    [{ Ref: 'Nothing' }, 'stack App, output Value: there is nothing named Nothing in stack App'],
    [{ 'Fn::GetAtt': ['Files', 'Colour'] }, 'Files (AWS::S3::Bucket) has no attribute Colour locally'],
    [{ 'Fn::Sub': '${Nothing.Arn}' }, 'there is nothing named Nothing'],
    [{ 'Fn::ImportValue': 'Other:Export' }, 'no stack exports Other:Export'],
    [{ 'Fn::Cidr': ['10.0.0.0/16', 1] }, 'the function Fn::Cidr is not understood locally'],
    [{ 'Fn::Join': ['', [{ Ref: 'List' }]] }, 'Fn::Join: a string is expected'],
    [{ 'Fn::Select': [5, ['a']] }, 'Fn::Select: the list has no such element'],
    [{ 'Fn::If': ['Unknown', 'a', 'b'] }, 'there is no condition Unknown'],
    ['{{resolve:ssm:/name}}', 'of dynamic references only {{resolve:secretsmanager:…}} is run locally'],
  ])('%j is refused', (value, message) => {
    const rest = { Resources, Parameters: { List: { Type: 'CommaDelimitedList', Default: 'a,b' } } };
    expect(() => valueOf(value, rest)).toThrow(message);
  });

  it('names stack, resource and property of a reference that leads nowhere', () => {
    const Resources2 = {
      Files: { ...bucket, Properties: { LoggingConfiguration: { DestinationBucketName: { Ref: 'Missing' } } } },
    };
    expect(() => valueOf('x', { Resources: Resources2 })).toThrow(
      'stack App, resource Files (AWS::S3::Bucket).LoggingConfiguration.DestinationBucketName: there is nothing named Missing in stack App',
    );
  });

  it('refuses a reference that leads back to itself', () => {
    const Resources2 = {
      A: { ...bucket, Properties: { BucketName: { 'Fn::Sub': '${B}-a' } } },
      B: { ...bucket, Properties: { BucketName: { 'Fn::Sub': '${A}-b' } } },
    };
    expect(() => valueOf({ Ref: 'A' }, { Resources: Resources2 })).toThrow('leads back to itself');
  });
});

describe('parameters', () => {
  const declared = (declaration: Record<string, unknown>, given?: string) =>
    valueOf(
      { Ref: 'P' },
      { Parameters: { P: { Type: 'String', ...declaration } } },
      given === undefined ? {} : { P: given },
    );

  it('take the given value before the default', () => {
    expect(declared({ Default: 'a' }, 'b')).toBe('b');
    expect(declared({ Default: 7, Type: 'Number' })).toBe('7');
  });

  it.each([
    [{}, undefined, 'parameter P of stack App has no value: give --parameter P=VALUE'],
    [{ AllowedValues: ['a', 'b'] }, 'c', '"c" is not one of a, b'],
    [{ AllowedPattern: 'https://.+' }, 'ftp://x', 'does not match'],
    [{ AllowedPattern: 'a', ConstraintDescription: 'must be an a' }, 'b', '"b" must be an a'],
    [{ Type: 'Number', MinValue: 1 }, '0', 'is less than 1'],
    [{ Type: 'Number' }, 'soon', 'is not a number'],
    [{ MinLength: 1 }, '', 'is shorter than 1'],
    [{ Type: 'AWS::SSM::Parameter::Value<String>' }, '/x', 'have no value locally'],
  ])('declared as %j refuse %j', (declaration, given, message) => {
    expect(() => declared(declaration, given)).toThrow(message);
  });
});

describe('stacks', () => {
  it('import what others export, whatever their order', () => {
    const outputs = outputsOf({
      Later: { Outputs: { Name: { Value: { 'Fn::ImportValue': 'Storage:Files' } } } },
      Weak: { Outputs: { Name: { Value: { 'Fn::GetStackOutput': { StackName: 'Storage', OutputName: 'Files' } } } } },
      Storage: {
        Resources: { Files: bucket },
        Outputs: { Files: { Value: { Ref: 'Files' }, Export: { Name: 'Storage:Files' } } },
      },
    });
    expect(outputs['Later']).toEqual({ Name: 'storage-files' });
    expect(outputs['Weak']).toEqual({ Name: 'storage-files' });
  });

  it('give the same physical names at every start', () => {
    const stacks = {
      App: {
        Resources: {
          Key: { Type: 'AWS::SecretsManager::Secret' },
          Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
        },
        Outputs: { Key: { Value: { Ref: 'Key' } }, Api: { Value: { Ref: 'Api' } } },
      },
    };
    expect(outputsOf(stacks)).toEqual(outputsOf(stacks));
    expect(outputsOf(stacks)['App']?.['Key']).toMatch(
      /^arn:aws:secretsmanager:us-east-1:000000000000:secret:App-Key-[0-9a-f]{6}$/u,
    );
  });

  it('leave out resources and outputs whose condition does not hold', () => {
    const assembly = readAssembly({
      folder: writeTestAssembly({
        stacks: {
          App: {
            Conditions: { Never: { 'Fn::Equals': ['1', '2'] } },
            Resources: { Files: { ...bucket, Condition: 'Never' } },
            Outputs: { Files: { Condition: 'Never', Value: { Ref: 'Files' } } },
          },
        },
      }),
      parameters: {},
      addresses,
      resourceTypes,
    });
    expect(assembly.resources).toEqual([]);
    expect(assembly.outputs).toEqual({ App: {} });
  });

  it('refuse a resource type that is neither run nor listed', () => {
    const Resources = { Db: { Type: 'AWS::RDS::DBInstance', Metadata: { 'aws:cdk:path': 'App/Db/Resource' } } };
    expect(() => outputsOf({ App: { Resources } })).toThrow(
      'stack App, resource App/Db/Resource: the local cloud does not know the type AWS::RDS::DBInstance',
    );
  });

  it.each([
    [{ Transform: 'AWS::Serverless-2016-10-31' }, 'Transform'],
    [
      { Rules: { Own: { Assertions: [{ Assert: { 'Fn::Equals': ['a', 'b'] }, AssertDescription: 'a must be b' }] } } },
      'stack App, rule Own: a must be b',
    ],
    [{ Rules: { Own: { Assertions: [{ Assert: { 'Fn::Contains': [[], ''] } }] } } }, 'is not a condition'],
  ])('refuse a template with %j', (template, message) => {
    expect(() => outputsOf({ App: template })).toThrow(message);
  });

  it('refuse a folder that is no assembly', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'assembly-'));
    expect(() => readAssembly({ folder, parameters: {}, addresses, resourceTypes })).toThrow('run without --no-build');
  });
});
