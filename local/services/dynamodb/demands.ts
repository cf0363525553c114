import * as z from 'zod';
import { localArn } from '../../assembly/identity.ts';
import type { Demand } from '../../ground/caller.ts';

/**
 * What DynamoDB does with the key of a table on behalf of whoever reads or writes items. Its documentation names what a policy must hold and
 * not which request uses what; this is what AWS's own library grants (aws-cdk-lib, `grantReadData` and `grantWriteData`).
 */
const readingKey = ['kms:Decrypt', 'kms:DescribeKey'];
const writingKey = [
  ...readingKey,
  'kms:Encrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];

const addressedSchema = z.looseObject({ TableName: z.string(), IndexName: z.string().optional() });
const batchSchema = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) });
const partSchema = z.looseObject({ TableName: z.string() });
const transactionSchema = z.looseObject({
  TransactItems: z.array(z.partialRecord(z.enum(['Put', 'Update', 'Delete', 'ConditionCheck', 'Get']), partSchema)),
});

/** The action of each part of a transaction ("Using IAM with transactions"). */
const partActions = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;
const readActions: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'ConditionCheckItem']);
const singleOperations: ReadonlySet<string> = new Set([
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
]);
const batchOperations: ReadonlySet<string> = new Set(['BatchGetItem', 'BatchWriteItem']);
const transactions: ReadonlySet<string> = new Set(['TransactWriteItems', 'TransactGetItems']);

/** What a request on items takes of its caller; undefined for an operation whose permissions are not known here. Throws ZodError for a body that is none of it. */
export function demandsOf(operation: string, body: unknown): readonly Demand[] | undefined {
  if (singleOperations.has(operation)) {
    const { TableName, IndexName } = addressedSchema.parse(body);
    return [demand(operation, TableName, IndexName)];
  }
  if (batchOperations.has(operation))
    return Object.keys(batchSchema.parse(body).RequestItems).map((table) => demand(operation, table));
  if (!transactions.has(operation)) return undefined;
  return transactionSchema.parse(body).TransactItems.flatMap((item) =>
    partNames.flatMap((part) => {
      const table = item[part]?.TableName;
      return table === undefined ? [] : [demand(partActions[part], table)];
    }),
  );
}

const partNames = ['Put', 'Update', 'Delete', 'ConditionCheck', 'Get'] as const;

function demand(action: string, table: string, index?: string): Demand {
  const arn = table.startsWith('arn:') ? table : localArn('dynamodb', `table/${table}`);
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? arn : `${arn}/index/${index}`,
    keyActions: readActions.has(action) ? readingKey : writingKey,
  };
}
