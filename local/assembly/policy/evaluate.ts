import { conditionsHold } from './conditions.ts';
import type { Context } from './conditions.ts';
import type { Principal, Statement } from './statements.ts';
import { fits } from './wildcards.ts';

/** A role of the account, as its sessions ask. */
export interface RolePrincipal {
  /** ARN of the account, `arn:aws:iam::NUMBER:root`. */
  readonly account: string;
  /** ARN of the role. */
  readonly role: string;
  /** ARN of the session. */
  readonly session: string;
}

/** What somebody wants to do. */
export interface AccessRequest {
  readonly principal: RolePrincipal;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** The policies that a request is held against. */
export interface Policies {
  /** Statements of the role's own policies. */
  readonly identity: readonly Statement[];
  /** Statements of the policy of the resource; none when it has none. */
  readonly resource: readonly Statement[];
}

/** Whether a request is allowed, by which statement, or in which of AWS's words it is refused. */
export type Decision =
  { readonly isAllowed: true; readonly by: Statement } | { readonly isAllowed: false; readonly because: string };

/**
 * Decides one request within one account ("Policy evaluation logic"): an explicit deny wins over everything; then an allow of either policy
 * suffices. A key is the exception: its own policy must let the account's policies count ("Key policies in AWS KMS").
 */
export function decideAccess(request: AccessRequest, policies: Policies): Decision {
  const concerning = (statement: Statement) => concerns(statement, request);
  const own = policies.identity.filter(concerning);
  const ofResource = policies.resource.filter(
    (statement) => concerning(statement) && statement.principals.some((one) => isMeant(one, request.principal)),
  );
  const { action } = request;
  if (own.some(isDeny)) return refused('with an explicit deny in an identity-based policy');
  if (ofResource.some(isDeny)) return refused('with an explicit deny in a resource-based policy');
  const direct = ofResource.find(({ principals }) => principals.some((one) => isNamed(one, request.principal)));
  if (direct) return { isAllowed: true, by: direct };
  const identity = own.at(0);
  if (action.startsWith('kms:') && ofResource.length === 0)
    return refused(`because no resource-based policy allows the ${action} action`);
  return identity
    ? { isAllowed: true, by: identity }
    : refused(`because no identity-based policy allows the ${action} action`);
}

/** The pattern of a statement by which it is about an action. */
export function patternFor(statement: Statement, action: string): string | undefined {
  // Action names do not differ by case ("IAM JSON policy elements: Action").
  return statement.actions.find((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));
}

function concerns(statement: Statement, { action, resource, context }: AccessRequest): boolean {
  return (
    patternFor(statement, action) !== undefined &&
    statement.resources.some((pattern) => fits(pattern, resource)) &&
    conditionsHold(statement.conditions, context)
  );
}

function isDeny({ effect }: Statement): boolean {
  return effect === 'Deny';
}

function refused(because: string): Decision {
  return { isAllowed: false, because };
}

/** Whether a principal is the role, its session, its account or everybody. */
function isMeant(principal: Principal, { account, role, session }: RolePrincipal): boolean {
  if (principal.kind !== 'AWS') return false;
  const accountNumber = account.split(':')[4];
  return ['*', account, accountNumber, role, session].includes(principal.name);
}

/** A statement that names the account only lets the account's own policies decide. */
function isNamed(principal: Principal, whom: RolePrincipal): boolean {
  return isMeant(principal, whom) && ['*', whom.role, whom.session].includes(principal.name);
}
