import { isDeepStrictEqual } from 'node:util';
import type { CaseRecord } from '../../domain/case-record.ts';
import { standingOf } from '../../domain/commitments.ts';
import { nothingStands } from '../../domain/standing.ts';
import { digest } from '../platform/digest.ts';
import type { ApplicationHead, ApplicationItem, CaseContentItem } from '../records/entities.ts';

/**
 * The application as the domain sees it, and everybody but the applicant: with the draft as it was submitted. What is typed since stands in
 * `working` alone until it is sent. What the table leaves out is null, or none.
 */
export function applicationOf(item: ApplicationItem): CaseRecord {
  const { applicationId: id, submittedDraft, draft: working, ...rest } = item;
  const application: CaseRecord = {
    ...rest,
    id,
    number: item.number ?? null,
    initiator: item.initiator ?? 'practitioner',
    draft: submittedDraft ?? working,
    working,
    registrations: item.registrations ?? [],
    release: item.release ?? null,
    timeliness: item.timeliness ?? null,
    statement: item.statement ?? null,
    asksFormerIdentity: item.asksFormerIdentity ?? false,
    formerPersonId: item.formerPersonId ?? null,
    employerCreditCode: item.employerCreditCode ?? null,
    commitments: item.commitments ?? {},
    extension: item.extension ?? null,
    period: item.period ?? null,
    registrationNumbers: item.registrationNumbers ?? [],
    submittedAt: item.submittedAt ?? null,
    ...(item.certificateSource === undefined ? {} : { certificateSource: item.certificateSource }),
    standing: nothingStands,
  };
  return { ...application, standing: standingOf(application, digest) };
}

/** Both items of an application as one. An application without content is not as the product writes it. */
export function applicationItemOf(head: ApplicationHead, content: CaseContentItem | undefined): ApplicationItem {
  const { applicantName: _name, employerName: _employer, ...rest } = head;
  const draft = content?.draft ?? content?.submittedDraft;
  if (content === undefined || draft === undefined) throw new Error(`${head.applicationId} has no content`);
  return { ...rest, ...content, draft };
}

/** What an application says, as the table keeps it: what was submitted is not kept a second time as long as nobody goes on with it. */
export function contentItem(application: CaseRecord): CaseContentItem {
  const { id: applicationId, submission, working, draft, applicant, qualification, registrations } = application;
  const isAsSubmitted = submission > 0 && isDeepStrictEqual(working, draft);
  return {
    applicationId,
    ...(isAsSubmitted ? {} : { draft: working }),
    ...(submission === 0 ? {} : { submittedDraft: draft }),
    applicant,
    qualification,
    ...(registrations.length === 0 ? {} : { registrations }),
  };
}

/** An application as the table keeps it, without its content. What never changes after the beginning is in `key`. */
export function applicationItem(application: CaseRecord) {
  const { id: applicationId, personId, profession, matter, initiator, createdAt } = application;
  const { number, formerPersonId, employerCreditCode, submittedAt, registrationNumbers, certificateSource } =
    application;
  return {
    key: {
      applicationId,
      personId,
      profession,
      matter,
      createdAt,
      ...(initiator === 'practitioner' ? {} : { initiator }),
      ...(certificateSource === undefined ? {} : { certificateSource }),
    },
    changing: {
      state: application.state,
      version: application.version,
      stateVersion: application.stateVersion,
      submission: application.submission,
      applicantName: application.applicant.name,
      employerName: application.draft.employment.employerName ?? '',
      release: application.release,
      timeliness: application.timeliness,
      ...(application.statement === null ? {} : { statement: application.statement }),
      attachments: application.attachments,
      commitments: application.commitments,
      supplement: application.supplement,
      correction: application.correction,
      recommendation: application.recommendation,
      extension: application.extension,
      period: application.period,
      updatedAt: application.updatedAt,
      ...(number === null ? {} : { number }),
      ...(formerPersonId === null ? {} : { formerPersonId, asksFormerIdentity: application.asksFormerIdentity }),
      ...(employerCreditCode === null ? {} : { employerCreditCode }),
      ...(submittedAt === null ? {} : { submittedAt }),
      ...(registrationNumbers.length === 0 ? {} : { registrationNumbers: [...registrationNumbers] }),
    },
  };
}
