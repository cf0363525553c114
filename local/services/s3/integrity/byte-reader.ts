import { S3Error } from '../errors.ts';

/** Longest line of an `aws-chunked` body: sizes, signatures and trailers are far shorter. */
const longestLineBytes = 4096;

/** Reads lines and runs of bytes from a stream. All but `atEnd` throw IncompleteBody when the stream ends early. */
export interface ByteReader {
  /** The text up to the next CRLF, without it. */
  line(): Promise<string>;
  /** At least one and at most `limit` bytes. */
  upTo(limit: number): Promise<Buffer>;
  /** No byte is left. */
  atEnd(): Promise<boolean>;
  /** Lets go of the stream. */
  close(): Promise<void>;
}

/** Makes a reader of the stream. */
export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await iterator.next();
    if (next.done) return false;
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    return true;
  }

  return {
    async line() {
      for (;;) {
        const end = held.indexOf('\r\n');
        if (end > longestLineBytes || (end < 0 && held.length > longestLineBytes))
          throw new S3Error('InvalidRequest', { message: 'The chunk header is malformed.' });
        if (end >= 0) {
          const text = held.toString('latin1', 0, end);
          held = held.subarray(end + 2);
          return text;
        }
        if (!(await more())) throw new S3Error('IncompleteBody');
      }
    },
    async upTo(limit) {
      while (held.length === 0) if (!(await more())) throw new S3Error('IncompleteBody');
      const piece = held.subarray(0, limit);
      held = held.subarray(piece.length);
      return piece;
    },
    async atEnd() {
      while (held.length === 0) if (!(await more())) return true;
      return false;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
