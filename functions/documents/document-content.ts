import type { Application } from '../../domain/application.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { CertificateContent, DocumentContent, DocumentKind } from '../../domain/documents.ts';
import { certificateContent } from '../../domain/papers/certificate.ts';
import {
  acceptanceNotice,
  cancellationNotice,
  correctionNotice,
  nonAcceptanceNotice,
  rejectionNotice,
} from '../../domain/papers/notices.ts';
import { formOf, letterOf } from '../../domain/papers.ts';
import type { IssuedNotice } from '../../domain/issued-notice.ts';
import type { Case } from '../cases/case.ts';
import type { ApplicationEventItem, RegistrationItem } from '../records/entities.ts';

/** What a form, letter or notice of a case says. A notice has the date (Asia/Shanghai) and the reason of the event behind it. */
export function documentContentOf(
  kind: DocumentKind,
  { application }: Pick<Case, 'application'>,
  cause: Pick<ApplicationEventItem, 'at' | 'reason' | 'notice'>,
): DocumentContent {
  const on = shanghaiDate(new Date(cause.at));
  const reason = cause.reason ?? '';
  switch (kind) {
    case 'application-form':
      return formOf(application);
    case 'commitment-letter':
      return letterOf(application);
    case 'acceptance-notice':
      return acceptanceNotice(application, on);
    case 'non-acceptance-notice':
      return nonAcceptanceNotice(application, on, reason);
    case 'correction-notice':
      return correctionNotice(application, cause.notice ?? noticeOf(application), on);
    case 'rejection-notice':
      return rejectionNotice(application, on, reason);
    case 'cancellation-notice':
      return cancellationNotice(application, on);
  }
}

// An event of before notices were kept with it: the application's notice is still its own.
function noticeOf({ correction, applicant, draft }: Application): IssuedNotice {
  const toEmployer = correction?.addressee === 'employer';
  return {
    addresseeName: toEmployer ? (draft.employment.employerName ?? '') : applicant.name,
    items: correction?.items ?? [],
    laterReason: null,
  };
}

/** What the certificate of a registration says: issued on the day of approval, verified at a page of `siteUrl`. */
export function certificateContentOf(
  { application }: Pick<Case, 'application'>,
  registration: RegistrationItem,
  cause: Pick<ApplicationEventItem, 'at'>,
  siteUrl: string,
): CertificateContent {
  // Behind a #, so that whoever scans the QR code leaves the code in no log of an address.
  const query = new URLSearchParams({ number: registration.number, code: registration.verificationCode });
  const verifyUrl = `${siteUrl.replace(/\/$/, '')}/verify.html#${query.toString()}`;
  return certificateContent(
    application,
    { ...registration, zone: registration.zone ?? null },
    shanghaiDate(new Date(cause.at)),
    verifyUrl,
  );
}
