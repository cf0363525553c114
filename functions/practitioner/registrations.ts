import type { CertificateView, RegistrationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { groupedCode } from '../../domain/verification-code.ts';
import { qrCode } from '../documents/qr-code.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { loadCase } from '../cases/case.ts';
import { type DocumentItem, RegistrationEntity, type RegistrationItem } from '../records/entities.ts';
import { entryFor } from '../register/register-view.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { environment } from '../platform/environment.ts';
import { downloadAddress } from '../platform/files.ts';

/** The caller's entries in the register. */
export async function listRegistrations(
  caller: PersonCaller,
  now: Date,
): Promise<Result<{ items: RegistrationView[] }>> {
  const { data } = await RegistrationEntity.query.person({ personId: caller.personId }).go({ pages: 'all' });
  const today = shanghaiDate(now);
  return done({ items: data.map((item) => entryFor('holder', item, today)) });
}

/** What the caller shows of one of their certificates: what it says, and the code and QR code by which others verify it. */
export async function getCertificate(
  caller: PersonCaller,
  number: string,
  now: Date,
): Promise<Result<CertificateView>> {
  const found = await certificateOf(caller, number);
  if (!found.ok) return found;
  const { registration } = found.value;
  const { verifyPath, ...shown } = entryFor('holder of a certificate', registration, shanghaiDate(now));
  const verifyUrl = new URL(verifyPath, environment.siteUrl()).href;
  const code = groupedCode(registration.verificationCode);
  return done({ ...shown, code, verifyUrl, qrCode: qrCode(verifyUrl) });
}

/** The address of the newest certificate of one of the caller's registrations. */
export async function downloadCertificate(caller: PersonCaller, number: string): Promise<Result<{ url: string }>> {
  const found = await certificateOf(caller, number);
  if (!found.ok) return found;
  const { key, title } = found.value.certificate;
  return done({ url: await downloadAddress(key, `${title}.pdf`) });
}

/** One of the caller's registrations with its newest certificate; refused where there is none. */
async function certificateOf(
  caller: PersonCaller,
  number: string,
): Promise<Result<{ registration: RegistrationItem; certificate: DocumentItem }>> {
  const { data } = await RegistrationEntity.get({ personId: caller.personId, number }).go({ consistent: true });
  if (data === null) return refuse('not-found', '没有找到这项注册，或者它不属于当前账号。');
  if (data.applicationId === undefined) {
    return refuse('not-found', '该注册由原系统登记，本平台没有其电子证书；办理延续、变更或增项后即可下载。');
  }
  const found = await loadCase(data.applicationId);
  // Whose registration it is may have its certificate, also one that came over from a former identity document.
  const certificate = found?.documents.find(({ documentId }) => documentId === data.certificateDocumentId);
  if (certificate === undefined) {
    return refuse('not-found', '电子证书正在生成，请稍后再试。');
  }
  return done({ registration: data, certificate });
}
