import { RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { deploymentParameter } from './deployment-parameter.ts';

/** How a log group is kept. */
export interface KeptLogGroupProps {
  readonly encryptionKey: Key;
  /**
   * Default as long as the deployment says, a year where it says nothing: an application can be disputed for six months (Administrative Litigation Law,
   * article 46), and found out later.
   */
  readonly retention?: RetentionDays;
}

/** An encrypted log group that outlives its stack. */
export class KeptLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { encryptionKey, retention }: KeptLogGroupProps) {
    super(scope, id, {
      encryptionKey,
      retention: retention ?? RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnLogGroup)) throw new Error(`${this.node.path} has no resource`);
    if (retention === undefined) {
      defaultChild.addPropertyOverride('RetentionInDays', deploymentParameter(this, 'LogRetentionDays'));
    }
  }
}
