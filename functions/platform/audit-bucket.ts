import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';
import { isThereAlready } from './files.ts';

const s3 = withTimeLimits(new S3Client(impatient), 3000, 10_000);

/** Writes an object of the audit bucket that is not there yet; answers false when one is. Its retention follows from the bucket. */
export async function keepRecord(key: string, text: string): Promise<boolean> {
  try {
    const type = { ContentType: 'application/x-ndjson; charset=utf-8' };
    await s3.send(
      new PutObjectCommand({ Bucket: environment.auditBucket(), Key: key, Body: text, IfNoneMatch: '*', ...type }),
    );
    return true;
  } catch (error) {
    if (isThereAlready(error)) return false;
    throw error;
  }
}

/** Reads an object of the audit bucket. Throws when it is not there. */
export async function readRecord(key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: environment.auditBucket(), Key: key }));
  if (Body === undefined) throw new Error('the object has no body');
  return await Body.transformToString();
}
