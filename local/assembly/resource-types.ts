import {
  generatedId,
  identifyAnything,
  identifyApi,
  identifyBucket,
  identifyDistribution,
  identifyIam,
  identifyKey,
  identifyLayer,
  identifyLogGroup,
  identifyManagedPolicy,
  identifyQueue,
  identifyRule,
  identifySecret,
  identifySsmParameter,
  identifyStateMachine,
  identifyTable,
  identifyTopic,
  named,
  numbered,
} from './identity.ts';
import type { Identify } from './identity.ts';
import {
  planApi,
  planAuthorizer,
  planBucket,
  planBucketDeployment,
  planBucketNotifications,
  planDistribution,
  planEventBus,
  planEventSourceMapping,
  planFunction,
  planGlobalTable,
  planIntegration,
  planQueue,
  planResponseHeadersPolicy,
  planRoute,
  planRule,
  planSecret,
  planStage,
  planTable,
} from './planners.ts';
import type { PlanResource } from './plan.ts';
import { planStateMachine } from '../services/step-functions/definition-text.ts';

/** A resource type that is run here, or one that means nothing on a single machine, with the reason. */
export type ResourceType =
  | { readonly identify: Identify; readonly run: PlanResource }
  | { readonly identify: Identify; readonly noLocalMeaning: string };

function without(noLocalMeaning: string, identify: Identify = identifyAnything): ResourceType {
  return { identify, noLocalMeaning };
}

const permissions =
  'enforced by the account alone; that services may call functions is checked before the start (permissions.ts)';
const watching = 'watches metrics that only the cloud records';
const keys = 'data on this machine is not encrypted with managed keys';
const caching = 'the local distribution neither caches nor filters what it forwards to the API';

/**
 * Every CloudFormation resource type that a template of this product may use. A type that is not in this table stops the
 * start, so nothing of the template is ever skipped unnoticed.
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGatewayV2::Api': { identify: identifyApi, run: planApi },
  'AWS::ApiGatewayV2::Authorizer': { identify: numbered(6, 'AuthorizerId'), run: planAuthorizer },
  'AWS::ApiGatewayV2::Integration': { identify: numbered(7, 'IntegrationId'), run: planIntegration },
  'AWS::ApiGatewayV2::Route': { identify: numbered(7, 'RouteId'), run: planRoute },
  'AWS::ApiGatewayV2::Stage': {
    identify: (context) => ({ ref: context.property('StageName') ?? '$default', attributes: {} }),
    run: planStage,
  },
  'AWS::CloudFront::Distribution': { identify: identifyDistribution, run: planDistribution },
  'AWS::CloudFront::ResponseHeadersPolicy': { identify: numbered(32, 'Id'), run: planResponseHeadersPolicy },
  'AWS::DynamoDB::GlobalTable': { identify: identifyTable, run: planGlobalTable },
  'AWS::DynamoDB::Table': { identify: identifyTable, run: planTable },
  'AWS::Events::EventBus': { identify: named('events', 'event-bus/', 'Name', 256), run: planEventBus },
  'AWS::Events::Rule': { identify: identifyRule, run: planRule },
  'AWS::Lambda::EventSourceMapping': { identify: numbered(32, 'Id'), run: planEventSourceMapping },
  // A function that only serves a custom resource (bucket notifications, deployments, emptying of buckets) is not run:
  // the runner of the custom resource does its work.
  'AWS::Lambda::Function': { identify: named('lambda', 'function:', 'FunctionName', 64), run: planFunction },
  'AWS::S3::Bucket': { identify: identifyBucket, run: planBucket },
  'AWS::SQS::Queue': { identify: identifyQueue, run: planQueue },
  'AWS::SecretsManager::Secret': { identify: identifySecret, run: planSecret },
  'AWS::StepFunctions::StateMachine': { identify: identifyStateMachine, run: planStateMachine },
  'Custom::CDKBucketDeployment': { identify: identifyAnything, run: planBucketDeployment },
  'Custom::S3BucketNotifications': { identify: identifyAnything, run: planBucketNotifications },

  'AWS::Backup::BackupPlan': without('backups of the cloud; here the data folder is the copy'),
  'AWS::Backup::BackupSelection': without('backups of the cloud; here the data folder is the copy'),
  'AWS::Backup::BackupVault': without('backups of the cloud; here the data folder is the copy'),
  'AWS::CDK::Metadata': without('usage statistics of CDK'),
  'AWS::CloudFront::CachePolicy': without(caching, numbered(32, 'Id')),
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': without(
    'the local distribution reads the site bucket with the one local access key',
    (context) => {
      const id = generatedId(context, 14).toUpperCase();
      return { ref: id, attributes: { Id: id, S3CanonicalUserId: generatedId(context, 64) } };
    },
  ),
  'AWS::CloudFront::OriginRequestPolicy': without(caching, numbered(32, 'Id')),
  'AWS::CloudWatch::Alarm': without(watching, named('cloudwatch', 'alarm:', 'AlarmName', 255)),
  'AWS::CloudWatch::CompositeAlarm': without(watching, named('cloudwatch', 'alarm:', 'AlarmName', 255)),
  'AWS::CloudWatch::Dashboard': without(watching),
  'AWS::Events::EventBusPolicy': without(permissions),
  'AWS::IAM::ManagedPolicy': without(permissions, identifyManagedPolicy),
  'AWS::IAM::Policy': without(permissions, identifyIam('policy', 'PolicyName')),
  'AWS::IAM::Role': without(permissions, identifyIam('role', 'RoleName')),
  'AWS::KMS::Alias': without(keys, (context) => ({
    ref: context.property('AliasName') ?? context.logicalId,
    attributes: {},
  })),
  'AWS::KMS::Key': without(keys, identifyKey),
  'AWS::Lambda::EventInvokeConfig': without('queues and retries of asynchronous invocation belong to the caller here'),
  'AWS::Lambda::LayerVersion': without('only the functions of custom resources use layers', identifyLayer),
  'AWS::Lambda::Permission': without(permissions),
  'AWS::Logs::LogGroup': without('logs are files in the data folder', identifyLogGroup),
  'AWS::Logs::MetricFilter': without(watching),
  'AWS::Logs::QueryDefinition': without('a saved query of the CloudWatch console'),
  'AWS::Logs::ResourcePolicy': without(permissions),
  'AWS::S3::BucketPolicy': without(permissions),
  'AWS::SNS::Subscription': without('alarms are not raised here, so nobody is told of them'),
  'AWS::SNS::Topic': without('alarms are not raised here, so nobody is told of them', identifyTopic),
  'AWS::SNS::TopicPolicy': without(permissions),
  'AWS::SQS::QueuePolicy': without(permissions),
  'AWS::SSM::Parameter': without(
    'nothing reads it at run time; references to its value are resolved',
    identifySsmParameter,
  ),
  'AWS::XRay::Group': without('traces are not recorded here'),
  'Custom::S3AutoDeleteObjects': without('empties a bucket before its deletion; `--reset` does that here'),
};
