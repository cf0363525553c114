import { RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** How a log group is kept. */
export interface KeptLogGroupProps {
  readonly encryptionKey: Key;
  /** Default one year: an application can be disputed for six months (Administrative Litigation Law, article 46), and found out later. */
  readonly retention?: RetentionDays;
}

/** An encrypted log group that outlives its stack. */
export class KeptLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { encryptionKey, retention = RetentionDays.ONE_YEAR }: KeptLogGroupProps) {
    super(scope, id, { encryptionKey, retention, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
  }
}
