import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** The customer key of all personal data: table, files, identifiers' secret, logs. Rotated yearly, kept when the stack goes. */
export class DataKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Encrypts the registration table, the files of applications, the secret of identifiers and the logs',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // CloudWatch Logs calls as its own regional principal, not as the writer ("Encrypt log data in CloudWatch Logs using KMS").
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisAccount',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`)],
        actions: [...encryptingActions],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
          },
        },
      }),
    );
    // A grant is a permission that no policy shows; only services that encrypt for somebody (DynamoDB) may make one.
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'GrantsOnlyByServices',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:CreateGrant'],
        resources: ['*'],
        conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
      }),
    );
  }
}

/** What somebody needs who only reads encrypted data: what `grantReadData` of AWS's library gives. */
export const decryptingActions = ['kms:Decrypt', 'kms:DescribeKey'] as const;

/**
 * What somebody needs who reads and writes encrypted data ("DynamoDB encryption at rest: authorizing use of your key"), spelled out so that
 * no policy has a wildcard.
 */
export const encryptingActions = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:DescribeKey',
] as const;
