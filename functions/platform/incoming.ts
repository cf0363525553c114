import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

const s3 = withTimeLimits(new S3Client(impatient), 3000, 10_000);

/** One version of an uploaded object. */
export interface UploadVersion {
  readonly key: string;
  /** Absent only in a bucket without versions. */
  readonly versionId?: string | undefined;
}

/** Reads a version of an upload; undefined when it is gone. The caller bounds the size before. */
export async function readUpload({ key, versionId }: UploadVersion): Promise<Uint8Array | undefined> {
  try {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: environment.incomingBucket(), Key: key, VersionId: versionId }),
    );
    return await Body?.transformToByteArray();
  } catch (error) {
    const gone = error instanceof NoSuchKey || (error instanceof S3ServiceException && error.name === 'NoSuchVersion');
    if (gone) return undefined;
    throw error;
  }
}

/** Deletes a version of an upload for good; one that is gone already is no error. */
export async function deleteUpload({ key, versionId }: UploadVersion): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: environment.incomingBucket(), Key: key, VersionId: versionId }));
}

/** How many uploads have lain there since before an instant, of the first thousand: what is inspected goes at once. */
export async function waitingUploads(before: Date): Promise<number> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: environment.incomingBucket() }));
  return Contents.filter(({ LastModified }) => LastModified !== undefined && LastModified < before).length;
}
