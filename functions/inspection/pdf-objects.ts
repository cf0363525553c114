import {
  entryOf,
  namesOf,
  numberOf,
  type PdfDictionary,
  PdfSyntax,
  type PdfValue,
  type ReadingBudget,
  TooComplexError,
} from './pdf-syntax.ts';
import { filtersOf } from './pdf-filters.ts';
import { unpacked } from './unpack.ts';

/** An object as it stands somewhere in a file. The same number can stand in many places; which one counts is for a reading to say. */
export interface PdfObject {
  /** Undefined where no number stands before it. */
  readonly number: number | undefined;
  /** Where its number begins; of an object in an object stream, where that stream's does. */
  readonly offset: number;
  /** Its place in an object stream; undefined for an object that stands in the file itself. */
  readonly index: number | undefined;
  readonly value: PdfValue | undefined;
  /** Where the data of a stream begin. */
  readonly dataStart: number | undefined;
  /** The object as it is written. */
  readonly source: { readonly bytes: Buffer; readonly start: number; readonly end: number };
  /** Not written as it should be: readers may see something else in it. */
  readonly irregular: boolean;
}

/** A trailer, or the dictionary of a cross-reference stream. */
export interface PdfTrailer {
  readonly offset: number;
  readonly value: PdfDictionary;
  /** There to its end. */
  readonly whole: boolean;
}

/** Everything that any reader could take for an object or a trailer, in the order of the file. */
export interface PdfObjects {
  readonly bytes: Buffer;
  readonly objects: readonly PdfObject[];
  readonly trailers: readonly PdfTrailer[];
  readonly byNumber: ReadonlyMap<number, readonly PdfObject[]>;
  /** An object stream could not be unpacked: what is in it is unknown. */
  readonly hidden: boolean;
  /** A trailer says that the file is encrypted. */
  readonly encrypted: boolean;
}

/** The most objects: a tagged document of 60 pages has some 50,000; 200,000 take 2 s. */
export const mostObjects = 200_000;
// All that is unpacked of object and cross-reference streams; those of a document of 60 pages take some megabytes.
const largestStructureBytes = 64 * 1024 * 1024;
// Some four million values, or 20 MB of file and 64 MB of structure read twice, for what stands within something else is read again.
const readableBytes = 160 * 1024 * 1024;

/**
 * Finds every object of a file, wherever it stands and whether or not a cross-reference table names it: in what order readers look
 * differs, and an object that is not looked at here could be the one that they use. Throws TooComplexError beyond 200,000
 * objects.
 */
export function findObjects(bytes: Buffer): PdfObjects {
  const budget = { left: readableBytes };
  const objects: PdfObject[] = [];
  const trailers: PdfTrailer[] = [];
  for (const place of wordsIn(bytes, 'obj')) {
    const object = readObject(bytes, place, budget);
    if (object === undefined) continue;
    objects.push(object);
    if (objects.length > mostObjects) throw new TooComplexError();
    if (isCrossReferenceStream(object) && object.value?.kind === 'dictionary') {
      const whole = bytes.includes('endstream', object.dataStart);
      trailers.push({ offset: object.offset, value: object.value, whole });
    }
  }
  for (const place of wordsIn(bytes, 'trailer')) {
    const syntax = new PdfSyntax(bytes, place + 'trailer'.length, budget);
    const value = syntax.value();
    if (value?.kind === 'dictionary') trailers.push({ offset: place, value, whole: !syntax.irregular });
  }
  trailers.sort((left, right) => left.offset - right.offset);
  const encrypted = trailers.some(({ value }) =>
    value.entries.some(([key, entry]) => key === 'Encrypt' && entry.kind !== 'plain'),
  );
  // What an encrypted file holds cannot be unpacked, and need not be.
  const packed = encrypted ? { objects: [], hidden: false } : unpackObjects(bytes, objects, budget);
  const all = [...objects, ...packed.objects].sort((left, right) => left.offset - right.offset);
  return { bytes, objects: all, trailers, byNumber: numbered(all), hidden: packed.hidden, encrypted };
}

/** True for a cross-reference stream (ISO 32000-1 7.5.8). */
export function isCrossReferenceStream(object: PdfObject): boolean {
  return object.dataStart !== undefined && namesOf(entryOf(object.value, 'Type')).includes('XRef');
}

/**
 * The data of a stream as they are in the file: as long as the stream says where its end is there, else to the next end. Undefined
 * for an object that is no stream. `resolve` follows the reference that a length may be.
 */
export function streamData(
  bytes: Buffer,
  { dataStart, value }: PdfObject,
  resolve: (value: PdfValue | undefined) => PdfValue | undefined,
): Buffer | undefined {
  if (dataStart === undefined) return undefined;
  const length = numberOf(resolve(entryOf(value, 'Length')));
  if (
    length !== undefined &&
    /^\s{0,2}endstream/.test(bytes.toString('latin1', dataStart + length, dataStart + length + 11))
  ) {
    return bytes.subarray(dataStart, dataStart + length);
  }
  const end = bytes.indexOf('endstream', dataStart);
  if (end < 0) return bytes.subarray(dataStart);
  const lineEnd = bytes[end - 1] === 0x0a ? (bytes[end - 2] === 0x0d ? 2 : 1) : bytes[end - 1] === 0x0d ? 1 : 0;
  return bytes.subarray(dataStart, Math.max(dataStart, end - lineEnd));
}

