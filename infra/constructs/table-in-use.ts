import { CfnCondition, Fn } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { deploymentParameter } from './deployment-parameter.ts';

/** What functions and alarms need of a table. */
export interface UsedTable {
  readonly tableName: string;
  readonly tableArn: string;
  readonly tableStreamArn: string;
  readonly encryptionKey?: IKey | undefined;
}

/**
 * The table that the application works on: the one of the stack `Storage`, or the one that was restored in its place, which DynamoDB always makes under
 * another name (docs/runbooks/restore.md). The parameter stands here, because an export of `Storage` cannot change while it is in use.
 */
export class TableInUse extends Construct implements UsedTable {
  readonly tableName: string;
  readonly tableArn: string;
  readonly tableStreamArn: string;
  readonly encryptionKey: IKey | undefined;

  constructor(scope: Construct, id: string, { own }: { readonly own: Table }) {
    super(scope, id);
    if (own.tableStreamArn === undefined) throw new Error(`${own.node.path} has no stream`);
    const restored = deploymentParameter(this, 'RestoredTableStream');
    const is = new CfnCondition(this, 'IsRestored', {
      expression: Fn.conditionNot(Fn.conditionEquals(restored, '')),
    });
    const either = (there: string, here: string) => Fn.conditionIf(is.logicalId, there, here).toString();
    // arn:…:table/NAME/stream/LABEL. The slash behind it lets the default, which is empty, be split in two: a part that is not there is an error.
    this.tableName = either(Fn.select(1, Fn.split('/', Fn.join('', [restored, '/']))), own.tableName);
    this.tableArn = either(Fn.select(0, Fn.split('/stream/', restored)), own.tableArn);
    this.tableStreamArn = either(restored, own.tableStreamArn);
    this.encryptionKey = own.encryptionKey;
  }
}
