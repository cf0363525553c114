import { type CalendarDate, isCalendarDate } from './calendar-dates.ts';

const provinceCodes = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A name as it is stored and compared: no blanks at its ends or between Han characters, one elsewhere, nothing invisible. */
export function normalName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** What a resident identity number says of its holder (GB 11643-1999). */
export interface ResidentIdentity {
  readonly birthDate: CalendarDate;
  readonly sex: '男' | '女';
  readonly division: string;
}

/** Reads a resident identity number; undefined unless division, date and check digit are right (GB 11643-1999). */
export function parseResidentIdentityNumber(text: string): ResidentIdentity | undefined {
  if (!/^\d{17}[\dX]$/.test(text) || !provinceCodes.has(text.slice(0, 2))) return undefined;
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isCalendarDate(birthDate)) return undefined;
  const sum = residentWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  if ('10X98765432'[sum % 11] !== text[17]) return undefined;
  return { birthDate, sex: Number(text[16]) % 2 === 1 ? '男' : '女', division: text.slice(0, 6) };
}

/** True for a unified social credit code with the right check character (GB 32100-2015). */
export function isCreditCode(text: string): boolean {
  if (text.length !== 18) return false;
  const values = Array.from(text, (character) => creditCodeAlphabet.indexOf(character));
  if (values.some((value) => value < 0)) return false;
  const sum = creditCodeWeights.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}

/** True for a mainland mobile number (YD/T 2583: eleven digits beginning 13 to 19). */
export function isMobileNumber(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}

/** True for a qualification or registration certificate number: 6 to 30 letters, digits and hyphens, at least four digits among them. */
export function isCertificateNumber(text: string): boolean {
  return /^[\p{Script=Han}A-Z0-9()（）-]{6,30}$/u.test(text) && (text.match(/\d/g) ?? []).length >= 4;
}

/**
 * Masks an identity number for lists and logs: first six and last four of a resident's stay, as in 320586********1234; of a shorter one, a
 * permit's or a passport's, the first and the last two, as in H******78; of what is shorter than any, nothing.
 */
export function maskIdentityNumber(text: string): string {
  const [first, last] = text.length >= 18 ? [6, 4] : [1, 2];
  if (text.length < 8) return '*'.repeat(text.length);
  return `${text.slice(0, first)}${'*'.repeat(text.length - first - last)}${text.slice(-last)}`;
}

/** Masks a mobile number for lists and logs: the first three and the last four digits stay, as in 138****5678. */
export function maskMobileNumber(text: string): string {
  return `${text.slice(0, 3)}****${text.slice(-4)}`;
}
