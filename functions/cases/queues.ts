import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { standingHold } from '../../domain/hold-grounds.ts';
import { matterNames, rowOf } from '../../domain/catalogue.ts';
import type { DeemedAcceptance, IncompleteDocument, OwedQualificationView, WorkItemView } from '../../api/people.ts';
import type { Queue } from '../../domain/states.ts';
import { professions } from '../../domain/professions.ts';
import { stateNameOf } from '../../domain/state-name.ts';
import {
  type ApplicationEventItem,
  type ApplicationItem,
  type CompletionItem,
  type OwedQualificationItem,
  type WorkItemItem,
} from '../records/entities.ts';
import { claimView } from './claim-items.ts';

/** Whose an application's work item in a queue is: who of the parties lists it. */
export function queueOwner(queue: Queue, item: ApplicationItem): string {
  switch (queue) {
    case 'practitioner':
      return (item.state === 'awaiting-release' ? item.formerPersonId : undefined) ?? item.personId;
    case 'employer':
      return (item.state === 'awaiting-release' ? item.release?.employerCreditCode : item.employerCreditCode) ?? '';
    case 'acceptance':
    case 'review':
    case 'decision':
    case 'publicity':
      return 'department';
  }
}

/** True for what an index of open items may still name. */
export function isOpen({ status }: { readonly status: 'open' | 'closed' | 'passed' }): boolean {
  return status === 'open';
}

/** A work item as its list shows it; who has taken it (at `now`) to staff alone. The task token stays behind. */
export function workItemView(item: WorkItemItem, now: Date | null = null): WorkItemView {
  const { applicationId, number, profession, matter, applicantName, employerName, openedAt, dueAt } = item;
  const title = `${professions[profession].name}${matterNames[matter]}·${stateNameOf(item.state, rowOf(item).effect)}`;
  return {
    applicationId,
    number,
    profession,
    matter,
    title,
    applicantName,
    employerName,
    openedAt,
    dueAt,
    claim: now === null ? null : claimView(item, now),
    hold: now === null ? null : standingHold(item.hold ?? null, shanghaiDate(now)),
  };
}

/** A company qualification that is owed, as its list shows it. */
export function owedQualificationView(item: OwedQualificationItem): OwedQualificationView {
  const { applicationId, number, profession, matter, applicantName, openedAt } = item;
  return { applicationId, number, profession, matter, applicantName, openedAt };
}

/** An acceptance by silence, as its list shows it. */
export function deemedAcceptanceView(event: ApplicationEventItem): DeemedAcceptance {
  const { applicationId, number = '', profession, matter, applicantName, at, reason = '' } = event;
  return { applicationId, number, profession, matter, applicantName, at, reason };
}

/** A document on which something is to be written by hand, as its list shows it. */
export function incompleteDocumentView(item: CompletionItem): IncompleteDocument {
  const { applicationId, number, profession, matter, applicantName, openedAt, documentId, title } = item;
  const missing = item.missing.map((each) => ({ ...each }));
  return { applicationId, number, profession, matter, applicantName, openedAt, documentId, title, missing };
}
