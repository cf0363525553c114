import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import { isDeepStrictEqual } from 'node:util';
import { StartError } from '../../ground/start-error.ts';
import type { TableSettings } from './settings.ts';

/** Which engine, and the key that requests are signed with. */
export interface EngineAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Creates the tables that the engine does not hold yet, and checks the keys, indexes and stream of those it holds.
 * Throws StartError for a table that is not as the template says: its data was written under another schema.
 */
export async function provideTables(access: EngineAccess, tables: readonly TableSettings[]): Promise<void> {
  const client = new DynamoDBClient({ ...access, maxAttempts: 1 });
  try {
    for (const table of tables) await provideTable(client, table);
  } catch (error) {
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    throw new StartError(`DynamoDB at ${access.endpoint}: ${error.message}`);
  } finally {
    client.destroy();
  }
}

async function provideTable(client: DynamoDBClient, table: TableSettings): Promise<void> {
  const wanted = createInput(table);
  const existing = await describe(client, table.name);
  if (existing) {
    const difference = schemaDifference(wanted, existing);
    if (difference !== undefined) {
      throw new StartError(
        `table ${table.name}: ${difference} differ from the template; start with --reset to begin anew`,
      );
    }
  } else await client.send(new CreateTableCommand(wanted));
  await provideTimeToLive(client, table);
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function createInput({ name, properties }: TableSettings): CreateTableCommandInput {
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, StreamSpecification } = properties;
  const index = (item: (typeof LocalSecondaryIndexes)[number]) => ({
    IndexName: item.IndexName,
    KeySchema: item.KeySchema,
    Projection: {
      ProjectionType: item.Projection.ProjectionType,
      ...(item.Projection.NonKeyAttributes && { NonKeyAttributes: item.Projection.NonKeyAttributes }),
    },
  });
  return {
    TableName: name,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(index) }),
    ...(LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(index) }),
    ...(StreamSpecification && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType },
    }),
  };
}

interface Schema {
  readonly AttributeDefinitions?: CreateTableCommandInput['AttributeDefinitions'];
  readonly KeySchema?: CreateTableCommandInput['KeySchema'];
  readonly StreamSpecification?: CreateTableCommandInput['StreamSpecification'];
  readonly GlobalSecondaryIndexes?: readonly IndexSchema[] | undefined;
  readonly LocalSecondaryIndexes?: readonly IndexSchema[] | undefined;
}

interface IndexSchema {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: CreateTableCommandInput['KeySchema'];
  readonly Projection?:
    { readonly ProjectionType?: string | undefined; readonly NonKeyAttributes?: string[] | undefined } | undefined;
}

function schemaDifference(wanted: Schema, existing: Schema): string | undefined {
  const left = comparable(wanted);
  const right = comparable(existing);
  const differing = Object.keys(left).filter((part) => !isDeepStrictEqual(left[part], right[part]));
  return differing.length === 0 ? undefined : differing.join(', ');
}

function comparable(schema: Schema): Readonly<Record<string, unknown>> {
  const indexes = (list: readonly IndexSchema[] | undefined): string[] =>
    (list ?? [])
      .map(({ IndexName, KeySchema, Projection }) =>
        JSON.stringify([
          IndexName,
          (KeySchema ?? []).map((key) => `${key.KeyType ?? ''} ${key.AttributeName ?? ''}`).sort(),
          Projection?.ProjectionType,
          [...(Projection?.NonKeyAttributes ?? [])].sort(),
        ]),
      )
      .sort();
  return {
    'key attributes': (schema.AttributeDefinitions ?? [])
      .map((attribute) => `${attribute.AttributeName ?? ''} ${attribute.AttributeType ?? ''}`)
      .sort(),
    keys: (schema.KeySchema ?? []).map((key) => `${key.KeyType ?? ''} ${key.AttributeName ?? ''}`).sort(),
    'global secondary indexes': indexes(schema.GlobalSecondaryIndexes),
    'local secondary indexes': indexes(schema.LocalSecondaryIndexes),
    stream: schema.StreamSpecification?.StreamEnabled === true ? schema.StreamSpecification.StreamViewType : 'none',
  };
}

async function provideTimeToLive(client: DynamoDBClient, { name, properties }: TableSettings): Promise<void> {
  const wanted = properties.TimeToLiveSpecification;
  if (wanted?.Enabled !== true || wanted.AttributeName === undefined) return;
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  if (TimeToLiveDescription?.AttributeName === wanted.AttributeName) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: wanted.AttributeName },
    }),
  );
}
