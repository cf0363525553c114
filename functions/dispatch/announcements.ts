import type { Announcement } from '../platform/bus.ts';
import type { AppendedEvent } from '../records/stream-record.ts';

/** The name on the bus of everything that happens to an application. */
export const announcementTypes = {
  create: 'ApplicationCreated',
  submit: 'ApplicationSubmitted',
  'documents-ready': 'ApplicationDocumentsRendered',
  confirm: 'ApplicationConfirmed',
  return: 'ApplicationReturned',
  'correct-employer': 'EmployerCorrected',
  release: 'PractitionerReleased',
  object: 'ReleaseObjected',
  'lapse-release': 'ReleaseLapsed',
  'give-statement': 'StatementGiven',
  'lapse-statement': 'StatementLapsed',
  accept: 'ApplicationAccepted',
  'deem-accepted': 'ApplicationDeemedAccepted',
  refuse: 'ApplicationRefused',
  'request-correction': 'CorrectionRequested',
  'answer-correction': 'CorrectionAnswered',
  'lapse-correction': 'CorrectionLapsed',
  recommend: 'ApplicationReviewed',
  approve: 'ApplicationApproved',
  reject: 'ApplicationRejected',
  'send-back': 'ApplicationSentBack',
  'extend-review': 'ReviewExtended',
  'uphold-objection': 'ObjectionUpheld',
  'conclude-publicity': 'PublicityConcluded',
  withdraw: 'ApplicationWithdrawn',
  expire: 'ApplicationExpired',
  'issue-certificate': 'CertificateIssued',
  supplement: 'EmployerQualificationSupplied',
  'amend-employer': 'EmployerAmended',
  'reissue-certificate': 'CertificateReissued',
  'complete-document': 'DocumentCompleted',
  'hold-review': 'ReviewHeld',
  'resume-review': 'ReviewResumed',
} as const satisfies Record<AppendedEvent['action'], string>;

/** What the bus is told of an event: nothing that names a person or says why. */
export function announcementOf(event: AppendedEvent): Announcement {
  const { applicationId, number = null, profession, matter, from = null, to, at, version, correlationId } = event;
  return {
    type: announcementTypes[event.action],
    at,
    detail: {
      ...{ applicationId, number, profession, matter, from, to, at, version },
      ...(correlationId === undefined ? {} : { correlationId }),
    },
  };
}
