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
  const { correction = null, recommendation = null } = head;
  return { ...rest, ...content, draft, correction, recommendation };
}

/** What an application says, as the table keeps it: what was submitted is not kept a second time as long as nobody goes on with it. */
export function contentItem(application: CaseRecord): CaseContentItem {
  const { id: applicationId, submission, working, draft, applicant, qualification, registrations } = application;
  const { attachments, commitments, supplement } = application;
  const isAsSubmitted = submission > 0 && isDeepStrictEqual(working, draft);
  return {
    applicationId,
    ...(isAsSubmitted ? {} : { draft: working }),
    ...(submission === 0 ? {} : { submittedDraft: draft }),
    applicant,
    qualification,
    attachments,
    ...(Object.keys(commitments).length === 0 ? {} : { commitments }),
    supplement,
    ...(registrations.length === 0 ? {} : { registrations }),
  };
}

/** An application as the table keeps it, without its content. What never changes after the beginning is in `key`. */
export function applicationItem(application: CaseRecord) {
  const { id: applicationId, personId, profession, matter, initiator, createdAt } = application;
  const { number, formerPersonId, employerCreditCode, submittedAt, registrationNumbers, certificateSource } =
    application;
  const { there, gone } = passingParts(application);
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
      ...there,
      updatedAt: application.updatedAt,
      ...(number === null ? {} : { number }),
      ...(formerPersonId === null ? {} : { formerPersonId, asksFormerIdentity: application.asksFormerIdentity }),
      ...(employerCreditCode === null ? {} : { employerCreditCode }),
      ...(submittedAt === null ? {} : { submittedAt }),
      ...(registrationNumbers.length === 0 ? {} : { registrationNumbers: [...registrationNumbers] }),
    },
    /** What it may have had before and has not any more. */
    gone,
  };
}

const passing = ['release', 'timeliness', 'statement', 'correction', 'recommendation', 'extension', 'period'] as const;

/** What an application has for some steps only. */
function passingParts(application: CaseRecord) {
  const { release, timeliness, statement, correction, recommendation, extension, period } = application;
  return {
    there: {
      ...(release === null ? {} : { release }),
      ...(timeliness === null ? {} : { timeliness }),
      ...(statement === null ? {} : { statement }),
      ...(correction === null ? {} : { correction }),
      ...(recommendation === null ? {} : { recommendation }),
      ...(extension === null ? {} : { extension }),
      ...(period === null ? {} : { period }),
    },
    gone: passing.filter((name) => application[name] === null),
  };
}
