// What the embedded fonts of the documents can print, as far as people type it: Latin, punctuation, common symbols, kana and
// bopomofo, full-width forms, and the CJK ideographs with extensions A to F. A test holds every range to the fonts.
export const printableRanges: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x2010, 0x2016],
  [0x2018, 0x201a],
  [0x201c, 0x201e],
  [0x2020, 0x2022],
  [0x2025, 0x2027],
  [0x2030, 0x2030],
  [0x2032, 0x2033],
  [0x2103, 0x2103],
  [0x2116, 0x2116],
  [0x2160, 0x216b],
  [0x2460, 0x249b],
  [0x3000, 0x303f],
  [0x3041, 0x3096],
  [0x30a0, 0x30ff],
  [0x3105, 0x312f],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xff01, 0xff9f],
  [0xffe0, 0xffe6],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
];

/** The characters of a text that no document can print, each once. Line breaks are not counted. */
export function unprintableCharacters(text: string): string[] {
  return [...new Set(Array.from(text))].filter(
    (character) => character !== '\n' && !isPrintable(character.codePointAt(0) ?? 0),
  );
}

function isPrintable(codePoint: number): boolean {
  return printableRanges.some(([from, to]) => from <= codePoint && codePoint <= to);
}
