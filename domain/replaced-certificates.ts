import type { CalendarDate } from './calendar-dates.ts';
import type { RegisterEntry } from './registration.ts';
import { comparableCode } from './verification-code.ts';

/** A certificate whose place a newer one has taken. Nothing in it says whose it was. */
export interface ReplacedCertificate {
  /** The number of the registration. */
  readonly number: string;
  /** The code printed on it, in the form in which codes are compared. */
  readonly code: string;
  /** The day from which another certificate takes its place. */
  readonly replacedOn: CalendarDate;
  /** What has changed, in the words of the matter. */
  readonly reason: string;
}

/** Codes that were drawn for the certificates that a command may have issued, by the number of the registration. */
export type NewCodes = ReadonlyMap<string, string>;

/** The certificate that an entry of the register had before it changed, as it is kept from then on. */
export function replacedCertificate(
  { number, verificationCode }: Pick<RegisterEntry, 'number' | 'verificationCode'>,
  reason: string,
  replacedOn: CalendarDate,
): ReplacedCertificate {
  return { number, code: comparableCode(verificationCode), replacedOn, reason };
}

/** An entry for which a certificate is to be issued anew, with the code of that. Throws when none was drawn for it. */
export function certifiedAnew(entry: RegisterEntry, newCodes: NewCodes): RegisterEntry {
  const verificationCode = newCodes.get(entry.number);
  if (verificationCode === undefined) throw new Error('no code was drawn for the certificate');
  return { ...entry, verificationCode, certificateDocumentId: null };
}
