import { deskQueueOf } from '../../domain/desk-queues.ts';
import { cityOfCompany } from '../../domain/divisions.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { queueScope } from '../cases/desk-terms.ts';
import { WorkItemEntity, type WorkItemItem } from '../records/entities.ts';
import { projection, type Term } from './projection.ts';

/** The open work of the department in its queues, soonest due first, by profession, matter and city of the employer. */
export const workItems = projection<WorkItemItem>({
  entity: 'workItem',
  parse: (image) => WorkItemEntity.parse({ Item: image }).data,
  present: async ({ applicationId, stateVersion }) =>
    (await WorkItemEntity.get({ applicationId, stateVersion }).go({ consistent: true })).data,
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
  const place = { scope, order: dueAt, id, owner: String(item.stateVersion) };
  const city = employerCreditCode === undefined ? null : cityOfCompany(employerCreditCode);
  const counts = { list: scope, bucket: shanghaiDate(new Date(dueAt)) };
  return [
    { ...place, term: `profession/${profession}`, counts },
    { ...place, term: `matter/${matter}` },
    ...(city === null ? [] : [{ ...place, term: `city/${city}` }]),
  ] satisfies Term[];
}
