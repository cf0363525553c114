import { Aws, CfnCondition, CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { AuditBucket } from '../constructs/audit-bucket.ts';
import { Backups } from '../constructs/backups.ts';
import { DataKey } from '../constructs/data-key.ts';
import { deploymentParameter } from '../constructs/deployment-parameter.ts';
import { denyForgetting, denyOverwriting, PrivateBucket } from '../constructs/private-bucket.ts';
import { RegistrationTable } from '../constructs/registration-table.ts';

/** What a stack is called in CloudFormation. */
export interface NamedStackProps {
  readonly stackName: string;
}

/** How an environment names what has a name. */
export interface StorageProps extends NamedStackProps {
  /** Goes before names that are unique in an account and region. */
  readonly prefix: string;
}

/** Everything that must outlive a deployment: the table, users' files, the key that encrypts them, the key that hashes identifiers. */
export class Storage extends Stack {
  readonly dataKey: DataKey;
  readonly table: RegistrationTable;
  readonly incoming: Bucket;
  readonly documents: Bucket;
  readonly audit: Bucket;
  readonly exports: Bucket;
  readonly accessLogs: Bucket;
  readonly identityKey: Secret;

  constructor(scope: Construct, id: string, { stackName, prefix }: StorageProps) {
    super(scope, id, { stackName, description: 'Registration: table, files and keys' });
    this.dataKey = new DataKey(this, 'DataKey');
    this.table = new RegistrationTable(this, 'Table', { encryptionKey: this.dataKey });
    this.accessLogs = this.#defineAccessLogs();
    this.incoming = this.#defineIncoming();
    this.documents = this.#defineDocuments();
    this.audit = new AuditBucket(this, 'Audit', { encryptionKey: this.dataKey, accessLogs: this.accessLogs });
    this.exports = this.#defineExports();
    this.identityKey = new Secret(this, 'IdentityKey', {
      description: 'Key of the keyed hash of identity numbers; a new value would make every person unknown',
      encryptionKey: this.dataKey,
      // Only letters and digits: 62^64 is 381 bits, more than the 256 of the hash.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#replicateIdentityKey();
    new Backups(this, 'Backups', {
      encryptionKey: this.dataKey,
      table: this.table,
      buckets: [this.documents, this.audit],
      vaultName: `${prefix}registration`,
    }).defineOutputs();
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'IncomingBucket', { value: this.incoming.bucketName });
    new CfnOutput(this, 'DocumentsBucket', { value: this.documents.bucketName });
    new CfnOutput(this, 'ExportsBucket', { value: this.exports.bucketName });
    new CfnOutput(this, 'AuditBucket', { value: this.audit.bucketName });
    new CfnOutput(this, 'IdentityKeySecretArn', { value: this.identityKey.secretArn });
  }

  /** A second one elsewhere: the backups hold nobody's data without it, since a person is stored under a hash made with it. */
  #replicateIdentityKey(): void {
    const region = deploymentParameter(this, 'IdentityKeyReplicaRegion');
    const has = new CfnCondition(this, 'HasIdentityKeyReplica', {
      expression: Fn.conditionNot(Fn.conditionEquals(region, '')),
    });
    const { defaultChild } = this.identityKey.node;
    if (!(defaultChild instanceof CfnSecret)) throw new Error('the key of identifiers has no resource');
    defaultChild.addPropertyOverride(
      'ReplicaRegions',
      Fn.conditionIf(has.logicalId, [{ Region: region }], Aws.NO_VALUE),
    );
  }

  #defineAccessLogs(): Bucket {
    return new Bucket(this, 'AccessLogs', {
      // Server access logs cannot be delivered to a bucket with a customer key ("Enabling Amazon S3 server access logging").
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      // CloudFront delivers its logs by an access control list ("Standard logging: S3 bucket permissions").
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ id: 'Expire', expiration: Duration.days(180), noncurrentVersionExpiration: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** Where browsers put files by presigned address; what is inspected moves on within seconds, the rest is gone after a day. */
  #defineIncoming(): Bucket {
    const bucket = new PrivateBucket(this, 'Incoming', {
      encryptionKey: this.dataKey,
      accessLogs: this.accessLogs,
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: [deploymentParameter(this, 'SiteUrl')],
          // Those that the presigned address signs; the browser adds Content-Length itself.
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          exposedHeaders: ['ETag', 'x-amz-request-id'],
          maxAge: 3000,
        },
      ],
      lifecycleRules: [
        { id: 'AbandonedUploads', expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
        { id: 'DeleteMarkers', expiredObjectDeleteMarker: true },
      ],
    });
    enableEventBridge(bucket);
    return bucket;
  }

  /** What was exported of the register, for whoever ordered it to fetch: it holds identity numbers, and is gone a day later. */
  #defineExports(): Bucket {
    return new PrivateBucket(this, 'Exports', {
      encryptionKey: this.dataKey,
      accessLogs: this.accessLogs,
      lifecycleRules: [
        { id: 'Fetched', expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
        { id: 'DeleteMarkers', expiredObjectDeleteMarker: true },
      ],
    });
  }

  #defineDocuments(): Bucket {
    const bucket = new PrivateBucket(this, 'Documents', {
      encryptionKey: this.dataKey,
      accessLogs: this.accessLogs,
      cors: [
        {
          allowedMethods: [HttpMethods.GET, HttpMethods.HEAD],
          allowedOrigins: [deploymentParameter(this, 'SiteUrl')],
          allowedHeaders: ['range'],
          exposedHeaders: ['Accept-Ranges', 'Content-Length', 'Content-Range', 'ETag'],
          maxAge: 3000,
        },
      ],
      lifecycleRules: [
        // What is deleted with a discarded draft, or replaced, can be had back for a month should that have been a defect.
        { id: 'Deleted', noncurrentVersionExpiration: Duration.days(30) },
        { id: 'DeleteMarkers', expiredObjectDeleteMarker: true },
      ],
    });
    denyOverwriting(bucket);
    denyForgetting(bucket);
    // AWS Backup follows what changes by these events ("Amazon S3 backups"), and would switch them on by itself.
    enableEventBridge(bucket);
    return bucket;
  }
}

// The property itself: the construct's own switch makes a custom resource with a function and a role that may change every bucket.
function enableEventBridge(bucket: Bucket): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error(`${bucket.node.path} has no bucket resource`);
  defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
