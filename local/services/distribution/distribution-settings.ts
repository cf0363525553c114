import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DistributionConfig, ResponseHeadersPolicy } from './settings.ts';
import type { ReadObject } from './site-origin.ts';

/** What a distribution needs to run. */
export interface DistributionSettings {
  /** Listens on `localhost` names only: 127.0.0.1, and ::1 where the machine has it. */
  readonly port: number;
  readonly config: DistributionConfig;
  /** Response headers policies by the id that behaviours name. */
  readonly responseHeaders: ReadonlyMap<string, ResponseHeadersPolicy>;
  /** Bucket name by the domain name that origins give, for example `b.s3.us-east-1.amazonaws.com`. */
  readonly buckets: ReadonlyMap<string, string>;
  /** HTTP API by the domain name that origins give, for example `x.execute-api.us-east-1.amazonaws.com`. */
  readonly apis: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>;
  readonly readObject: ReadObject;
  /** Told of failures behind a 502. */
  readonly onError: (error: unknown) => void;
}
