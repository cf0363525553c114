import { departmentDeskEndpoints as endpoints } from '../../api/department-desk.ts';
import { claimView } from '../cases/claim-items.ts';
import { workItemView } from '../cases/queues.ts';
import { actOf } from '../platform/act.ts';
import { staffFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { readPage } from '../platform/paging.ts';
import { WorkItemEntity } from '../records/entities.ts';
import { assign, claim, releaseClaim } from './claims.ts';
import { claimNext } from './next-case.ts';

/** How the desk's endpoints are answered. */
export const deskRoutes = {
  claim: route(endpoints.claim, staffFrom, (request) => claim(actOf(request))),
  releaseClaim: route(endpoints.releaseClaim, staffFrom, (request) => releaseClaim(actOf(request))),
  assign: route(endpoints.assign, staffFrom, (request) => assign(actOf(request))),
  claimNext: route(endpoints.claimNext, staffFrom, claimNext),
  listClaims: route(endpoints.listClaims, staffFrom, ({ caller, query, now }) =>
    readPage(
      query.cursor,
      (options) =>
        WorkItemEntity.query.mine({ claimedBy: caller.staffId }).gt({ claimedUntil: now.toISOString() }).go(options),
      (item) => workItemView(item, now),
      (item) => claimView(item, now)?.staffId === caller.staffId,
    ),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
