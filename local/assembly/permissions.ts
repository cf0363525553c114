import * as z from 'zod';
import { StartError } from '../ground/start-error.ts';
import type { Assembly } from './read-assembly.ts';

const permissionSchema = z
  .looseObject({ FunctionName: z.string(), Principal: z.string(), SourceArn: z.string().default('*') })
  .transform(({ FunctionName, Principal, SourceArn }) => ({
    name: functionName(FunctionName),
    principal: Principal,
    source: SourceArn,
  }));
const textsSchema = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const statementSchema = z
  .looseObject({
    Effect: z.enum(['Allow', 'Deny']),
    Action: textsSchema.default([]),
    Resource: textsSchema.default([]),
  })
  .transform(({ Effect, Action, Resource }) => ({ effect: Effect, actions: Action, resources: Resource }));
const documentSchema = z.looseObject({ Statement: z.array(statementSchema) });
const policySchema = z.looseObject({ Roles: z.array(z.string()).default([]), PolicyDocument: documentSchema });
const inlinePoliciesSchema = z.looseObject({
  Policies: z.array(z.looseObject({ PolicyDocument: documentSchema })).default([]),
});

type Statement = z.output<typeof statementSchema>;

/** Who wants to call a function. */
export interface FunctionCaller {
  /** Names it in messages. */
  readonly name: string;
  /** Principal of the service, for example `events.amazonaws.com`. */
  readonly principal: string;
  /** ARN that the call comes from, or the beginning of all that it may come from. */
  readonly source: string;
}

/**
 * What the template permits. On this machine nothing else would ever ask, so the services that call functions and streams ask
 * before the start. What functions may do themselves is not checked here.
 */
export interface Permissions {
  /** Throws StartError unless a permission of the function lets the caller invoke it. */
  requireInvocation(functionArnOrName: string, caller: FunctionCaller): void;
  /** Throws StartError unless a policy of the role allows the action. */
  requireGrant(roleArn: string, action: string, resource: string): void;
}

/** Reads the permissions and policies of an assembly. */
export function permissionsOf(assembly: Assembly): Permissions {
  const permissions = assembly.resources
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .map(({ properties }) => permissionSchema.parse(properties));
  const statements = roleStatements(assembly);
  return {
    requireInvocation: (functionArnOrName, { name: who, principal, source }) => {
      const name = functionName(functionArnOrName);
      const isAllowed = permissions.some(
        (one) =>
          one.name === name &&
          one.principal === principal &&
          (one.source.startsWith(source) || fits(one.source, source)),
      );
      if (!isAllowed) throw missing(who, `lambda:InvokeFunction on ${name}`);
    },
    requireGrant: (roleArn, action, resource) => {
      const concerned = (statements.get(roleArn) ?? []).filter(
        ({ actions, resources }) =>
          actions.some((pattern) => fits(pattern, action)) && resources.some((pattern) => fits(pattern, resource)),
      );
      const isAllowed =
        concerned.some(({ effect }) => effect === 'Allow') && !concerned.some(({ effect }) => effect === 'Deny');
      if (!isAllowed) throw missing(`role ${roleArn.split('/').at(-1) ?? ''}`, `${action} on ${resource}`);
    },
  };
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

function missing(who: string, what: string): StartError {
  return new StartError(`${who} has no permission for ${what}; the template must grant it`);
}

/** Name of a function from its ARN (also one inside an API Gateway integration address, or with a qualifier behind it) or name. */
export function functionName(arnOrName: string): string {
  return /:function:([^:/]+)/u.exec(arnOrName)?.[1] ?? arnOrName;
}

function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$+.()|{}[\]]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su').test(text);
}
