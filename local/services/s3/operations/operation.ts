import type { Readable } from 'node:stream';
import type { S3Request } from '../request.ts';
import type { VerifiedSignature } from '../signature.ts';
import type { Store } from '../storage/store.ts';
import type { Version } from '../storage/versions.ts';
import type { BucketSettings, S3EventBridgeDetail } from '../types.ts';

/** AWS account that owns the buckets. */
export const account = '000000000000';

/** What every operation works with. */
export interface Service {
  readonly store: Store;
  readonly buckets: ReadonlyMap<string, BucketSettings>;
  readonly region: string;
  readonly now: () => Date;
  /** Writes the event of a new object into the outbox, inside the open transaction; answers what delivers it. */
  readonly announce: (
    version: Version,
    reason: S3EventBridgeDetail['reason'],
    requestId: string,
    sourceAddress: string,
  ) => () => void;
}

/** One verified request to an existing bucket. */
export type Call = Service & {
  readonly request: S3Request;
  readonly signature: VerifiedSignature;
  readonly bucket: BucketSettings;
};

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** An operation of the S3 API and all that it understands: whatever is not named is refused as NotImplemented. */
export interface Operation {
  /** Name in the S3 API Reference. */
  readonly name: string;
  readonly method: string;
  readonly target: 'bucket' | 'object';
  /** Query parameters that select it. */
  readonly selectedBy?: readonly string[];
  /** A header that selects it. */
  readonly selectedByHeader?: string;
  /** Further query parameters. */
  readonly parameters?: readonly string[];
  /** `x-amz-*` headers beside those that every operation takes; a name ending in `-` stands for all that begin so. */
  readonly headers?: readonly string[];
  /** If-Match and the like. */
  readonly conditions?: readonly string[];
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

/** Version header of buckets that keep versions. */
export function versionHeaders(bucket: BucketSettings, version: Version): Record<string, string> {
  return bucket.versioned ? { 'x-amz-version-id': version.versionId } : {};
}

/** An ETag as headers and documents show it. */
export function quote(etag: string): string {
  return `"${etag}"`;
}
