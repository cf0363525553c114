import { PassThrough } from 'node:stream';
import { constants, crc32, createInflate } from 'node:zlib';

const signatureBytes = 8;
// ISO/IEC 15948 11.2.1 by colour type: how many samples a pixel has.
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
// The seven passes of an interlaced picture (8.2): first column and row, and the steps between them.
const passes = [
  ...([
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
  ] as const),
  ...([
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const),
];

/**
 * True when the data of a PNG picture unfold to all its pixels. What decoders warn of (colour profiles, chunks that they do not
 * know, those of an animation) and a missing last chunk are nobody's loss.
 */
export async function pngIsWhole(bytes: Uint8Array): Promise<boolean> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = [...chunksOf(view)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header.length < 13 || chunks.some(({ altered }) => altered)) return false;
  const wanted = unpackedBytes(header);
  const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
  return (await sizeOf(data, wanted)) >= wanted;
}

// What makes the pixels; damage to anything else does not show.
const drawn = new Set(['IHDR', 'PLTE', 'IDAT']);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** Drawn, there to its end, and not what its checksum is of: zeros can unfold to something, too. */
  readonly altered: boolean;
}

function* chunksOf(view: Buffer): Generator<Chunk> {
  for (let at = signatureBytes; at + 8 <= view.length;) {
    const length = view.readUInt32BE(at);
    const type = view.toString('latin1', at + 4, at + 8);
    const end = at + 8 + length;
    const sum = end + 4 <= view.length ? view.readUInt32BE(end) : undefined;
    const altered = drawn.has(type) && sum !== undefined && sum !== crc32(view.subarray(at + 4, end));
    yield { type, data: view.subarray(at + 8, end), altered };
    at = end + 4;
  }
}

function unpackedBytes(header: Buffer): number {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 8, colour = 0] = header.subarray(8, 10);
  const bits = depth * (samples[colour] ?? 1);
  // Each row has a byte before it that says how it is predicted.
  const rows = (across: number, down: number) => (across === 0 ? 0 : down * (1 + Math.ceil((across * bits) / 8)));
  if (header[12] !== 1) return rows(width, height);
  return passes
    .map(([x, y, stepX, stepY]) => rows(Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY)))
    .reduce((sum, size) => sum + size, 0);
}

// Counted without keeping any of it: a picture can unfold to half a gigabyte.
async function sizeOf(parts: readonly Buffer[], most: number): Promise<number> {
  let size = 0;
  try {
    const packed = new PassThrough();
    const plain = packed.pipe(createInflate({ finishFlush: constants.Z_SYNC_FLUSH }));
    for (const part of parts) packed.write(part);
    packed.end();
    for await (const part of plain) {
      if (part instanceof Uint8Array) size += part.byteLength;
      if (size >= most) return size;
    }
    return size;
  } catch {
    return size;
  }
}
