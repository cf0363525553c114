import * as z from 'zod';
import type { BucketDeploymentSettings } from '../services/site-deployment/settings.ts';
import type { DistributionConfig, ResponseHeadersPolicy } from '../services/distribution/settings.ts';
import type { TableSettings } from '../services/dynamodb/settings.ts';
import type { RuleSettings } from '../services/events/settings.ts';
import type {
  apiPropertiesSchema,
  authorizerPropertiesSchema,
  Identified,
  integrationPropertiesSchema,
  routePropertiesSchema,
  stagePropertiesSchema,
} from '../services/http-api/settings.ts';
import type { FunctionSettings } from '../services/lambda/settings.ts';
import type { QueueSettings } from '../services/queues/settings.ts';
import type { SecretSettings } from '../services/secrets/secrets.ts';
import { StartError } from '../ground/start-error.ts';
import type { EventSourceMappingProperties } from '../services/streams/settings.ts';
import type { bucketPropertiesSchema } from '../services/s3/bucket-properties.ts';
import { describeResource } from './resolved-resource.ts';
import type { ResolvedResource } from './resolved-resource.ts';

/** A state machine with its substitutions made. */
interface StateMachinePlan {
  readonly arn: string;
  readonly name: string;
  /** Role that the executions act as. */
  readonly roleArn: string;
  /** Amazon States Language, JSON text. */
  readonly definition: string;
}

/** Everything of an assembly that is run, with checked properties, by what runs it. */
export interface CloudPlan {
  readonly tables: TableSettings[];
  readonly buckets: { name: string; properties: z.output<typeof bucketPropertiesSchema> }[];
  /** Names of buckets that a custom resource tells to send their events to EventBridge. */
  readonly bucketsWithEvents: Set<string>;
  readonly functions: FunctionSettings[];
  readonly apis: Identified<z.output<typeof apiPropertiesSchema>>[];
  readonly stages: z.output<typeof stagePropertiesSchema>[];
  readonly routes: z.output<typeof routePropertiesSchema>[];
  readonly integrations: Identified<z.output<typeof integrationPropertiesSchema>>[];
  readonly authorizers: Identified<z.output<typeof authorizerPropertiesSchema>>[];
  readonly streamMappings: { id: string; properties: EventSourceMappingProperties }[];
  readonly buses: { arn: string; name: string }[];
  readonly rules: RuleSettings[];
  readonly stateMachines: StateMachinePlan[];
  readonly secrets: SecretSettings[];
  readonly queues: QueueSettings[];
  readonly distributions: { id: string; config: DistributionConfig }[];
  readonly responseHeaders: Map<string, ResponseHeadersPolicy>;
  readonly deployments: BucketDeploymentSettings[];
}

/** What the planners of single resources look up. */
export interface PlanContext {
  readonly plan: CloudPlan;
  /** Object key → absolute path of the asset file or folder. */
  readonly assets: ReadonlyMap<string, string>;
  /** ARNs of functions that only serve custom resources, whose work the runner of the custom resource does. */
  readonly providerFunctions: ReadonlySet<string>;
}

/** Adds one resource to the plan. Throws StartError for a property that cannot be honoured. */
export type PlanResource = (resource: ResolvedResource, context: PlanContext) => void;

/**
 * Checks resolved properties against what the runner of the type implements. Throws StartError naming stack, resource and
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

/** The folder or file of an asset. Throws StartError when the assembly has none under that key. */
export function assetPath(resource: ResolvedResource, context: PlanContext, objectKey: string): string {
  const found = context.assets.get(objectKey);
  if (found === undefined)
    throw new StartError(`${describeResource(resource)}: the assembly has no asset ${objectKey}`);
  return found;
}

/** A plan of nothing. */
export function emptyPlan(): CloudPlan {
  return {
    tables: [],
    buckets: [],
    bucketsWithEvents: new Set(),
    functions: [],
    apis: [],
    stages: [],
    routes: [],
    integrations: [],
    authorizers: [],
    streamMappings: [],
    buses: [],
    rules: [],
    stateMachines: [],
    secrets: [],
    queues: [],
    distributions: [],
    responseHeaders: new Map(),
    deployments: [],
  };
}
