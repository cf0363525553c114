import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

// The JWT authorizer of API Gateway only accepts HTTPS issuers; plain HTTP is for a machine talking to itself.
const webAddress = String.raw`https://[^/\s]+(/[^/\s]+)*|http://(localhost|127\.0\.0\.1):[0-9]+(/[^/\s]+)*`;
const webOrigin = String.raw`https://[^/\s]+|http://(localhost|127\.0\.0\.1):[0-9]+`;

const declarations = {
  ProvinceIssuer: {
    description: 'OpenID Connect issuer of the provincial unified identity platform (natural and legal persons)',
    allowedPattern: webAddress,
    constraintDescription: 'must be an https address without a slash at its end',
  },
  StaffIssuer: {
    description: "OpenID Connect issuer of the department's staff directory",
    allowedPattern: webAddress,
    constraintDescription: 'must be an https address without a slash at its end',
  },
  ProvinceClientId: { description: 'Client id of the site at the provincial issuer', minLength: 1 },
  StaffClientId: { description: 'Client id of the site at the staff issuer', minLength: 1 },
  ApiAudience: { description: 'Audience that access tokens for the API carry', minLength: 1 },
  SiteUrl: {
    description: 'Origin at which users open the site; the only origin that may upload and download files',
    allowedPattern: webOrigin,
    constraintDescription: 'must be an https origin without a path',
  },
  FileOrigin: {
    description:
      'Origin of the addresses at which files are uploaded and downloaded, where it is not that of the buckets themselves (a gateway before them); else empty',
    default: '',
    allowedPattern: `(${webOrigin})?`,
    constraintDescription: 'must be an https origin without a path, or empty',
  },
  SiteCertificate: {
    description:
      'Certificate of the host of SiteUrl: ARN of an ACM certificate in us-east-1, or in China the id of an IAM server certificate; empty serves only the name that CloudFront gives',
    default: '',
  },
  IdentityOrigins: {
    description:
      'Further origins, separated by blanks, of the addresses that the discovery documents of the issuers name; empty when all have those of the issuers',
    default: '',
    allowedPattern: `(${webOrigin})?( (${webOrigin}))*`,
    constraintDescription: 'must be https origins without a path, separated by single blanks, or empty',
  },
  DeletionProtection: {
    description:
      'The table cannot be deleted; false only while a new environment is created, so that a failed creation leaves nothing',
    default: 'true',
    allowedValues: ['true', 'false'],
  },
  DistributionKeyVersion: {
    description:
      'Version of the secret DistributionKey that the distribution sends with what it asks of the API; another one is given to rotate it. Empty: the current one at the time of the deployment',
    default: '',
    allowedPattern: '([A-Za-z0-9-]{32,64})?',
    constraintDescription: 'must be the id of a version of the secret, or empty',
  },
  WebAcl: {
    description:
      'ARN of a web ACL of WAF for CloudFront (us-east-1) that stands before the site; empty: none. Not in China, which has none',
    default: '',
    allowedPattern: String.raw`(arn:[a-z]+:wafv2:us-east-1:\d{12}:global/webacl/[^\s]+)?`,
    constraintDescription: 'must be the ARN of a web ACL for CloudFront, or empty',
  },
  LogRetentionDays: {
    type: 'Number',
    description: 'How long logs are kept, in days; the log of events on the bus is kept for five years all the same',
    default: 365,
    // Those that CloudWatch Logs takes ("PutRetentionPolicy"), up to five years.
    allowedValues: ['7', '14', '30', '60', '90', '120', '150', '180', '365', '400', '545', '731', '1096', '1827'],
  },
  RouteMetrics: {
    description: 'Metrics of every route of the API by itself, at 0.30 USD each a month; false: of the whole API',
    default: 'false',
    allowedValues: ['true', 'false'],
  },
  RestoredTableStream: {
    description:
      'ARN of the stream of a table that was restored, which takes the place of the own one; empty: the own one is used',
    default: '',
    allowedPattern: String.raw`(arn:[a-z-]+:dynamodb:[a-z0-9-]+:\d{12}:table/[A-Za-z0-9_.-]+/stream/[^/\s]+)?`,
    constraintDescription: 'must be the ARN of the stream of a table, or empty',
  },
  BackupCopyVault: {
    description:
      'ARN of a vault of AWS Backup in another region or account, to which every backup is copied; empty: none is copied',
    default: '',
    allowedPattern: String.raw`(arn:[a-z-]+:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_.-]+)?`,
    constraintDescription: 'must be the ARN of a backup vault, or empty',
  },
  IdentityKeyReplicaRegion: {
    description:
      'Another region in which a replica of the key of identifiers is kept, encrypted with the key of Secrets Manager there; empty: none is',
    default: '',
    allowedPattern: String.raw`([a-z]{2}(-[a-z]+)+-\d)?`,
    constraintDescription: 'must be a region, or empty',
  },
  PublicConcurrency: {
    type: 'Number',
    description:
      'Most requests of the API for everybody that run at once, so that a flood of them leaves room for the other functions; 0: no limit of its own. The account must keep 100 unreserved',
    default: 0,
    minValue: 0,
  },
  EmailSender: {
    description:
      'Address from which messages go out by e-mail too; it or its domain is a verified identity of SES in this region. Empty sends no e-mail',
    default: '',
    allowedPattern: String.raw`([^@\s<>"]+@[^@\s<>"]+)?`,
    constraintDescription: 'must be a plain e-mail address, or empty',
  },
  PublicityDaySeconds: {
    type: 'Number',
    description: 'Length of one day of the publicity period in seconds; shorter only for demonstrations',
    default: 86_400,
    minValue: 1,
  },
  DeadlineDaySeconds: {
    type: 'Number',
    description: 'Length of one working day of a deadline in seconds; 0 follows the national working-day calendar',
    default: 0,
    minValue: 0,
  },
} as const satisfies Record<string, CfnParameterProps>;

/** Name of a parameter of the deployment. */
export type DeploymentParameterName = keyof typeof declarations;

/**
 * The value of a deployment parameter, as a token. Declares the CloudFormation parameter in the stack of `scope` at first use, under its name. A
 * value is passed to the stacks that declare it alone (`--parameters STACK:NAME=VALUE`, operations/deploy): the CLI hands one without a stack to
 * every stack, and CloudFormation refuses those that do not declare it (aws-cdk 12759, 17286).
 */
export function deploymentParameter(scope: Construct, name: DeploymentParameterName): string {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(name);
  const parameter = existing instanceof CfnParameter ? existing : new CfnParameter(stack, name, declarations[name]);
  return parameter.value.toString();
}
