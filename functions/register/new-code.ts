import { randomBytes } from 'node:crypto';
import type { RegisterEntry } from '../../domain/registration.ts';
import type { NewCodes } from '../../domain/replaced-certificates.ts';
import { codeBytes, verificationCodeOf } from '../../domain/verification-code.ts';

/** The code that a certificate's verification address carries: 80 random bits, in letters that can be typed. */
export function newVerificationCode(): string {
  return verificationCodeOf(randomBytes(codeBytes));
}

/** A code for a new certificate of each entry. */
export function newCodesFor(entries: readonly Pick<RegisterEntry, 'number'>[]): NewCodes {
  return new Map(entries.map(({ number }) => [number, newVerificationCode()]));
}
