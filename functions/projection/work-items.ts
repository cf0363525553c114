import { caseQueues, type DeskQueue, deskQueueOf } from '../../domain/desk-queues.ts';
import { cityOfCompany, elsewhere } from '../../domain/divisions.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { kindsText, queueScope } from '../cases/desk-terms.ts';
import { WorkItemEntity, type WorkItemItem } from '../records/entities.ts';
import { projection, type Term } from './projection.ts';

/** The open work of the department in its queues, soonest due first, by profession, matter and city of the employer. */
export const workItems = projection<WorkItemItem, Pick<WorkItemItem, 'applicationId' | 'stateVersion'>>({
  entity: 'workItem',
  parse: (image) => WorkItemEntity.parse({ Item: image }).data,
  present: async ({ applicationId, stateVersion }) =>
    (await WorkItemEntity.get({ applicationId, stateVersion }).go({ consistent: true })).data,
  keyOf: ({ scope, id, owner = '' }) =>
    caseQueues.some((queue) => queueScope(queue) === scope)
      ? { applicationId: id, stateVersion: Number(owner) || 0 }
      : undefined,
  // It is opened, and closed for good.
  versionOf: ({ status }) => (status === 'open' ? 1 : 2),
  termsOf: termsOfWorkItem,
});

/** Where open work stands in its queue: by profession, which counts it, by matter, and by the city of the employer. */
export function termsOfWorkItem(item: WorkItemItem): readonly Term[] {
  const queue = deskQueueOf(item);
  if (queue === null || item.status !== 'open') return [];
  const { applicationId: id, profession, matter, dueAt, employerCreditCode } = item;
  const scope = queueScope(queue);
  const city = employerCreditCode === undefined ? null : cityOfCompany(employerCreditCode);
  const kinds = kindsText({ profession, matter, city });
  const place = { scope, order: dueAt, id, owner: String(item.stateVersion), kinds };
  return [
    { ...place, term: countedTerm(profession), counts: dayOf(queue, dueAt) },
    { ...place, term: `matter/${matter}` },
    { ...place, term: `city/${city ?? elsewhere}` },
  ] satisfies Term[];
}

/** The term under which each open step of a profession stands in its queue once: those that are counted. */
export function countedTerm(profession: string): string {
  return `profession/${profession}`;
}

/** The day of a queue in which what is due at an instant is counted. */
export function dayOf(queue: DeskQueue, dueAt: string): { readonly list: string; readonly bucket: string } {
  return { list: queueScope(queue), bucket: shanghaiDate(new Date(dueAt)) };
}
