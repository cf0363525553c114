import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { standingHold } from '../../domain/hold-grounds.ts';
import { matterNames, rowOf } from '../../domain/catalogue.ts';
import type { DeemedAcceptance, IncompleteDocument, OwedQualificationView, WorkItemView } from '../../api/people.ts';
import type { DepartmentQueue } from '../../domain/staff-access.ts';
import type { Queue } from '../../domain/states.ts';
import { professions } from '../../domain/professions.ts';
import { stateNameOf } from '../../domain/state-name.ts';
import {
  type ApplicationEventItem,
  type ApplicationItem,
  type CompletionItem,
  type OwedQualificationItem,
  table,
  type WorkItemItem,
} from '../records/entities.ts';
import { claimView } from './claim-items.ts';

/** The department's queues are split so that no partition takes all of the province's writes; a page reads each shard once. */
export const departmentShards = ['0', '1', '2', '3'] as const;

/** Whose partition of a queue an application's work item is listed in. */
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
      return departmentShards[Number.parseInt(item.applicationId.slice(-2), 36) % departmentShards.length] ?? '0';
  }
}

const pageSize = 20;

/** A place in the order in which open work is due. */
export type WorkPlace = Pick<WorkItemItem, 'dueAt' | 'applicationId'>;

/** The next open work items of a department queue in the order in which they are due, merged from its shards; `last` is null at the end. */
export async function readOpenWork(queue: DepartmentQueue, after: WorkPlace | null) {
  const shards = await Promise.all(
    departmentShards.map(async (owner) => {
      const query = table.entities.workItem.query.open({ queue, owner });
      const placed = after === null ? query : query.gt({ dueAt: after.dueAt, applicationId: after.applicationId });
      return (await placed.go({ limit: pageSize, hydrate: true })).data;
    }),
  );
  const inOrder = shards.flat().sort((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1));
  // Beyond the last of a full shard others of that shard may come first.
  const items = inOrder.slice(0, pageSize);
  const isMore = inOrder.length > pageSize || shards.some((shard) => shard.length === pageSize);
  return { items, last: isMore ? (items.at(-1) ?? null) : null };
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

function placeOf({ dueAt, applicationId }: WorkPlace): string {
  return `${dueAt}#${applicationId}`;
}
