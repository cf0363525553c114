import { employerEndpoints as endpoints } from '../../api/employer.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { actOf } from '../platform/act.ts';
import { companyFrom } from '../platform/caller.ts';
import { loadOwnCase } from '../cases/case.ts';
import {
  ApplicationEntity,
  MessageEntity,
  RegistrationEntity,
  OwedQualificationEntity,
  WorkItemEntity,
} from '../records/entities.ts';
import { apiHandler, type ApiRoute, route } from '../platform/http.ts';
import { downloadAddress } from '../platform/files.ts';
import { carryOutInParts, rememberedCommand } from '../records/commands.ts';
import { readPage } from '../platform/paging.ts';
import { countUnread, markMessageRead, markMessagesRead, messageView } from '../register/inbox.ts';
import { entryFor } from '../register/register-view.ts';
import { isOpen, owedQualificationView, workItemView } from '../cases/queues.ts';
import { done, refusals, refuse } from '../platform/refusal.ts';
import { declaredAgain, declareFile, downloadOfDocument, downloadOfFile, ownFile } from '../cases/uploads.ts';
import { actionsOf, caseView, fileView, noAdvice, summaryView } from '../cases/views.ts';
import { changeCompany, companyChangedAgain, getCompany } from './company.ts';
import { beginOwnChange, declareEvidence, getOwnChange, ownEvidence, takeOwnChange } from './company-change.ts';
import { getGroundEvidence, groundEvidenceDeclaredAgain } from '../cases/ground-evidence.ts';
import { beginOwnCancellation, declareOwnEvidence, uploaderOf } from './cancellation.ts';
import { answerCorrection, confirm } from './confirmation.ts';
import { correctEmployer } from './employer-name.ts';
import { takePlainStep } from './plain-steps.ts';
import { staffRoutes } from './staff-routes.ts';
import { supplyQualification } from './supply-qualification.ts';

