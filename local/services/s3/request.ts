import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { headersOf } from '../../ground/request-headers.ts';
import { sourceAddress } from '../../ground/source-address.ts';
import { S3Error } from './errors.ts';

/** One request, taken apart; nothing in it is verified yet. */
export interface S3Request {
  /** 16 hexadecimal digits, told to the client as `x-amz-request-id`. */
  readonly id: string;
  readonly method: string;
  /** Path encoded as Signature Version 4 wants it (each octet but the unreserved ones and `/` as %XX). */
  readonly path: string;
  /** Bucket name; empty for the service itself. */
  readonly bucket: string;
  /** Object key; empty for the bucket itself. */
  readonly key: string;
  /** Decoded query parameters. */
  readonly query: ReadonlyMap<string, string>;
  /** Headers by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** The signature stands in the query. */
  readonly presigned: boolean;
  /** `x-amz-*` by lower-case name: headers and, when presigned, those that the signer moved into the query. */
  readonly amz: ReadonlyMap<string, string>;
  readonly sourceAddress: string;
  /** Asks the client for the body, if it waits to be asked, and gives its chunks. Stopping early keeps the connection. */
  readonly openBody: () => AsyncIterable<unknown>;
}

/** Query parameters that carry a signature, in lower case. */
export const signatureParameters: ReadonlySet<string> = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/** Longest key in bytes of UTF-8 (S3 User Guide, "Naming Amazon S3 objects"). */
const maximumKeyBytes = 1024;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

/** Percent-encodes every octet but the unreserved ones of RFC 3986. */
export function encodeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function parseQuery(search: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode((at < 0 ? pair : pair.slice(0, at)).replaceAll('+', ' '));
    if (query.has(name)) throw new S3Error('InvalidArgument', { message: `Query parameter ${name} is repeated` });
    query.set(name, at < 0 ? '' : decode(pair.slice(at + 1).replaceAll('+', ' ')));
  }
  return query;
}

function amzParameters(
  headers: ReadonlyMap<string, string>,
  hoisted: ReadonlyMap<string, string>,
): Map<string, string> {
  const amz = new Map([...headers].filter(([name]) => name.startsWith('x-amz-')));
  for (const [original, value] of hoisted) {
    const name = original.toLowerCase();
    if (!name.startsWith('x-amz-') || signatureParameters.has(name)) continue;
    if ((amz.get(name) ?? value) !== value)
      throw new S3Error('InvalidRequest', { message: `${name} differs between header and query` });
    amz.set(name, value);
  }
  return amz;
}

/**
 * Takes the request line and headers apart; `askForBody` is called before the body is read. Throws InvalidURI,
 * InvalidArgument, InvalidRequest or KeyTooLongError.
 */
export function parseRequest(incoming: IncomingMessage, id: string, askForBody: () => void): S3Request {
  const target = incoming.url ?? '/';
  const questionMark = target.indexOf('?');
  const rawPath = questionMark < 0 ? target : target.slice(0, questionMark);
  if (!rawPath.startsWith('/')) throw new S3Error('InvalidURI');
  const path = decode(rawPath);
  const slash = path.indexOf('/', 1);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > maximumKeyBytes)
    throw new S3Error('KeyTooLongError', { details: { MaxSizeAllowed: String(maximumKeyBytes) } });
  const query = parseQuery(questionMark < 0 ? '' : target.slice(questionMark + 1));
  const headers = headersOf(incoming.headers);
  const presigned = [...query.keys()].some((name) => signatureParameters.has(name.toLowerCase()));
  return {
    id,
    method: incoming.method ?? '',
    path: path.split('/').map(encodeUri).join('/'),
    bucket: slash < 0 ? path.slice(1) : path.slice(1, slash),
    key,
    query,
    headers,
    presigned,
    amz: amzParameters(headers, presigned ? query : new Map()),
    sourceAddress: sourceAddress(incoming),
    openBody() {
      askForBody();
      return { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) };
    },
  };
}

/** A fresh request id. */
export function newRequestId(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}
