import { createInflateRaw, inflateRawSync, constants } from 'node:zlib';
import { Readable } from 'node:stream';

const headerBytes = 2;
const flushed = { finishFlush: constants.Z_SYNC_FLUSH };

/**
 * The unpacked bytes of a deflate stream with its zlib header. Streams that were flushed but never finished (Acrobat Reader writes
 * such cross-reference streams), that lack their checksum, or that have something behind them are read like any reader does.
 * Undefined when the data are damaged or unfold to more than `most` bytes.
 */
export function unpacked(bytes: Uint8Array, most: number): Buffer | undefined {
  try {
    return inflateRawSync(bytes.subarray(headerBytes), { ...flushed, maxOutputLength: Math.max(1, most) });
  } catch {
    return undefined;
  }
}

/** How many bytes a deflate stream unfolds to, counted up to `most` without keeping any; undefined when it breaks before that. */
export async function unpackedSize(bytes: Uint8Array, most: number): Promise<number | undefined> {
  let size = 0;
  try {
    const packed = Readable.from([bytes.subarray(headerBytes)], { objectMode: false });
    for await (const part of packed.pipe(createInflateRaw(flushed))) {
      if (part instanceof Uint8Array) size += part.byteLength;
      if (size >= most) return size;
    }
    return size;
  } catch {
    return undefined;
  }
}
