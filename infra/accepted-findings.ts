import { Validations } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { endpointList } from '../api/endpoints.ts';
import type { FunctionAccess } from './constructs/function-access.ts';
import { capitalized, routeId } from './constructs/http-api.ts';
import { functionNames, functionRows } from './function-rows.ts';

/** Findings of rule packs that do not hold here: which rules, for which constructs, and why. */
interface AcceptedFinding {
  readonly rules: readonly string[];
  /** Paths in the construct tree; what lies below them is included. */
  readonly at: readonly string[];
  readonly reason: string;
}

const nag = (rule: string) => `AwsSolutions::AwsSolutions-${rule}`;
const controlTower = (rule: string) => `cdk-validator-cfnguard::${rule}`;

const pageDeployment = 'Site/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB';
const incomingObjects = 'Resource::Storage:ExportsOutputFnGetAttIncoming1ED1B7CFArn37934DD9/*';
const auditObjects = 'Resource::Storage:ExportsOutputFnGetAttAudit3D8ADE0AArn5960E565/*';
const exportObjects = 'Resource::Storage:ExportsOutputFnGetAttExports25637AFBArn08434897/*';
const documentObjects = 'Resource::Storage:ExportsOutputFnGetAttDocuments7E5B2978Arn159F38C5/*';
/** The roles of the functions whose access fits, all unless told. */
function roles(fits: (access: FunctionAccess) => boolean = () => true): string[] {
  return functionNames
    .filter((name) => fits(functionRows[name].access))
    .map((name) => `Application/${capitalized(name)}Role`);
}

const anonymousRoutes = endpointList
  .filter(({ endpoint }) => endpoint.party === 'anyone')
  .map(({ name, endpoint }) => `Application/Http/${routeId(endpoint.api, name)}`);

// A function's permission to be invoked hangs on its first route.
const permittingRoutes = [...new Map(endpointList.toReversed().map((row) => [row.endpoint.api, row])).values()].map(
  ({ name, endpoint }) => `Application/Http/${routeId(endpoint.api, name)}`,
);

