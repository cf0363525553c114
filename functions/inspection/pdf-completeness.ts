import { jpegIsWhole } from '../../domain/pictures/jpeg-data.ts';
import { type PdfReading, resolved } from './pdf-cross-reference.ts';
import { type PdfObject, streamData } from './pdf-objects.ts';
import { filtersOf } from './pdf-filters.ts';
import { contentsOf, drawablesOf, objectOf, type PdfPage } from './pdf-pages.ts';
import { entryOf, namesOf, numberOf, type PdfValue, TooComplexError, unescapedNames } from './pdf-syntax.ts';
import { unpacked, unpackedSize } from './unpack.ts';

// All contents of 60 pages take some ten megabytes, also with drawings.
const largestContents = 256 * 1024 * 1024;
// A page of A4 in colour at 300 dpi unfolds to 26 MB, sixty of them to 1.6 GB; unfolding that takes 5 s.
const largestPictures = 3 * 1024 * 1024 * 1024;
const largestInnerPicture = 64 * 1024 * 1024;
// Writers leave out a last row now and then; half a picture is what must not pass.
const leastShare = 0.9;

// Drawings stand in drawings some levels deep; each level is a level of calls here.
const deepestForm = 50;

interface Work {
  readonly reading: PdfReading;
  readonly seen: Set<PdfObject>;
  contentsLeft: number;
  picturesLeft: number;
}

/**
 * True when everything that the pages draw is there: contents that can be read, every picture that is used, and all of it. A
 * broken download or a defective disk leaves pictures whose data are missing or filled up with zeros, which readers show in
 * grey or not at all. Throws TooComplexError when that unfolds to more than any document of the allowed length.
 */
export async function pagesAreWhole(reading: PdfReading, pages: readonly PdfPage[]): Promise<boolean> {
  const work: Work = { reading, seen: new Set(), contentsLeft: largestContents, picturesLeft: largestPictures };
  for (const { dictionary, resources } of pages) {
    if (!(await isWhole(work, contentsOf(reading, dictionary), resources))) return false;
  }
  return true;
}

async function isWhole(
  work: Work,
  contents: readonly (PdfObject | undefined)[],
  resources: PdfValue | undefined,
  depth = 0,
): Promise<boolean> {
  if (depth > deepestForm) throw new TooComplexError();
  const texts: (string | undefined)[] = [];
  for (const content of contents) {
    if (content?.dataStart === undefined) return false;
    const text = contentText(work, content);
    if (text === 'damaged') return false;
    texts.push(text && plainNames(text));
  }
  // What is not used may be damaged: nobody sees it. Contents that are packed in a rare way may use anything.
  const uses = (name: string) => texts.some((text) => text === undefined || namesIn(text, name));
  for (const [name, value] of drawablesOf(work.reading, resources)) {
    if (!(await drawableIsWhole(work, value, depth)) && uses(name)) return false;
  }
  return true;
}

// Names may be escaped in one place and plain in the other (ISO 32000-1 7.3.5).
function plainNames(content: Buffer): string {
  return unescapedNames(content.toString('latin1'));
}

function namesIn(text: string, name: string): boolean {
  for (let at = text.indexOf(`/${name}`); at >= 0; at = text.indexOf(`/${name}`, at + 1)) {
    if (!/[^\0\t\n\f\r ()<>[\]{}/%]/.test(text.charAt(at + 1 + name.length))) return true;
  }
  return false;
}

async function drawableIsWhole(work: Work, value: PdfValue, depth: number): Promise<boolean> {
  const object = objectOf(work.reading, value);
  if (object?.dataStart === undefined) return false;
  if (work.seen.has(object)) return true;
  work.seen.add(object);
  const kind = namesOf(resolved(work.reading, entryOf(object.value, 'Subtype')))[0];
  if (kind === 'Form') {
    return await isWhole(work, [object], entryOf(object.value, 'Resources'), depth + 1);
  }
  return kind !== 'Image' || (await pictureIsWhole(work, object));
}

