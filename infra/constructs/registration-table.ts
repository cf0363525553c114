import { CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  CfnTable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { deploymentParameter } from './deployment-parameter.ts';

/** The secondary indexes of the table; the key attributes of `gsi1` are `gsi1pk` and `gsi1sk`. */
export const tableIndexes = ['gsi1', 'gsi2'] as const;

/**
 * What the indexes hold besides keys: of which entity an item is, and what counts unread messages without reading them. None of it ever changes, so
 * a change of an item is no write to its indexes; lists read the items themselves (functions/platform/paging.ts).
 */
export const projectedAttributes = ['__edb_e__', '__edb_v__', 'messageId'] as const;

/** What a table needs from outside. */
export interface RegistrationTableProps {
  readonly encryptionKey: IKey;
}

/**
 * The one table of the product: streamed with both images, recoverable to any second of the last 35 days, kept when the stack goes.
 * `Table` and not `TableV2`, which cannot name a customer key unless the region is known at synthesis, and the template fits any.
 */
export class RegistrationTable extends Table {
  constructor(scope: Construct, id: string, props: RegistrationTableProps) {
    super(scope, id, {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    protectOnceItIs(this);
    for (const indexName of tableIndexes) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(`${indexName}pk`),
        sortKey: text(`${indexName}sk`),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projectedAttributes],
      });
    }
  }
}

// A protected table would outlive the rollback of its own first creation, and its name would be taken for the second.
function protectOnceItIs(table: Table): void {
  const isProtected = new CfnCondition(table, 'IsProtected', {
    expression: Fn.conditionEquals(deploymentParameter(table, 'DeletionProtection'), 'true'),
  });
  isProtected.overrideLogicalId('TableIsProtected');
  const { defaultChild } = table.node;
  if (!(defaultChild instanceof CfnTable)) throw new Error('the table has no resource');
  defaultChild.addPropertyOverride('DeletionProtectionEnabled', Fn.conditionIf(isProtected.logicalId, true, false));
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
