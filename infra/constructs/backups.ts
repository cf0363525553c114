import { Aws, CfnCondition, CfnOutput, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault, CfnBackupPlan } from 'aws-cdk-lib/aws-backup';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { deploymentParameter } from './deployment-parameter.ts';

/** What is kept a second time. */
export interface BackupsProps {
  readonly encryptionKey: IKey;
  readonly table: Table;
  readonly buckets: readonly Bucket[];
  readonly vaultName: string;
}

interface Keeping {
  readonly name: string;
  readonly schedule: Schedule;
  readonly days: number;
  /** How long the copy elsewhere is kept. */
  readonly copyDays: number;
}

// The table itself goes back to any second of 35 days; these are for what destroys the table, its key's grants or the account's hold on it.
const keepings: readonly Keeping[] = [
  // 01:30 in Shanghai, when nobody works.
  { name: 'Daily', schedule: Schedule.cron({ hour: '17', minute: '30' }), days: 35, copyDays: 35 },
  { name: 'Monthly', schedule: Schedule.cron({ day: '1', hour: '19', minute: '30' }), days: 400, copyDays: 400 },
];

/** What AWS Backup needs of a table and of buckets, by its own policies ("Managed policies for AWS Backup"), to write backups and to read them back. */
const servicePolicies = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Backup',
  'AWSBackupServiceRolePolicyForS3Restore',
] as const;

/**
 * Backups of the table and the files in a vault from which nothing is deleted before its time, each day and each month; where the parameter
 * `BackupCopyVault` names a vault elsewhere, in another region or account, each is copied there too. How they are brought back: docs/runbooks/restore.md.
 */
export class Backups extends Construct {
  readonly #vault: BackupVault;
  readonly #role: Role;
  readonly #plan: BackupPlan;

  constructor(scope: Construct, id: string, { encryptionKey, table, buckets, vaultName }: BackupsProps) {
    super(scope, id);
    this.#vault = new BackupVault(this, 'Vault', {
      backupVaultName: vaultName,
      encryptionKey,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: servicePolicies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    const plan = new BackupPlan(this, 'Plan', { backupPlanName: vaultName, backupVault: this.#vault });
    this.#plan = plan;
    for (const { name, schedule, days } of keepings) {
      plan.addRule(
        new BackupPlanRule({
          ruleName: name,
          scheduleExpression: schedule,
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(12),
          deleteAfter: Duration.days(days),
        }),
      );
    }
    this.#copyElsewhere(plan);
    plan.addSelection('Everything', {
      role: this.#role,
      disableDefaultBackupPolicy: true,
      resources: [table.tableArn, ...buckets.map(({ bucketArn }) => bucketArn)].map((arn) =>
        BackupResource.fromArn(arn),
      ),
    });
  }

  /** Puts out what the runbook names. */
  defineOutputs(): void {
    const output = (name: string, value: string) => new CfnOutput(this, name, { value }).overrideLogicalId(name);
    output('BackupVaultName', this.#vault.backupVaultName);
    output('BackupRoleArn', this.#role.roleArn);
    output('BackupPlanId', this.#plan.backupPlanId);
  }

  #copyElsewhere(plan: BackupPlan): void {
    const vault = deploymentParameter(this, 'BackupCopyVault');
    const has = new CfnCondition(this, 'HasCopyVault', {
      expression: Fn.conditionNot(Fn.conditionEquals(vault, '')),
    });
    const { defaultChild } = plan.node;
    if (!(defaultChild instanceof CfnBackupPlan)) throw new Error('the plan has no resource');
    for (const [place, { copyDays }] of keepings.entries()) {
      const copies = [{ DestinationBackupVaultArn: vault, Lifecycle: { DeleteAfterDays: copyDays } }];
      const value = Fn.conditionIf(has.logicalId, copies, Aws.NO_VALUE);
      defaultChild.addPropertyOverride(`BackupPlan.BackupPlanRule.${place}.CopyActions`, value);
    }
  }
}
