import { entryOf } from '../records/register-items.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { CertificateContent, DocumentContent, DocumentKind } from '../../domain/documents.ts';
import { certificateContent } from '../../domain/documents/certificate.ts';
import {
  acceptanceNotice,
  cancellationNotice,
  correctionNotice,
  extensionNotice,
  nonAcceptanceNotice,
  rejectionNotice,
  statementNotice,
} from '../../domain/documents/notices.ts';
import { holdNotice, resumptionNotice } from '../../domain/documents/hold-notices.ts';
import { approvalDecision, expiryNotice } from '../../domain/documents/decisions.ts';
import { paperNumber } from '../../domain/documents/paper-number.ts';
import { formOf, letterOf } from '../../domain/form-and-letter.ts';
import { verifyPath } from '../register/verify-path.ts';
import type { Case } from '../cases/case.ts';
import type { ApplicationEventItem, RegistrationItem } from '../records/entities.ts';

/**
 * What a form, letter or notice of a case says. A notice has the date (Asia/Shanghai), the reason and the version of the event behind it, which its number
 * follows from.
 */
export function documentContentOf(
  kind: DocumentKind,
  found: Pick<Case, 'application'>,
  cause: Pick<ApplicationEventItem, 'at' | 'reason' | 'notice' | 'hold' | 'version' | 'from' | 'addressee'>,
): DocumentContent {
  const content = textOf(kind, found, cause);
  const number = paperNumber(kind, found.application.number, cause.version);
  return number === null ? content : { ...content, number, numberLabel: '文号' };
}

function textOf(
  kind: DocumentKind,
  { application }: Pick<Case, 'application'>,
  cause: Pick<ApplicationEventItem, 'at' | 'reason' | 'notice' | 'hold' | 'from' | 'addressee'>,
): DocumentContent {
  const on = shanghaiDate(new Date(cause.at));
  const reason = cause.reason ?? '';
  switch (kind) {
    case 'application-form':
      return formOf(application);
    case 'commitment-letter':
      return letterOf(application);
    case 'acceptance-notice':
      return acceptanceNotice(application, on, cause.reason ?? null);
    case 'non-acceptance-notice':
      return nonAcceptanceNotice(application, on, reason);
    case 'correction-notice':
      if (cause.notice === undefined) throw new Error('the event keeps no notice');
      return correctionNotice(application, cause.notice, on);
    case 'extension-notice':
      return extensionNotice(application, on, reason);
    case 'hold-notice':
    case 'resumption-notice':
      if (cause.hold === undefined) throw new Error('the event keeps no hold');
      return (kind === 'hold-notice' ? holdNotice : resumptionNotice)(application, cause.hold, on);
    case 'approval-decision':
      return approvalDecision(application, on);
    case 'rejection-notice':
      return rejectionNotice(application, on, reason);
    case 'cancellation-notice':
      return cancellationNotice(application, on);
    case 'statement-notice':
      return statementNotice(application, on);
    case 'expiry-notice':
      return expiryNotice(application, { from: cause.from ?? null, addressee: cause.addressee ?? null }, on);
  }
}

/** What the certificate of a registration says: issued on the day of approval, verified at a page of `siteUrl`. */
export function certificateContentOf(
  { application }: Pick<Case, 'application'>,
  registration: RegistrationItem,
  cause: Pick<ApplicationEventItem, 'at'>,
  siteUrl: string,
): CertificateContent {
  const verifyUrl = new URL(verifyPath(registration), siteUrl).href;
  return certificateContent(application, entryOf(registration), shanghaiDate(new Date(cause.at)), verifyUrl);
}
