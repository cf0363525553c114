import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue, _Record } from '@aws-sdk/client-dynamodb-streams';

/** A stream record as a function receives it: times in seconds, binary values in base64. */
export interface FunctionRecord {
  readonly sequenceNumber: string;
  /** Value of the table's partition key: records that share it stay in order. */
  readonly partition: string;
  /** Unix time in milliseconds at which the item was written. */
  readonly writtenAt: number;
  /** The member of `Records`, as JSON values. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** What a record cannot tell of itself. */
export interface RecordSettings {
  readonly eventSourceArn: string;
  readonly region: string;
  readonly partitionKey: string;
}

/**
 * Puts a record of the engine into the form Lambda gives to functions. Undefined for a write that changed nothing: DynamoDB writes no
 * record for it ("Change data capture for DynamoDB Streams"), dynoxide does.
 */
export function toFunctionRecord(record: _Record, settings: RecordSettings): FunctionRecord | undefined {
  const { dynamodb } = record;
  if (dynamodb?.SequenceNumber === undefined) throw new Error('A stream record has no sequence number');
  const { OldImage, NewImage, ApproximateCreationDateTime = new Date(), ...rest } = dynamodb;
  if (record.eventName === 'MODIFY' && NewImage !== undefined && isDeepStrictEqual(OldImage, NewImage))
    return undefined;
  const keys = encodeItem(dynamodb.Keys);
  return {
    sequenceNumber: dynamodb.SequenceNumber,
    partition: JSON.stringify(keys[settings.partitionKey]),
    writtenAt: ApproximateCreationDateTime.getTime(),
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: settings.region,
      dynamodb: {
        ...rest,
        ApproximateCreationDateTime: Math.floor(ApproximateCreationDateTime.getTime() / 1000),
        Keys: keys,
        ...(NewImage === undefined ? {} : { NewImage: encodeItem(NewImage) }),
        ...(OldImage === undefined ? {} : { OldImage: encodeItem(OldImage) }),
      },
      ...(record.userIdentity === undefined
        ? {}
        : { userIdentity: { type: record.userIdentity.Type, principalId: record.userIdentity.PrincipalId } }),
      eventSourceARN: settings.eventSourceArn,
    },
  };
}

function encodeItem(item: Readonly<Record<string, AttributeValue>> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item ?? {}).map(([name, value]) => [name, encode(value)]));
}

function encode(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS !== undefined) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')) };
  if (value.M !== undefined) return { M: encodeItem(value.M) };
  if (value.L !== undefined) return { L: value.L.map(encode) };
  return value;
}
