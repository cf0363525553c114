import type { Application } from '../../domain/application.ts';
import { nothingStands } from '../../domain/standing.ts';
import type { ApplicationItem } from '../records/entities.ts';
import { standingOf } from './commitment-records.ts';

/**
 * The application as the domain sees it, and everybody but the applicant: with the draft as it was submitted. What is typed since stands in the
 * item alone until it is sent.
 */
export function applicationOf(item: ApplicationItem): Application {
  const application: Application = {
    id: item.applicationId,
    number: item.number ?? null,
    profession: item.profession,
    matter: item.matter,
    initiator: item.initiator ?? 'practitioner',
    state: item.state,
    version: item.version,
    submission: item.submission,
    draft: item.submittedDraft ?? item.draft,
    applicant: item.applicant,
    qualification: item.qualification,
    registrations: item.registrations ?? [],
    release: item.release ?? null,
    asksFormerIdentity: item.asksFormerIdentity ?? false,
    attachments: item.attachments,
    supplement: item.supplement,
    correction: item.correction,
    recommendation: item.recommendation,
    standing: nothingStands,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    submittedAt: item.submittedAt ?? null,
  };
  return { ...application, standing: standingOf(application, item) };
}