/** Every finding that is accepted, AwsSolutions (cdk-nag) and Control Tower (CloudFormation Guard). A test proves that there are no others. */
export const acceptedFindings: readonly AcceptedFinding[] = [
  {
    rules: [nag('IAM5[Resource::*]')],
    at: [...roles(), 'Application/Review/Role', 'Application/Job/Role', 'Site/MissingPage/FunctionRole'],
    reason: 'Sending traces to X-Ray and managing log deliveries have no resource that could be named',
  },
  {
    rules: [nag(`IAM5[${incomingObjects}]`)],
    at: roles(({ incoming }) => incoming !== undefined),
    reason: 'The keys of uploads are made at run time; the actions are named one by one',
  },
  {
    rules: [nag(`IAM5[${documentObjects}]`)],
    at: roles(({ documents }) => documents !== undefined),
    reason: 'The keys of documents are made at run time; the actions are named one by one',
  },
  {
    rules: [nag(`IAM5[${auditObjects}]`)],
    at: roles(({ audit }) => audit !== undefined),
    reason: 'There is a key for every day; the actions are named one by one',
  },
  {
    rules: [nag(`IAM5[${exportObjects}]`)],
    at: roles((access) => access.exports !== undefined),
    reason: 'The keys of exports are made at run time; the actions are named one by one',
  },
  {
    rules: [controlTower('step_functions_state_machine_tracing_enabled_check')],
    at: ['Application/Review', 'Application/Job'],
    reason:
      'Traced wherever X-Ray serves Lambda; the pack does not read the condition that leaves the China regions out',
  },
  {
    rules: ['service-role/', ''].flatMap((path) =>
      (path === '' ? ['S3Backup', 'S3Restore'] : ['Backup', 'Restores']).map((name) =>
        nag(`IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${path}AWSBackupServiceRolePolicyFor${name}]`),
      ),
    ),
    at: ['Storage/Backups/Role'],
    reason: 'What AWS Backup needs of other services changes with them, and is what its own policies say',
  },
  {
    rules: [controlTower('cloudwatch_log_group_retention_period_check')],
    at: ['Application', 'Site/DeploymentLogs', 'Site/MissingPage'],
    reason:
      'A year by the default of a parameter, which the rule does not read; the deployment refuses less than 180 days in production',
  },
  {
    rules: ['CloudFormation-Validate::W1030'],
    at: ['Application'],
    reason: 'The parameter is used where it is given; the validator takes its empty default for the ARN of a stream',
  },
  {
    rules: ['CloudFormation-Validate::W1035'],
    at: ['Operations/TableThrottles'],
    reason:
      'The part is chosen only where the parameter is the ARN of a stream; the validator splits its empty default',
  },
  {
    rules: [nag('SMG4')],
    at: ['Storage/IdentityKey'],
    reason: 'Every person is stored under a hash made with this key: rotated, it would make everybody unknown',
  },
  {
    rules: [nag('SMG4')],
    at: ['Application/DistributionKey/Secret'],
    reason:
      'A new value must reach the distribution, which CloudFormation tells of it (docs/runbooks/distribution-key.md); by itself it would lock everybody out',
  },
  {
    rules: [nag('SQS3'), controlTower('sqs_dlq_check')],
    at: [
      'Application/Dispatch/DeadLetters',
      'Application/Inspection/DeadLetters',
      'Application/Mail/DeadLetters',
      'Application/Projection/DeadLetters',
    ],
    reason: 'These are the dead-letter queues, of an event source mapping, a rule and an asynchronous invocation',
  },
  {
    rules: [nag('APIG4'), controlTower('api_gw_v2_authorization_type_configured_check')],
    at: anonymousRoutes,
    reason: 'The contract gives these endpoints to everybody; they only read what is public by law',
  },
  {
    rules: [nag('APIG4'), controlTower('api_gw_v2_authorization_type_configured_check')],
    at: ['Application/Http/Unknown'],
    reason: 'What is at no address of the contract is refused with a problem document, whoever asks',
  },
  {
    rules: [nag('APIG4'), controlTower('api_gw_v2_authorization_type_configured_check')],
    at: ['Get', 'Head'].map((id) => `Site/MissingPage/${id}`),
    reason: 'The page for an address that does not exist is for everybody; it reads nothing',
  },
  {
    rules: [controlTower('lambda_function_public_access_prohibited_check')],
    at: ['Site/MissingPage/Get'],
    reason: 'The permission is bound to the ARN of the API; the rule cannot read an ARN that is joined from references',
  },
  {
    rules: [controlTower('lambda_function_public_access_prohibited_check')],
    at: permittingRoutes,
    reason: 'The permission is bound to the ARN of the API; the rule cannot read an ARN that is joined from references',
  },
  {
    rules: [nag('CFR4'), ...['security_policy', 'sni_enabled', 'custom_ssl_certificate'].map(distributionRule)],
    at: ['Site/Distribution'],
    reason: 'With a certificate (parameter SiteCertificate) TLS 1.2 and SNI are set; the rules do not read conditions',
  },
  {
    rules: [nag('CFR7'), distributionRule('origin_access_control_enabled')],
    at: ['Site/Distribution'],
    reason: 'Origin access control does not exist in the China regions; the origin access identity does the same here',
  },
  {
    rules: [nag('CFR1')],
    at: ['Site/Distribution'],
    reason: 'Practitioners may be abroad when their registration has to be renewed',
  },
  {
    rules: [nag('CFR2')],
    at: ['Site/Distribution'],
    reason:
      'A web ACL is a parameter, since WAF for CloudFront does not exist in the China regions; the API is throttled and checks token and schema of every request',
  },
  {
    rules: [distributionRule('access_logs_enabled')],
    at: ['Site/Distribution'],
    reason: 'Logging is on; the rule cannot read the name of a bucket of another stack',
  },
  {
    rules: [
      nag('IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]'),
      ...['Action::s3:GetBucket*', 'Action::s3:GetObject*', 'Action::s3:List*', 'Action::s3:Abort*']
        .concat('Action::s3:DeleteObject*', 'Resource::*', 'Resource::<Pages127DFD1A.Arn>/*')
        .concat('Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*')
        .map((finding) => nag(`IAM5[${finding}]`)),
      nag('L1'),
    ],
    at: [pageDeployment],
    reason: "The library's own function, run only during a deployment, on public pages and the deployment's assets",
  },
  {
    rules: [controlTower('cloudwatch_log_group_encrypted_check')],
    at: ['Application', 'Site/DeploymentLogs', 'Site/MissingPage'],
    reason: 'They are encrypted; the rule cannot read the ARN of a key of another stack',
  },
  {
    rules: [controlTower('lambda_inside_vpc_check')],
    at: ['Application', 'Site/MissingPage', pageDeployment],
    reason:
      'The functions only call services of AWS, by their public TLS endpoints; a network of our own adds no protection',
  },
  {
    rules: [bucketRule('default_encryption_kms'), bucketRule('logging_enabled')],
    at: ['Storage/AccessLogs'],
    reason: 'Logs cannot be delivered to a bucket with a customer key, nor a log bucket log itself without end',
  },
  {
    rules: [bucketRule('default_encryption_kms')],
    at: ['Site/Pages'],
    reason: 'Public pages; an origin access identity cannot decrypt with a customer key',
  },
  {
    rules: [bucketRule('logging_enabled')],
    at: ['Site/Pages'],
    reason: 'Logging is on; the rule cannot read the name of a bucket of another stack',
  },
  {
    rules: [bucketRule('object_lock_enabled')],
    at: ['Storage', 'Site/Pages'],
    reason: 'Versions keep what is overwritten; a lock would forbid deleting personal data when the law demands it',
  },
  {
    rules: [controlTower('s3_event_notifications_enabled_check')],
    at: ['Storage/AccessLogs', 'Storage/Audit', 'Storage/Exports', 'Site/Pages'],
    reason: 'Nothing has to happen when an object arrives there',
  },
];

/** Acknowledges every accepted finding in the construct tree. Throws for a path that no longer exists. */
export function acknowledgeAcceptedFindings(app: App): void {
  for (const { rules, at, reason } of acceptedFindings) {
    for (const construct of at.map((path) => constructAt(app, path))) {
      for (const id of rules) Validations.of(construct).acknowledge({ id, reason });
    }
  }
}

function constructAt(app: App, path: string): IConstruct {
  return path.split('/').reduce<IConstruct>((parent, id) => {
    const child = parent.node.tryFindChild(id);
    if (!child) throw new Error(`accepted findings name ${path}, which does not exist`);
    return child;
  }, app);
}

function distributionRule(name: string): string {
  return controlTower(`cloudfront_${name}_check`);
}

function bucketRule(name: string): string {
  return controlTower(`s3_bucket_${name}_check`);
}
