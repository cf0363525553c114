import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  breakableUnits,
  fillLines,
  markBreaks,
  mayNotEndLine,
  mayNotStartLine,
  plainText,
  splitAtMarks,
} from './line-breaks.ts';

const widthOf = (character: string) => ((character.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1);
const units = (text: string, lineWidth = Infinity) => breakableUnits(text, lineWidth, widthOf);
const widthOfText = (text: string) => Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);

describe('where a line may break', () => {
  test.each([
    ['ideographs apart', '建筑师', ['建', '筑', '师']],
    ['closing punctuation with what is before', '材料，齐全。', ['材', '料，', '齐', '全。']],
    ['opening punctuation with what follows', '（聘用）《法》', ['（聘', '用）', '《法》']],
    ['several marks together', '他说：“好。”', ['他', '说：', '“好。”']],
    ['dashes and ellipses whole', '办事——查询……', ['办', '事——', '查', '询……']],
    ['Latin words and numbers whole', '编号JS2026-001共18.5元', ['编', '号', 'JS2026-001', '共', '18.5', '元']],
    ['percent and degrees with their number', '占50%，37℃', ['占', '50%，', '37℃']],
    ['an e-mail address whole', '邮箱a.b@example.com。', ['邮', '箱', 'a.b@example.com。']],
    ['spaces at the end of a piece', 'Zhang San 张三', ['Zhang ', 'San ', '张', '三']],
    ['a combining mark and a variation selector with its letter', 'e\u0301葛\u{e0100}', ['e\u0301', '葛\u{e0100}']],
    ['rare ideographs apart', '王𪚥𠮷', ['王', '𪚥', '𠮷']],
    ['nothing in nothing', '', []],
  ])('keeps %s', (_, text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  test('cuts an address that is wider than the line after its punctuation', () => {
    expect(units('wang.xiaoming@construction-design.example.com', 12)).toEqual([
      'wang.xiaoming@',
      'construction-design.',
      'example.com',
    ]);
  });

  test('cuts a number that is wider than the line at its full width', () => {
    expect(units('123456789012345678', 5)).toEqual(['1234567890', '12345678']);
  });
});

// Texts as people write them, mixed from all kinds of characters that have a rule.
const character = fc.constantFrom(
  ...Array.from('张三江苏省建筑𪚥ABCxyz0123456789，。：；、！？（）《》“”—…·％℃-./@_:()%# '),
);
const text = fc.array(character, { maxLength: 80 }).map((characters) => characters.join(''));

describe('for any text', () => {
  test('the pieces joined are the text, whatever the width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, lineWidth) => {
        expect(units(value).join('')).toBe(value);
        expect(units(value, lineWidth).join('')).toBe(value);
      }),
    );
  });

  test('also with any Unicode in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => units(value, 8).join('') === value));
  });

  test('no piece begins or ends with a character that may not begin or end a line', () => {
    fc.assert(
      fc.property(text, (value) => {
        const pieces = units(value);
        for (const piece of pieces.slice(1)) expect(mayNotStartLine(Array.from(piece)[0] ?? '')).toBe(false);
        for (const piece of pieces.slice(0, -1)) expect(mayNotEndLine(Array.from(piece).at(-1) ?? '')).toBe(false);
      }),
    );
  });

  test('no piece is wider than the line unless it is one character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, lineWidth) => {
        for (const piece of units(value, lineWidth)) {
          expect(Array.from(piece).length === 1 || widthOfText(piece) <= lineWidth).toBe(true);
        }
      }),
    );
  });

  test('marked for react-pdf and cut by the callback, nothing is lost', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, lineWidth) => {
        const pieces = splitAtMarks(markBreaks(value, lineWidth, widthOf));
        expect(pieces.join('').replaceAll('\u00a0', ' ')).toBe(value);
      }),
    );
  });

  test('filled lines are never wider than the line and hold the whole text', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, lineWidth) => {
        const lines = fillLines(units(value, lineWidth), lineWidth, widthOf);
        expect(Math.max(0, ...lines)).toBeLessThanOrEqual(lineWidth);
        expect(lines.reduce((sum, width) => sum + width, 0)).toBeCloseTo(widthOfText(value));
      }),
    );
  });
});

test('the first line is shorter by its indent', () => {
  expect(fillLines(['一', '二', '三', '四'], 3, widthOf, 1)).toEqual([3, 2]);
});

test('the callback puts an empty piece at every mark, where react-pdf may break without a hyphen', () => {
  expect(splitAtMarks('张\u00ad三，\u00ad男')).toEqual(['张', '', '三，', '', '男']);
  expect(splitAtMarks('男')).toEqual(['男']);
});

test('line ends and tabs are printed as spaces, soft hyphens not at all', () => {
  expect(plainText('一\r\n二\t三\u00ad四\n五')).toBe('一 二 三四 五');
});
