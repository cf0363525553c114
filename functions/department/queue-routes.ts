import { departmentQueueEndpoints as endpoints } from '../../api/department-queues.ts';
import { staffFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { countQueues } from './count-queues.ts';
import { searchDesk } from './desk-search.ts';
import { readQueue } from './read-queue.ts';

/** How the queues of the desk and its search are answered. */
export const queueRoutes = {
  listQueue: route(endpoints.listQueue, staffFrom, ({ caller, query: { queue, cursor, ...filter }, now }) =>
    readQueue({ caller, queue, filter, cursor, now }),
  ),
  countQueues: route(endpoints.countQueues, staffFrom, ({ caller, now }) => countQueues(caller, now)),
  searchDesk: route(endpoints.searchDesk, staffFrom, ({ caller, query, now }) => searchDesk(caller, query.text, now)),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
