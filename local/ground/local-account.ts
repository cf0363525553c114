import { createHash } from 'node:crypto';

/** Account number of everything that runs on this machine. */
export const localAccount = '000000000000';
/** Region of everything that runs on this machine. */
export const localRegion = 'us-east-1';
/** Partition of every ARN on this machine. */
export const localPartition = 'aws';
/** Suffix of service domain names on this machine (`AWS::URLSuffix`). */
export const localUrlSuffix = 'amazonaws.com';
/** The one access key of this machine; S3 and the AWS JSON services check signatures made with it. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' } as const;

/** Region and key as a client or server takes them. The AWS SDK writes into the object it is given, so each gets its own. */
export function localAccess() {
  return { region: localRegion, credentials: { ...localCredentials } };
}

/** The access key with which a function signs. It follows from the function's ARN, so that presigned addresses outlive a restart. */
export function functionCredentials(functionArn: string): { accessKeyId: string; secretAccessKey: string } {
  const digest = createHash('sha256').update(functionArn).digest('hex');
  return { accessKeyId: `AKIA${digest.slice(0, 16).toUpperCase()}`, secretAccessKey: digest.slice(24) };
}
