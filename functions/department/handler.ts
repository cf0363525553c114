import { departmentEndpoints as endpoints } from '../../api/department.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { actOf } from '../platform/act.ts';
import { staffFrom } from '../platform/caller.ts';
import { apiHandler, type ApiRoute, route } from '../platform/http.ts';
import { carryOutInParts, rememberedCommand } from '../records/commands.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { done } from '../platform/refusal.ts';
import { deemedAcceptanceView, incompleteDocumentView } from '../cases/queues.ts';
import { ApplicationEventEntity, CompletionEntity } from '../records/entities.ts';
import { readPage } from '../platform/paging.ts';
import { downloadOfDocument, downloadOfFile } from '../cases/uploads.ts';
import { caseView, noAdvice } from '../cases/views.ts';
import { checksOf } from './checks.ts';
import { beginOfficialCancellation } from './cancellation.ts';
import {
  accept,
  completeDocument,
  decide,
  extendReview,
  recommend,
  refuseAcceptance,
  requestCorrection,
  upholdObjection,
  withdraw,
} from './decisions.ts';
import { importEducation } from './import-education.ts';
import { importInsurance } from './import-insurance.ts';
import { importEmployers } from './import-employers.ts';
import { importQualifications } from './import-qualifications.ts';
import { importRegistrations } from './import-registrations.ts';
import { listWorkItems } from './list-work-items.ts';
import { readCase } from './read-case.ts';
import { findApplication, findRegistration } from './find-by-number.ts';

const routes = {
  listWorkItems: route(endpoints.listWorkItems, staffFrom, ({ caller, query }) =>
    listWorkItems(caller, query.queue, query.cursor),
  ),
  findApplication: route(endpoints.findApplication, staffFrom, ({ caller, query, now }) =>
    findApplication(caller, query.number, now),
  ),
  getApplication: route(endpoints.getApplication, staffFrom, async ({ params, caller, now }) => {
    const found = await readCase(params.id, caller);
    if (!found.ok) return found;
    return done(caseView(found.value, caller, noAdvice, await checksOf(found.value, shanghaiDate(now))));
  }),
  downloadFile: route(endpoints.downloadFile, staffFrom, async ({ params, caller }) => {
    const found = await readCase(params.id, caller);
    return found.ok ? await downloadOfFile(found.value, caller, params.fileId) : found;
  }),
  downloadDocument: route(endpoints.downloadDocument, staffFrom, async ({ params, caller }) => {
    const found = await readCase(params.id, caller);
    return found.ok ? await downloadOfDocument(found.value, caller, params.documentId) : found;
  }),
  accept: route(endpoints.accept, staffFrom, (request) => accept(actOf(request))),
  refuse: route(endpoints.refuse, staffFrom, (request) => refuseAcceptance(actOf(request))),
  requestCorrection: route(endpoints.requestCorrection, staffFrom, (request) => requestCorrection(actOf(request))),
  recommend: route(endpoints.recommend, staffFrom, (request) => recommend(actOf(request))),
  decide: route(endpoints.decide, staffFrom, (request) => decide(actOf(request))),
  upholdObjection: route(endpoints.upholdObjection, staffFrom, (request) => upholdObjection(actOf(request))),
  beginCancellation: route(endpoints.beginCancellation, staffFrom, (request) =>
    beginOfficialCancellation(actOf(request)),
  ),
  extendReview: route(endpoints.extendReview, staffFrom, (request) => extendReview(actOf(request))),
  listDeemedAcceptances: route(endpoints.listDeemedAcceptances, staffFrom, ({ query }) =>
    readPage(
      query.cursor,
      (options) => ApplicationEventEntity.query.deemedAcceptance({}).go({ ...options, order: 'desc' }),
      deemedAcceptanceView,
    ),
  ),
  listIncompleteDocuments: route(endpoints.listIncompleteDocuments, staffFrom, ({ query }) =>
    readPage(query.cursor, (options) => CompletionEntity.query.open({}).go(options), incompleteDocumentView),
  ),
  completeDocument: route(endpoints.completeDocument, staffFrom, (request) => completeDocument(actOf(request))),
  withdraw: route(endpoints.withdraw, staffFrom, (request) => withdraw(actOf(request))),
  importQualifications: route(endpoints.importQualifications, staffFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => importQualifications(body.rows, personIdOf, now, caller.personId)),
  ),
  importRegistrations: route(endpoints.importRegistrations, staffFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => importRegistrations(body.rows, personIdOf, now, caller.personId)),
  ),
  importEducation: route(endpoints.importEducation, staffFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => importEducation(body.rows, personIdOf, now, caller.personId)),
  ),
  importInsurance: route(endpoints.importInsurance, staffFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => importInsurance(body.rows, personIdOf, now, caller.personId)),
  ),
  importEmployers: route(endpoints.importEmployers, staffFrom, ({ body, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => importEmployers(body.rows)),
  ),
  findRegistration: route(endpoints.findRegistration, staffFrom, ({ caller, query, now }) =>
    findRegistration(caller, query.number, now),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;

/** Answers the API of the department. */
export const handler = apiHandler(routes, rememberedCommand);
