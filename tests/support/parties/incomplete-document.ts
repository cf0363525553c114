import { DynamoDBClient, ListTablesCommand, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { departmentEndpoints } from '../../../api/department.ts';
import { awsAccess } from '../cloud/local-cloud.ts';
import type { SharedCloud } from '../cloud/shared-cloud.ts';
import { until } from './party.ts';
import type { Department } from './scene.ts';

/** A name with a character that no font has. */
export const unprintableName = '张😀演示';

/**
 * Has the department begin the cancellation of a registration whose holder has an unprintable name, and waits until the form is drawn. Answers the
 * id of the application. Nothing that is typed or imported can bring such a name in, so it is written into the table.
 */
export async function cancelUnprintable(cloud: SharedCloud, staff: Department, number: string): Promise<string> {
  await renameHolder(cloud, number);
  const body = { ground: 'other-legal-ground', statement: '经查实应当注销。' } as const;
  const { id } = await staff.review.send(departmentEndpoints.beginCancellation, { params: { number }, body });
  await until('the incomplete document', async () => {
    const { documents, dueAt } = await staff.review.send(departmentEndpoints.getApplication, { params: { id } });
    return documents.length > 0 && dueAt !== null ? true : undefined;
  });
  return id;
}

async function renameHolder(cloud: SharedCloud, number: string): Promise<void> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        for (const { pk, sk } of Items.filter(
          (item) => item['__edb_e__']?.S === 'registration' && item['number']?.S === number,
        )) {
          if (pk === undefined || sk === undefined) throw new Error('an item without its key');
          await client.send(
            new UpdateItemCommand({
              TableName,
              Key: { pk, sk },
              UpdateExpression: 'SET holderName = :name',
              ExpressionAttributeValues: { ':name': { S: unprintableName } },
            }),
          );
        }
      }
    }
  } finally {
    client.destroy();
  }
}
