import { type CalendarDate, isCalendarDate } from './calendar-dates.ts';
import { parseResidentIdentityNumber } from './identifiers.ts';

export const sexes = ['男', '女'] as const;
export type Sex = (typeof sexes)[number];

/** What an identity document says of its holder by its number alone; null where the number says nothing. */
export interface NumberReading {
  readonly birthDate: CalendarDate | null;
  readonly sex: Sex | null;
}

/** A kind of identity document under which somebody can be registered. */
export interface IdentityDocumentKind {
  readonly name: string;
  /** What of the holder the number says; undefined for a number that is none of this kind. */
  readonly read: (number: string) => NumberReading | undefined;
  /** The form of the number, in words for who has to write it. */
  readonly form: string;
}

/**
 * The kinds, by the code of the claim `id_type`. No number is one of two kinds, so that a number alone says whose it is: lists, former
 * identities and the key under which a person is stored need no second field (held by a test).
 *
 * - Resident identity card: 居民身份证法 (GB 11643). Residence permits of Hong Kong, Macao and Taiwan residents have numbers of the same make with the
 *   divisions 81, 82 and 83 (港澳台居民居住证申领发放办法, 2018).
 * - Permanent residence cards of foreigners: since December 2023 eighteen digits that begin with 9 (外国人永久居留身份证); before, three letters of the
 *   nationality and twelve digits.
 * - Travel permits: H or M and eight digits or, before 2013, ten; since July 2024 a letter stands in the second place for who is no Chinese citizen
 *   (港澳居民来往内地通行证). Eight digits, earlier ten with a letter (台湾居民来往大陆通行证).
 * - Passports: states number alike, so the three letters of the state stand before the number, as in the machine-readable zone (ICAO Doc 9303).
 */
export const identityDocumentKinds = {
  'resident-identity-card': {
    name: '居民身份证',
    form: '18位号码',
    read: (number) => (isResidencePermit(number) ? undefined : parseResidentIdentityNumber(number)),
  },
  'residence-permit-hong-kong-macao': {
    name: '港澳居民居住证',
    form: '以81、82开头的18位号码',
    read: (number) => (/^8[12]/.test(number) ? parseResidentIdentityNumber(number) : undefined),
  },
  'residence-permit-taiwan': {
    name: '台湾居民居住证',
    form: '以83开头的18位号码',
    read: (number) => (number.startsWith('83') ? parseResidentIdentityNumber(number) : undefined),
  },
  'permanent-residence-card': {
    name: '外国人永久居留身份证',
    form: '以9开头的18位号码，旧版为3位字母和12位数字',
    read: (number) => (/^[A-Z]{3}\d{12}$/.test(number) ? saysNothing : readPermanentResidence(number)),
  },
  'travel-permit-hong-kong-macao': {
    name: '港澳居民来往内地通行证',
    form: '字母H或M及其后8位或10位',
    read: (number) => (/^[HM][A-Z\d]\d{7}(\d{2})?$/.test(number) ? saysNothing : undefined),
  },
  'travel-permit-taiwan': {
    name: '台湾居民来往大陆通行证',
    form: '8位数字，旧版为10位数字和字母',
    read: (number) => (/^\d{8}$|^\d{10}(\([A-Z]\)|[A-Z])?$/.test(number) ? saysNothing : undefined),
  },
  passport: {
    name: '护照',
    form: '3位国家代码和护照号码，例如“USA”和其后的号码',
    read: (number) => (/^[A-Z]{3}(?=[A-Z]*\d)[A-Z\d]{5,9}$/.test(number) ? saysNothing : undefined),
  },
} as const satisfies Record<string, IdentityDocumentKind>;

export type IdentityDocumentCode = keyof typeof identityDocumentKinds;

const saysNothing: NumberReading = { birthDate: null, sex: null };

function isResidencePermit(number: string): boolean {
  return /^8[1-3]/.test(number);
}

// 9, two digits of the province, three of the nationality, date of birth, three digits in order (odd: male); the rule of the last is not published.
function readPermanentResidence(number: string): NumberReading | undefined {
  const [, year = '', month = '', day = '', order = ''] =
    /^9\d{5}(\d{4})(\d{2})(\d{2})(\d{3})[\dX]$/.exec(number) ?? [];
  const birthDate = `${year}-${month}-${day}`;
  if (!isCalendarDate(birthDate)) return undefined;
  return { birthDate, sex: Number(order) % 2 === 1 ? '男' : '女' };
}

/** True for the code of a kind. */
export function isIdentityDocumentCode(code: string): code is IdentityDocumentCode {
  return Object.hasOwn(identityDocumentKinds, code);
}

/** The kind of a number and what it says; undefined for what is the number of no identity document. */
export function readIdentityNumber(
  number: string,
): (NumberReading & { readonly kind: IdentityDocumentCode }) | undefined {
  for (const kind of Object.keys(identityDocumentKinds).filter(isIdentityDocumentCode)) {
    const reading = identityDocumentKinds[kind].read(number);
    if (reading !== undefined) return { kind, birthDate: reading.birthDate, sex: reading.sex };
  }
  return undefined;
}

/** Who somebody is beside the name: the number, and what the identity platform says where the number says nothing. */
export interface Identified {
  readonly idNumber: string;
  readonly birthDate: CalendarDate | null;
  readonly sex: Sex | null;
}

/** Date of birth and sex of a person: by the number where it says them, else as the identity platform does; null where nobody does. */
export function birthAndSex({ idNumber, birthDate, sex }: Identified): NumberReading {
  const reading = readIdentityNumber(idNumber);
  return { birthDate: reading?.birthDate ?? birthDate, sex: reading?.sex ?? sex };
}
