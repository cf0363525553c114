import { createHash } from 'node:crypto';
import { S3Error } from '../errors.ts';
import type { VerifiedSignature } from '../signature.ts';
import { createByteReader, type ByteReader } from './byte-reader.ts';

/** Least length of each chunk but the last (S3 User Guide, "Signature calculations … chunked upload"). */
const leastChunkBytes = 8192;
const emptyDigest = createHash('sha256').digest('hex');

/** How a body in `aws-chunked` coding is to be read. */
export interface ChunkedSettings {
  /** Given when each chunk carries a signature that continues the chain. */
  readonly signature: VerifiedSignature | undefined;
  /** Trailer announced by `x-amz-trailer`, in lower case; undefined when none may follow. */
  readonly trailer: string | undefined;
}

/** Decoded body; `trailer` is known once `data` has ended. */
export interface ChunkedBody {
  readonly data: AsyncIterable<Buffer>;
  readonly trailer: () => string | undefined;
}

interface Chain {
  readonly signature: VerifiedSignature;
  previous: string;
}

async function verifyLink(
  chain: Chain,
  kind: 'PAYLOAD' | 'TRAILER',
  provided: string,
  digests: string[],
): Promise<void> {
  const expected = await chain.signature.signChunk(kind, chain.previous, digests);
  if (expected !== provided) throw new S3Error('SignatureDoesNotMatch');
  chain.previous = expected;
}

function parseChunkHead(line: string, signed: boolean): { size: number; signature: string } {
  const match = signed
    ? /^([0-9a-fA-F]{1,15});chunk-signature=([0-9a-f]{64})$/.exec(line)
    : /^([0-9a-fA-F]{1,15})$/.exec(line);
  if (!match) throw new S3Error('InvalidRequest', { message: 'The chunk header is malformed.' });
  return { size: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

async function readTrailer(reader: ByteReader, name: string, chain: Chain | undefined): Promise<string> {
  const match = /^([!-9;-~]+):[ \t]*(.*?)[ \t]*$/.exec(await reader.line());
  const value = match?.[2];
  if (match?.[1]?.toLowerCase() !== name || value === undefined) throw new S3Error('MalformedTrailerError');
  if (chain) {
    const signature = /^x-amz-trailer-signature:([0-9a-f]{64})$/.exec(await reader.line())?.[1];
    if (signature === undefined) throw new S3Error('MalformedTrailerError');
    const digest = createHash('sha256').update(`${name}:${value}\n`).digest('hex');
    await verifyLink(chain, 'TRAILER', signature, [digest]);
  }
  return value;
}

/**
 * Decodes an `aws-chunked` body and verifies the signature of each chunk and of the trailer. The data must not be used
 * before the iteration has ended: a chunk's signature is known to be right only behind the chunk.
 */
export function decodeChunked(source: AsyncIterable<Uint8Array>, settings: ChunkedSettings): ChunkedBody {
  let trailer: string | undefined;

  async function* decodeFrom(reader: ByteReader): AsyncGenerator<Buffer, void, undefined> {
    const chain = settings.signature && { signature: settings.signature, previous: settings.signature.seed };
    let shortChunk = false;
    for (;;) {
      const head = parseChunkHead(await reader.line(), chain !== undefined);
      if (shortChunk && head.size > 0) throw new S3Error('InvalidChunkSizeError');
      shortChunk = head.size < leastChunkBytes;
      const hash = createHash('sha256');
      for (let left = head.size; left > 0;) {
        const piece = await reader.upTo(left);
        if (chain) hash.update(piece);
        left -= piece.length;
        yield piece;
      }
      if (chain) await verifyLink(chain, 'PAYLOAD', head.signature, [emptyDigest, hash.digest('hex')]);
      if (head.size === 0) break;
      if ((await reader.line()) !== '') throw new S3Error('IncompleteBody');
    }
    if (settings.trailer !== undefined) trailer = await readTrailer(reader, settings.trailer, chain);
    if ((await reader.line()) !== '') throw new S3Error('MalformedTrailerError');
    if (!(await reader.atEnd())) throw new S3Error('MalformedTrailerError');
  }

  async function* decode(): AsyncGenerator<Buffer, void, undefined> {
    const reader = createByteReader(source);
    try {
      yield* decodeFrom(reader);
    } finally {
      await reader.close();
    }
  }

  return { data: decode(), trailer: () => trailer };
}
