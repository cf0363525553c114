import { describe, expect, it } from 'vitest';
import { printableForm, printableRanges, unprintableCharacters } from '../../domain/printable.ts';
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

describe('text that was typed or copied', () => {
  it.each([
    '建筑面积≥5000㎡',
    '√ 符合',
    '● 项目负责人',
    '设计→施工',
    'μm',
    '□是■否',
    '①②㈠Ⅳ★☆◆※§№℃‰±×÷≈≠∞∴∵∠⊥∥∑∏∫αβγДжёāǎ',
  ])('of signs of GB 2312 is printed: %s', (text) => {
    expect(printableForm(text)).toBe(text);
    expect(unprintableCharacters(text)).toEqual([]);
    expect(missingGlyphs(text)).toEqual([]);
  });

  it('has every sign of GB 2312, rows 1 to 9', () => {
    const decoder = new TextDecoder('gbk', { fatal: true });
    for (let row = 0xa1; row <= 0xa9; row += 1) {
      for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
        const sign = decoder.decode(Uint8Array.of(row, cell));
        // What the standard leaves empty is private use.
        if (!/\p{Co}/u.test(sign))
          expect(unprintableCharacters(printableForm(sign)), `${row.toString(16)}${cell.toString(16)}`).toEqual([]);
      }
    }
  });

  it.each([
    ['\u2f08\u2f12资源\u2ed3', '人力资源长', 'radicals'],
    ['\uf9e4\u{2f800}', '理丽', 'compatibility ideographs'],
    ['e\u0301', 'é', 'accents apart'],
    ['\ufb01le', 'file', 'ligatures'],
    ['一\u202f二\u2009三', '一 二 三', 'blanks of typesetting'],
    ['☎\ufe0f', '☎', 'marks of pictures'],
    ['ＡＢ①㎡', 'ＡＢ①㎡', 'forms that the fonts have'],
    ['😀', '😀', 'what cannot be printed'],
  ])('%j is kept as %j: %s', (text, kept) => expect(printableForm(text)).toBe(kept));
});
