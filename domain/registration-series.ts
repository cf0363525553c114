/** A part of the digits of a new registration number. */
export type NumberPart =
  | { readonly text: string }
  | {
      readonly of: 'qualification-year' | 'registration-year' | 'count';
      /** The last digits of a year; the least digits of a count. */
      readonly digits: number;
    }
  | { readonly of: 'specialty'; readonly codes: Readonly<Record<string, string>> };

/** How the registrations of a profession are numbered. */
export interface RegistrationSeries {
  /** What stands before the digits of a new number; whoever copies a number may leave it out. */
  readonly lead: string;
  /** The digits of a new number. */
  readonly recipe: readonly NumberPart[];
  /** The forms that numbers of the profession have, old and new. The register may hold others: they are taken over with a remark. */
  readonly forms: readonly RegExp[];
  /** An invented number of the right form, for hints and examples. */
  readonly sample: string;
}

const anyNumber = /./u;

/**
 * The series of the province in which this platform numbers architects and structural engineers: 232 (class two, Jiangsu), the year of
 * registration and six digits. No publication says how older ones look: all that stands in the register are of the right form.
 */
function provincialSeries(lead: string): RegistrationSeries {
  return {
    lead,
    recipe: [{ text: '232' }, { of: 'registration-year', digits: 4 }, { of: 'count', digits: 6 }],
    forms: [anyNumber],
    sample: `${lead}2322026000001`,
  };
}

export const architectSeries = provincialSeries('苏建');
export const structuralSeries = provincialSeries('苏结');

/**
 * As the numbers in the register of Jiangsu are: 苏232, the year of the qualification, the year of the registration, five digits; years of two digits
 * in older numbers, of four in newer ones. 示, this platform's mark, tells the demonstration zone's apart.
 */
export const constructorSeries: RegistrationSeries = {
  lead: '苏',
  recipe: [
    { text: '232' },
    { of: 'qualification-year', digits: 4 },
    { of: 'registration-year', digits: 4 },
    { of: 'count', digits: 5 },
  ],
  forms: [/^苏示?232(?:19|20)\d{2}20\d{2}\d{5,6}$/u, /^苏示?232\d{9}$/u],
  sample: '苏2322019202600001',
};

/**
 * 建[造] and fourteen digits: level (2), specialty, year of registration, province (32), the body that registers, six digits; the coding of cost engineers'
 * certificates since 2018 (《造价工程师职业资格制度规定》, 建人〔2018〕67号). 00 for the body is this platform's default.
 */
export const costSeries: RegistrationSeries = {
  lead: '建[造]',
  recipe: [
    { text: '2' },
    { of: 'specialty', codes: { 土木建筑工程: '1', 交通运输工程: '2', 水利工程: '3', 安装工程: '4' } },
    { of: 'registration-year', digits: 2 },
    { text: '3200' },
    { of: 'count', digits: 6 },
  ],
  forms: [/^建\[造\]2[1-4]\d{2}32\d{8}$/u],
  sample: '建[造]21263200000001',
};
