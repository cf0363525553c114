import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { streamRecordSchema } from '../records/stream-record.ts';
import { projections } from './projections.ts';

const imageSchema = z.record(z.string(), z.unknown());

/** Writes what one record of the table's stream changes of what its item is found by. A record that comes again, or late, changes nothing. */
export async function projectRecord(record: unknown): Promise<void> {
  const { dynamodb } = streamRecordSchema.parse(record);
  const read = (image: typeof dynamodb.NewImage) =>
    image === undefined ? undefined : imageSchema.parse(unmarshall(image));
  const images = { before: read(dynamodb.OldImage), after: read(dynamodb.NewImage) };
  const entity = (images.after ?? images.before)?.['__edb_e__'];
  await Promise.all(projections.filter((each) => each.entity === entity).map((each) => each.project(images)));
}
