import { describe, expect, it } from 'vitest';
import { isCreditCode, isMobileNumber } from './identifiers.ts';
import { typedCreditCode, typedEmail, typedLine, typedMobile, typedNumber, typedParagraph } from './typed.ts';

describe('a pasted mobile number', () => {
  it.each([
    '139 1234 5678',
    '+8613912345678',
    '+86 139-1234-5678',
    '0086 13912345678',
    '(+86) 13912345678',
    '8613912345678',
    ' 13912345678',
    '13912345678\t',
    '\u202d139\u00a01234\u00a05678\u202c',
    '139-1234-5678',
    '139–1234—5678',
    '１３９１２３４５６７８',
  ])('loses nothing but what is not its own: %j', (text) => {
    expect(typedMobile(text)).toBe('13912345678');
    expect(isMobileNumber(typedMobile(text))).toBe(true);
  });

  it.each(['139123456789', '1391234567', '+85291234567', '139a2345678'])('that is wrong stays wrong: %j', (text) =>
    expect(isMobileNumber(typedMobile(text))).toBe(false),
  );
});

describe('a pasted credit code', () => {
  it.each([
    ' 91320508000010014J',
    '\t91320508000010014J\n',
    '9132 0508 0000 1001 4J',
    '91320508-000010014-J',
    '91320508000010014j',
    '９１３２０５０８００００１００１４Ｊ',
  ])('is read: %j', (text) => {
    expect(typedCreditCode(text)).toBe('91320508000010014J');
    expect(isCreditCode(typedCreditCode(text))).toBe(true);
  });
});

it('writes numbers alike and keeps the brackets of certificates', () => {
  expect(typedNumber(' 苏建 232２０２６000001\t')).toBe('苏建2322026000001');
  expect(typedNumber('苏（2020）第0012－a号')).toBe('苏（2020）第0012-A号');
  expect(typedNumber('32058619900101123x')).toBe('32058619900101123X');
});

it('takes the blanks and full-width signs out of an e-mail address', () =>
  expect(typedEmail(' zhang＠example．com\t')).toBe('zhang@example.com'));

it('makes one line of what was copied from a table', () => {
  expect(typedLine('\t演示路\t12号\r\n')).toBe('演示路 12号');
  expect(typedLine('  \t ')).toBe('');
});

it('writes the line ends of paragraphs alike', () =>
  expect(typedParagraph('一、合同\t不清晰\r\n二、照片\r')).toBe('一、合同 不清晰\n二、照片'));

it('changes nothing the second time', () => {
  for (const typed of [typedMobile, typedCreditCode, typedNumber, typedEmail, typedLine, typedParagraph]) {
    const once = typed(' +86 139-1234\t5678（ａ）\r\nb ');
    expect(typed(once)).toBe(once);
  }
});
