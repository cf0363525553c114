import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { done, refuse } from '../platform/refusal.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { entryFor } from '../register/register-view.ts';

/** Verifies a certificate by its number and code. Refused alike for a number that nobody has and for a code that is not its own. */
export async function verifyCertificate(number: string, code: string, now: Date) {
  const { data } = await RegistrationEntity.query.byNumber({ number }).go();
  const registration = data[0];
  // The number alone proves nothing: the code on the certificate must match, so nobody can list the register by counting.
  if (registration?.verificationCode !== code) {
    return refuse('not-found', '没有找到这份证书，请核对注册编号和验证码，或重新扫描证书上的二维码。');
  }
  return done(entryFor('anyone', registration, shanghaiDate(now)));
}
