import { createHash } from 'node:crypto';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import type { VerifiedSignature } from '../signature.ts';
import {
  algorithmOfHeader,
  checkEncoding,
  checksumMismatch,
  createChecksum,
  declaredChecksum,
  defaultAlgorithm,
  parseAlgorithm,
  type ChecksumAlgorithm,
} from './checksums.ts';
import { decodeChunked, type ChunkedBody } from './chunked.ts';

/** Largest body of one PUT: 5 GiB (S3 User Guide, "Uploading objects"). */
const largestBodyBytes = 5 * 1024 ** 3;

/** What is known of a body that arrived whole and as promised. */
export interface ReceivedBody {
  /** Bytes, after decoding. */
  readonly size: number;
  /** Hexadecimal. */
  readonly md5: string;
  /** The value that the client gave and that proved right, else one of the default algorithm; base64. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
}

/** Takes the chunks of a body in order. */
export type ChunkSink = (chunk: Buffer) => Promise<void>;

interface Promised {
  /** Decoded bytes. */
  readonly size: number;
  readonly md5: string | undefined;
  /** Digest of the raw body, when the signature covers it. */
  readonly sha256: string | undefined;
  readonly chunked: { readonly signed: boolean; readonly trailer: string | undefined } | undefined;
  readonly algorithm: ChecksumAlgorithm | undefined;
  /** Undefined while it is still to come, in the trailer. */
  readonly checksum: string | undefined;
}

function parseLength(text: string | undefined): number {
  if (text === undefined) throw new S3Error('MissingContentLength');
  const length = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(length)) throw new S3Error('InvalidArgument', { message: 'Invalid Content-Length' });
  if (length > largestBodyBytes)
    throw new S3Error('EntityTooLarge', {
      details: { ProposedSize: String(length), MaxSizeAllowed: String(largestBodyBytes) },
    });
  return length;
}

function parseMd5(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== text) throw new S3Error('InvalidDigest');
  return bytes.toString('hex');
}

function parseTrailer(request: S3Request, expected: boolean): string | undefined {
  const trailer = request.amz.get('x-amz-trailer')?.trim().toLowerCase();
  if (expected !== (trailer !== undefined))
    throw new S3Error('InvalidRequest', { message: 'x-amz-trailer and x-amz-content-sha256 contradict each other' });
  if (trailer !== undefined && algorithmOfHeader(trailer) === undefined)
    throw new S3Error('InvalidRequest', {
      message: 'The value specified in the x-amz-trailer header is not supported',
    });
  return trailer;
}

function parsePayload(request: S3Request, payload: string): Pick<Promised, 'sha256' | 'chunked'> {
  const awsChunked = (request.headers.get('content-encoding') ?? '').split(',').some((c) => c.trim() === 'aws-chunked');
  if (awsChunked && !payload.startsWith('STREAMING-'))
    throw new S3Error('InvalidRequest', { message: 'aws-chunked coding requires x-amz-content-sha256 STREAMING-…' });
  switch (payload) {
    case 'UNSIGNED-PAYLOAD':
      parseTrailer(request, false);
      return { sha256: undefined, chunked: undefined };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { sha256: undefined, chunked: { signed: false, trailer: parseTrailer(request, true) } };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { sha256: undefined, chunked: { signed: true, trailer: parseTrailer(request, false) } };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { sha256: undefined, chunked: { signed: true, trailer: parseTrailer(request, true) } };
    default:
      if (payload.startsWith('STREAMING-')) throw new S3Error('NotImplemented');
      if (!/^[0-9a-f]{64}$/.test(payload))
        throw new S3Error('InvalidArgument', {
          message: 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a valid sha256 value.',
        });
      parseTrailer(request, false);
      return { sha256: payload, chunked: undefined };
  }
}

function parsePromises(request: S3Request, payload: string): Promised {
  const { sha256, chunked } = parsePayload(request, payload);
  const bodiless = ['GET', 'HEAD', 'DELETE'].includes(request.method);
  const size = chunked
    ? parseLength(request.amz.get('x-amz-decoded-content-length'))
    : parseLength(request.headers.get('content-length') ?? (bodiless ? '0' : undefined));
  const declared = declaredChecksum(request.amz);
  const trailing = chunked?.trailer === undefined ? undefined : algorithmOfHeader(chunked.trailer);
  if (declared && trailing)
    throw new S3Error('InvalidRequest', { message: 'Expecting a checksum as header or as trailer, not both.' });
  const named = request.amz.get('x-amz-sdk-checksum-algorithm');
  const algorithm = declared?.algorithm ?? trailing;
  if (named !== undefined && parseAlgorithm(named) !== algorithm)
    throw new S3Error('InvalidRequest', {
      message:
        'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    });
  const md5 = parseMd5(request.headers.get('content-md5'));
  return { size, md5, sha256, chunked, algorithm, checksum: declared?.value };
}

/** The raw body. A connection that broke is to S3 what it means: fewer bytes than promised. */
async function* rawBody(request: S3Request): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of request.openBody()) if (chunk instanceof Buffer) yield chunk;
  } catch {
    throw new S3Error('IncompleteBody');
  }
}

function decodedBody(request: S3Request, promised: Promised, signature: VerifiedSignature): ChunkedBody {
  if (!promised.chunked) return { data: rawBody(request), trailer: () => undefined };
  const { signed, trailer } = promised.chunked;
  return decodeChunked(rawBody(request), { signature: signed ? signature : undefined, trailer });
}

/**
 * Receives the body of a request, hands it chunk by chunk to the sink and holds it to everything that was promised of
 * it: length, signed digest, chunk signatures, Content-MD5 and checksum. Throws an S3Error when anything differs, and
 * then nothing the sink was given may be kept.
 */
export async function receiveBody(
  request: S3Request,
  signature: VerifiedSignature,
  sink: ChunkSink,
): Promise<ReceivedBody> {
  const promised = parsePromises(request, signature.payload);
  const algorithm = promised.algorithm ?? defaultAlgorithm;
  const md5 = createHash('md5');
  const sha256 = promised.sha256 === undefined ? undefined : createHash('sha256');
  const checksum = createChecksum(algorithm);
  const body = decodedBody(request, promised, signature);
  let size = 0;
  for await (const chunk of body.data) {
    size += chunk.length;
    if (size > promised.size) throw new S3Error('IncompleteBody');
    md5.update(chunk);
    sha256?.update(chunk);
    checksum.update(chunk);
    await sink(chunk);
  }
  if (size !== promised.size) throw new S3Error('IncompleteBody');
  const actual = {
    md5: md5.digest('hex'),
    sha256: sha256?.digest('hex'),
    checksum: checksum.digest().toString('base64'),
  };
  if (promised.sha256 !== undefined && actual.sha256 !== undefined && actual.sha256 !== promised.sha256)
    throw new S3Error('XAmzContentSHA256Mismatch', {
      details: { ClientComputedContentSHA256: promised.sha256, S3ComputedContentSHA256: actual.sha256 },
    });
  if (promised.md5 !== undefined && actual.md5 !== promised.md5) throw new S3Error('BadDigest');
  const expected = promised.checksum ?? body.trailer();
  if (promised.algorithm && expected !== undefined) {
    checkEncoding(promised.algorithm, expected);
    if (actual.checksum !== expected) throw checksumMismatch(promised.algorithm);
  }
  return { size, md5: actual.md5, checksum: { algorithm, value: actual.checksum } };
}
