import type { Identify } from './identity.ts';
import type { ResolvedResource } from './resolved-resource.ts';

/** What the plans of single resources look up. */
export interface PlanContext {
  /** Object key → absolute path of the asset file or folder. */
  readonly assets: ReadonlyMap<string, string>;
  /** ARNs of functions that only serve custom resources, whose work the service of the custom resource does. */
  readonly providerFunctions: ReadonlySet<string>;
}

/** Notes one resource for the start of its service. Throws StartError for a property that cannot be honoured. */
export type PlanResource = (resource: ResolvedResource, context: PlanContext) => void;

/** A resource type that is run here, or one that means nothing on a single machine, with the reason. */
export type ResourceType =
  | {
      readonly identify: Identify;
      readonly plan: PlanResource;
      /** Its service puts the values of secrets in the place of dynamic references. */
      readonly resolvesSecrets?: true;
    }
  | { readonly identify: Identify; readonly noLocalMeaning: string };

/** Resource types by their CloudFormation name. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;
