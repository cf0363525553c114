import type * as z from 'zod';
import type { publicEndpoints } from '../../api/public.ts';
import type { VerificationMistake } from '../../domain/verification-code.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { comparableCode } from '../../domain/verification-code.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { ReplacedCertificateEntity } from '../records/entities.ts';
import { entriesByNumber } from '../register/entries-by-number.ts';
import { entryFor } from '../register/register-view.ts';

/**
 * Verifies a certificate by its number and code. Of an earlier certificate it says that another has taken its place, and nothing about the holder.
 * Refused with `not-found` for a number that nobody has and for a code that is on none of its certificates; the error says which.
 */
export async function verifyCertificate(
  typed: string,
  code: string,
  now: Date,
): Promise<Result<z.input<typeof publicEndpoints.verifyCertificate.response>>> {
  const numbers = numbersMeant(typed);
  const [replaced, registrations] = await Promise.all([replacedCertificate(numbers, code), entriesByNumber(numbers)]);
  // First, because the index by number may still show the code that has just been replaced.
  if (replaced !== undefined) {
    const { number, replacedOn, reason } = replaced;
    return done({ status: 'replaced', number, replacedOn, reason });
  }
  if (registrations.length === 0) {
    return mistaken('number', 'number-unknown', '没有这个注册编号，请对照证书逐字核对，或者扫描证书上的二维码。');
  }
  // The number alone proves nothing: the code on the certificate must match, so nobody can list the register by counting.
  const registration = registrations.find(({ verificationCode }) => comparableCode(verificationCode) === code);
  if (registration === undefined) {
    return mistaken(
      'code',
      'code-not-matching',
      '验证码与这个注册编号的证书不一致，请对照同一份证书逐字核对，或者扫描证书上的二维码。',
    );
  }
  return done(entryFor('anyone', registration, shanghaiDate(now)));
}

async function replacedCertificate(numbers: readonly string[], code: string) {
  const keys = numbers.map((number) => ({ number, code }));
  const { data } = await ReplacedCertificateEntity.get(keys).go({ consistent: true });
  return data[0];
}

function mistaken(field: 'number' | 'code', code: VerificationMistake, message: string) {
  return refuse('not-found', message, [{ field, code, message }]);
}
