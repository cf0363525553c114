// What people type and paste carries what they do not see: blanks and tabs of the table that it was copied from, the full-width forms of a
// Chinese keyboard, the dashes and the country code of an address book. Pages and API clean it by these same functions, so that
// what a page takes the API takes.

/** A mobile number as typed or pasted: digits only, without blanks, dashes, brackets and the country code of China. */
export function typedMobile(text: string): string {
  return compact(text)
    .replaceAll(/[-.()（）]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
}

/** A unified social credit code as typed or pasted: capitals and digits without blanks and dashes (GB 32100-2015). */
export function typedCreditCode(text: string): string {
  return compact(text).replaceAll('-', '').toUpperCase();
}

/** The number of a certificate, a registration, an application or an identity document: without blanks, in capitals, dashes written alike. */
export function typedNumber(text: string): string {
  return compact(text).toUpperCase();
}

/** The number of an identity document as typed or pasted: as `typedNumber`, its brackets half-width. */
export function typedIdentityNumber(text: string): string {
  return typedNumber(text).replaceAll('（', '(').replaceAll('）', ')');
}

/**
 * The number of a registration as typed or pasted: as `typedNumber`, its brackets half-width, and those of cost engineers' numbers square as certificates
 * have them (domain/registration-series.ts).
 */
export function typedRegistrationNumber(text: string): string {
  return typedNumber(text)
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll(/[〔【]/g, '[')
    .replaceAll(/[〕】]/g, ']')
    .replace(/^建\(造\)/, '建[造]');
}

/** An e-mail address as typed or pasted: without blanks, its full-width signs written as addresses have them. */
export function typedEmail(text: string): string {
  return compact(text);
}

/** One line as typed or pasted: what a table or a letter puts between words (tabs, line ends) becomes one blank. */
export function typedLine(text: string): string {
  return text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').trim();
}

/** Several lines as typed or pasted: line ends written alike, a tab is a blank. */
export function typedParagraph(text: string): string {
  return text
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .trim();
}

// Brackets stay: they stand in numbers of certificates, in either form.
function compact(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff07\uff0a-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u2010-\u2015\u2212\u00ad\ufe63]/g, '-')
    .replaceAll(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '');
}
