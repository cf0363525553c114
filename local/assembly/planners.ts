import { statSync } from 'node:fs';
import * as z from 'zod';
import { distributionPropertiesSchema, responseHeadersPolicySchema } from '../services/distribution/settings.ts';
import { globalTablePropertiesSchema, tablePropertiesSchema } from '../services/dynamodb/settings.ts';
import { rulePropertiesSchema } from '../services/events/settings.ts';
import {
  apiPropertiesSchema,
  authorizerPropertiesSchema,
  integrationPropertiesSchema,
  routePropertiesSchema,
  stagePropertiesSchema,
} from '../services/http-api/settings.ts';
import { functionPropertiesSchema } from '../services/lambda/settings.ts';
import { queuePropertiesSchema } from '../services/queues/settings.ts';
import { secretPropertiesSchema } from '../services/secrets/settings.ts';
import { bucketDeploymentPropertiesSchema } from '../services/site-deployment/settings.ts';
import { StartError } from '../ground/start-error.ts';
import { eventSourceMappingPropertiesSchema } from '../services/streams/settings.ts';
import { bucketNotificationsPropertiesSchema, bucketPropertiesSchema } from '../services/s3/bucket-properties.ts';
import { assetPath, checkedProperties } from './plan.ts';
import type { PlanResource } from './plan.ts';
import { describeResource } from './resolved-resource.ts';
import type { ResolvedResource } from './resolved-resource.ts';

const codeSchema = z.strictObject({ S3Bucket: z.unknown(), S3Key: z.string() });

/** Plans `AWS::DynamoDB::Table`. */
export const planTable: PlanResource = (resource, { plan }) => {
  plan.tables.push({ name: resource.identity.ref, properties: checkedProperties(tablePropertiesSchema, resource) });
};

/** Plans `AWS::DynamoDB::GlobalTable`. */
export const planGlobalTable: PlanResource = (resource, { plan }) => {
  plan.tables.push({
    name: resource.identity.ref,
    properties: checkedProperties(globalTablePropertiesSchema, resource),
  });
};

/** Plans `AWS::S3::Bucket`. */
export const planBucket: PlanResource = (resource, { plan }) => {
  const properties = checkedProperties(bucketPropertiesSchema, resource);
  plan.buckets.push({ name: resource.identity.ref, properties });
  if (properties.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled === true) {
    plan.bucketsWithEvents.add(resource.identity.ref);
  }
};

/** Plans `Custom::S3BucketNotifications`. */
export const planBucketNotifications: PlanResource = (resource, { plan }) => {
  plan.bucketsWithEvents.add(checkedProperties(bucketNotificationsPropertiesSchema, resource).BucketName);
};

