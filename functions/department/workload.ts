import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import type { CaseQueue } from '../../domain/desk-queues.ts';
import { departmentQueues } from '../../domain/staff-access.ts';
import { claimView } from '../cases/claim-items.ts';
import { queueScope } from '../cases/desk-terms.ts';
import { workItemView } from '../cases/queues.ts';
import { done } from '../platform/refusal.ts';
import {
  OfficerDayEntity,
  OfficerEntity,
  type OfficerItem,
  WorkItemEntity,
  type WorkItemItem,
} from '../records/entities.ts';
import { everyProfession, pageInOrder } from './queue-pages.ts';
import { readWorkRows, workPlace } from './read-queue.ts';

const weekDays = 7;
const mostOverdue = 100;

/** Of whoever has handled cases and taken none, no roles are known. */
type Officer = Pick<OfficerItem, 'staffId' | 'name' | 'roles'>;

/** What each officer who has taken or handled cases has at hand and has handled in the last seven days, and what is overdue in each queue. */
export async function workload(now: Date) {
  const today = shanghaiDate(now);
  const days = Array.from({ length: weekDays }, (_, index) => addDays(today, -index));
  const [{ data: officers }, handled, queues] = await Promise.all([
    OfficerEntity.query.officer({}).go({ pages: 'all' }),
    Promise.all(days.map(async (day) => (await OfficerDayEntity.query.day({ day }).go({ pages: 'all' })).data)),
    overdueByQueue(now),
  ]);
  const countOf = (staffId: string, rows: (typeof handled)[number]) =>
    rows.filter((row) => row.staffId === staffId).reduce((sum, row) => sum + (row.handled ?? 0), 0);
  const known = new Map<string, Officer>([
    ...handled.flat().map(({ staffId, name = staffId }) => [staffId, { staffId, name, roles: [] }] as const),
    ...officers.map((officer) => [officer.staffId, officer] as const),
  ]);
  const shown = [...known.values()].map(async (officer) => ({
    ...(await atHand(officer, now)),
    handledToday: countOf(officer.staffId, handled[0] ?? []),
    handledThisWeek: countOf(officer.staffId, handled.flat()),
  }));
  return done({ officers: await Promise.all(shown), queues });
}

/** What an officer has taken and not finished: a page of it, since nobody works on more at once. */
async function atHand({ staffId, name, roles }: Officer, now: Date) {
  const { data } = await WorkItemEntity.query
    .mine({ claimedBy: staffId })
    .gt({ claimedUntil: now.toISOString() })
    .go({ limit: mostOverdue, hydrate: true });
  const own = data.filter((item) => claimView(item, now)?.staffId === staffId);
  const overdue = own.filter(({ dueAt }) => dueAt < now.toISOString()).length;
  return { staffId, name, roles: [...roles], claimed: own.length, overdue };
}

// Entries are a queue of their own at the desk; whoever answers for acceptance, review or decision answers for them there.
const desks = [...departmentQueues, 'entries'] as const;

async function overdueByQueue(now: Date) {
  const pages = await Promise.all(desks.map(async (desk) => ({ desk, page: await overduePage(desk, now) })));
  return departmentQueues.map((queue) => {
    const listed = pages.filter(({ desk }) => desk === queue || (desk === 'entries' && queue !== 'publicity'));
    const overdue = listed
      .flatMap(({ page }) => page.items)
      .filter((item) => item.queue === queue)
      .toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : 1));
    const more = overdue.length > mostOverdue || listed.some(({ page }) => page.cursor !== null);
    return { queue, overdue: overdue.slice(0, mostOverdue).map((item) => workItemView(item, now)), more };
  });
}

async function overduePage(desk: CaseQueue, now: Date) {
  const until = now.toISOString();
  const fits = ({ status, dueAt }: WorkItemItem) => status === 'open' && dueAt < until;
  const list = { scope: queueScope(desk), named: [], all: everyProfession, until, size: mostOverdue };
  return await pageInOrder({ ...list, mayFit: () => true, read: readWorkRows, fits, placeOf: workPlace }, null);
}
