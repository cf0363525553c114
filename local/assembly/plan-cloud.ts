import type { Assembly } from './read-assembly.ts';
import { emptyPlan } from './plan.ts';
import { checkPermissions } from './permissions.ts';
import type { CloudPlan } from './plan.ts';
import { resourceTypes } from './resource-types.ts';

/**
 * Turns the resolved resources of an assembly into settings for what runs them.
 * Throws StartError, naming stack, resource and property, for anything that cannot be honoured on this machine, and for a
 * service that lacks the permission to call a function.
 */
export function planCloud(assembly: Assembly): CloudPlan {
  const plan = emptyPlan();
  const context = { plan, assets: assembly.assets, providerFunctions: providerFunctions(assembly) };
  for (const resource of assembly.resources) {
    const type = resourceTypes[resource.type];
    if (type && 'run' in type) type.run(resource, context);
  }
  checkPermissions(assembly, plan);
  return plan;
}

function providerFunctions(assembly: Assembly): ReadonlySet<string> {
  const custom = assembly.resources.filter((resource) => resource.type.startsWith('Custom::'));
  return new Set(
    custom.map((resource) => resource.properties['ServiceToken']).filter((token) => typeof token === 'string'),
  );
}
