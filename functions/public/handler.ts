import { publicEndpoints as endpoints } from '../../api/public.ts';
import { anyone } from '../platform/caller.ts';
import { environment } from '../platform/environment.ts';
import { apiHandler, type ApiRoute, route } from '../platform/http.ts';
import { rememberedCommand } from '../records/commands.ts';
import { done } from '../platform/refusal.ts';
import { withinQuota } from '../records/quotas.ts';
import { announcementList, getAnnouncement, listAnnouncements, noticesFeed } from './announcements.ts';
import {
  declareEvidence,
  evidenceDeclaredAgain,
  fileObjection,
  followObjection,
  getEvidence,
  objectionFiledAgain,
} from './objections.ts';
import { getPublicity, listPublicity } from './publicity.ts';
import { searchRegister } from './search-register.ts';
import { verifyCounted } from './verify-counted.ts';

const routes = {
  getConfiguration: route(endpoints.getConfiguration, anyone, () =>
    Promise.resolve(
      done({
        province: { issuer: environment.provinceIssuer(), clientId: environment.provinceClientId() },
        staff: { issuer: environment.staffIssuer(), clientId: environment.staffClientId() },
        audience: environment.apiAudience(),
      }),
    ),
  ),
  listPublicity: route(endpoints.listPublicity, anyone, ({ query, now }) => listPublicity(query.cursor, now)),
  getPublicity: route(endpoints.getPublicity, anyone, ({ params, query, now }) =>
    getPublicity(params.batch, query.cursor, now),
  ),
  declareEvidence: route(endpoints.declareEvidence, anyone, declareEvidence, evidenceDeclaredAgain),
  getEvidence: route(endpoints.getEvidence, anyone, ({ params }) => getEvidence(params)),
  fileObjection: route(endpoints.fileObjection, anyone, fileObjection, ({ body }) => objectionFiledAgain(body)),
  followObjection: route(endpoints.followObjection, anyone, followObjection),
  listAnnouncements: route(endpoints.listAnnouncements, anyone, ({ query, now }) =>
    listAnnouncements(query.cursor, now),
  ),
  getAnnouncement: route(endpoints.getAnnouncement, anyone, ({ params, query, now }) =>
    getAnnouncement(params.batch, query.cursor, now),
  ),
  downloadAnnouncement: route(endpoints.downloadAnnouncement, anyone, ({ params, now, clientAddress, connection }) =>
    withinQuota({ quota: 'announcement-lists', owner: clientAddress, now }, () =>
      withinQuota({ quota: 'announcement-lists-connection', owner: connection, now }, () =>
        announcementList(params.batch, now),
      ),
    ),
  ),
  getFeed: route(endpoints.getFeed, anyone, ({ now }) => noticesFeed(now)),
  searchRegister: route(endpoints.searchRegister, anyone, ({ body, now, clientAddress, connection }) =>
    searchRegister(body, { clientAddress, connection }, now),
  ),
  verifyCertificate: route(endpoints.verifyCertificate, anyone, ({ params, body, now, clientAddress, connection }) =>
    verifyCounted({ number: params.number, code: body.code, clientAddress, connection, now }),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;

/** Answers the API that needs no sign-in. */
export const handler = apiHandler(routes, rememberedCommand);
