import { expect, it } from 'vitest';
import { createServices, resourceTypesOf } from '../../services/registry.ts';
import { readAssembly } from '../read-assembly.ts';
import { writeTestAssembly } from '../test-assembly.ts';
import { resourceFacts } from './policies.ts';

const statement = { Effect: 'Deny', Action: 'dynamodb:GetItem', Resource: '*', Principal: '*' };
const ResourcePolicy = { PolicyDocument: { Statement: [statement] } };
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/App-Table';

function factsOf(Resources: object) {
  const folder = writeTestAssembly({ stacks: { App: { Resources } } });
  const addresses = { siteHost: 'localhost:4300', awsJson: 'http://127.0.0.1:4303', api: 'http://127.0.0.1:4306' };
  const resourceTypes = resourceTypesOf(createServices());
  return resourceFacts(readAssembly({ folder, parameters: {}, addresses, resourceTypes }));
}

it.each([
  ['a table', { Type: 'AWS::DynamoDB::Table', Properties: { ResourcePolicy } }],
  [
    'a replica of a global table',
    { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: [{ ResourcePolicy }] } },
  ],
])('the policy of %s counts for the table and its indexes', (_, Table) => {
  const facts = factsOf({ Table });
  for (const arn of [table, `${table}/index/gsi1`])
    expect(facts.policyOf(arn)).toMatchObject([{ effect: 'Deny', actions: ['dynamodb:GetItem'] }]);
});

it('a policy of something that is not known stops the start: it could be one that denies', () => {
  const Policy = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: 'elsewhere', PolicyDocument: { Statement: [statement] } },
  };
  expect(() => factsOf({ Policy })).toThrow('what its policy belongs to is not known');
});
