import { departmentAnnouncementEndpoints } from '../../api/announcements.ts';
import { deliveryEndpoints } from '../../api/deliveries.ts';
import { departmentObjectionEndpoints } from '../../api/objections.ts';
import { actOf } from '../platform/act.ts';
import { staffFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { carryOutInParts } from '../records/commands.ts';
import { closeAnnouncement, getCollecting } from './announcements.ts';
import { acknowledgeDelivery, collectDelivery, downloadDelivery, listDeliveries, refuseRows } from './deliveries.ts';
import {
  answerObjection,
  downloadObjectionFile,
  getObjection,
  hearPerson,
  objectionAnsweredAgain,
} from './objections.ts';
import { listObjections } from './read-objections.ts';

const endpoints = { ...departmentObjectionEndpoints, ...departmentAnnouncementEndpoints, ...deliveryEndpoints };

/** How the endpoints about objections, 公告 and 报送 are answered. */
export const publicationRoutes = {
  listObjections: route(endpoints.listObjections, staffFrom, ({ caller, query: { list, cursor, ...filter }, now }) =>
    listObjections({ caller, list, filter, cursor, now }),
  ),
  getObjection: route(endpoints.getObjection, staffFrom, ({ params, caller }) => getObjection(params.id, caller)),
  downloadObjectionFile: route(endpoints.downloadObjectionFile, staffFrom, ({ params, caller }) =>
    downloadObjectionFile(params.id, params.fileId, caller),
  ),
  hearPerson: route(endpoints.hearPerson, staffFrom, (request) => hearPerson(actOf(request))),
  answerObjection: route(
    endpoints.answerObjection,
    staffFrom,
    (request) => answerObjection(actOf(request)),
    ({ params }) => objectionAnsweredAgain(params.id),
  ),
  getCollecting: route(endpoints.getCollecting, staffFrom, ({ now }) => getCollecting(now)),
  closeAnnouncement: route(endpoints.closeAnnouncement, staffFrom, ({ params, idempotencyKey, now }) =>
    closeAnnouncement(params.batch, idempotencyKey, now),
  ),
  listDeliveries: route(endpoints.listDeliveries, staffFrom, ({ query }) => listDeliveries(query.cursor)),
  collectDelivery: route(endpoints.collectDelivery, staffFrom, ({ caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => collectDelivery(caller.name, idempotencyKey, now)),
  ),
  downloadDelivery: route(endpoints.downloadDelivery, staffFrom, ({ params }) => downloadDelivery(params.batch)),
  refuseRows: route(endpoints.refuseRows, staffFrom, ({ params, body, idempotencyKey, now }) =>
    refuseRows(params.batch, body.rows, idempotencyKey, now),
  ),
  acknowledgeDelivery: route(
    endpoints.acknowledgeDelivery,
    staffFrom,
    ({ params, body, caller, idempotencyKey, now }) =>
      acknowledgeDelivery(params.batch, body.receipt, caller, idempotencyKey, now),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
