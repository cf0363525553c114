import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { type FunctionRecord, toFunctionRecord } from '../../../local/services/streams/record.ts';
import type { CloudPlace } from './aws.ts';
import { awsAccess } from './local-cloud.ts';

/** All records of the stream of a cloud's table since its beginning, shard by shard, as Lambda delivers them. */
export async function streamRecords(cloud: CloudPlace): Promise<FunctionRecord['event'][]> {
  const { region, credentials, endpoints } = awsAccess(cloud);
  const client = new DynamoDBStreamsClient({ region, credentials, endpoint: endpoints.dynamodb });
  const { Streams: [{ StreamArn } = {}] = [] } = await client.send(new ListStreamsCommand({}));
  if (StreamArn === undefined) throw new Error('the cloud has no stream');
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const records: FunctionRecord['event'][] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let iterator = (await client.send(new GetShardIteratorCommand(start))).ShardIterator;
    for (let isLast = false; iterator !== undefined && !isLast;) {
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      const settings = { eventSourceArn: StreamArn, region, partitionKey: 'pk' };
      const converted = (page.Records ?? []).flatMap((record) => toFunctionRecord(record, settings) ?? []);
      records.push(...converted.map(({ event }) => event));
      iterator = page.NextShardIterator;
      // An open shard has no end: it is read once it has nothing more.
      isLast = page.Records === undefined || page.Records.length === 0;
    }
  }
  client.destroy();
  return records;
}
