import { randomBytes } from 'node:crypto';
import { codeBytes, verificationCodeOf } from '../../domain/verification-code.ts';

/** The code that a certificate's verification address carries: 80 random bits, in letters that can be typed. */
export function newVerificationCode(): string {
  return verificationCodeOf(randomBytes(codeBytes));
}
