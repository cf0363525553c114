import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { comparableCode } from '../../domain/verification-code.ts';
import { done, refuse } from '../platform/refusal.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { entryFor } from '../register/register-view.ts';

/** Verifies a certificate by its number and code. Refused alike for a number that nobody has and for a code that is not its own. */
export async function verifyCertificate(typed: string, code: string, now: Date) {
  const found = await Promise.all(
    numbersMeant(typed).map((number) => RegistrationEntity.query.byNumber({ number }).go()),
  );
  // The number alone proves nothing: the code on the certificate must match, so nobody can list the register by counting.
  const registration = found
    .flatMap(({ data }) => data)
    .find(({ verificationCode }) => comparableCode(verificationCode) === code);
  if (registration === undefined) {
    return refuse('not-found', '没有查到这份证书，请对照证书逐字核对注册编号和验证码，或者扫描证书上的二维码。');
  }
  return done(entryFor('anyone', registration, shanghaiDate(now)));
}