function* wordsIn(bytes: Buffer, word: string): Generator<number> {
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length)) {
    const before = bytes[at - 1] ?? 0x20;
    // Not endobj, nor a piece of another word.
    if (before <= 0x20 || (before >= 0x30 && before <= 0x39) || before === 0x3e) yield at;
  }
}

const longestHead = 64;

function readObject(bytes: Buffer, place: number, budget: ReadingBudget): PdfObject | undefined {
  const head = bytes.toString('latin1', Math.max(0, place - longestHead), place);
  const [, before, rest] = /(\d{1,10})(\s+\d{1,10}\s*)$/.exec(head) ?? [];
  const syntax = new PdfSyntax(bytes, place + 'obj'.length, budget);
  const value = syntax.value();
  const number = isNoObject(value) ? undefined : before;
  const end = syntax.position;
  const isStream = value?.kind === 'dictionary' && syntax.word() === 'stream';
  return {
    number: number === undefined ? undefined : Number(number),
    offset: place - (number === undefined ? 0 : number.length + (rest?.length ?? 0)),
    index: undefined,
    value,
    dataStart: isStream ? afterLineEnd(bytes, syntax.position) : undefined,
    source: { bytes, start: place, end },
    irregular: syntax.irregular,
  };
}

// Words of a text or a web page that happen to stand behind two numbers and “obj”: no reader takes them for an object.
function isNoObject(value: PdfValue | undefined): boolean {
  return value?.kind === 'plain' && !['null', 'true', 'false', 'endobj'].includes(value.text);
}

function afterLineEnd(bytes: Buffer, position: number): number {
  let at = position;
  while (bytes[at] === 0x20) at += 1;
  if (bytes[at] === 0x0d) at += 1;
  return bytes[at] === 0x0a ? at + 1 : at;
}

// Readers differ in whether they ask for /Type; whatever has both other entries may be taken for an object stream.
function isObjectStream({ dataStart, value }: PdfObject): boolean {
  if (dataStart === undefined || value?.kind !== 'dictionary') return false;
  const keys = value.entries.map(([key]) => key);
  return namesOf(entryOf(value, 'Type')).includes('ObjStm') || (keys.includes('N') && keys.includes('First'));
}

function unpackObjects(bytes: Buffer, containers: readonly PdfObject[], budget: ReadingBudget) {
  const objects: PdfObject[] = [];
  let hidden = false;
  let left = largestStructureBytes;
  for (const container of containers) {
    if (!isObjectStream(container)) continue;
    const filters = entryOf(container.value, 'Filter');
    const plain = filters === undefined;
    // Anything but plain deflate could be nested or of another make; no usual program writes such files.
    const known = plain || (filtersOf(filters).join() === 'FlateDecode' && isPlainly(filters));
    const raw = bytes.subarray(container.dataStart);
    const data =
      !known || entryOf(container.value, 'DecodeParms') !== undefined
        ? undefined
        : plain
          ? raw.subarray(0, Math.max(0, raw.indexOf('endstream')))
          : // Readers that are told a wrong length go on behind it; where that breaks off, the data were flushed and not finished.
            (unpacked(raw, left) ?? unpacked(streamData(bytes, container, (value) => value) ?? raw, left));
    const count = numberOf(entryOf(container.value, 'N'));
    const first = numberOf(entryOf(container.value, 'First'));
    if (data === undefined || count === undefined || first === undefined) {
      hidden = true;
      continue;
    }
    left -= data.byteLength;
    if (left < 0 || containers.length + objects.length + count > mostObjects) throw new TooComplexError();
    objects.push(...packedObjects(data, { count, first, offset: container.offset }, budget));
  }
  return { objects, hidden };
}

function isPlainly(filters: PdfValue): boolean {
  return filters.kind === 'name' || (filters.kind === 'array' && filters.items.length === 1);
}

function packedObjects(
  data: Buffer,
  { count, first, offset }: { count: number; first: number; offset: number },
  budget: ReadingBudget,
): PdfObject[] {
  const header = new PdfSyntax(data, 0, budget);
  return Array.from({ length: Math.max(0, Math.trunc(count)) }, (_, index) => {
    const number = Number(header.word());
    const start = first + Number(header.word());
    const syntax = new PdfSyntax(data, Number.isSafeInteger(start) ? Math.max(0, start) : data.length, budget);
    const value = syntax.value();
    const source = { bytes: data, start: Math.min(start, data.length), end: syntax.position };
    return { number, offset, index, value, dataStart: undefined, source, irregular: syntax.irregular };
  });
}

function numbered(objects: readonly PdfObject[]): Map<number, PdfObject[]> {
  const map = new Map<number, PdfObject[]>();
  for (const object of objects) {
    if (object.number === undefined) continue;
    const known = map.get(object.number);
    if (known === undefined) map.set(object.number, [object]);
    else known.push(object);
  }
  return map;
}
