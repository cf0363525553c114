import type { Identity } from './identity.ts';

/** A resource of the template with every reference resolved. */
export interface ResolvedResource {
  readonly stack: string;
  readonly logicalId: string;
  /** Path in the construct tree when CDK recorded it, else the logical id. */
  readonly constructPath: string;
  readonly type: string;
  readonly identity: Identity;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** How messages name a resource. */
export function describeResource(resource: ResolvedResource): string {
  return `stack ${resource.stack}, resource ${resource.constructPath} (${resource.type})`;
}
