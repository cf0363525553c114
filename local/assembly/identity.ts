import { createHash } from 'node:crypto';

/** Account number of everything that runs on this machine. */
export const localAccount = '000000000000';
/** Region of everything that runs on this machine. */
export const localRegion = 'us-east-1';
/** Partition of every ARN on this machine. */
export const localPartition = 'aws';
/** Suffix of service domain names on this machine (`AWS::URLSuffix`). */
export const localUrlSuffix = 'amazonaws.com';

/** Where pieces of the local cloud answer, as far as physical names contain it. */
export interface LocalAddresses {
  /** Host and port of the site's origin, for example `localhost:4300`. */
  readonly siteHost: string;
  /** Address of the AWS JSON services, for example `http://127.0.0.1:4303`. */
  readonly awsJson: string;
}

/** What Ref and Fn::GetAtt of a resource answer. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a physical name is made of. `property` gives a resolved text property, or undefined when absent. */
export interface IdentityContext {
  readonly stack: string;
  readonly logicalId: string;
  readonly addresses: LocalAddresses;
  property(name: string): string | undefined;
}

/** Makes the physical name, ARN and attributes of a resource: a pure function of the template, so they are the same at every start. */
export type Identify = (context: IdentityContext) => Identity;

/** ARN on this machine. `resource` is everything behind the account. */
function localArn(service: string, resource: string, { regional = true, account = true } = {}): string {
  return ['arn', localPartition, service, regional ? localRegion : '', account ? localAccount : '', resource].join(':');
}

/** The name given by a property, else one made of stack and logical id, at most `longest` characters. */
function physicalName(context: IdentityContext, property: string, longest: number): string {
  const name = context.property(property) ?? `${context.stack}-${context.logicalId}`;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${digest(name, 8)}`;
}

/** An id of lower-case letters and digits that depends only on stack and logical id, as API Gateway and CloudFront hand them out. */
export function generatedId(context: IdentityContext, length: number): string {
  return digest(`${context.stack}/${context.logicalId}`, length);
}

/** Identity of a resource whose Ref is its name and whose ARN is `service:prefix + name`. */
export function named(service: string, prefix: string, property: string, longest: number): Identify {
  return (context) => {
    const name = physicalName(context, property, longest);
    return { ref: name, attributes: { Arn: localArn(service, prefix + name), Name: name } };
  };
}

/** Identity of a resource whose Ref is a generated id; `attributes` repeat that id. */
export function numbered(length: number, ...attributes: readonly string[]): Identify {
  return (context) => {
    const id = generatedId(context, length);
    return { ref: id, attributes: Object.fromEntries(attributes.map((attribute) => [attribute, id])) };
  };
}

/** DynamoDB tables. The label of the stream is any text: pollers find the stream by the table's name. */
export const identifyTable: Identify = (context) => {
  const name = physicalName(context, 'TableName', 255);
  const arn = localArn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local`, TableId: generatedId(context, 32) } };
};

/** S3 buckets: names are lower case and have at most 63 characters. */
export const identifyBucket: Identify = (context) => {
  const name = physicalName(context, 'BucketName', 63).toLowerCase();
  return {
    ref: name,
    attributes: {
      Arn: localArn('s3', name, { regional: false, account: false }),
      DomainName: `${name}.s3.${localUrlSuffix}`,
      RegionalDomainName: `${name}.s3.${localRegion}.${localUrlSuffix}`,
    },
  };
};

/** Step Functions state machines: Ref is the ARN. */
export const identifyStateMachine: Identify = (context) => {
  const name = physicalName(context, 'StateMachineName', 80);
  const arn = localArn('states', `stateMachine:${name}`);
  return { ref: arn, attributes: { Arn: arn, Name: name } };
};

/** Secrets: Ref is the ARN, which ends in six characters that Secrets Manager adds. */
export const identifySecret: Identify = (context) => {
  const name = physicalName(context, 'Name', 512);
  const arn = localArn('secretsmanager', `secret:${name}-${generatedId(context, 6)}`);
  return { ref: arn, attributes: { Id: arn, Name: name } };
};

/** SQS queues: Ref is the queue's address. */
export const identifyQueue: Identify = (context) => {
  const name = physicalName(context, 'QueueName', 80);
  const url = `${context.addresses.awsJson}/${localAccount}/${name}`;
  return { ref: url, attributes: { Arn: localArn('sqs', name), QueueName: name, QueueUrl: url } };
};

/** HTTP APIs. The endpoint is a name only: the distribution finds the API by it. */
export const identifyApi: Identify = (context) => {
  const id = generatedId(context, 10);
  const endpoint = `https://${id}.execute-api.${localRegion}.${localUrlSuffix}`;
  return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
};

/** CloudFront distributions answer on the site's origin. */
export const identifyDistribution: Identify = (context) => {
  const id = generatedId(context, 14).toUpperCase();
  return { ref: id, attributes: { Id: id, DomainName: context.addresses.siteHost } };
};

/** Event rules live on a bus; the ARN of one on another bus than `default` names it. */
export const identifyRule: Identify = (context) => {
  const name = physicalName(context, 'Name', 64);
  const bus = context.property('EventBusName')?.split('/').at(-1) ?? 'default';
  const resource = bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`;
  return { ref: name, attributes: { Arn: localArn('events', resource) } };
};

/** SNS topics: Ref is the ARN. */
export const identifyTopic: Identify = (context) => {
  const name = physicalName(context, 'TopicName', 256);
  const arn = localArn('sns', name);
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

/** KMS keys. */
export const identifyKey: Identify = (context) => {
  const id = generatedId(context, 32);
  return { ref: id, attributes: { KeyId: id, Arn: localArn('kms', `key/${id}`) } };
};

/** Log groups: the ARN ends in `:*`. */
export const identifyLogGroup: Identify = (context) => {
  const name = physicalName(context, 'LogGroupName', 512);
  return { ref: name, attributes: { Arn: localArn('logs', `log-group:${name}:*`) } };
};

/** SSM parameters: their value can be read back by Fn::GetAtt. */
export const identifySsmParameter: Identify = (context) => {
  const name = physicalName(context, 'Name', 1011);
  return {
    ref: name,
    attributes: { Type: context.property('Type') ?? 'String', Value: context.property('Value') ?? '' },
  };
};

/** IAM roles and policies have no region. */
export function identifyIam(kind: string, property: string): Identify {
  return (context) => {
    const name = physicalName(context, property, 64);
    const arn = localArn('iam', `${kind}/${name}`, { regional: false });
    return { ref: name, attributes: { Arn: arn, RoleId: generatedId(context, 20).toUpperCase() } };
  };
}

/** Managed policies: Ref is the ARN. */
export const identifyManagedPolicy: Identify = (context) => {
  const arn = localArn('iam', `policy/${physicalName(context, 'ManagedPolicyName', 128)}`, { regional: false });
  return { ref: arn, attributes: { PolicyArn: arn } };
};

/** Lambda layers: Ref is the ARN of the version. */
export const identifyLayer: Identify = (context) => {
  const arn = localArn('lambda', `layer:${physicalName(context, 'LayerName', 64)}:1`);
  return { ref: arn, attributes: { LayerVersionArn: arn } };
};

/** What only has to have some stable Ref. */
export const identifyAnything: Identify = (context) => ({
  ref: `${context.stack}-${context.logicalId}`,
  attributes: { Id: `${context.stack}-${context.logicalId}` },
});

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
