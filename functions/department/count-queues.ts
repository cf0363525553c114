import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { type DeskQueue, deskQueuesOf } from '../../domain/desk-queues.ts';
import { type DueColour, dueColour } from '../../domain/due-colour.ts';
import { queueScope } from '../cases/desk-terms.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, type Result } from '../platform/refusal.ts';
import { TallyEntity } from '../records/entities.ts';

/** How much of a queue is over, due soon and due later. */
export type QueueCount = { readonly queue: DeskQueue } & Readonly<Record<DueColour, number>>;

/** How much of each queue of the caller is over, due soon and due later: the days of its tally added up, however many cases there are. */
export async function countQueues({ roles }: StaffCaller, now: Date): Promise<Result<{ items: QueueCount[] }>> {
  return done({ items: await Promise.all(deskQueuesOf(roles).map((queue) => queueCount(queue, now))) });
}

/** What waits in a queue of the province, as its tally of days says. */
export async function queueCount(queue: DeskQueue, now: Date): Promise<QueueCount> {
  const { data } = await TallyEntity.query.tally({ list: queueScope(queue) }).go({ pages: 'all' });
  return byColour(
    queue,
    data.map(({ bucket: day, count }) => ({ day, count })),
    now,
  );
}

/** What is due on some days in the colours that it has by now. */
export function byColour(
  queue: DeskQueue,
  days: readonly { readonly day: CalendarDate; readonly count: number }[],
  now: Date,
): QueueCount {
  const today = shanghaiDate(now);
  const sum = (colour: DueColour) =>
    days.reduce((total, { day, count }) => total + (dueColour(day, today) === colour ? count : 0), 0);
  return { queue, overdue: sum('overdue'), soon: sum('soon'), later: sum('later') };
}
