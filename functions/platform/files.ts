import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

const s3 = withTimeLimits(new S3Client(impatient), 3000, 10_000);
const addressSeconds = 300; // DESIGN §6: presigned addresses live five minutes

/** What is signed into an upload address: nothing else can be put there. `sha256` is base64, `size` in bytes. */
export interface UploadDeclaration {
  readonly key: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** An upload address with the headers that must be sent exactly. */
export interface UploadAddress {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly expiresAt: string;
}

/** Signs a PUT into the incoming bucket whose length, type, checksum and newness (If-None-Match) S3 itself enforces. */
export async function uploadAddress(declaration: UploadDeclaration, now: Date): Promise<UploadAddress> {
  const command = new PutObjectCommand({
    Bucket: environment.incomingBucket(),
    Key: declaration.key,
    ContentType: declaration.type,
    ContentLength: declaration.size,
    ChecksumSHA256: declaration.sha256,
    IfNoneMatch: '*',
  });
  const url = await getSignedUrl(s3, command, {
    expiresIn: addressSeconds,
    signableHeaders: new Set(['host', 'content-type', 'content-length', 'if-none-match', 'x-amz-checksum-sha256']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256', 'if-none-match']),
  });
  return {
    url,
    headers: {
      'content-type': declaration.type,
      'if-none-match': '*',
      'x-amz-checksum-sha256': declaration.sha256,
    },
    expiresAt: new Date(now.getTime() + addressSeconds * 1000).toISOString(),
  };
}

/** Signs a download of five minutes from the documents bucket, saved under a file name, or shown in the page when `inline`. */
export async function downloadAddress(
  key: string,
  fileName: string,
  disposition: 'inline' | 'attachment' = 'inline',
): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: environment.documentsBucket(),
    Key: key,
    ResponseContentDisposition: `${disposition}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  });
  return await getSignedUrl(s3, command, { expiresIn: addressSeconds });
}

/** Reads an object of the documents bucket. Throws when it is not there. */
export async function readDocument(key: string): Promise<Uint8Array> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: environment.documentsBucket(), Key: key }));
  if (Body === undefined) throw new Error('the object has no body');
  return await Body.transformToByteArray();
}

/**
 * Writes an object of the documents bucket, which nothing overwrites: one that is there already, by an earlier try whose record was lost, stays as it is.
 */
export async function writeDocument(key: string, body: Uint8Array, type: string): Promise<void> {
  try {
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: environment.documentsBucket(), Key: key, Body: body, ContentType: type },
        IfNoneMatch: '*',
      }),
    );
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

/** Whether S3 has refused a conditional write because there is an object of this key ("Conditional writes": 412). */
export function isThereAlready(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
}

/** Deletes an object of the documents bucket; one that is gone already is no error. Its versions go with the bucket's lifecycle, after 30 days. */
export async function removeDocument(key: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: environment.documentsBucket(), Key: key }));
}

/** An object as a list names it. */
export interface StoredObject {
  readonly key: string;
  readonly modifiedAt: Date;
}

/** The next thousand objects of the documents bucket at most, in the order of their keys, behind a key. None: the end. */
export async function listDocuments(after: string): Promise<StoredObject[]> {
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: environment.documentsBucket(), ...(after === '' ? {} : { StartAfter: after }) }),
  );
  return Contents.flatMap(({ Key: key, LastModified: modifiedAt }) =>
    key === undefined || modifiedAt === undefined ? [] : [{ key, modifiedAt }],
  );
}
