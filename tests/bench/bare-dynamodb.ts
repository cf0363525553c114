import {
  CreateTableCommand,
  DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { awsAccess } from '../support/cloud/local-cloud.ts';
import { sampled } from './samples.ts';

/** The barest forms of what the product does with its table, in a table of its own on the same engine. */
export interface BareTable {
  /** Milliseconds of TransactWriteItems of three items of 1 KB: what a command writes at least (application, work item, event). */
  readonly transactions: (count: number) => Promise<number[]>;
  /** Query of one page of 20 items of 1 KB: what a list reads. */
  readonly query: () => Promise<unknown>;
  readonly close: () => void;
}

const tableName = 'bench';
const listLength = 20;
const filling = 'x'.repeat(1024);

/** Makes a table on the engine behind a local cloud, for the AWS SDK and nothing else. */
export async function makeBareTable(access: ReturnType<typeof awsAccess>): Promise<BareTable> {
  const { region, credentials, endpoints } = access;
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
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
  await write('list', listLength);
  const list = new QueryCommand({
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'list' } },
  });
  return {
    transactions: (count) => sampled((index) => write(`t${index}`, 3), { count }),
    query: () => client.send(list),
    close: () => client.destroy(),
  };
}
