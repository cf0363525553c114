import { S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import type { Attributes } from '../storage/versions.ts';

/** Representation headers that are kept with an object. */
export const keptHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

const metadataPrefix = 'x-amz-meta-';
/** S3 User Guide, "Working with object metadata". */
const largestMetadataBytes = 2048;
/** S3's type of an object put without one. */
const defaultType = 'binary/octet-stream';

/** `x-amz-*` headers understood where an object is described: its metadata and its one storage class. */
export const descriptionHeaders = [metadataPrefix, 'x-amz-storage-class', 'x-amz-acl'] as const;

/** Refuses text that cannot stand in a header; parameters of the query may hold any. S3 words it so. */
export function checkHeaderValue(value: string): string {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw new S3Error('InvalidArgument', { message: 'Header value cannot be represented using ISO-8859-1.' });
  return value;
}

/** Reads headers and metadata to keep with a new object. Throws what S3 answers to those it cannot keep. */
export function readDescription(request: S3Request): Pick<Attributes, 'headers' | 'metadata'> {
  if ((request.amz.get('x-amz-storage-class') ?? 'STANDARD') !== 'STANDARD') throw new S3Error('NotImplemented');
  // Buckets own their objects ("BucketOwnerEnforced", the default): the one list that says so is allowed.
  if ((request.amz.get('x-amz-acl') ?? 'bucket-owner-full-control') !== 'bucket-owner-full-control')
    throw new S3Error('AccessControlListNotSupported');
  const headers: Record<string, string> = { 'content-type': defaultType };
  for (const name of keptHeaders) {
    const value = request.headers.get(name);
    if (value === undefined) continue;
    // `aws-chunked` describes the transfer, not the object.
    const kept =
      name === 'content-encoding'
        ? value
            .split(',')
            .map((coding) => coding.trim())
            .filter((coding) => coding !== 'aws-chunked')
            .join(',')
        : value;
    if (kept !== '') headers[name] = kept;
  }
  const entries = [...request.amz].filter(([name]) => name.startsWith(metadataPrefix));
  const metadata = Object.fromEntries(entries.map(([name, value]) => [name.slice(metadataPrefix.length), value]));
  for (const [name, value] of Object.entries(metadata)) {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw new S3Error('InvalidArgument', { message: 'Invalid metadata name' });
    checkHeaderValue(value);
  }
  const bytes = Object.entries(metadata).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  if (bytes > largestMetadataBytes)
    throw new S3Error('MetadataTooLarge', {
      details: { Size: String(bytes), MaxSizeAllowed: String(largestMetadataBytes) },
    });
  return { headers, metadata };
}
