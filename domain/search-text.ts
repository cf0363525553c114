import { type CalendarDate, isCalendarDate } from './calendar-dates.ts';
import { shortestNamePart, searchedName } from './employer-names.ts';
import { isCertificateNumber, isCreditCode, isMobileNumber } from './identifiers.ts';
import { readIdentityNumber } from './identity-documents.ts';
import { professionCodes, professions } from './professions.ts';
import { typedCreditCode, typedIdentityNumber, typedMobile, typedNumber, typedRegistrationNumber } from './typed.ts';

/** What somebody has typed into the box of the search, told apart by its form alone. */
export type SearchedText =
  | { readonly kind: 'application-number' | 'number-prefix' | 'registration-number'; readonly number: string }
  | { readonly kind: 'identity-number'; readonly idNumber: string }
  | { readonly kind: 'credit-code'; readonly creditCode: string }
  | { readonly kind: 'mobile'; readonly mobile: string }
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'too-short' };

const prefixes = professionCodes.map((code) => professions[code].numberPrefix);
// An application number is the letters of the profession, a date and six digits (domain/numbering.ts).
const wholeNumber = new RegExp(`^(?:${prefixes.join('|')})\\d{14}$`);
const beginOfNumber = new RegExp(`^(?:${prefixes.join('|')})\\d{2,13}$`);

/**
 * Tells what was typed: the number of an application or its beginning, an identity number, a credit code, a mobile number, a date, the number of a registration,
 * or a name or part of one, in this order, so that what has a check digit is taken for nothing else. A name of one character finds half the province and is too short.
 */
export function searchedText(text: string): SearchedText {
  const number = typedNumber(text);
  if (wholeNumber.test(number)) return { kind: 'application-number', number };
  if (beginOfNumber.test(number)) return { kind: 'number-prefix', number };
  const creditCode = typedCreditCode(text);
  if (isCreditCode(creditCode)) return { kind: 'credit-code', creditCode };
  const mobile = typedMobile(text);
  if (isMobileNumber(mobile)) return { kind: 'mobile', mobile };
  const date = dateOf(text);
  if (date !== null) return { kind: 'date', date };
  const idNumber = typedIdentityNumber(text);
  if (readIdentityNumber(idNumber) !== undefined) return { kind: 'identity-number', idNumber };
  const registration = typedRegistrationNumber(text);
  if (/\d{4}/.test(registration) && isCertificateNumber(registration.replaceAll(/[[\]]/g, ''))) {
    return { kind: 'registration-number', number: registration };
  }
  const name = searchedName(text);
  return Array.from(name).length < shortestNamePart ? { kind: 'too-short' } : { kind: 'name', name };
}

const dateForms = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/;

function dateOf(text: string): CalendarDate | null {
  const compact = text.normalize('NFKC').replaceAll(/\s/g, '');
  const [, year, month, day] = dateForms.exec(compact) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(compact) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}
