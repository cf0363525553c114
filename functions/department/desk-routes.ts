import { departmentCaseDeskEndpoints } from '../../api/department-case-desk.ts';
import { departmentDeskEndpoints } from '../../api/department-desk.ts';
import { claimView } from '../cases/claim-items.ts';
import { workItemView } from '../cases/queues.ts';
import { actOf } from '../platform/act.ts';
import { staffFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { readPage } from '../platform/paging.ts';
import { WorkItemEntity } from '../records/entities.ts';
import { backgroundOf } from './background.ts';
import { addNote, holdCase, identityAgain, notesOf, resumeCase, saveOpinion, showIdentityNumber } from './case-desk.ts';
import { assign, claim, releaseClaim } from './claims.ts';
import { workload } from './workload.ts';
import { claimNext } from './next-case.ts';

const endpoints = { ...departmentDeskEndpoints, ...departmentCaseDeskEndpoints };

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
  getWorkload: route(endpoints.getWorkload, staffFrom, ({ now }) => workload(now)),
  addNote: route(
    endpoints.addNote,
    staffFrom,
    (request) => addNote(actOf(request)),
    (request) => notesOf(actOf(request)),
  ),
  showIdentityNumber: route(
    endpoints.showIdentityNumber,
    staffFrom,
    (request) => showIdentityNumber(actOf(request)),
    (request) => identityAgain(actOf(request)),
  ),
  saveOpinion: route(endpoints.saveOpinion, staffFrom, (request) => saveOpinion(actOf(request))),
  holdCase: route(endpoints.holdCase, staffFrom, (request) => holdCase(actOf(request))),
  resumeCase: route(endpoints.resumeCase, staffFrom, (request) => resumeCase(actOf(request))),
  getBackground: route(endpoints.getBackground, staffFrom, ({ params, caller, now }) =>
    backgroundOf(params.id, caller, now),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
