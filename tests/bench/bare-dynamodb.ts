import {
  CreateTableCommand,
  DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { awsAccess } from '../support/local-cloud.ts';
import { sampled } from './samples.ts';

/** Milliseconds of the barest forms of what the product does with its table. */
export interface BareDynamoDb {
  /** TransactWriteItems of three items of 1 KB: what a command writes at least (application, work item, event). */
  readonly transaction: readonly number[];
  /** Query of one page of 20 items of 1 KB: what a list reads. */
  readonly query: readonly number[];
}

const tableName = 'bench';
const listLength = 20;
const filling = 'x'.repeat(1024);

/** Measures the engine behind a local cloud with the AWS SDK and nothing else, in a table of its own. */
export async function bareDynamoDb(access: ReturnType<typeof awsAccess>, count: number): Promise<BareDynamoDb> {
  const { region, credentials, endpoints } = access;
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName: tableName });
    const put = (pk: string, sk: number) => ({
      Put: { TableName: tableName, Item: { pk: { S: pk }, sk: { S: String(sk) }, filling: { S: filling } } },
    });
    const write = (pk: string, items: number) =>
      client.send(
        new TransactWriteItemsCommand({ TransactItems: Array.from({ length: items }, (_, index) => put(pk, index)) }),
      );
    const transaction = await sampled((index) => write(`t${index}`, 3), { count });
    await write('list', listLength);
    const list = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'list' } },
    });
    const query = await sampled(() => client.send(list), { count });
    return { transaction, query };
  } finally {
    client.destroy();
  }
}
