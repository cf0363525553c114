import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { BucketProps, IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** A bucket of users' files: `encryptionKey` encrypts whatever is put without asking for an encryption. */
export interface PrivateBucketProps extends Pick<BucketProps, 'cors' | 'lifecycleRules'> {
  readonly encryptionKey: IKey;
  readonly accessLogs: Bucket;
}

/** A versioned bucket that nothing but signed requests over TLS reaches, kept when the stack goes. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      serverAccessLogsBucket: asBucketInterface(props.accessLogs),
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      ...(props.cors ? { cors: props.cors } : {}),
      lifecycleRules: [abortedUploads, ...(props.lifecycleRules ?? [])],
    });
  }
}

/** Parts of a multipart upload that was never completed are invisible in listings and would be paid for ever. */
const abortedUploads = { id: 'AbortedUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) };

/** Nothing is put under a key where something is: who writes says `If-None-Match: *`, which S3 enforces ("Enforce conditional writes on Amazon S3 buckets"). */
export function denyOverwriting(bucket: Bucket): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OnlyWhatIsNotThereYet',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { Null: { 's3:if-none-match': 'true' } },
    }),
  );
}

/** What was deleted is had back until the bucket's lifecycle forgets it: nobody forgets it before, whoever it is. */
export function denyForgetting(bucket: Bucket): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'VersionsStay',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:DeleteObjectVersion'],
      resources: [bucket.arnForObjects('*')],
    }),
  );
}

/** The address of a bucket as presigned addresses of the SDK begin: virtual-hosted style, with the region. */
export function bucketOrigin(bucket: Bucket): string {
  return `https://${bucket.bucketName}.s3.${Aws.REGION}.${Aws.URL_SUFFIX}`;
}

/**
 * The same bucket as the interface that properties of the library ask for. TypeScript refuses a `Bucket` there, because the interface
 * declares `policy` as optional and the class as possibly undefined, which differ under `exactOptionalPropertyTypes`.
 */
export function asBucketInterface(bucket: Bucket): IBucket;
export function asBucketInterface(bucket: unknown): unknown {
  return bucket;
}
