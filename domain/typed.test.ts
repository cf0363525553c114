import { describe, expect, it } from 'vitest';
import { isCreditCode, isMobileNumber } from './identifiers.ts';
import {
  typedCreditCode,
  typedEmail,
  typedIdentityNumber,
  typedLine,
  typedMobile,
  typedNumber,
  typedParagraph,
  typedRegistrationNumber,
} from './typed.ts';

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
    '086-13912345678',
    '139·1234·5678',
    '139_1234_5678',
    'tel:+86-139-1234-5678',
    'Tel：13912345678',
    '手机：139 1234 5678',
    '联系电话:13912345678；',
    '手机号码13912345678。',
    '13912345678,',
  ])('loses nothing but what is not its own: %j', (text) => {
    expect(typedMobile(text)).toBe('13912345678');
    expect(isMobileNumber(typedMobile(text))).toBe(true);
  });

  it.each(['139123456789', '1391234567', '+85291234567', '139a2345678', '13912345678/13912345679'])(
    'that is wrong stays wrong: %j',
    (text) => expect(isMobileNumber(typedMobile(text))).toBe(false),
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
    "'91320508000010014J",
    '“91320508000010014J”',
    '«91320508000010014J»',
    '统一社会信用代码：91320508000010014J',
    '91320508000010014J。',
    '91320508000010014J；',
  ])('is read: %j', (text) => {
    expect(typedCreditCode(text)).toBe('91320508000010014J');
    expect(isCreditCode(typedCreditCode(text))).toBe(true);
  });
});

it('writes numbers alike and keeps the brackets of certificates', () => {
  expect(typedNumber(' 苏建 232２０２６000001\t')).toBe('苏建2322026000001');
  expect(typedNumber('苏（2020）第0012－a号')).toBe('苏（2020）第0012-A号');
  expect(typedNumber('32058619900101123x')).toBe('32058619900101123X');
  expect(typedNumber('编号：苏建23-1。')).toBe('苏建23-1');
  expect(typedNumber('苏建管(2009)第7号')).toBe('苏建管(2009)第7号');
  expect(typedRegistrationNumber('“注册编号：苏232〔2026〕1”；')).toBe('苏232[2026]1');
});

describe('a pasted number of an identity card', () => {
  it.each([
    ...[
      "'32058619900101123X",
      '’32058619900101123x',
      '`32058619900101123X',
      '320586-19900101-123X',
      '320586.19900101.123X',
    ],
    ...['320586 19900101 123Ⅹ', '32058619900101123ⅹ', '32058619900101123Х', '32058619900101123х', '32058619900101123×'],
    ...['３２０５８６１９９００１０１１２３Ｘ', '"32058619900101123X"', '32058619900101123X。', '32058619900101123X；'],
  ])('is read: %j', (text) => expect(typedIdentityNumber(text)).toBe('32058619900101123X'));

  it.each([
    ['H01234567', 'H01234567'],
    ['M123456（7）', 'M123456(7)'],
    ['GA-123456', 'GA-123456'],
    ['3205861990010112×', '3205861990010112×'],
  ])('that is another stays: %j', (text, number) => expect(typedIdentityNumber(text)).toBe(number));
});

it.each([
  ...[
    'mailto:zhang@example.com',
    '<zhang@example.com>',
    '‹zhang@example.com›',
    '＜zhang@example.com＞',
    '<mailto:zhang@example.com>',
    '邮箱：zhang@example.com',
    '《zhang@example.com》',
  ],
  ...[
    'zhang@example.com;',
    'zhang@example.com，',
    'zhang@example。com',
    '"zhang@example.com"',
    'ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ。',
  ],
])('takes what stands around an e-mail address away: %j', (text) => expect(typedEmail(text)).toBe('zhang@example.com'));

it('leaves an apostrophe within an e-mail address', () =>
  expect(typedEmail("o'brien@example.com")).toBe("o'brien@example.com"));

it.each(['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u2068', '\u2069', '\ufe0f', '\u20e3'])(
  'loses a sign that nobody sees: %j',
  (sign) => {
    expect(typedLine(`${sign}演${sign}示路${sign}`)).toBe('演示路');
    expect(typedParagraph(`演${sign}示\n路`)).toBe('演示\n路');
    expect(typedNumber(`苏建${sign}23`)).toBe(sign === '\ufe0f' || sign === '\u20e3' ? `苏建${sign}23` : '苏建23');
  },
);

it('takes the blanks and full-width signs out of an e-mail address', () =>
  expect(typedEmail(' zhang＠example．com\t')).toBe('zhang@example.com'));

it('makes one line of what was copied from a table', () => {
  expect(typedLine('\t演示路\t12号\r\n')).toBe('演示路 12号');
  expect(typedLine('  \t ')).toBe('');
});

it('writes the line ends of paragraphs alike', () =>
  expect(typedParagraph('一、合同\t不清晰\r\n二、照片\r')).toBe('一、合同 不清晰\n二、照片'));

it.each([typedMobile, typedCreditCode, typedNumber, typedIdentityNumber, typedRegistrationNumber, typedEmail])(
  '$name looks at each sign of a long text a few times and no more',
  (typed) => {
    // As long as a request may be. Looking on from each sign again would take minutes.
    for (const sign of ['，', '>', '”']) expect(typed(`${sign.repeat(250_000)}1`)).toMatch(/1$/);
  },
);

it('changes nothing the second time', () => {
  for (const typed of [
    typedMobile,
    typedCreditCode,
    typedNumber,
    typedIdentityNumber,
    typedEmail,
    typedLine,
    typedParagraph,
  ]) {
    const once = typed(' +86 139-1234\t5678（ａ）\r\nb ');
    expect(typed(once)).toBe(once);
  }
});
