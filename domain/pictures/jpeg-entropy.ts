import type { JpegComponent, JpegPicture, JpegScan } from './jpeg-picture.ts';
import { BitReader, type HuffmanTable } from './jpeg-huffman.ts';

/**
 * True when each block of a picture is coded by data that are there (ITU-T T.81 annexes F and G). Nothing is made of the data
 * but the length of each code, so that half a second does for the largest file.
 */
export function entropyIsWhole({ frame, scans, ended }: JpegPicture): boolean {
  const planes = new Map(frame.components.map((component) => [component, new Plane(component, frame)]));
  for (const scan of scans) if (!scanIsWhole(scan, planes, frame)) return false;
  const all = [...planes.values()];
  // Without the end marker another scan may be missing, which would have made a progressive picture sharper.
  return all.every((plane) => plane.begun && (ended || !frame.progressive || plane.sharp));
}

/** What is known of one colour: which coefficients are not zero (needed to read refinements), and how far it is. */
class Plane {
  begun = false;
  readonly width: number;
  readonly #size: number;
  readonly #levels = new Uint8Array(64).fill(255);
  #nonZero: Uint8Array | undefined;

  constructor(component: JpegComponent, { unitsAcross, unitsDown }: JpegPicture['frame']) {
    this.width = unitsAcross * component.across;
    this.#size = this.width * unitsDown * component.down * 64;
  }

  get nonZero(): Uint8Array {
    this.#nonZero ??= new Uint8Array(this.#size);
    return this.#nonZero;
  }

  get sharp(): boolean {
    return this.#levels.every((level) => level === 0);
  }

  has({ from, to, shift }: JpegScan): void {
    this.begun = true;
    this.#levels.fill(shift, from, to + 1);
  }
}

type Frame = JpegPicture['frame'];

function scanIsWhole(scan: JpegScan, planes: ReadonlyMap<JpegComponent, Plane>, frame: Frame): boolean {
  const members = scan.components.flatMap(({ component, dc, ac }) => {
    const plane = planes.get(component);
    return plane === undefined ? [] : [{ component, dc, ac, plane }];
  });
  for (const { plane } of members) plane.has(scan);
  const [first] = members;
  if (first === undefined) return false;
  const alone = members.length === 1;
  const across = alone ? first.component.blocksAcross : frame.unitsAcross;
  const units = across * (alone ? first.component.blocksDown : frame.unitsDown);
  const perPart = scan.restartInterval > 0 ? scan.restartInterval : units;
  let unit = 0;
  for (const part of scan.parts) {
    if (unit >= units) break;
    const blocks = new BlockReader(new BitReader(part), scan, frame.progressive);
    for (const stop = Math.min(units, unit + perPart); unit < stop; unit += 1) {
      const [row, column] = [Math.floor(unit / across), unit % across];
      for (const { component, dc, ac, plane } of members) {
        const [wide, high] = alone ? [1, 1] : [component.across, component.down];
        for (let inner = 0; inner < wide * high; inner += 1) {
          const block = (row * high + Math.floor(inner / wide)) * plane.width + column * wide + (inner % wide);
          blocks.read(block, plane, dc, ac);
        }
      }
      if (blocks.broken) return false;
    }
    if (blocks.stopsWithinZeros) return false;
  }
  return unit >= units;
}

/** Reads block after block of a part of a scan. */
class BlockReader {
  /** The data ended, were no code, or were zeros that no encoder has written. */
  broken = false;
  readonly #bits: BitReader;
  readonly #scan: JpegScan;
  readonly #progressive: boolean;
  #endOfBandRun = 0;

  constructor(bits: BitReader, scan: JpegScan, progressive: boolean) {
    this.#bits = bits;
    this.#scan = scan;
    this.#progressive = progressive;
  }

  // A progressive scan says in few bits that nothing follows, and zeros may mean just that; a sequential one may end in some.
  get stopsWithinZeros(): boolean {
    return this.#bits.stopsWithinZeros(this.#progressive ? 1 : 8);
  }

  read(block: number, plane: Plane, dc: HuffmanTable | undefined, ac: HuffmanTable | undefined): void {
    const { from, refines } = this.#scan;
    if (!this.#progressive) {
      this.#difference(dc);
      this.#sequential(ac);
    } else if (from === 0) {
      if (refines) this.#bits.skip(1);
      else this.#difference(dc);
    } else if (refines) this.#refine(block, plane, ac);
    else this.#first(block, plane, ac);
    if (this.#bits.failed) this.broken = true;
  }

  #difference(dc: HuffmanTable | undefined): void {
    const size = this.#symbol(dc) & 15;
    if (size > 0) this.#valued();
    this.#bits.skip(size);
  }

  #sequential(ac: HuffmanTable | undefined): void {
    for (let at = 1; at < 64; at += 1) {
      const symbol = this.#symbol(ac);
      const size = symbol & 15;
      if (size === 0 && symbol !== 0xf0) return;
      at += symbol >> 4;
      if (size > 0) this.#valued();
      this.#bits.skip(size);
      if (this.broken) return;
    }
  }

  // ITU-T T.81 G.1.2.2: runs of blocks without any further coefficient.
  #first(block: number, plane: Plane, ac: HuffmanTable | undefined): void {
    if (this.#endOfBandRun > 0) {
      this.#endOfBandRun -= 1;
      return;
    }
    for (let at = this.#scan.from; at <= this.#scan.to; at += 1) {
      const symbol = this.#symbol(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.#endOfBandRun = (1 << run) - 1 + this.#bits.bits(run);
        return;
      }
      at += run;
      if (size > 0) {
        this.#valued();
        this.#bits.skip(size);
        if (at <= this.#scan.to) plane.nonZero[block * 64 + at] = 1;
      }
      if (this.broken || this.#bits.failed) return;
    }
  }

  // ITU-T T.81 G.1.2.3: one more bit of every coefficient that is there already, and new ones between them.
  #refine(block: number, plane: Plane, ac: HuffmanTable | undefined): void {
    const { to } = this.#scan;
    let at = this.#scan.from;
    while (this.#endOfBandRun === 0 && at <= to) {
      const symbol = this.#symbol(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.#endOfBandRun = (1 << run) + this.#bits.bits(run);
        break;
      }
      if (size > 0) {
        this.#valued();
        this.#bits.skip(1);
      }
      at = this.#correct(block, plane, at, run);
      if (size > 0 && at <= to) plane.nonZero[block * 64 + at] = 1;
      at += 1;
      if (this.broken || this.#bits.failed) return;
    }
    if (this.#endOfBandRun > 0) {
      this.#correct(block, plane, at, 64);
      this.#endOfBandRun -= 1;
    }
  }

  // Passes over `run` zeros; each coefficient on the way takes its bit. Answers where it stopped.
  #correct(block: number, plane: Plane, start: number, run: number): number {
    let left = run;
    for (let at = start; at <= this.#scan.to; at += 1) {
      if (plane.nonZero[block * 64 + at] === 1) this.#bits.skip(1);
      else if (left === 0) return at;
      else left -= 1;
    }
    return this.#scan.to + 1;
  }

  #symbol(table: HuffmanTable | undefined): number {
    if (table !== undefined) return this.#bits.symbol(table);
    this.broken = true;
    return 0;
  }

  #valued(): void {
    if (this.#bits.withinZeros) this.broken = true;
  }
}
