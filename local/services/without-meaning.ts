import { generatedId, identifyAnything, localArn, named, numbered, physicalName } from '../assembly/identity.ts';
import type { Identify } from '../assembly/identity.ts';
import type { ResourceType, ResourceTypes } from '../assembly/resource-type.ts';

/** SNS topics: Ref is the ARN. */
const identifyTopic: Identify = (context) => {
  const name = physicalName(context, 'TopicName', 256);
  const arn = localArn('sns', name);
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

/** KMS keys. */
const identifyKey: Identify = (context) => {
  const id = generatedId(context, 32);
  return { ref: id, attributes: { KeyId: id, Arn: localArn('kms', `key/${id}`) } };
};

/** Log groups: the ARN ends in `:*`. */
const identifyLogGroup: Identify = (context) => {
  const name = physicalName(context, 'LogGroupName', 512);
  return { ref: name, attributes: { Arn: localArn('logs', `log-group:${name}:*`) } };
};

/** SSM parameters: their value can be read back by Fn::GetAtt. */
const identifySsmParameter: Identify = (context) => {
  const name = physicalName(context, 'Name', 1011);
  return {
    ref: name,
    attributes: { Type: context.property('Type') ?? 'String', Value: context.property('Value') ?? '' },
  };
};

/** IAM roles and policies have no region. */
function identifyIam(kind: string, property: string): Identify {
  return (context) => {
    const name = physicalName(context, property, 64);
    const arn = localArn('iam', `${kind}/${name}`, { regional: false });
    return { ref: name, attributes: { Arn: arn, RoleId: generatedId(context, 20).toUpperCase() } };
  };
}

/** Managed policies: Ref is the ARN. */
const identifyManagedPolicy: Identify = (context) => {
  const arn = localArn('iam', `policy/${physicalName(context, 'ManagedPolicyName', 128)}`, { regional: false });
  return { ref: arn, attributes: { PolicyArn: arn } };
};

/** Lambda layers: Ref is the ARN of the version. */
const identifyLayer: Identify = (context) => {
  const arn = localArn('lambda', `layer:${physicalName(context, 'LayerName', 64)}:1`);
  return { ref: arn, attributes: { LayerVersionArn: arn } };
};

function without(noLocalMeaning: string, identify: Identify = identifyAnything): ResourceType {
  return { identify, noLocalMeaning };
}

const permissions =
  'enforced by the account alone; that services may call functions is checked before the start (permissions.ts)';
const backups = 'backups of the cloud; here the data folder is the copy';
const watching = 'watches metrics that only the cloud records';
const keys = 'data on this machine is not encrypted with managed keys';
const caching = 'the local distribution neither caches nor filters what it forwards to the API';

/** The resource types that a template of this product may use and that mean nothing on a single machine, with the reason. */
export const typesWithoutMeaning: ResourceTypes = {
  'AWS::Backup::BackupPlan': without(backups, (context) => {
    const id = generatedId(context, 32);
    return { ref: id, attributes: { BackupPlanId: id, BackupPlanArn: localArn('backup', `backup-plan:${id}`) } };
  }),
  'AWS::Backup::BackupSelection': without(backups),
  'AWS::Backup::BackupVault': without(backups, (context) => {
    const name = physicalName(context, 'BackupVaultName', 50);
    const arn = localArn('backup', `backup-vault:${name}`);
    return { ref: name, attributes: { BackupVaultName: name, BackupVaultArn: arn } };
  }),
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
