import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeBytes, comparableCode, groupedCode, isCodeLike, verificationCodeOf } from './verification-code.ts';

describe('a verification code', () => {
  it('has sixteen characters that nobody takes for each other', () => {
    for (let round = 0; round < 200; round += 1) {
      const code = verificationCodeOf(randomBytes(codeBytes));
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(comparableCode(code)).toBe(code);
    }
  });

  it('uses every character of its alphabet', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const seen = Array.from({ length: 16 }, (_, part) => verificationCodeOf(all.subarray(part * 16))).join('');
    expect(new Set(seen).size).toBe(32);
  });

  it('is printed in groups of four', () => {
    expect(groupedCode('7K3MX9QZ0TBW1HDR')).toBe('7K3M-X9QZ-0TBW-1HDR');
    expect(groupedCode('AbC_-123')).toBe('AbC_-123');
  });

  it.each([
    '7K3MX9QZ0TBW1HDR',
    '7k3m-x9qz-0tbw-1hdr',
    ' 7K3M X9QZ 0TBW 1HDR\t',
    '7K3MX9QZOTBWIHDR',
    '7k3mx9qzotbwlhdr',
    '７Ｋ３Ｍ—Ｘ９ＱＺ—０ＴＢＷ—１ＨＤＲ',
    '7K3M.X9QZ·0TBW•1HDR。',
    '7К3МХ9QZ〇ТВW1НDR',
    '7Κ3ΜΧ9QΖ○ΤΒW1ΗDR',
    '验证码：7K3M-X9QZ-0TBW-1HDR',
    '“7K3M-X9QZ-0TBW-1HDR”',
  ])('is the same however it is typed: %j', (text) => {
    expect(comparableCode(text)).toBe('7K3MX9QZ0TBW1HDR');
    expect(isCodeLike(text)).toBe(true);
  });

  it('of before is compared like the others', () =>
    expect(comparableCode('aB3_-x9QzIlO0tbw')).toBe(comparableCode('AB3X9QZ1100TBW')));

  it.each(['', '   ', 'ABC12', '验证码', 'x'.repeat(41)])('cannot be %j', (text) =>
    expect(isCodeLike(text)).toBe(false),
  );
});
