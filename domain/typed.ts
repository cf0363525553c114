// What people type and paste carries what they do not see: blanks and tabs of the table that it was copied from, the full-width forms of a
// Chinese keyboard, the dashes and the country code of an address book. Pages and API clean it by these same functions, so that
// what a page takes the API takes.

/** A mobile number as typed or pasted: digits only, without what names it, blanks, dashes, brackets and the country code of China. */
export function typedMobile(text: string): string {
  return bare(text)
    .replace(/^[\p{Script=Han}A-Z]+/iu, '')
    .replaceAll(/[-.·_()（）]/g, '')
    .replace(/^(?:\+|00?)?86(?=1\d{10}$)/, '');
}

/** A unified social credit code as typed or pasted: capitals and digits without blanks and dashes (GB 32100-2015). */
export function typedCreditCode(text: string): string {
  return typedNumber(text).replaceAll('-', '');
}

/** The number of a certificate, a registration, an application or an identity document: alone, without blanks, in capitals, dashes written alike. */
export function typedNumber(text: string): string {
  return bare(text).toUpperCase();
}

/**
 * The number of an identity document as typed or pasted: as `typedNumber`, its brackets half-width. That of a resident identity card besides without what parts its groups, its last
 * sign an X, whatever looks like one (GB 11643-1999).
 */
export function typedIdentityNumber(text: string): string {
  const number = typedNumber(text).replaceAll('（', '(').replaceAll('）', ')');
  const card = number.replaceAll(/[-._·]/g, '').replace(/(?<=^\d{17})[ⅩⅹХхΧχ×✕✖╳]$/, 'X');
  return /^\d{17}[\dX]$/.test(card) ? card : number;
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

/** An e-mail address as typed or pasted: without blanks and what address books put around it, its full-width signs written as addresses have them. */
export function typedEmail(text: string): string {
  return compact(text)
    .replace(behind, '')
    .replace(/^[<‹«〈《"'“‘]+/, '')
    .replace(/(?<![>›»〉》"'”’])[>›»〉》"'”’]+$/, '')
    .replace(label, '')
    .replaceAll('。', '.');
}

/** One line as typed or pasted: what a table or a letter puts between words (tabs, line ends) becomes one blank, and what nobody sees goes. */
export function typedLine(text: string): string {
  return seen(text)
    .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .trim();
}

/** Several lines as typed or pasted: line ends written alike, a tab is a blank, and what nobody sees goes. */
export function typedParagraph(text: string): string {
  return seen(text)
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .trim();
}

// What forms and address books write before a value: 手机：, 证件号码:, mailto:
const label = /^(?:\p{Script=Han}{1,10}|mailto|tel|e-?mail)[:：]/iu;
// Quotation marks, also as accents, which people take for them. Spreadsheets put one before what they are not to calculate with.
const quotes = /['"`´‘’‛“”„‟′″«»「」『』]/g;
// What ends a sentence or parts a list, left behind when one of its words was copied. It begins where no such sign is before it, so that a long row of them is read once.
const behind = /(?<![;；,，。．、.:：!！])[;；,，。．、.:：!！]+$/;

/** A value without blanks and what stands around it; nothing of that can be within one. */
function bare(text: string): string {
  return compact(text).replaceAll(quotes, '').replace(behind, '').replace(label, '');
}

/**
 * Without the signs that have no form of their own: marks of direction, which address books put around names, joiners, soft hyphens, variants, the frames of keys (Unicode, categories Cf and Mn).
 * The one that turns text around stays, and is refused: nothing but deceit needs it.
 */
function seen(text: string): string {
  return text.replaceAll(/(?!\u202e)[\p{Cf}\u20e3\ufe00-\ufe0f]/gu, '');
}

// Brackets stay: they stand in numbers of certificates, in either form.
function compact(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff07\uff0a-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u2010-\u2015\u2212\ufe63]/g, '-')
    .replaceAll(/[\s\p{Cf}]/gu, '');
}
