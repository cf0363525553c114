import { departmentEndpoints as endpoints } from '../../api/department.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { actOf } from '../platform/act.ts';
import { staffFrom } from '../platform/caller.ts';
import { apiHandler, type ApiRoute, route } from '../platform/http.ts';
import { carryOutInParts, rememberedCommand } from '../records/commands.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { done } from '../platform/refusal.ts';
import { deemedAcceptanceView, incompleteDocumentView, isOpen } from '../cases/queues.ts';
import {
  ApplicationEventEntity,
  CompanyChangeEntity,
  CompletionEntity,
  RegistrationEntity,
  SuspensionProposalEntity,
} from '../records/entities.ts';
import { readPage } from '../platform/paging.ts';
import { downloadOfDocument, downloadOfFile } from '../cases/uploads.ts';
import { listOwnElements, listOwnJobs, stopJob, viewOfOwnJob } from '../cases/owned-jobs.ts';
import { companyChangeView } from '../register/company-change-view.ts';
import { changeOf } from '../register/company-changes.ts';
import { entryFor } from '../register/register-view.ts';
import { viewCase } from './case-view.ts';
import { getGroundEvidence, groundEvidenceDeclaredAgain } from '../cases/ground-evidence.ts';
import { beginOfficialCancellation, declareOfficialEvidence, uploaderOf } from './cancellation.ts';
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
import { carryOutBulk, previewBulk } from './bulk.ts';
import { beginMerger, downloadEvidence, readChange, takeChange } from './company-changes.ts';
import { educationList } from './import-education.ts';
import { insuranceList } from './import-insurance.ts';
import { importEmployers } from './import-employers.ts';
import { holdRegistration, proposalView, registrationHistory } from './holds.ts';
import { importPersonList, type PersonListKind } from './import-list.ts';
import { declareImport, importView, receivePart, runImport } from './imports.ts';
import { qualificationList } from './import-qualifications.ts';
import { registrationList } from './import-registrations.ts';
import { reasoned } from './reasoned.ts';
import { queueRoutes } from './queue-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { figureRoutes } from './figure-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { publicationRoutes } from './publication-routes.ts';
import { readCase } from './read-case.ts';
import { findRegistration } from './find-by-number.ts';
import { listAuditDays, listLooks } from './audit.ts';
import { lookRows } from './look-rows.ts';
import { withLooks } from './looks.ts';

