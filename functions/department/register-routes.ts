import { departmentRegisterListEndpoints as endpoints } from '../../api/department-register-list.ts';
import { staffFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { downloadExport, exportRegister } from './exports.ts';
import { listRegister } from './list-register.ts';

/** How the register is answered as a list. */
export const registerRoutes = {
  listRegister: route(endpoints.listRegister, staffFrom, ({ caller, query: { cursor, ...filter }, now }) =>
    listRegister(caller, filter, cursor, now),
  ),
  exportRegister: route(endpoints.exportRegister, staffFrom, ({ caller, body, idempotencyKey, now }) =>
    exportRegister(body, { caller, idempotencyKey, now }),
  ),
  downloadExport: route(endpoints.downloadExport, staffFrom, ({ caller, params, now }) =>
    downloadExport(params.id, caller, now),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
