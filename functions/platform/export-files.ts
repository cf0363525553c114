import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable } from 'node:stream';
import { environment } from './environment.ts';
import { impatient, withTimeLimits } from './time-limit.ts';

// S3 takes chunks of 8 KB and more, but for the last ("Signature calculations … chunked upload"); a part may be smaller.
const s3 = withTimeLimits(new S3Client({ ...impatient, requestStreamBufferSize: 64 * 1024 }), 3000, 10_000);

/** How long an address of an export lives, in seconds: it carries identity numbers, and is asked for by the click that uses it. */
export const exportAddressSeconds = 60;

/** A part of a file that is put together later. */
export interface FilePart {
  readonly key: string;
  readonly bytes: number;
}

/** Where exports lie until the lifecycle of their bucket removes them. */
export interface ExportFiles {
  /** Writes a part; the key is new with every try. */
  readonly write: (key: string, text: string) => Promise<FilePart>;
  /** Writes a file of a beginning and parts, in their order. Whatever was there under the key is replaced. */
  readonly join: (key: string, head: string, parts: readonly FilePart[]) => Promise<void>;
}

/** Exports in the bucket of exports. */
export const exportFiles: ExportFiles = {
  write: async (key, text) => {
    const Body = Buffer.from(text, 'utf8');
    await s3.send(new PutObjectCommand({ Bucket: environment.exportsBucket(), Key: key, Body, ContentType: csv }));
    return { key, bytes: Body.length };
  },
  // One request of at most 5 GB ("Uploading objects"), 20 million rows, through which the parts flow: whatever their number, the memory is that of one.
  join: async (key, head, parts) => {
    const bytes = parts.reduce((sum, part) => sum + part.bytes, Buffer.byteLength(head));
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: environment.exportsBucket(), Key: key, ContentType: csv, ContentLength: bytes },
        Body: Readable.from(contentOf(head, parts), { objectMode: false }),
      }),
    );
  },
};

const csv = 'text/csv; charset=utf-8';

async function* contentOf(head: string, parts: readonly FilePart[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head, 'utf8');
  for (const { key } of parts) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: environment.exportsBucket(), Key: key }));
    if (Body === undefined) throw new Error('the object has no body');
    yield await Body.transformToByteArray();
  }
}

/** Signs a download of one minute, saved under a file name. */
export async function exportAddress(key: string, fileName: string): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: environment.exportsBucket(),
    Key: key,
    ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  });
  return await getSignedUrl(s3, command, { expiresIn: exportAddressSeconds });
}
