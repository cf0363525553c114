import { describe, expect, it } from 'vitest';
import { decideAccess } from './evaluate.ts';
import { readStatements } from './statements.ts';

const principal = {
  account: 'arn:aws:iam::000000000000:root',
  role: 'arn:aws:iam::000000000000:role/reader',
  session: 'arn:aws:sts::000000000000:assumed-role/reader/function',
};
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/t';
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Deny', Action, Resource, ...more });
const everybody = { Principal: { AWS: '*' } };

function outcome(given: {
  identity?: readonly object[];
  resource?: readonly object[];
  action?: string;
  on?: string;
  context?: Record<string, string>;
}): string {
  const read = (Statement: readonly object[] = []) => readStatements({ Statement }, 'policy');
  const context = new Map(Object.entries(given.context ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  const decision = decideAccess(
    { principal, action: given.action ?? 'dynamodb:GetItem', resource: given.on ?? table, context },
    { identity: read(given.identity), resource: read(given.resource) },
  );
  return decision.isAllowed ? `by ${decision.by.place}` : decision.because;
}

const implicit = 'because no identity-based policy allows the dynamodb:GetItem action';
const key = 'arn:aws:kms:us-east-1:000000000000:key/k';
const ofAccount = { Principal: { AWS: principal.account } };

describe('a request', () => {
  it.each([
    ['nothing allows it', {}, implicit],
    ['a statement allows it', { identity: [allow('dynamodb:GetItem', table)] }, 'by policy, statement 1'],
    ['another action is allowed', { identity: [allow('dynamodb:Query', table)] }, implicit],
    [
      'an index is allowed and the table asked',
      { identity: [allow('dynamodb:GetItem', `${table}/index/*`)] },
      implicit,
    ],
    ['a wildcard covers it', { identity: [allow(['s3:*', 'dynamodb:Get*'], `${table}*`)] }, 'by policy, statement 1'],
    ['? stands for one character', { identity: [allow('dynamodb:GetIte?', table)] }, 'by policy, statement 1'],
    ['the case of an action differs', { identity: [allow('dynamodb:getitem', table)] }, 'by policy, statement 1'],
    ['the case of a resource differs', { identity: [allow('dynamodb:GetItem', table.replace('/t', '/T'))] }, implicit],
    [
      'an explicit deny stands beside an allow',
      { identity: [allow('dynamodb:*', '*'), deny('dynamodb:GetItem', table)] },
      'with an explicit deny in an identity-based policy',
    ],
    [
      'the policy of the resource denies it to everybody',
      { identity: [allow('*', '*')], resource: [deny('dynamodb:*', '*', everybody)] },
      'with an explicit deny in a resource-based policy',
    ],
    [
      'the policy of the resource alone allows the role',
      { resource: [allow('dynamodb:GetItem', table, { Principal: { AWS: principal.role } })] },
      'by policy, statement 1',
    ],
    ['the policy of the resource allows the account', { resource: [allow('*', '*', ofAccount)] }, implicit],
    [
      'the policy of the resource is about a service',
      { resource: [deny('*', '*', { Principal: { Service: 'logs.amazonaws.com' } })], identity: [allow('*', '*')] },
      'by policy, statement 1',
    ],
    [
      'a key lets the account decide, and the account allows it',
      {
        action: 'kms:Decrypt',
        on: key,
        identity: [allow('kms:Decrypt', key)],
        resource: [allow('kms:*', '*', ofAccount)],
      },
      'by policy, statement 1',
    ],
    [
      'a key does not let the account decide',
      { action: 'kms:Decrypt', on: key, identity: [allow('kms:Decrypt', key)] },
      'because no resource-based policy allows the kms:Decrypt action',
    ],
  ])('when %s', (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });

  it.each([
    ['StringEquals', { 'ses:FromAddress': 'a@b.cn' }, { 'ses:FromAddress': 'a@b.cn' }, true],
    ['StringEquals', { 'ses:FromAddress': ['x@b.cn', 'a@b.cn'] }, { 'ses:FromAddress': 'a@b.cn' }, true],
    ['StringEquals', { 'ses:FromAddress': 'a@b.cn' }, {}, false],
    ['StringNotEquals', { 'ses:FromAddress': 'a@b.cn' }, {}, true],
    ['StringLike', { 'ses:FromAddress': '*@b.cn' }, { 'ses:FromAddress': 'a@b.cn' }, true],
    [
      'ArnLike',
      { 'aws:SourceArn': 'arn:aws:events:*:1:rule/*' },
      { 'aws:SourceArn': 'arn:aws:events:x:1:rule/r' },
      true,
    ],
    ['Bool', { 'aws:SecureTransport': 'false' }, { 'aws:SecureTransport': 'true' }, false],
    ['BoolIfExists', { 'kms:GrantIsForAWSResource': 'false' }, {}, true],
    ['Bool', { 'kms:GrantIsForAWSResource': 'false' }, {}, false],
    ['Null', { 's3:if-none-match': 'true' }, {}, true],
    ['Null', { 's3:if-none-match': 'true' }, { 's3:if-none-match': '*' }, false],
    ['NumericLessThan', { 's3:TlsVersion': 1.2 }, { 's3:TlsVersion': '1.3' }, false],
    ['NumericLessThan', { 's3:TlsVersion': 1.2 }, { 's3:TlsVersion': '1.1' }, true],
  ])('with the condition %s %j, saying %j of itself: %s', (operator, wanted, context, holds) => {
    const identity = [allow('dynamodb:GetItem', table, { Condition: { [operator]: wanted } })];
    expect(outcome({ identity, context })).toBe(holds ? 'by policy, statement 1' : implicit);
  });

  it('must meet all conditions of a statement', () => {
    const Condition = { StringEquals: { 'ses:FromAddress': 'a' }, Bool: { 'aws:SecureTransport': 'true' } };
    const identity = [allow('dynamodb:GetItem', table, { Condition })];
    expect(outcome({ identity, context: { 'ses:FromAddress': 'a' } })).toBe(implicit);
  });
});

describe('a policy is refused that says', () => {
  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }, 'NotAction is not understood'],
    ['NotResource', { Effect: 'Deny', Action: 's3:*', NotResource: '*' }, 'NotResource is not understood'],
    ['NotPrincipal', deny('s3:*', '*', { NotPrincipal: { AWS: '*' } }), 'NotPrincipal is not understood'],
    [
      'an operator that is not known',
      allow('s3:*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      'the condition operator IpAddress is not understood',
    ],
    [
      'a set operator',
      allow('s3:*', '*', { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } } }),
      'the condition operator ForAllValues:StringEquals is not understood',
    ],
    [
      'a key that is not known',
      allow('s3:*', '*', { Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'a' } } }),
      'the condition key dynamodb:LeadingKeys is not understood',
    ],
    [
      'a variable',
      allow('s3:*', '*', { Condition: { StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } } }),
      'the policy variable in ${aws:PrincipalAccount} is not understood',
    ],
  ])('%s', (_, statement, message) => {
    expect(() => readStatements({ Statement: [allow('s3:*', '*'), statement] }, 'Reader/DefaultPolicy')).toThrow(
      `Reader/DefaultPolicy, statement 2: ${message}`,
    );
  });
});
