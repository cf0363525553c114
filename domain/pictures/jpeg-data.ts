import { entropyIsWhole } from './jpeg-entropy.ts';
import type { JpegFrame, JpegPicture, JpegScan } from './jpeg-picture.ts';
import { type HuffmanTable, huffmanTable } from './jpeg-huffman.ts';

const mostScans = 200;
// Between sections stands nothing; a scan can be lost in more.
const mostPassedOver = 32;

/**
 * True when the data of a JPEG picture are all there, whatever decoders warn of: the header of a scan that front cameras write
 * wrongly, a missing end marker or bytes behind it are nobody's loss. False when data are missing or are zeros that somebody
 * filled a broken download up with. Pictures of a rare make (arithmetic, lossless), which decoders refuse when they are cut, pass.
 */
export function jpegIsWhole(bytes: Uint8Array): boolean {
  const picture = readJpeg(bytes);
  if (picture === 'rare') return true;
  return picture !== undefined && entropyIsWhole(picture);
}

// The sections of the file (ITU-T T.81 annex B) up to its end or its end marker.
function readJpeg(view: Uint8Array): JpegPicture | 'rare' | undefined {
  const tables = new Map<number, HuffmanTable>();
  const scans: JpegScan[] = [];
  let frame: JpegFrame | undefined;
  let restartInterval = 0;
  let at = 2;
  let passedOver = 0;
  for (;;) {
    // Any number of bytes FF may stand before a marker, and decoders pass over what is no marker.
    const from = at;
    while (at + 1 < view.length && (view[at] !== 0xff || view[at + 1] === 0xff || view[at + 1] === 0)) at += 1;
    passedOver += at - from;
    const marker = view[at + 1];
    if (marker === undefined || marker === 0xd9)
      return finished(frame, scans, marker === 0xd9 && passedOver <= mostPassedOver);
    at += 2;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    if (at + 2 > view.length) return finished(frame, scans, false);
    const section = view.subarray(at + 2, at + word(view, at));
    at += Math.max(2, word(view, at));
    if (marker === 0xc4) readTables(section, tables);
    else if (marker === 0xdd && section.length >= 2) restartInterval = word(section, 0);
    else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) frame ??= readFrame(section, marker === 0xc2);
    else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) return 'rare';
    else if (marker === 0xda) {
      // A height that comes after the first scan (DNL) is as rare.
      if (frame === undefined || frame.unitsDown === 0 || scans.length >= mostScans) return 'rare';
      const { parts, end } = scanData(view, at);
      const scan = readScan(section, frame, { tables, restartInterval, parts });
      if (scan === undefined) return undefined;
      scans.push(scan);
      at = end;
    }
  }
}

// Two bytes, the higher first; what is not there counts as zero.
function word(view: Uint8Array, at: number): number {
  return ((view[at] ?? 0) << 8) | (view[at + 1] ?? 0);
}

function finished(frame: JpegFrame | undefined, scans: JpegScan[], ended: boolean): JpegPicture | undefined {
  return frame === undefined || scans.length === 0 ? undefined : { frame, scans, ended };
}

function readTables(section: Uint8Array, tables: Map<number, HuffmanTable>): void {
  let at = 0;
  while (at + 17 <= section.length) {
    const counts = section.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    tables.set(section[at] ?? 0, huffmanTable(counts, section.subarray(at + 17, at + 17 + total)));
    at += 17 + total;
  }
}

function readFrame(section: Uint8Array, progressive: boolean): JpegFrame | undefined {
  if (section.length < 6) return undefined;
  const [height, width, count] = [word(section, 1), word(section, 3), section[5] ?? 0];
  const sampled = Array.from({ length: count }, (_, index) => {
    const [id = 0, sampling = 0] = section.subarray(6 + 3 * index, 8 + 3 * index);
    return { id, across: sampling >> 4, down: sampling & 15 };
  });
  if (sampled.length === 0 || sampled.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4))
    return undefined;
  const mostAcross = Math.max(...sampled.map(({ across }) => across));
  const mostDown = Math.max(...sampled.map(({ down }) => down));
  return {
    progressive,
    unitsAcross: Math.ceil(width / (8 * mostAcross)),
    unitsDown: Math.ceil(height / (8 * mostDown)),
    components: sampled.map(({ id, across, down }) => ({
      id,
      across,
      down,
      blocksAcross: Math.ceil((width * across) / (8 * mostAcross)),
      blocksDown: Math.ceil((height * down) / (8 * mostDown)),
    })),
  };
}

function readScan(
  section: Uint8Array,
  frame: JpegFrame,
  {
    tables,
    restartInterval,
    parts,
  }: { tables: ReadonlyMap<number, HuffmanTable>; restartInterval: number; parts: readonly Uint8Array[] },
): JpegScan | undefined {
  const count = section[0] ?? 0;
  const components = Array.from({ length: count }, (_, index) => {
    const [id, selector = 0] = section.subarray(1 + 2 * index, 3 + 2 * index);
    const component = frame.components.find((each) => each.id === id) ?? frame.components[index];
    return component && { component, dc: tables.get(selector >> 4), ac: tables.get(16 + (selector & 15)) };
  }).filter((each) => each !== undefined);
  if (components.length === 0 || components.length !== count) return undefined;
  const [from = 0, to = 63, approximation = 0] = section.subarray(1 + 2 * count);
  // A sequential scan has all coefficients; what cameras write there is not looked at.
  if (!frame.progressive) return { components, from: 0, to: 63, refines: false, shift: 0, restartInterval, parts };
  const [high, low] = [approximation >> 4, approximation & 15];
  return { components, from, to: Math.min(63, to), refines: high > 0, shift: low, restartInterval, parts };
}

// From a scan's header to the next marker; restart markers part it, and FF 00 stands for FF.
function scanData(view: Uint8Array, start: number): { parts: Uint8Array[]; end: number } {
  const parts: Uint8Array[] = [];
  let end = start;
  let partStart = start;
  for (;;) {
    end = view.indexOf(0xff, end);
    const next = end < 0 ? undefined : view[end + 1];
    if (end >= 0 && (next === 0 || next === 0xff)) {
      end += next === 0 ? 2 : 1;
      continue;
    }
    const stop = end < 0 ? view.length : end;
    parts.push(unstuffed(view.subarray(partStart, stop)));
    if (next === undefined || next < 0xd0 || next > 0xd7) return { parts, end: stop };
    end += 2;
    partStart = end;
  }
}

function unstuffed(data: Uint8Array): Uint8Array {
  if (!data.includes(0xff)) return data;
  const plain = new Uint8Array(data.length);
  let length = 0;
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    plain[length] = byte;
    length += 1;
    if (byte === 0xff && data[at + 1] === 0) at += 1;
  }
  return plain.subarray(0, length);
}
