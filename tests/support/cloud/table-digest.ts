import { createHash } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { canonicalText } from '../../../domain/canonical-text.ts';
import { awsAccess } from './local-cloud.ts';

// What the clock writes by itself (up to when reminders are sent), and what is meant to count refused requests too.
const leftOut: readonly (string | undefined)[] = ['reminderProgress', 'quota'];

/** A digest of everything in the table of a local cloud but what the clock writes and what counts requests. */
export async function tableDigest(cloud: Parameters<typeof awsAccess>[0]): Promise<string> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const lines: string[] = [];
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        lines.push(...Items.filter((item) => !leftOut.includes(item['__edb_e__']?.S)).map(canonicalText));
      }
    }
    return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
  } finally {
    client.destroy();
  }
}
