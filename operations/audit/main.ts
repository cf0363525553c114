import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { parseArgs } from 'node:util';
import { findAuditBucket } from '../../local/command/target.ts';
import { type KeptRecord, verifyDays } from './verify-days.ts';

const usage = 'usage: npm run audit:verify [-- --bucket NAME --region REGION]';

/** Verifies the kept record of looks: in AWS with the caller's own credentials when a bucket is named, otherwise in the local cloud. Exit code 1 when something is wrong. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { bucket: { type: 'string' }, region: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { bucket, client } =
    values.bucket === undefined
      ? await findAuditBucket()
      : { bucket: values.bucket, client: values.region === undefined ? {} : { region: values.region } };
  const { days, looks, lastDay, lastDigest, faults } = verifyDays(await keptRecords(new S3Client(client), bucket));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  const last = lastDay === null ? '' : `; the last, ${lastDay}, has the digest ${lastDigest ?? ''}`;
  process.stdout.write(`${days} days with ${looks} looks, ${faults.length} faults${last}\n`);
  return faults.length === 0 ? 0 : 1;
}

async function keptRecords(s3: S3Client, bucket: string): Promise<KeptRecord[]> {
  const records: KeptRecord[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: 'looks/' })) {
    for (const { Key: key = '' } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      records.push({ key, text: (await Body?.transformToString()) ?? '' });
    }
  }
  return records;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
