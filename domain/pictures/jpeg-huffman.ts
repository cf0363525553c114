/** A Huffman table unfolded: for each 16 bits that may come, the length of the code in the upper byte and its symbol in the lower; 0 for none. */
export type HuffmanTable = Uint16Array;

/** Unfolds a table from the counts of its codes by length and their symbols (ITU-T T.81 annex C). */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65_536);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length += 1) {
    for (let count = counts[length - 1] ?? 0; count > 0; count -= 1) {
      const start = code << (16 - length);
      table.fill((length << 8) | (symbols[index] ?? 0), start, start + (1 << (16 - length)));
      code += 1;
      index += 1;
    }
    code <<= 1;
  }
  return table;
}

// Shorter runs of zeros stand in every picture.
const longestRunBytes = 32;
// Bits at each end of a run that may belong to a code that began before it or ends behind it.
const edge = 64;

/** Reads the bits of one part of a scan. */
export class BitReader {
  position = 0;
  /** No code of the table, or bits that are not there. */
  failed = false;
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #runs: readonly { readonly from: number; readonly to: number }[];
  #run = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.length = bytes.length * 8;
    this.#runs = zeroRuns(bytes);
  }

  /** The next symbol. */
  symbol(table: HuffmanTable): number {
    const byte = this.position >> 3;
    const bits =
      ((((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8) | (this.#bytes[byte + 2] ?? 0)) >>
        (8 - (this.position & 7))) &
      0xffff;
    const entry = table[bits] ?? 0;
    if (entry === 0) this.failed = true;
    this.skip(entry >> 8);
    return entry & 0xff;
  }

  /** The value of the next bits, at most 16. */
  bits(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      value = (value << 1) | (((this.#bytes[this.position >> 3] ?? 0) >> (7 - (this.position & 7))) & 1);
      this.position += 1;
    }
    if (this.position > this.length) this.failed = true;
    return value;
  }

  skip(count: number): void {
    this.position += count;
    if (this.position > this.length) this.failed = true;
  }

  /** True within a long run of zeros, when enough of it is behind: what is read there was never written by an encoder, unless it says “the same again”. */
  get withinZeros(): boolean {
    let run = this.#runs[this.#run];
    while (run !== undefined && this.position > run.to) {
      this.#run += 1;
      run = this.#runs[this.#run];
    }
    return run !== undefined && this.position > run.from && this.position < run.to;
  }

  /** True when the data go on in zeros of which at least some bytes have been read. */
  stopsWithinZeros(leastBytes: number): boolean {
    const { position } = this;
    const run = this.#runs.find(({ from, to }) => from - edge <= position && position < to);
    return (
      run !== undefined && position >= run.from - edge + leastBytes * 8 && this.length - position >= longestRunBytes * 8
    );
  }
}

function zeroRuns(bytes: Uint8Array): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  // A long run covers one of the bytes looked at, however it lies.
  for (let at = longestRunBytes - 1; at < bytes.length; at += longestRunBytes) {
    if (bytes[at] !== 0) continue;
    let start = at;
    while (start > 0 && bytes[start - 1] === 0) start -= 1;
    while (at < bytes.length && bytes[at] === 0) at += 1;
    if (at - start >= longestRunBytes) runs.push({ from: start * 8 + edge, to: at * 8 - edge });
    at -= 1;
  }
  return runs;
}
