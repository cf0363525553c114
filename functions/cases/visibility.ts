import type { ApplicationEventItem, ApplicationItem, DocumentItem, FileItem } from '../records/entities.ts';
import type { Caller } from '../platform/caller.ts';
import { type Case, employerRole, isFormerIdentity } from './case.ts';

/**
 * What a caller who takes part in a case may see and use of it. Files, documents and events belong to a party and a submission: an employer sees
 * those of the submissions in which it is the employer, and its own. The only place that decides this: views, lists and downloads ask here.
 */

/** True for who was asked to let the person or the registrations go: they see who leaves and for whom, no documents and no particulars. */
export function seesReduced(item: ApplicationItem, caller: Caller): boolean {
  switch (caller.party) {
    case 'person':
      return isFormerIdentity(item, caller.personId);
    case 'legal-person':
      return employerRole(item, caller.creditCode) === 'former-employer';
    case 'staff':
    case 'anyone':
      return false;
  }
}

/** True when the caller is the applicant: alone to see the draft that is not sent yet, and the whole identity number. */
export function isApplicant(item: ApplicationItem, caller: Caller): boolean {
  return caller.party === 'person' && caller.personId === item.personId;
}

/**
 * The files that a caller sees: their own, also while being checked, and those attached to what was submitted. Of its own an employer sees those of
 * the present step: what it sealed before was another form.
 */
export function visibleFiles({ item, files }: Pick<Case, 'item' | 'files'>, caller: Caller): FileItem[] {
  if (seesReduced(item, caller)) return [];
  const attached = Object.values(item.attachments);
  const isPresent = (file: FileItem) => caller.party === 'person' || file.stateVersion === item.stateVersion;
  // What somebody says against their employer is for the department, and what the department has found against them is for the two of them.
  const isHidden = ({ slot, party }: FileItem) =>
    caller.party === 'legal-person' &&
    (slot === 'statement-evidence' || (slot === 'ground-evidence' && party === 'department'));
  return files
    .filter((file) => !isHidden(file))
    .filter((file) => (isOwn(file, caller) && isPresent(file)) || attached.includes(file.fileId));
}

/** The documents that a caller sees. */
export function visibleDocuments(found: Pick<Case, 'item' | 'events' | 'documents'>, caller: Caller): DocumentItem[] {
  if (seesReduced(found.item, caller)) return [];
  return found.documents.filter(({ submission }) => isOfCaller(submission, found, caller));
}

/** The events that a caller sees, in their order. */
export function visibleEvents(found: Pick<Case, 'item' | 'events'>, caller: Caller): readonly ApplicationEventItem[] {
  return found.events.filter(({ submission }) => isOfCaller(submission, found, caller));
}

/** Which draft a caller sees: the applicant what is being worked on, everybody else what was submitted. */
export function visibleDraft({ item, application }: Pick<Case, 'item' | 'application'>, caller: Caller) {
  return isApplicant(item, caller) ? application.working : application.draft;
}

/** True for a file that the caller has uploaded. */
export function isOwn(file: Pick<FileItem, 'owner'>, caller: Caller): boolean {
  switch (caller.party) {
    case 'person':
      return file.owner === caller.personId;
    case 'legal-person':
      return file.owner === caller.creditCode;
    case 'staff':
    case 'anyone':
      return false;
  }
}

/** What came before the first submission belongs to that. Others than the parties of the first see nothing of it. */
function isOfCaller(submission: number, { item, events }: Pick<Case, 'item' | 'events'>, caller: Caller): boolean {
  switch (caller.party) {
    case 'staff':
      return true;
    case 'person':
      return isApplicant(item, caller) || submission === item.submission;
    case 'legal-person':
      if (seesReduced(item, caller)) return submission === item.submission;
      return events.some(
        (event) =>
          event.action === 'submit' &&
          event.submission === Math.max(1, submission) &&
          event.employerCreditCode === caller.creditCode,
      );
    case 'anyone':
      return false;
  }
}