const routes = {
  ...deskRoutes,
  ...queueRoutes,
  ...registerRoutes,
  ...figureRoutes,
  getApplication: route(endpoints.getApplication, staffFrom, ({ params, caller, now }) =>
    viewCase(params.id, caller, now),
  ),
  downloadFile: route(endpoints.downloadFile, staffFrom, async ({ params, caller }) => {
    const found = await readCase(params.id, caller);
    return found.ok ? await downloadOfFile(found.value, caller, params.fileId) : found;
  }),
  downloadDocument: route(endpoints.downloadDocument, staffFrom, async ({ params, caller }) => {
    const found = await readCase(params.id, caller);
    return found.ok ? await downloadOfDocument(found.value, caller, params.documentId) : found;
  }),
  accept: route(endpoints.accept, staffFrom, (request) => accept(actOf(request))),
  refuse: route(endpoints.refuse, staffFrom, (request) =>
    reasoned(actOf(request), 'reason', 'refuse', refuseAcceptance),
  ),
  requestCorrection: route(endpoints.requestCorrection, staffFrom, (request) => requestCorrection(actOf(request))),
  recommend: route(endpoints.recommend, staffFrom, (request) =>
    reasoned(actOf(request), 'opinion', `recommend-${request.body.outcome}`, recommend),
  ),
  decide: route(endpoints.decide, staffFrom, (request) =>
    reasoned(actOf(request), 'opinion', request.body.decision, decide),
  ),
  upholdObjection: route(endpoints.upholdObjection, staffFrom, (request) =>
    reasoned(actOf(request), 'reason', 'uphold-objection', upholdObjection),
  ),
  ...publicationRoutes,
  holdRegistration: route(endpoints.holdRegistration, staffFrom, (request) => holdRegistration(actOf(request))),
  registrationHistory: route(endpoints.registrationHistory, staffFrom, ({ params }) =>
    registrationHistory(params.number),
  ),
  listSuspensionProposals: route(endpoints.listSuspensionProposals, staffFrom, ({ query }) =>
    readPage(query.cursor, (options) => SuspensionProposalEntity.query.open({}).go(options), proposalView, isOpen),
  ),
  declareGroundEvidence: route(
    endpoints.declareGroundEvidence,
    staffFrom,
    ({ params: place, body, caller, idempotencyKey, now }) =>
      declareOfficialEvidence(caller, { place, body, idempotencyKey, now }),
    ({ params: place, body, caller, now }, remembered) =>
      groundEvidenceDeclaredAgain({ place, body, now }, uploaderOf(caller), remembered),
  ),
  getGroundEvidence: route(endpoints.getGroundEvidence, staffFrom, ({ params, caller }) =>
    getGroundEvidence(uploaderOf(caller), params),
  ),
  beginCancellation: route(endpoints.beginCancellation, staffFrom, (request) =>
    beginOfficialCancellation(actOf(request)),
  ),
  extendReview: route(endpoints.extendReview, staffFrom, (request) =>
    reasoned(actOf(request), 'reason', 'extend-review', extendReview),
  ),
  listDeemedAcceptances: route(endpoints.listDeemedAcceptances, staffFrom, ({ query }) =>
    readPage(
      query.cursor,
      (options) => ApplicationEventEntity.query.deemedAcceptance({}).go({ ...options, order: 'desc' }),
      deemedAcceptanceView,
    ),
  ),
  listIncompleteDocuments: route(endpoints.listIncompleteDocuments, staffFrom, ({ query }) =>
    readPage(query.cursor, (options) => CompletionEntity.query.open({}).go(options), incompleteDocumentView, isOpen),
  ),
  completeDocument: route(endpoints.completeDocument, staffFrom, (request) => completeDocument(actOf(request))),
  withdraw: route(endpoints.withdraw, staffFrom, (request) => withdraw(actOf(request))),
  declareImport: route(endpoints.declareImport, staffFrom, declareImport),
  sendImportPart: route(endpoints.sendImportPart, staffFrom, receivePart),
  getImport: route(endpoints.getImport, staffFrom, ({ params, caller }) => importView(params.id, caller)),
  runImport: route(endpoints.runImport, staffFrom, runImport),
  previewBulk: route(endpoints.previewBulk, staffFrom, previewBulk),
  carryOutBulk: route(endpoints.carryOutBulk, staffFrom, ({ params, ...asking }) => carryOutBulk(params.id, asking)),
  listJobs: route(endpoints.listJobs, staffFrom, ({ caller, query }) => listOwnJobs(caller, query.cursor)),
  getJob: route(endpoints.getJob, staffFrom, ({ caller, params }) => viewOfOwnJob(params.id, caller)),
  listJobElements: route(endpoints.listJobElements, staffFrom, ({ caller, params, query }) =>
    listOwnElements(params.id, caller, query),
  ),
  stopJob: route(
    endpoints.stopJob,
    staffFrom,
    ({ params, ...asking }) => stopJob(params.id, asking),
    ({ caller, params }) => viewOfOwnJob(params.id, caller),
  ),
  importQualifications: importOf(endpoints.importQualifications, qualificationList),
  importRegistrations: importOf(endpoints.importRegistrations, registrationList),
  importEducation: importOf(endpoints.importEducation, educationList),
  importInsurance: importOf(endpoints.importInsurance, insuranceList),
  importEmployers: route(endpoints.importEmployers, staffFrom, ({ body, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => importEmployers(body.rows)),
  ),
  listCompanyChanges: route(endpoints.listCompanyChanges, staffFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) => CompanyChangeEntity.query.submitted({}).go({ ...options, order: 'desc' }),
      (item) =>
        companyChangeView({ change: changeOf(item), createdAt: item.createdAt, files: [], job: undefined }, caller),
    ),
  ),
  getCompanyChange: route(endpoints.getCompanyChange, staffFrom, async ({ caller, params }) => {
    const found = await readChange(params.id);
    return found.ok ? done(companyChangeView(found.value, caller)) : found;
  }),
  listChangedRegistrations: route(endpoints.listChangedRegistrations, staffFrom, async ({ params, query, now }) => {
    const found = await readChange(params.id);
    if (!found.ok) return found;
    const { from, to, state } = found.value.change;
    // Once it is carried out they are with the company as it is afterwards.
    const { creditCode: employerCreditCode } = state === 'completed' ? to : from;
    return await readPage(
      query.cursor,
      (options) => RegistrationEntity.query.byEmployer({ employerCreditCode }).go(options),
      (item) => entryFor('department', item, shanghaiDate(now)),
    );
  }),
  downloadCompanyEvidence: route(endpoints.downloadCompanyEvidence, staffFrom, ({ params }) =>
    downloadEvidence(params.id),
  ),
  beginMerger: route(endpoints.beginMerger, staffFrom, ({ caller, body, idempotencyKey, now }) =>
    beginMerger(caller, body, idempotencyKey, now),
  ),
  recommendCompanyChange: route(endpoints.recommendCompanyChange, staffFrom, (request) =>
    takeChange(actOf(request), { action: 'recommend', actor: 'review', reason: request.body.opinion }),
  ),
  decideCompanyChange: route(endpoints.decideCompanyChange, staffFrom, (request) =>
    takeChange(actOf(request), { action: request.body.decision, actor: 'decision', reason: request.body.opinion }),
  ),
  withdrawMerger: route(endpoints.withdrawMerger, staffFrom, (request) =>
    takeChange(actOf(request), { action: 'withdraw', actor: 'review', reason: null }),
  ),
  findRegistration: route(endpoints.findRegistration, staffFrom, ({ caller, query, now }) =>
    findRegistration(caller, query.number, now),
  ),
  listLooks: route(endpoints.listLooks, staffFrom, ({ query, now }) => listLooks(query, now)),
  listAuditDays: route(endpoints.listAuditDays, staffFrom, ({ query }) => listAuditDays(query.cursor)),
} satisfies Record<keyof typeof endpoints, ApiRoute>;

/** The import of a list about people. */
function importOf<Value extends { readonly line: number; readonly idNumber: string }>(
  endpoint: typeof endpoints.importQualifications,
  kind: PersonListKind<Value>,
): ApiRoute {
  return route(endpoint, staffFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () =>
      importPersonList(body.rows, kind, { personIdOf, now, importerId: caller.personId }),
    ),
  );
}

/** Answers the API of the department. */
export const handler = apiHandler(withLooks(routes, lookRows), rememberedCommand);
