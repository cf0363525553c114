import type { RegistrationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { loadCase } from '../cases/case.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { entryFor } from '../register/register-view.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
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

/** The address of the newest certificate of one of the caller's registrations. */
export async function downloadCertificate(caller: PersonCaller, number: string): Promise<Result<{ url: string }>> {
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
  return done({ url: await downloadAddress(certificate.key, `${certificate.title}.pdf`) });
}
