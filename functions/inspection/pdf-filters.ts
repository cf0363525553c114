import { namesOf, type PdfValue } from './pdf-syntax.ts';

// The short names of pictures within contents (ISO 32000-1 table 94), which readers take everywhere.
const shortNames: Readonly<Record<string, string>> = {
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};

/** The filters of a stream by their full names, in the order in which they are undone. */
export function filtersOf(filter: PdfValue | undefined): string[] {
  return namesOf(filter).map((name) => shortNames[name] ?? name);
}
