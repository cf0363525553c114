import { typedNumber } from './typed.ts';

/** The alphabet of Crockford's base 32: no letter that is taken for a digit or for another letter (I, L, O), and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// Cyrillic and Greek capitals, and the zero of Chinese figures, in the order of what they are taken for.
const foreign = '〇○АВЕКМНОРСТУХΑΒΕΖΗΚΜΝΟΡΤΧΥ';
const latin = '00ABEKMHOPCTYXABEZHKMNOPTXY';
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(foreign, (sign, at) => [sign, latin.charAt(at)]),
);

/** What may be wrong with what was typed from a certificate: nobody has the number, or the code is on none of its certificates. */
export const verificationMistakes = ['number-unknown', 'code-not-matching'] as const;
export type VerificationMistake = (typeof verificationMistakes)[number];

/** How many random bytes a code is made of. Each character carries five bits of one byte: sixteen are 80 bits. */
export const codeBytes = 16;

/** The code printed on a certificate, from as many random bytes as `codeBytes`: letters and digits that nobody takes for each other. */
export function verificationCodeOf(random: Uint8Array): string {
  // 256 is a multiple of 32: no character is likelier than another.
  return Array.from(random.subarray(0, codeBytes), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** A code as it is printed: in groups of four, which the eye can follow. */
export function groupedCode(code: string): string {
  return /^[0-9A-Z]{16}$/.test(code) ? code.replaceAll(/(.{4})(?=.)/g, '$1-') : code;
}

/**
 * A code as typed, pasted or read from a QR code, in the one form in which codes are compared: full-width signs, case, blanks, dashes, points and what
 * stands around it do not matter, and O, I and L are the digits that they were taken for. Codes of before (letters of both cases, `-` and `_`) are compared the same way, which
 * still leaves more than 80 bits of them.
 */
export function comparableCode(text: string): string {
  return typedNumber(text)
    .replaceAll(/[-_.·•]/g, '')
    .replaceAll(/\P{ASCII}/gu, (sign) => lookAlikes[sign] ?? sign)
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** True for what can be a code: 6 to 40 letters and digits, whatever stands between them. */
export function isCodeLike(text: string): boolean {
  return /^[0-9A-Z]{6,40}$/.test(comparableCode(text));
}
