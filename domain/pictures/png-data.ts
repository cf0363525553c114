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
  const chunks = [...chunksOf(bytes)];
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
  readonly data: Uint8Array<ArrayBuffer>;
  /** Drawn, there to its end, and not what its checksum is of: zeros can unfold to something, too. */
  readonly altered: boolean;
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signatureBytes; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 8 + length;
    const sum = end + 4 <= bytes.length ? view.getUint32(end) : undefined;
    const altered = drawn.has(type) && sum !== undefined && sum !== checksum(bytes.subarray(at + 4, end));
    yield { type, data: bytes.slice(at + 8, end), altered };
    at = end + 4;
  }
}

// CRC-32 of each byte (annex D).
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (remainders[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function unpackedBytes(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 8, colour = 0] = header.subarray(8, 10);
  const bits = depth * (samples[colour] ?? 1);
  // Each row has a byte before it that says how it is predicted.
  const rows = (across: number, down: number) => (across === 0 ? 0 : down * (1 + Math.ceil((across * bits) / 8)));
  if (header[12] !== 1) return rows(width, height);
  return passes
    .map(([x, y, stepX, stepY]) => rows(Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY)))
    .reduce((sum, size) => sum + size, 0);
}

// Counted without keeping any of it: a picture can unfold to half a gigabyte. What breaks is counted up to where it does.
async function sizeOf(parts: readonly Uint8Array<ArrayBuffer>[], most: number): Promise<number> {
  let size = 0;
  try {
    const plain = new Blob([...parts]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    while (size < most) {
      const { done, value } = await plain.read();
      if (done) break;
      size += value.byteLength;
    }
    await plain.cancel();
    return size;
  } catch {
    return size;
  }
}
