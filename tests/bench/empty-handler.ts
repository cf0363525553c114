import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

/** The least that a function with a table can be: what the cold starts of the product are set beside. */
export function handler(): Promise<string> {
  return client.config.region();
}
