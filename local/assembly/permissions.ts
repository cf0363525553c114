import * as z from 'zod';
import { StartError } from '../ground/start-error.ts';
import { localArn } from './identity.ts';
import { decideAccess, patternFor } from './policy/evaluate.ts';
import { identityPolicies } from './policy/policies.ts';
import { fits } from './policy/wildcards.ts';
import type { Assembly } from './read-assembly.ts';

const permissionSchema = z
  .looseObject({ FunctionName: z.string(), Principal: z.string(), SourceArn: z.string().default('*') })
  .transform(({ FunctionName, Principal, SourceArn }) => ({
    name: functionName(FunctionName),
    principal: Principal,
    source: SourceArn,
  }));

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
 * What the template permits the services that call functions and read streams. On this machine nothing else would ever ask, so they ask
 * before the start. What functions do themselves is checked at every request (policy/access.ts).
 */
export interface Permissions {
  /** Throws StartError unless a permission of the function lets the caller invoke it. */
  requireInvocation(functionArnOrName: string, caller: FunctionCaller): void;
  /** Throws StartError unless a policy of the role allows the action. */
  requireGrant(roleArn: string, action: string, resource: string): void;
}

/** Told that a service has found a grant of a role that it needs. */
export type NoteRoleUse = (grant: { readonly place: string; readonly action: string }) => void;

/** Reads the permissions and policies of an assembly. */
export function permissionsOf(assembly: Assembly, noteUse: NoteRoleUse = () => undefined): Permissions {
  const permissions = assembly.resources
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .map(({ properties }) => permissionSchema.parse(properties));
  const statementsOf = identityPolicies(assembly);
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
      const principal = { account: localArn('iam', 'root', { regional: false }), role: roleArn, session: roleArn };
      const request = { principal, action, resource, context: new Map<string, string>() };
      const decision = decideAccess(request, { identity: statementsOf(roleArn), resource: [] });
      if (!decision.isAllowed) throw missing(`role ${roleArn.split('/').at(-1) ?? ''}`, `${action} on ${resource}`);
      noteUse({ place: decision.by.place, action: patternFor(decision.by, action) ?? action });
    },
  };
}

function missing(who: string, what: string): StartError {
  return new StartError(`${who} has no permission for ${what}; the template must grant it`);
}

/** Name of a function from its ARN (also one inside an API Gateway integration address, or with a qualifier behind it) or name. */
export function functionName(arnOrName: string): string {
  return /:function:([^:/]+)/u.exec(arnOrName)?.[1] ?? arnOrName;
}
