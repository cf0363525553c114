import type { WorkItemView } from '../../api/people.ts';
import { matterNames, professions } from '../../domain/catalogue.ts';
import { type Queue, stateNames } from '../../domain/lifecycle.ts';
import { type ApplicationItem, table, type WorkItemItem } from './entities.ts';

/** The department's queues are split so that no partition takes all of the province's writes; a page reads each shard once. */
export const departmentShards = ['0', '1', '2', '3'] as const;

/** Whose partition of a queue an application's work item is listed in. */
export function queueOwner(queue: Queue, item: ApplicationItem): string {
  switch (queue) {
    case 'practitioner':
      return item.personId;
    case 'employer':
      return item.employerCreditCode ?? '';
    case 'acceptance':
    case 'review':
    case 'decision':
    case 'publicity':
      return departmentShards[Number.parseInt(item.applicationId.slice(-2), 36) % departmentShards.length] ?? '0';
  }
}

/** One page of a department queue, soonest due first, merged from its shards. The cursor is the last item's place in that order. */
export async function readDepartmentQueue(
  queue: Queue,
  after: { dueAt: string; applicationId: string } | null,
  limit: number,
): Promise<WorkItemItem[]> {
  const shards = await Promise.all(
    departmentShards.map(async (owner) => {
      const query = table.entities.workItem.query.open({ queue, owner });
      return after === null ? await query.go({ limit }) : await query.gt(after).go({ limit });
    }),
  );
  return shards
    .flatMap((shard) => shard.data)
    .sort((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1))
    .slice(0, limit);
}

/** A work item as its list shows it. The task token stays behind. */
export function workItemView(item: WorkItemItem): WorkItemView {
  const { applicationId, number, profession, matter, applicantName, employerName, openedAt, dueAt } = item;
  const title = `${professions[profession].name}${matterNames[matter]}·${stateNames[item.state]}`;
  return { applicationId, number, profession, matter, title, applicantName, employerName, openedAt, dueAt };
}

function placeOf(item: WorkItemItem): string {
  return `${item.dueAt}#${item.applicationId}`;
}
