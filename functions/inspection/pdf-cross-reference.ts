import { isCrossReferenceStream, type PdfObject, type PdfObjects, streamData } from './pdf-objects.ts';
import { filtersOf } from './pdf-filters.ts';
import { entryOf, numberOf, type PdfDictionary, PdfSyntax, type PdfValue } from './pdf-syntax.ts';
import { unpacked } from './unpack.ts';

/** One way to read a file: which object each number means, and which is the catalogue. */
export interface PdfReading {
  readonly objects: PdfObjects;
  readonly root: PdfValue | undefined;
  readonly find: (number: number) => PdfObject | undefined;
}

// A document that is saved a thousand times has a thousand parts.
const mostSections = 1000;
const largestTable = 16 * 1024 * 1024;

interface Section {
  readonly trailer: PdfDictionary;
  readonly entries: ReadonlyMap<number, Place>;
}

type Place = { readonly offset: number } | { readonly container: number; readonly index: number };

/**
 * The file as readers see it whose cross-reference table is sound: from the last `startxref` back through all parts (ISO 32000-1
 * 7.5.4 to 7.5.8). Undefined when there is none to follow.
 */
export function followedReading(objects: PdfObjects): PdfReading | undefined {
  const { bytes } = objects;
  const start = startOfLast(bytes);
  if (start === undefined) return undefined;
  const places = new Map<number, Place>();
  const seen = new Set<number>();
  const waiting = [start];
  let root: PdfValue | undefined;
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset) || seen.size > mostSections) continue;
    seen.add(offset);
    const section = sectionAt(objects, offset);
    if (section === undefined) return undefined;
    // The newest part counts, and is read first.
    for (const [number, place] of section.entries) if (!places.has(number)) places.set(number, place);
    root ??= entryOf(section.trailer, 'Root');
    for (const key of ['XRefStm', 'Prev']) {
      const next = numberOf(entryOf(section.trailer, key));
      if (next !== undefined) waiting.push(next);
    }
  }
  const byOffset = new Map(
    objects.objects.filter(({ index }) => index === undefined).map((each) => [each.offset, each]),
  );
  const find = (number: number) => found(objects, byOffset, number, places.get(number));
  return { objects, root, find };
}

/** The file as readers see it that rebuild the table: of several objects with one number the last counts. */
export function sequentialReading(objects: PdfObjects): PdfReading {
  const roots = objects.trailers.map(({ value }) => entryOf(value, 'Root')).filter((each) => each !== undefined);
  return { objects, root: roots.at(-1), find: (number) => objects.byNumber.get(number)?.at(-1) };
}

/** What a value means: itself, or the value of the object that it refers to. Undefined when nothing is there. */
export function resolved(reading: PdfReading, value: PdfValue | undefined): PdfValue | undefined {
  let meant = value;
  for (let steps = 0; meant?.kind === 'reference'; steps += 1) {
    if (steps > 10) return undefined;
    meant = reading.find(meant.number)?.value;
  }
  return meant;
}

function startOfLast(bytes: Buffer): number | undefined {
  const at = bytes.lastIndexOf('startxref');
  const [, digits] = at < 0 ? [] : (/^startxref\s*(\d{1,10})/.exec(bytes.toString('latin1', at, at + 40)) ?? []);
  return digits === undefined ? undefined : Number(digits);
}

/** Where the header stands: offsets count from the file's first byte, or from there where something was put before it. */
export function headerOffset(bytes: Buffer): number {
  return Math.max(0, bytes.subarray(0, 1024 + 8).indexOf('%PDF-'));
}

function sectionAt(objects: PdfObjects, offset: number): Section | undefined {
  for (const base of new Set([0, headerOffset(objects.bytes)])) {
    const section = tableAt(objects.bytes, offset + base) ?? streamAt(objects, offset + base);
    if (section !== undefined) return section;
  }
  return undefined;
}

function tableAt(bytes: Buffer, offset: number): Section | undefined {
  const syntax = new PdfSyntax(bytes, offset, { left: largestTable });
  if (syntax.word() !== 'xref') return undefined;
  const entries = new Map<number, Place>();
  for (;;) {
    const word = syntax.word();
    if (word === 'trailer') break;
    const [first, count] = [Number(word), Number(syntax.word())];
    if (word === '' || !Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count > largestTable)
      return undefined;
    for (let number = first; number < first + count; number += 1) {
      const at = Number(syntax.word());
      syntax.word();
      const type = syntax.word();
      if (type === 'n') entries.set(number, { offset: at });
      else if (type !== 'f') return undefined;
    }
  }
  const trailer = syntax.value();
  return trailer?.kind === 'dictionary' ? { trailer, entries } : undefined;
}

