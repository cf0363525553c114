import { expect, test } from 'vitest';
import { fontStacksFor, MissingGlyphError, missingGlyphs, textWidthInEm } from './fonts.ts';

test('common, traditional and rare characters can all be printed', () => {
  // 〇, extension A, the ideographs of the national character table outside the basic plane, and extensions B to F.
  expect(missingGlyphs('张〇㛃䶮龘堃喆犇𫍯𬱖𠮷𪚥𪜀𫝀𫠠𬺰ABC123，。“”（）《》—…·①℃㎡é')).toEqual([]);
});

test('what no font has is reported once each, in order', () => {
  expect(missingGlyphs('张🙂三\u{31350}🙂\u0001')).toEqual(['🙂', '\u{31350}', '\u0001']);
});

test('line ends and tabs are no missing glyphs', () => {
  expect(missingGlyphs('一\r\n二\t三\u00ad')).toEqual([]);
});

test('only a text with rare characters gets their fonts', async () => {
  expect(await fontStacksFor('张三')).toEqual({ serif: ['serif', 'sans'], sans: ['sans', 'serif'] });
  const { serif } = await fontStacksFor('王𪚥𪚥');
  expect(serif).toEqual(['serif', 'sans', 'HanaMinB.CJK-Unified-Ideographs-Extension-B-42']);
});

test('two documents at the same time share the unpacked font', async () => {
  const [first, second] = await Promise.all([fontStacksFor('𠮷'), fontStacksFor('𠮷')]);
  expect(first).toEqual(second);
  expect(first.serif).toHaveLength(3);
});

test('a text that cannot be printed is refused with its characters', async () => {
  const refusal = await fontStacksFor('王🙂').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(MissingGlyphError);
  expect(refusal).toMatchObject({
    name: 'MissingGlyphError',
    characters: ['🙂'],
    message: 'No embedded font can print: 🙂 U+1F642',
  });
});

test('an ideograph is one em wide, a digit about half', () => {
  expect(textWidthInEm('建筑师𪚥', 'serif')).toBe(4);
  expect(textWidthInEm('0', 'serif')).toBeGreaterThan(0.45);
  expect(textWidthInEm('0', 'serif')).toBeLessThan(0.65);
});
