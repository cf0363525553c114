import * as z from 'zod';
import { StartError } from '../ground/start-error.ts';
import { localAccount, localRegion } from './identity.ts';
import type { CloudPlan } from './plan.ts';
import type { Assembly } from './read-assembly.ts';

const permissionSchema = z.looseObject({
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});
const textsSchema = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const statementSchema = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: textsSchema.default([]),
  Resource: textsSchema.default([]),
});
const documentSchema = z.looseObject({ Statement: z.array(statementSchema) });
const policySchema = z.looseObject({ Roles: z.array(z.string()).default([]), PolicyDocument: documentSchema });
const inlinePoliciesSchema = z.looseObject({
  Policies: z.array(z.looseObject({ PolicyDocument: documentSchema })).default([]),
});

type Statement = z.output<typeof statementSchema>;

/**
 * Checks that the services which call functions may do so, since on this machine nothing else would ever ask: API Gateway and
 * EventBridge by a permission of the function, Step Functions and stream mappings by a policy of the role concerned.
 * Throws StartError naming the permission that is missing. What functions may do themselves is not checked here.
 */
export function checkPermissions(assembly: Assembly, plan: CloudPlan): void {
  const permissions = functionPermissions(assembly);
  const statements = roleStatements(assembly);
  for (const { properties } of plan.integrations) {
    const name = functionName(properties.IntegrationUri);
    const api = `arn:aws:execute-api:${localRegion}:${localAccount}:${properties.ApiId}/`;
    const may = permissions.some(
      (one) => one.name === name && one.principal === 'apigateway.amazonaws.com' && one.source.startsWith(api),
    );
    if (!may) throw missing(`HTTP API ${properties.ApiId}`, `lambda:InvokeFunction on ${name}`);
  }
  for (const rule of plan.rules) {
    for (const target of rule.properties.Targets.filter(({ Arn }) => Arn.includes(':lambda:'))) {
      const name = functionName(target.Arn);
      const may = permissions.some(
        (one) => one.name === name && one.principal === 'events.amazonaws.com' && fits(one.source, rule.arn),
      );
      if (!may) throw missing(`event rule ${rule.name}`, `lambda:InvokeFunction on ${name}`);
    }
  }
  for (const machine of plan.stateMachines) {
    const functions = new Set(machine.definition.match(/arn:aws:lambda:[^"]+:function:[^":]+/gu));
    for (const arn of functions) requireGrant(statements, machine.roleArn, 'lambda:InvokeFunction', arn);
  }
  for (const { properties } of plan.streamMappings) {
    const role = plan.functions.find(({ name }) => name === functionName(properties.FunctionName))?.properties.Role;
    for (const action of ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']) {
      requireGrant(statements, typeof role === 'string' ? role : '', action, properties.EventSourceArn);
    }
  }
}

interface FunctionPermission {
  readonly name: string;
  readonly principal: string;
  readonly source: string;
}

function functionPermissions(assembly: Assembly): readonly FunctionPermission[] {
  return assembly.resources
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .map(({ properties }) => permissionSchema.parse(properties))
    .map(({ FunctionName, Principal, SourceArn }) => ({
      name: functionName(FunctionName),
      principal: Principal,
      source: SourceArn ?? '*',
    }));
}

// Statements by the ARN of the role they are attached to.
function roleStatements(assembly: Assembly): ReadonlyMap<string, readonly Statement[]> {
  const roles = assembly.resources.filter(({ type }) => type === 'AWS::IAM::Role');
  const policies = assembly.resources
    .filter(({ type }) => type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy')
    .map(({ properties }) => policySchema.parse(properties));
  return new Map(
    roles.map(({ identity, properties }) => [
      identity.attributes['Arn'] ?? '',
      [
        ...inlinePoliciesSchema.parse(properties).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
        ...policies
          .filter(({ Roles }) => Roles.includes(identity.ref))
          .flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
      ],
    ]),
  );
}

function requireGrant(
  statements: ReadonlyMap<string, readonly Statement[]>,
  roleArn: string,
  action: string,
  resource: string,
): void {
  const concerned = (statements.get(roleArn) ?? []).filter(
    (statement) =>
      statement.Action.some((pattern) => fits(pattern, action)) &&
      statement.Resource.some((pattern) => fits(pattern, resource)),
  );
  const isAllowed =
    concerned.some(({ Effect }) => Effect === 'Allow') && !concerned.some(({ Effect }) => Effect === 'Deny');
  if (!isAllowed) throw missing(`role ${roleArn.split('/').at(-1) ?? ''}`, `${action} on ${resource}`);
}

function missing(who: string, what: string): StartError {
  return new StartError(`${who} has no permission for ${what}; the template must grant it`);
}

// From an ARN (also one inside an API Gateway integration address, or with a qualifier behind it) or a name.
function functionName(arnOrName: string): string {
  return /:function:([^:/]+)/u.exec(arnOrName)?.[1] ?? arnOrName;
}

function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$+.()|{}[\]]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su').test(text);
}
