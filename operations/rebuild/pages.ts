import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Image } from './derivation.ts';
import type { RebuildPorts } from './rebuild.ts';

// A page costs at most 1 MB of reading; of so many small items it is 200 KB.
const usualPageSize = 500;

/** Reads a table from one end to the other, consistently. Nothing that answers a request does this. */
export function tablePages(
  tableName: string,
  pageSize = usualPageSize,
): Pick<RebuildPorts, 'readPage' | 'readAgain'> & { close: () => void } {
  const client = new DynamoDBClient({});
  const documents = DynamoDBDocumentClient.from(client);
  return {
    readPage: async (from: Image | null) => {
      const { Items = [], LastEvaluatedKey = null } = await documents.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          Limit: pageSize,
          ...(from === null ? {} : { ExclusiveStartKey: { ...from } }),
        }),
      );
      return { images: Items, next: LastEvaluatedKey };
    },
    readAgain: async ({ pk, sk }) =>
      (await documents.send(new GetCommand({ TableName: tableName, ConsistentRead: true, Key: { pk, sk } }))).Item,
    close: () => client.destroy(),
  };
}
