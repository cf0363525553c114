import { AccessDenied, accountKeyRing } from '../../ground/caller.ts';
import type { Caller, Demand, KeyRing } from '../../ground/caller.ts';
import { functionCredentials, localRegion } from '../../ground/local-account.ts';
import { localArn } from '../identity.ts';
import { functionsToRun } from '../plan.ts';
import type { Assembly } from '../read-assembly.ts';
import { decideAccess, patternFor } from './evaluate.ts';
import type { RolePrincipal } from './evaluate.ts';
import { identityPolicies, resourceFacts } from './policies.ts';
import type { ResourceFacts } from './policies.ts';
import type { Statement } from './statements.ts';

/** One action pattern that a statement of a function's policies grants. */
export interface Grant {
  /** The function's name. */
  readonly function: string;
  /** Policy and statement. */
  readonly place: string;
  readonly action: string;
}

/** Told when a grant is used for the first time. */
export type NoteUse = (grant: Grant) => void;

/** What every request on this machine says of itself: the loopback interface stands for TLS, and no function is a service of AWS. */
const everyRequest = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', 'aws:PrincipalIsAWSService': 'false' };

/** The access keys of the functions of an assembly beside that of the account, each with what its function may do. */
export interface AccessControl extends KeyRing {
  /** Everything that the policies of the functions grant. */
  readonly grants: readonly Grant[];
}

/**
 * Reads who may do what.
 *
 * @throws StartError for anything in a policy that is not understood
 */
export function accessControl(assembly: Assembly, noteUse: NoteUse = () => undefined): AccessControl {
  const identity = identityPolicies(assembly);
  const facts = resourceFacts(assembly);
  const callers = new Map<string, { readonly secret: string; readonly caller: Caller }>();
  const grants: Grant[] = [];
  for (const { arn, name, role } of functionsToRun(assembly)) {
    const statements = identity(role);
    const { accessKeyId, secretAccessKey } = functionCredentials(arn);
    const note = onceEach((statement, action) => noteUse(grantOf(name, statement, action)));
    callers.set(accessKeyId, { secret: secretAccessKey, caller: callerFor({ name, role, statements, facts, note }) });
    for (const statement of statements)
      grants.push(...statement.actions.map((action) => ({ function: name, place: statement.place, action })));
  }
  return {
    grants,
    secretOf: (accessKeyId) => callers.get(accessKeyId)?.secret ?? accountKeyRing.secretOf(accessKeyId),
    callerOf: (accessKeyId) => callers.get(accessKeyId)?.caller ?? accountKeyRing.callerOf(accessKeyId),
  };
}

interface CallerSettings {
  readonly name: string;
  readonly role: string;
  readonly statements: readonly Statement[];
  readonly facts: ResourceFacts;
  readonly note: (statement: Statement, action: string) => void;
}

function callerFor({ name, role, statements, facts, note }: CallerSettings): Caller {
  const arn = localArn('sts', `assumed-role/${role.split('/').at(-1) ?? ''}/${name}`, { regional: false });
  const account = localArn('iam', 'root', { regional: false });
  const principal: RolePrincipal = { account, role, session: arn };
  // The same few demands come thousands of times; those with a context of their own are decided each time.
  const decided = new Map<string, string | undefined>();
  const refusal = ({ action, resource, context = {} }: Demand): string | undefined => {
    const entries = Object.entries({ ...everyRequest, ...context });
    const decision = decideAccess(
      { principal, action, resource, context: new Map(entries.map(([key, value]) => [key.toLowerCase(), value])) },
      { identity: statements, resource: facts.policyOf(resource) },
    );
    if (!decision.isAllowed)
      return `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${decision.because}`;
    note(decision.by, action);
    return undefined;
  };
  const check = (demand: Demand): void => {
    const key = `${demand.action} ${demand.resource}`;
    const message = demand.context || !decided.has(key) ? refusal(demand) : decided.get(key);
    if (!demand.context) decided.set(key, message);
    if (message !== undefined) throw new AccessDenied(message);
  };
  return {
    arn,
    isAccount: false,
    demand: (demands) => {
      for (const demand of demands) {
        check(demand);
        for (const use of ofKey(demand, facts)) check(use);
      }
    },
  };
}

/** What the service does with the key of a resource on behalf of whoever asks for the resource. */
function ofKey({ resource, keyActions = [] }: Demand, facts: ResourceFacts): readonly Demand[] {
  const key = keyActions.length === 0 ? undefined : facts.keyOf(resource);
  if (key === undefined) return [];
  const service = resource.split(':')[2] ?? '';
  const context = { 'kms:ViaService': `${service}.${localRegion}.amazonaws.com` };
  return keyActions.map((action) => ({ action, resource: key, context }));
}

function grantOf(name: string, statement: Statement, action: string): Grant {
  return { function: name, place: statement.place, action: patternFor(statement, action) ?? action };
}

function onceEach(
  note: (statement: Statement, action: string) => void,
): (statement: Statement, action: string) => void {
  const noted = new Set<string>();
  return (statement, action) => {
    const key = `${statement.place} ${action}`;
    if (noted.has(key)) return;
    noted.add(key);
    note(statement, action);
  };
}
