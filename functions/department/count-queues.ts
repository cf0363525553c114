import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { type DeskQueue, deskQueuesOf } from '../../domain/desk-queues.ts';
import { type DueColour, dueColour } from '../../domain/due-colour.ts';
import { queueScope } from '../cases/desk-terms.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, type Result } from '../platform/refusal.ts';
import { TallyEntity } from '../records/entities.ts';

type QueueCount = { readonly queue: DeskQueue } & Readonly<Record<DueColour, number>>;

/** How much of each queue of the caller is over, due soon and due later: the days of its tally added up, however many cases there are. */
export async function countQueues({ roles }: StaffCaller, now: Date): Promise<Result<{ items: QueueCount[] }>> {
  const today = shanghaiDate(now);
  const items = await Promise.all(
    deskQueuesOf(roles).map(async (queue) => {
      const { data } = await TallyEntity.query.tally({ list: queueScope(queue) }).go({ pages: 'all' });
      const sum = (colour: DueColour) =>
        data.reduce((total, { bucket, count }) => total + (dueColour(bucket, today) === colour ? count : 0), 0);
      return { queue, overdue: sum('overdue'), soon: sum('soon'), later: sum('later') };
    }),
  );
  return done({ items });
}
