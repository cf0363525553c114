import type { Readable } from 'node:stream';
import type { KeyRing } from '../../ground/caller.ts';
import type { Faults } from '../../ground/faults.ts';

/** One CORS rule of a bucket, with the meaning of `AWS::S3::Bucket` `CorsRule`. */
export interface CorsRule {
  /** Origins such as `http://localhost:4300`; one `*` may stand for any text. */
  readonly allowedOrigins: readonly string[];
  /** Any of GET, PUT, HEAD, POST, DELETE. */
  readonly allowedMethods: readonly string[];
  /** Request headers a preflight may ask for; one `*` per entry may stand for any text. */
  readonly allowedHeaders?: readonly string[];
  /** Response headers a script may read. */
  readonly exposedHeaders?: readonly string[];
  /** Seconds for which a browser may keep the preflight answer. */
  readonly maxAgeSeconds?: number;
}

/** What the template says about one bucket. A bucket that is not named does not exist (404 NoSuchBucket). */
export interface BucketSettings {
  readonly name: string;
  /** Keeps every version and answers `x-amz-version-id`; otherwise a key holds one object, version `null`. */
  readonly versioned: boolean;
  /** Reports each created object to `onObjectCreated`. */
  readonly eventBridge: boolean;
  readonly cors: readonly CorsRule[];
  /** Whole days after which every version is removed (lifecycle rule). */
  readonly expireAfterDays?: number;
  /** Days for which no version can be removed (default retention of an object lock). */
  readonly retainDays?: number;
}

/** `detail` of the EventBridge event "Object Created", source `aws.s3` (S3 User Guide, "EventBridge event message structure"). */
export interface S3EventBridgeDetail {
  readonly version: '0';
  readonly bucket: { readonly name: string };
  readonly object: {
    readonly key: string;
    readonly size: number;
    /** Without quotes. */
    readonly etag: string;
    /** Only of versioned buckets. */
    readonly 'version-id'?: string | undefined;
    /** Hexadecimal; of two events of one key the greater (compared as text) happened later. */
    readonly sequencer: string;
  };
  readonly 'request-id': string;
  /** AWS account number. */
  readonly requester: string;
  readonly 'source-ip-address': string;
  readonly reason: 'PutObject';
}

/** What `startS3` needs. */
export interface S3Settings {
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Folder that holds everything; made when absent. Only one server may use it at a time. */
  readonly dataFolder: string;
  /** The account's key pair. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Whose keys count beside it, and what each may do; default nobody's. */
  readonly keys?: KeyRing;
  /** What goes wrong with requests that functions sign themselves; default nothing. */
  readonly faults?: Faults;
  /** Region that signatures must name. */
  readonly region: string;
  readonly buckets: readonly BucketSettings[];
  /**
   * Takes one event. It is called again until it resolves, also after a restart: at least once, in no promised order.
   */
  readonly onObjectCreated: (event: S3EventBridgeDetail) => Promise<void>;
  /** Clock, for tests; default the system's. */
  readonly now?: () => Date;
  /** Told of failures that no client can be told of (a failed delivery, a defect behind a 500); default: nobody. */
  readonly onError?: (error: unknown) => void;
}

/** An object read inside the process, as the site's distribution reads its origin. */
export interface StoredObject {
  /** Bytes. */
  readonly size: number;
  /** With its quotes, as in the header. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  readonly cacheControl: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly contentEncoding: string | undefined;
  /** Streams the content, or the bytes `start`..`end` (both included). Call it at most once. */
  readonly stream: (range?: { readonly start: number; readonly end: number }) => Readable;
  /** Reads all of the content into memory. */
  readonly bytes: () => Promise<Buffer>;
}

/** Headers kept with an object that is put inside the process. */
export interface PutOptions {
  readonly contentType: string;
  readonly cacheControl?: string;
}

/** A running server. */
export interface RunningS3 {
  /** `http://HOST:PORT` */
  readonly url: string;
  /** Newest version of an object, without signature; undefined when there is none. Throws when the bucket is unknown. */
  readonly read: (bucket: string, key: string) => Promise<StoredObject | undefined>;
  /**
   * Stores an object, without signature. An object that is there already with the same content and headers is left as
   * it is. Throws when the bucket is unknown.
   */
  readonly put: (bucket: string, key: string, body: Uint8Array | string, options: PutOptions) => Promise<void>;
  /** Keys beginning with the prefix in byte order, without signature; for pruning a deployment. */
  readonly keys: (bucket: string, prefix?: string) => string[];
  /** Deletes an object as DeleteObject does, without signature. */
  readonly remove: (bucket: string, key: string) => void;
  /** Ends open requests and deliveries (waits two seconds for them) and closes the data folder. */
  readonly stop: () => Promise<void>;
}
