import { describe, expect, it } from 'vitest';
import { printableRanges, unprintableCharacters } from '../../domain/printable.ts';
import { missingGlyphs } from './fonts.ts';

describe('the characters that may be typed', () => {
  it('are all in the embedded fonts', () => {
    for (const [from, to] of printableRanges) {
      const text = Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
      expect(missingGlyphs(text), `U+${from.toString(16)}–U+${to.toString(16)}`).toEqual([]);
    }
  });

  it('leave out emoji and unassigned ideographs, each named once', () => {
    expect(unprintableCharacters('张😀三😀\u{2ffff}')).toEqual(['😀', '\u{2ffff}']);
    expect(unprintableCharacters('何𫖯\n王 A1·（）')).toEqual([]);
  });
});
