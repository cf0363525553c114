import type { Application } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { fileSlots } from '../../domain/file-slots.ts';
import type { Action } from '../../domain/lifecycle.ts';
import { applicationChanges, type FieldChange } from '../../domain/application-changes.ts';
import type { ApplicationContent } from '../../domain/application-fields.ts';
import type { IssuedNotice } from '../../domain/issued-notice.ts';
import type { Caller } from '../platform/caller.ts';
import type { Case } from './case.ts';
import type { ApplicationEventItem, ApplicationItem } from '../records/entities.ts';

/** What a command leaves behind for the timeline besides its reason. */
export interface Recorded {
  readonly event: { readonly changes?: readonly FieldChange[]; readonly notice?: IssuedNotice };
}

/**
 * What to record of a command that makes `changed` of a case. A submission and an answer to a notice of correction record what differs
 * from the submission before.
 */
export function recordedOf(found: Case, action: Action, changed: ApplicationItem): Recorded {
  if (action === 'request-correction') return { event: noticeOf(found.application, changed) };
  if (action !== 'submit' && action !== 'answer-correction') return { event: {} };
  return { event: found.item.submission === 0 ? {} : { changes: changesOf(found, changed) } };
}

/**
 * The changes of an event as a caller may see them. A company that became the employer with this step, or ceased to be it, sees none:
 * one side of them is between the applicant and the other company.
 */
export function visibleChanges(
  event: ApplicationEventItem,
  events: readonly ApplicationEventItem[],
  caller: Caller,
): readonly FieldChange[] {
  const { changes = [] } = event;
  if (caller.party !== 'legal-person' || changes.length === 0) return changes;
  const before = events.findLast(({ version }) => version < event.version)?.employerCreditCode;
  const own = before === caller.creditCode && event.employerCreditCode === caller.creditCode;
  return own ? changes : [];
}

function changesOf({ item, files }: Case, changed: ApplicationItem): FieldChange[] {
  return applicationChanges(rowOf(item), contentOf(item, files), contentOf(changed, files));
}

function contentOf(item: ApplicationItem, files: Case['files']): ApplicationContent {
  const { applicant, qualification, supplement } = item;
  const draft = item.submittedDraft ?? item.draft;
  const attached = fileSlots.flatMap((slot) => {
    const file = files.find(({ fileId }) => fileId === item.attachments[slot]);
    return file === undefined ? [] : [[slot, { id: file.fileId, name: file.name }] as const];
  });
  return { draft, applicant, qualification, supplement, files: Object.fromEntries(attached) };
}

function noticeOf({ applicant, draft }: Application, { correction }: ApplicationItem): Recorded['event'] {
  if (correction === null) return {};
  const employerName = draft.employment.employerName ?? '';
  return {
    notice: {
      addresseeName: correction.addressee === 'employer' ? employerName : applicant.name,
      items: correction.items.map(({ field = null, subject, problem }) => ({ field, subject, problem })),
      laterReason: correction.laterReason ?? null,
    },
  };
}
