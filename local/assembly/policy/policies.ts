import * as z from 'zod';
import { StartError } from '../../ground/start-error.ts';
import type { Assembly } from '../read-assembly.ts';
import { describeResource } from '../resolved-resource.ts';
import type { ResolvedResource } from '../resolved-resource.ts';
import { readStatements } from './statements.ts';
import type { Statement } from './statements.ts';

const policySchema = z.looseObject({ Roles: z.array(z.string()).default([]), PolicyDocument: z.unknown() });
// Strict: a boundary, or a policy that the account keeps, would have its say in the cloud and none here.
const roleSchema = z.strictObject({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })).default([]),
  RoleName: z.string().optional(),
  Description: z.string().optional(),
  Tags: z.unknown().optional(),
});

/**
 * Statements of the policies of a role, by the role's ARN. They are read when they are asked for, since roles of what is not run here may hold
 * what is not understood.
 *
 * @throws StartError when the template has no such role, or something in its policies is not understood
 */
export function identityPolicies(assembly: Assembly): (roleArn: string) => readonly Statement[] {
  const read = new Map<string, readonly Statement[]>();
  return (roleArn) => {
    const known = read.get(roleArn) ?? readRole(assembly, roleArn);
    read.set(roleArn, known);
    return known;
  };
}

function readRole(assembly: Assembly, roleArn: string): readonly Statement[] {
  const role = assembly.resources.find(
    ({ type, identity }) => type === 'AWS::IAM::Role' && identity.attributes['Arn'] === roleArn,
  );
  if (!role) throw new StartError(`the template has no role ${roleArn}`);
  const parsed = roleSchema.safeParse(role.properties);
  if (!parsed.success)
    throw new StartError(`${describeResource(role)}: ${z.prettifyError(parsed.error).split('\n').join(' ')}`);
  const attached = assembly.resources.filter(
    ({ type, properties }) =>
      (type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy') &&
      policySchema.parse(properties).Roles.includes(role.identity.ref),
  );
  return [
    ...parsed.data.Policies.flatMap(({ PolicyDocument }) => readStatements(PolicyDocument, role.constructPath)),
    ...attached.flatMap((policy) => readStatements(policy.properties['PolicyDocument'], policy.constructPath)),
  ];
}

/** Where each type of policy keeps its document and names what it belongs to, by a Ref of the resource. */
const resourcePolicyTypes: Readonly<Record<string, { readonly document: string; readonly of: string }>> = {
  'AWS::S3::BucketPolicy': { document: 'PolicyDocument', of: 'Bucket' },
  'AWS::SQS::QueuePolicy': { document: 'PolicyDocument', of: 'Queues' },
  'AWS::SecretsManager::ResourcePolicy': { document: 'ResourcePolicy', of: 'SecretId' },
};
const policyHolderSchema = z.looseObject({
  ResourcePolicy: z.looseObject({ PolicyDocument: z.unknown() }).optional(),
});
/** What holds its policies itself: keys, and tables, of which a global one has one in each replica. */
const ownPoliciesSchema = policyHolderSchema
  .extend({ KeyPolicy: z.unknown().optional(), Replicas: z.array(policyHolderSchema).default([]) })
  .transform(({ KeyPolicy, Replicas, ResourcePolicy }) => [
    KeyPolicy,
    ResourcePolicy?.PolicyDocument,
    ...Replicas.map((replica) => replica.ResourcePolicy?.PolicyDocument),
  ]);

/** The policies that resources have themselves, and the keys that encrypt them, by their ARNs. */
export interface ResourceFacts {
  /** Statements of the policy of what an ARN names or lies in (an object in its bucket, an index in its table). */
  policyOf(arn: string): readonly Statement[];
  /** ARN of the key of the template that encrypts it. */
  keyOf(arn: string): string | undefined;
}

/** Reads the policies of resources and their keys. Throws StartError for what is not understood. */
export function resourceFacts(assembly: Assembly): ResourceFacts {
  const policies = new Map<string, readonly Statement[]>();
  const keys = new Map<string, string>();
  const keyArns = new Set(assembly.resources.filter(({ type }) => type === 'AWS::KMS::Key').map(arnOf));
  for (const resource of assembly.resources) {
    const key = namedKey(resource.properties, keyArns);
    if (key !== undefined) keys.set(arnOf(resource), key);
    for (const [arn, document] of policiesIn(resource, assembly))
      policies.set(arn, [...(policies.get(arn) ?? []), ...readStatements(document, resource.constructPath)]);
  }
  return {
    policyOf: (arn) => nearest(policies, arn) ?? [],
    keyOf: (arn) => nearest(keys, arn),
  };
}

function policiesIn(resource: ResolvedResource, { resources }: Assembly): readonly (readonly [string, unknown])[] {
  const { type, properties } = resource;
  const attached = resourcePolicyTypes[type];
  if (!attached) {
    const own = ownPoliciesSchema.parse(properties);
    return own.filter((document) => document !== undefined).map((document) => [arnOf(resource), document]);
  }
  const refs = [properties[attached.of]].flat();
  const owners = resources.filter(({ identity }) => refs.includes(identity.ref) && arnOf({ identity }) !== '');
  // A policy that was left out could be one that denies.
  if (owners.length < refs.length)
    throw new StartError(`${describeResource(resource)}: what its policy belongs to is not known`);
  return owners.map((owner) => [arnOf(owner), properties[attached.document]]);
}

/** The names of the properties that hold a key: tables, buckets, secrets and log groups each have their own. */
const keyProperties: ReadonlySet<string> = new Set(['KMSMasterKeyId', 'KMSMasterKeyID', 'KmsKeyId']);

function namedKey(value: unknown, keys: ReadonlySet<string>): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = keyProperties.has(name) && keys.has(String(inner)) ? String(inner) : namedKey(inner, keys);
    if (found !== undefined) return found;
  }
  return undefined;
}

function arnOf({ identity }: Pick<ResolvedResource, 'identity'>): string {
  return identity.attributes['Arn'] ?? (identity.ref.startsWith('arn:') ? identity.ref : '');
}

function nearest<Value>(values: ReadonlyMap<string, Value>, arn: string): Value | undefined {
  const parts = arn.split('/');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = values.get(parts.slice(0, length).join('/'));
    if (found !== undefined) return found;
  }
  return undefined;
}