/** Plans `AWS::Lambda::Function`, except one that only serves a custom resource. */
export const planFunction: PlanResource = (resource, context) => {
  const arn = attribute(resource, 'Arn');
  if (context.providerFunctions.has(arn)) return;
  const properties = checkedProperties(functionPropertiesSchema, resource);
  const code = codeSchema.safeParse(properties.Code);
  if (!code.success)
    throw new StartError(`${describeResource(resource)}: property Code: only an asset can be run locally`);
  const codeFolder = assetPath(resource, context, code.data.S3Key);
  if (!statSync(codeFolder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StartError(`${describeResource(resource)}: property Code: ${codeFolder} is not a folder`);
  }
  context.plan.functions.push({ arn, name: resource.identity.ref, codeFolder, properties });
};

/** Plans `AWS::ApiGatewayV2::Api`. */
export const planApi: PlanResource = (resource, { plan }) => {
  plan.apis.push({ id: resource.identity.ref, properties: checkedProperties(apiPropertiesSchema, resource) });
};

/** Plans `AWS::ApiGatewayV2::Stage`. */
export const planStage: PlanResource = (resource, { plan }) => {
  plan.stages.push(checkedProperties(stagePropertiesSchema, resource));
};

/** Plans `AWS::ApiGatewayV2::Route`. */
export const planRoute: PlanResource = (resource, { plan }) => {
  plan.routes.push(checkedProperties(routePropertiesSchema, resource));
};

/** Plans `AWS::ApiGatewayV2::Integration`. */
export const planIntegration: PlanResource = (resource, { plan }) => {
  plan.integrations.push({
    id: resource.identity.ref,
    properties: checkedProperties(integrationPropertiesSchema, resource),
  });
};

/** Plans `AWS::ApiGatewayV2::Authorizer`. */
export const planAuthorizer: PlanResource = (resource, { plan }) => {
  plan.authorizers.push({
    id: resource.identity.ref,
    properties: checkedProperties(authorizerPropertiesSchema, resource),
  });
};

/** Plans `AWS::Lambda::EventSourceMapping`. */
export const planEventSourceMapping: PlanResource = (resource, { plan }) => {
  const properties = checkedProperties(eventSourceMappingPropertiesSchema, resource);
  plan.streamMappings.push({ id: `${resource.stack}-${resource.logicalId}`, properties });
};

/** Resolved properties of `AWS::Events::EventBus`. `unknown` ones have no local meaning. */
const eventBusPropertiesSchema = z.strictObject({
  Name: z.string(),
  Description: z.unknown().optional(),
  KmsKeyIdentifier: z.unknown().optional(),
  DeadLetterConfig: z.unknown().optional(),
  LogConfig: z.unknown().optional(),
  Policy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Plans `AWS::Events::EventBus`. */
export const planEventBus: PlanResource = (resource, { plan }) => {
  checkedProperties(eventBusPropertiesSchema, resource);
  plan.buses.push({ arn: attribute(resource, 'Arn'), name: resource.identity.ref });
};

/** Plans `AWS::Events::Rule`. */
export const planRule: PlanResource = (resource, { plan }) => {
  const properties = checkedProperties(rulePropertiesSchema, resource);
  plan.rules.push({ arn: attribute(resource, 'Arn'), name: resource.identity.ref, properties });
};

/** Plans `AWS::SecretsManager::Secret`. */
export const planSecret: PlanResource = (resource, { plan }) => {
  const properties = checkedProperties(secretPropertiesSchema, resource);
  plan.secrets.push({ arn: resource.identity.ref, name: attribute(resource, 'Name'), properties });
};

/** Plans `AWS::SQS::Queue`. */
export const planQueue: PlanResource = (resource, { plan }) => {
  const properties = checkedProperties(queuePropertiesSchema, resource);
  plan.queues.push({ arn: attribute(resource, 'Arn'), name: attribute(resource, 'QueueName'), properties });
};

/** Plans `AWS::CloudFront::Distribution`. */
export const planDistribution: PlanResource = (resource, { plan }) => {
  const { DistributionConfig } = checkedProperties(distributionPropertiesSchema, resource);
  plan.distributions.push({ id: resource.identity.ref, config: DistributionConfig });
};

/** Plans `AWS::CloudFront::ResponseHeadersPolicy`. */
export const planResponseHeadersPolicy: PlanResource = (resource, { plan }) => {
  const { ResponseHeadersPolicyConfig } = checkedProperties(responseHeadersPolicySchema, resource);
  plan.responseHeaders.set(resource.identity.ref, ResponseHeadersPolicyConfig);
};

/** Plans `Custom::CDKBucketDeployment`. */
export const planBucketDeployment: PlanResource = (resource, context) => {
  const properties = checkedProperties(bucketDeploymentPropertiesSchema, resource);
  const sourceFolders = properties.SourceObjectKeys.map((key) => assetPath(resource, context, key));
  context.plan.deployments.push({ id: `${resource.stack}-${resource.logicalId}`, sourceFolders, properties });
};

function attribute(resource: ResolvedResource, name: string): string {
  const value = resource.identity.attributes[name];
  if (value === undefined) throw new StartError(`${describeResource(resource)}: it has no attribute ${name}`);
  return value;
}