const routes = {
  getCompany: route(endpoints.getCompany, companyFrom, ({ caller }) => getCompany(caller)),
  changeCompany: route(
    endpoints.changeCompany,
    companyFrom,
    ({ caller, body, idempotencyKey, now }) => changeCompany(caller, body, idempotencyKey, now),
    ({ caller, body }) => companyChangedAgain(caller, body),
  ),
  listWorkItems: route(endpoints.listWorkItems, companyFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) => WorkItemEntity.query.open({ queue: 'employer', owner: caller.creditCode }).go(options),
      (item) => workItemView(item),
      isOpen,
    ),
  ),
  listSupplements: route(endpoints.listSupplements, companyFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) => OwedQualificationEntity.query.open({ owner: caller.creditCode }).go(options),
      owedQualificationView,
      isOpen,
    ),
  ),
  supplyQualification: route(endpoints.supplyQualification, companyFrom, (request) =>
    supplyQualification(actOf(request)),
  ),
  listApplications: route(endpoints.listApplications, companyFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) =>
        ApplicationEntity.query.byEmployer({ employerCreditCode: caller.creditCode }).go({ ...options, order: 'desc' }),
      summaryView,
      (item) => item.employerCreditCode === caller.creditCode,
    ),
  ),
  getApplication: route(endpoints.getApplication, companyFrom, async ({ params, caller }) => {
    const found = await loadOwnCase(params.id, caller);
    return found === undefined ? refusals.notFound() : done(caseView(found, caller, noAdvice));
  }),
  declareFile: route(
    endpoints.declareFile,
    companyFrom,
    async ({ params, body, caller, idempotencyKey, now }) => {
      const found = await loadOwnCase(params.id, caller);
      if (found === undefined) return await declareEvidence(params.id, caller, body, idempotencyKey, now);
      // Whoever may confirm or answer may upload what belongs to it.
      const mayUpload = actionsOf(found, caller).some(
        (action) => action === 'confirm' || action === 'answer-correction',
      );
      if (!mayUpload) return refuse('not-in-this-state', '该申请当前不在企业办理环节，不能上传材料。');
      return await declareFile(found, { party: 'employer', owner: caller.creditCode }, body, idempotencyKey, now);
    },
    ({ params, body, now }, remembered) => declaredAgain(params.id, body, remembered, now),
  ),
  getFile: route(endpoints.getFile, companyFrom, async ({ params, caller }) => {
    const found = await loadOwnCase(params.id, caller);
    const file = found === undefined ? await ownEvidence(params, caller) : ownFile(found, caller, params.fileId);
    return file === undefined ? refusals.notFound() : done(fileView(file));
  }),
  downloadFile: route(endpoints.downloadFile, companyFrom, async ({ params, caller }) => {
    const found = await loadOwnCase(params.id, caller);
    if (found !== undefined) return await downloadOfFile(found, caller, params.fileId);
    const file = await ownEvidence(params, caller);
    return file?.key === undefined ? refusals.notFound() : done({ url: await downloadAddress(file.key, file.name) });
  }),
  downloadDocument: route(endpoints.downloadDocument, companyFrom, async ({ params, caller }) => {
    const found = await loadOwnCase(params.id, caller);
    return found === undefined ? refusals.notFound() : await downloadOfDocument(found, caller, params.documentId);
  }),
  confirm: route(endpoints.confirm, companyFrom, (request) => confirm(actOf(request))),
  correctEmployer: route(endpoints.correctEmployer, companyFrom, (request) => correctEmployer(actOf(request))),
  return: route(endpoints.return, companyFrom, (request) => takePlainStep('return', actOf(request))),
  release: route(endpoints.release, companyFrom, (request) => takePlainStep('release', actOf(request))),
  object: route(endpoints.object, companyFrom, (request) => takePlainStep('object', actOf(request))),
  withdraw: route(endpoints.withdraw, companyFrom, (request) => takePlainStep('withdraw', actOf(request))),
  declareGroundEvidence: route(
    endpoints.declareGroundEvidence,
    companyFrom,
    ({ params: place, body, caller, idempotencyKey, now }) =>
      declareOwnEvidence(caller, { place, body, idempotencyKey, now }),
    ({ params: place, body, caller, now }, remembered) =>
      groundEvidenceDeclaredAgain({ place, body, now }, uploaderOf(caller), remembered),
  ),
  getGroundEvidence: route(endpoints.getGroundEvidence, companyFrom, ({ params, caller }) =>
    getGroundEvidence(uploaderOf(caller), params),
  ),
  beginCancellation: route(endpoints.beginCancellation, companyFrom, (request) => beginOwnCancellation(actOf(request))),
  answerCorrection: route(endpoints.answerCorrection, companyFrom, (request) => answerCorrection(actOf(request))),
  listRegistrations: route(endpoints.listRegistrations, companyFrom, ({ caller, query, now }) =>
    readPage(
      query.cursor,
      (options) => RegistrationEntity.query.byEmployer({ employerCreditCode: caller.creditCode }).go(options),
      (item) => entryFor('employer', item, shanghaiDate(now)),
      (item) => item.employerCreditCode === caller.creditCode,
    ),
  ),
  ...staffRoutes,
  getCompanyChange: route(endpoints.getCompanyChange, companyFrom, ({ caller, now }) => getOwnChange(caller, now)),
  beginCompanyChange: route(endpoints.beginCompanyChange, companyFrom, ({ caller, body, idempotencyKey, now }) =>
    beginOwnChange(caller, body.ground, idempotencyKey, now),
  ),
  submitCompanyChange: route(endpoints.submitCompanyChange, companyFrom, (request) =>
    takeOwnChange(actOf(request), 'submit'),
  ),
  withdrawCompanyChange: route(endpoints.withdrawCompanyChange, companyFrom, (request) =>
    takeOwnChange(actOf(request), 'withdraw'),
  ),
  listMessages: route(endpoints.listMessages, companyFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) =>
        MessageEntity.query.inbox({ inbox: caller.creditCode }).go({ ...options, hydrate: false, order: 'desc' }),
      messageView,
    ),
  ),
  countUnread: route(endpoints.countUnread, companyFrom, ({ caller }) => countUnread(caller.creditCode)),
  markMessageRead: route(endpoints.markMessageRead, companyFrom, ({ params, caller, idempotencyKey, now }) =>
    markMessageRead(caller.creditCode, params.id, idempotencyKey, now),
  ),
  markMessagesRead: route(endpoints.markMessagesRead, companyFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => markMessagesRead(caller.creditCode, body.upTo)),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;

/** Answers the API of employers. */
export const handler = apiHandler(routes, rememberedCommand);