function streamAt(objects: PdfObjects, offset: number): Section | undefined {
  const at = new PdfSyntax(objects.bytes, offset, { left: largestTable }).skipBlanks();
  const stream = objects.objects.find((each) => each.offset === at && isCrossReferenceStream(each));
  if (stream?.value?.kind !== 'dictionary') return undefined;
  const trailer = stream.value;
  const data = tableData(objects, stream);
  const widths = numbersOf(entryOf(trailer, 'W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const row = typeWidth + secondWidth + thirdWidth;
  if (data === undefined || row < 1 || row > 24) return undefined;
  const entries = new Map<number, Place>();
  const ranges = numbersOf(entryOf(trailer, 'Index'));
  const size = numberOf(entryOf(trailer, 'Size')) ?? 0;
  let at2 = 0;
  for (let range = 0; range < Math.max(2, ranges.length); range += 2) {
    const [first, count] = ranges.length === 0 ? [0, size] : [ranges[range] ?? 0, ranges[range + 1] ?? 0];
    for (let number = first; number < first + count && at2 + row <= data.length; number += 1, at2 += row) {
      const type = typeWidth === 0 ? 1 : bigEndian(data, at2, typeWidth);
      const second = bigEndian(data, at2 + typeWidth, secondWidth);
      const third = bigEndian(data, at2 + typeWidth + secondWidth, thirdWidth);
      if (type === 1) entries.set(number, { offset: second });
      if (type === 2) entries.set(number, { container: second, index: third });
    }
  }
  return { trailer, entries };
}

function tableData({ bytes }: PdfObjects, stream: PdfObject): Buffer | undefined {
  const filters = filtersOf(entryOf(stream.value, 'Filter'));
  if (filters.length === 0) return streamData(bytes, stream, (value) => value);
  if (filters.join() !== 'FlateDecode') return undefined;
  const data = unpacked(bytes.subarray(stream.dataStart), largestTable);
  const parameters = entryOf(stream.value, 'DecodeParms');
  const first = parameters?.kind === 'array' ? parameters.items[0] : parameters;
  const predictor = numberOf(entryOf(first, 'Predictor')) ?? 1;
  if (data === undefined || predictor < 10) return data;
  return withoutPrediction(data, numberOf(entryOf(first, 'Columns')) ?? 1);
}

// The filters of PNG (ISO/IEC 15948 9.2) over rows of single bytes.
function withoutPrediction(data: Buffer, columns: number): Buffer | undefined {
  if (!Number.isSafeInteger(columns) || columns < 1) return undefined;
  const rows = Math.floor(data.length / (columns + 1));
  const plain = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const filter = data[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column === 0 ? 0 : (plain[at - 1] ?? 0);
      const up = row === 0 ? 0 : (plain[at - columns] ?? 0);
      const corner = column === 0 || row === 0 ? 0 : (plain[at - columns - 1] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      plain[at] = ((data[row * (columns + 1) + 1 + column] ?? 0) + guess) & 0xff;
    }
  }
  return plain;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(estimate - each));
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function numbersOf(value: PdfValue | undefined): number[] {
  return value?.kind === 'array' ? value.items.map((item) => numberOf(item) ?? 0) : [];
}

function bigEndian(data: Buffer, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * 256 + (data[at + index] ?? 0);
  return value;
}

function found(
  { bytes, byNumber }: PdfObjects,
  byOffset: ReadonlyMap<number, PdfObject>,
  number: number,
  place: Place | undefined,
): PdfObject | undefined {
  if (place === undefined) return undefined;
  if ('container' in place) {
    // Its container may stand in several places as well; the last one of them is what every reader takes.
    return byNumber.get(number)?.findLast((each) => each.index !== undefined);
  }
  for (const base of [0, headerOffset(bytes)]) {
    const at = new PdfSyntax(bytes, place.offset + base, { left: 1024 }).skipBlanks();
    const object = byOffset.get(at);
    if (object?.number === number) return object;
  }
  return undefined;
}
