import { employerStaffEndpoints as endpoints } from '../../api/employer-staff.ts';
import { companyFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { judgeCancellations } from './judge-cancellations.ts';
import { listStaff } from './staff.ts';

/** How 在册人员 is answered. */
export const staffRoutes = {
  listStaff: route(endpoints.listStaff, companyFrom, ({ caller, query: { cursor, ...filter }, now }) =>
    listStaff(caller, filter, cursor, now),
  ),
  judgeCancellations: route(endpoints.judgeCancellations, companyFrom, ({ caller, query, now }) =>
    judgeCancellations(caller, query, now),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
