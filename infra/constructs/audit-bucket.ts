import { Duration } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { denyOverwriting, PrivateBucket } from './private-bucket.ts';
import type { PrivateBucketProps } from './private-bucket.ts';

// 网络安全法 art. 21(3) asks for six months; the department's files of a registration are kept as long as it can be contested, which a
// term of registration and the limitation of five years bound (行政诉讼法 art. 46).
const retentionDays = 10 * 365;

/**
 * Where the record of what the staff looked at is kept: nothing in it is overwritten or deleted before its retention ends. Governance and not compliance
 * mode, so that an environment made for a trial can be taken down by an administrator with `s3:BypassGovernanceRetention`, which nothing here grants.
 */
export class AuditBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, props: Pick<PrivateBucketProps, 'encryptionKey' | 'accessLogs'>) {
    super(scope, id, props);
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('the bucket has no resource');
    defaultChild.objectLockEnabled = true;
    defaultChild.objectLockConfiguration = {
      objectLockEnabled: 'Enabled',
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: Duration.days(retentionDays).toDays() } },
    };
    denyOverwriting(this);
  }
}
