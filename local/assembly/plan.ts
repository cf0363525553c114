import * as z from 'zod';
import { StartError } from '../ground/start-error.ts';
import { refuseDynamicReferences } from './dynamic-references.ts';
import type { Assembly } from './read-assembly.ts';
import { describeResource } from './resolved-resource.ts';
import type { ResolvedResource } from './resolved-resource.ts';
import type { Identify } from './identity.ts';
import type { PlanContext, ResourceType, ResourceTypes } from './resource-type.ts';

/**
 * Hands every resolved resource of an assembly to the plan of its type. Throws StartError, naming stack, resource and property,
 * for anything that cannot be honoured on this machine.
 */
export function planResources(assembly: Assembly, types: ResourceTypes): void {
  const context = { assets: assembly.assets, providerFunctions: providerFunctions(assembly) };
  for (const resource of assembly.resources) {
    const type = types[resource.type];
    if (!type || !('plan' in type)) continue;
    if (type.resolvesSecrets !== true) refuseDynamicReferences(resource);
    type.plan(resource, context);
  }
}

/** The functions of an assembly that run here, each with its role: all but those that only serve custom resources. */
export function functionsToRun(assembly: Assembly): readonly { arn: string; name: string; role: string }[] {
  const providers = providerFunctions(assembly);
  return assembly.resources
    .filter(
      ({ identity: { attributes } }) =>
        /:function:[^:]+$/u.test(attributes['Arn'] ?? '') && !providers.has(attributes['Arn'] ?? ''),
    )
    .map((resource) => ({
      arn: attributeOf(resource, 'Arn'),
      name: resource.identity.ref,
      role: String(resource.properties['Role']),
    }));
}

function providerFunctions(assembly: Assembly): ReadonlySet<string> {
  const custom = assembly.resources.filter((resource) => resource.type.startsWith('Custom::'));
  return new Set(
    custom.map((resource) => resource.properties['ServiceToken']).filter((token) => typeof token === 'string'),
  );
}

/**
 * Checks resolved properties against what the service of the type implements. Throws StartError naming stack, resource and
 * property for one that is unknown, or has a value that only the cloud can honour.
 */
export function checkedProperties<T extends z.ZodType>(schema: T, resource: ResolvedResource): z.output<T> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join(
    '.',
  );
  const reason =
    issue?.code === 'unrecognized_keys' ? 'is not implemented locally' : (issue?.message ?? 'is not understood');
  throw new StartError(`${describeResource(resource)}: property ${where}: ${reason}`);
}

/** A resource type whose resolved properties are checked against a schema before its service notes them. */
export function checkedType<T extends z.ZodType>(
  identify: Identify,
  schema: T,
  note: (properties: z.output<T>, resource: ResolvedResource, context: PlanContext) => void,
): ResourceType {
  return {
    identify,
    plan: (resource, context) => note(checkedProperties(schema, resource), resource, context),
  };
}

/** The folder or file of an asset. Throws StartError when the assembly has none under that key. */
export function assetPath(resource: ResolvedResource, context: PlanContext, objectKey: string): string {
  const found = context.assets.get(objectKey);
  if (found === undefined)
    throw new StartError(`${describeResource(resource)}: the assembly has no asset ${objectKey}`);
  return found;
}

/** An attribute that the identity of a resource has. Throws StartError when it has none of that name. */
export function attributeOf(resource: ResolvedResource, name: string): string {
  const value = resource.identity.attributes[name];
  if (value === undefined) throw new StartError(`${describeResource(resource)}: it has no attribute ${name}`);
  return value;
}