// Undefined for contents that are packed in another way than by deflate.
function contentText(work: Work, content: PdfObject): Buffer | undefined | 'damaged' {
  const { data, filters } = streamParts(work.reading, content);
  if (filters.length === 0) return data;
  if (filters.join() !== 'FlateDecode') return undefined;
  const text = unpacked(data, work.contentsLeft);
  if (text === undefined) {
    // A writer that leaves the stream empty draws nothing.
    return data.length === 0 ? Buffer.alloc(0) : 'damaged';
  }
  work.contentsLeft -= text.byteLength;
  return text;
}

async function pictureIsWhole(work: Work, picture: PdfObject): Promise<boolean> {
  const { data, filters } = streamParts(work.reading, picture);
  let rest = data;
  for (const filter of filters.slice(0, -1)) {
    if (filter !== 'FlateDecode') return rest.length > 0;
    const inner = unpacked(rest, largestInnerPicture);
    if (inner === undefined) return false;
    rest = inner;
  }
  const wanted = leastShare * rawSize(work.reading, picture);
  switch (filters.at(-1)) {
    case undefined:
      return rest.length >= wanted;
    case 'FlateDecode':
      work.picturesLeft -= wanted;
      if (work.picturesLeft < 0) throw new TooComplexError();
      return wanted === 0 || (!endsInZeros(rest) && ((await unpackedSize(rest, wanted)) ?? 0) >= wanted);
    case 'DCTDecode':
      return jpegIsWhole(rest);
    case 'JPXDecode':
    case 'JBIG2Decode':
    case 'CCITTFaxDecode':
      return rest.length > 0 && !endsInZeros(rest);
    default:
      return rest.length > 0;
  }
}

function streamParts({ objects, ...reading }: PdfReading, object: PdfObject) {
  const resolve = (value: PdfValue | undefined) => resolved({ objects, ...reading }, value);
  const data = streamData(objects.bytes, object, resolve) ?? Buffer.alloc(0);
  const filter = resolve(entryOf(object.value, 'Filter'));
  const filters =
    filter?.kind === 'array' ? filter.items.flatMap((item) => filtersOf(resolve(item))) : filtersOf(filter);
  return { data, filters };
}

// Bytes of the picture when it is unpacked, as far as its colours are known; what is not known counts as one colour.
function rawSize(reading: PdfReading, picture: PdfObject): number {
  const number = (key: string) => numberOf(resolved(reading, entryOf(picture.value, key))) ?? 0;
  const isMask = resolved(reading, entryOf(picture.value, 'ImageMask'));
  const bits = isMask?.kind === 'plain' && isMask.text === 'true' ? 1 : number('BitsPerComponent');
  const colours = coloursOf(reading, entryOf(picture.value, 'ColorSpace'));
  return Math.ceil((number('Width') * bits * colours) / 8) * number('Height');
}

const colourCounts: Readonly<Record<string, number>> = { DeviceRGB: 3, CalRGB: 3, Lab: 3, DeviceCMYK: 4 };

function coloursOf(reading: PdfReading, space: PdfValue | undefined): number {
  const value = resolved(reading, space);
  if (value?.kind === 'name') return colourCounts[value.text] ?? 1;
  if (value?.kind !== 'array') return 1;
  const [family, profile] = value.items;
  const name = namesOf(resolved(reading, family))[0] ?? '';
  if (name !== 'ICCBased') return colourCounts[name] ?? 1;
  return numberOf(resolved(reading, entryOf(resolved(reading, profile), 'N'))) ?? 1;
}

// Packed data end in a few zeros at most; scanners pad rows, not tenths of a picture.
function endsInZeros(data: Uint8Array): boolean {
  const longest = Math.max(64, data.length / 10);
  let count = 0;
  while (count < data.length && data[data.length - 1 - count] === 0) count += 1;
  return count >= longest;
}
