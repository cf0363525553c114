import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { standingHold } from '../../domain/hold-grounds.ts';
import { matterNames, rowOf } from '../../domain/catalogue.ts';
import * as z from 'zod';
import { idField } from '../../api/fields.ts';
import type { DeemedAcceptance, IncompleteDocument, OwedQualificationView, WorkItemView } from '../../api/people.ts';
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
import { refuseCursor } from '../platform/cursors.ts';
import { done, type Result } from '../platform/refusal.ts';

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
const placeSchema = z.strictObject({ dueAt: z.iso.datetime(), applicationId: idField });

/**
 * One page of a department queue, soonest due first, merged from its shards. The cursor is the last item's place in that order;
 * one that is not ours is refused.
 */
export async function readDepartmentQueue(
  queue: Queue,
  cursor: string | undefined,
  now: Date | null = null,
): Promise<Result<{ items: WorkItemView[]; cursor: string | null }>> {
  const after = cursor === undefined ? null : readPlace(cursor);
  if (after === undefined) return refuseCursor();
  const shards = await Promise.all(
    departmentShards.map(async (owner) => {
      const query = table.entities.workItem.query.open({ queue, owner });
      const { data } = await (after === null ? query : query.gt(after)).go({ limit: pageSize, hydrate: true });
      return data;
    }),
  );
  const inOrder = shards.flat().sort((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1));
  const items = inOrder.slice(0, pageSize);
  const last = items.at(-1);
  const more = inOrder.length > pageSize || shards.some((shard) => shard.length === pageSize);
  return done({
    items: items.map((item) => workItemView(item, now)),
    cursor: more && last !== undefined ? writePlace(last) : null,
  });
}

function readPlace(cursor: string) {
  try {
    return placeSchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function writePlace({ dueAt, applicationId }: WorkItemItem): string {
  return Buffer.from(JSON.stringify({ dueAt, applicationId })).toString('base64url');
}

/** True for what an index of open items may still name. */
export function isOpen({ status }: { readonly status: 'open' | 'closed' }): boolean {
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

function placeOf(item: WorkItemItem): string {
  return `${item.dueAt}#${item.applicationId}`;
}
