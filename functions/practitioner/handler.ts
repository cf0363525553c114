import { practitionerEndpoints as endpoints } from '../../api/practitioner.ts';
import { isEditable, isStating, refuseLocked } from '../../domain/editable.ts';
import { actOf } from '../platform/act.ts';
import { personFrom } from '../platform/caller.ts';
import { loadOwnCase } from '../cases/case.ts';
import { ApplicationEntity, MessageEntity } from '../records/entities.ts';
import { apiHandler, type ApiRoute, route } from '../platform/http.ts';
import { carryOutInParts, rememberedCommand } from '../records/commands.ts';
import { readPage } from '../platform/paging.ts';
import { countUnread, markMessageRead, markMessagesRead, messageView } from '../register/inbox.ts';
import { listLooksAt } from '../register/looks.ts';
import { done, refusals } from '../platform/refusal.ts';
import { declaredAgain, declareFile, downloadOfDocument, downloadOfFile, ownFile } from '../cases/uploads.ts';
import { caseView, fileView, summaryView } from '../cases/views.ts';
import { getEducation } from './education.ts';
import { createApplication, discardDraft, saveDraft } from './drafts.ts';
import { findEmployers } from './find-employers.ts';
import { answerHearing, getHearing } from './hearing.ts';
import { loadOwnApplication } from './own-application.ts';
import { answerAsFormerIdentity, giveStatement, withdraw } from './plain-steps.ts';
import { changeProfile, getProfile, profileChangedAgain } from './profile.ts';
import { downloadCertificate, getCertificate, listRegistrations } from './registrations.ts';
import { listQualifications } from './qualifications.ts';
import { answerCorrection, draftAdvice, getForm, submit } from './submission.ts';

const routes = {
  getProfile: route(endpoints.getProfile, personFrom, ({ caller }) => getProfile(caller)),
  changeProfile: route(
    endpoints.changeProfile,
    personFrom,
    ({ caller, body, idempotencyKey, now }) => changeProfile(caller, body, idempotencyKey, now),
    ({ caller, body }) => profileChangedAgain(caller, body),
  ),
  listQualifications: route(endpoints.listQualifications, personFrom, ({ caller }) => listQualifications(caller)),
  getEducation: route(endpoints.getEducation, personFrom, ({ caller, now }) => getEducation(caller, now)),
  listLooks: route(endpoints.listLooks, personFrom, ({ caller, query }) => listLooksAt(caller.personId, query.cursor)),
  findEmployers: route(endpoints.findEmployers, personFrom, ({ query, caller, now }) =>
    findEmployers(caller, query.text, now),
  ),
  createApplication: route(endpoints.createApplication, personFrom, createApplication),
  listApplications: route(endpoints.listApplications, personFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) => ApplicationEntity.query.byPerson({ personId: caller.personId }).go({ ...options, order: 'desc' }),
      summaryView,
    ),
  ),
  getApplication: route(endpoints.getApplication, personFrom, async ({ params, caller, now }) => {
    const found = await loadOwnCase(params.id, caller);
    if (found === undefined) return refusals.notFound();
    return done(caseView(found, caller, await draftAdvice(found, caller, now)));
  }),
  saveDraft: route(endpoints.saveDraft, personFrom, (request) => saveDraft(actOf(request))),
  discardDraft: route(endpoints.discardDraft, personFrom, (request) => discardDraft(actOf(request))),
  declareFile: route(
    endpoints.declareFile,
    personFrom,
    async ({ params, body, caller, idempotencyKey, now }) => {
      const found = await loadOwnApplication(params.id, caller);
      if (found === undefined) return refusals.notFound();
      if (!isEditable(found.application) && !isStating(found.application)) return refuseLocked();
      return await declareFile(found, { party: 'practitioner', owner: caller.personId }, body, idempotencyKey, now);
    },
    ({ params, body, now }, remembered) => declaredAgain(params.id, body, remembered, now),
  ),
  getHearing: route(endpoints.getHearing, personFrom, ({ params, caller }) => getHearing(params.id, caller)),
  answerHearing: route(endpoints.answerHearing, personFrom, (request) => answerHearing(actOf(request))),
  getFile: route(endpoints.getFile, personFrom, async ({ params, caller }) => {
    const found = await loadOwnApplication(params.id, caller);
    const file = found && ownFile(found, caller, params.fileId);
    return file === undefined ? refusals.notFound() : done(fileView(file));
  }),
  downloadFile: route(endpoints.downloadFile, personFrom, async ({ params, caller }) => {
    const found = await loadOwnApplication(params.id, caller);
    return found === undefined ? refusals.notFound() : await downloadOfFile(found, caller, params.fileId);
  }),
  getForm: route(endpoints.getForm, personFrom, ({ params, caller, now }) => getForm(caller, params.id, now)),
  submit: route(endpoints.submit, personFrom, (request) => submit(actOf(request))),
  withdraw: route(endpoints.withdraw, personFrom, (request) => withdraw(actOf(request))),
  answerCorrection: route(endpoints.answerCorrection, personFrom, (request) => answerCorrection(actOf(request))),
  giveStatement: route(endpoints.giveStatement, personFrom, (request) => giveStatement(actOf(request))),
  release: route(endpoints.release, personFrom, (request) => answerAsFormerIdentity('release', actOf(request))),
  object: route(endpoints.object, personFrom, (request) => answerAsFormerIdentity('object', actOf(request))),
  downloadDocument: route(endpoints.downloadDocument, personFrom, async ({ params, caller }) => {
    const found = await loadOwnApplication(params.id, caller);
    return found === undefined ? refusals.notFound() : await downloadOfDocument(found, caller, params.documentId);
  }),
  listRegistrations: route(endpoints.listRegistrations, personFrom, ({ caller, now }) =>
    listRegistrations(caller, now),
  ),
  getCertificate: route(endpoints.getCertificate, personFrom, ({ params, caller, now }) =>
    getCertificate(caller, params.number, now),
  ),
  downloadCertificate: route(endpoints.downloadCertificate, personFrom, ({ params, caller }) =>
    downloadCertificate(caller, params.number),
  ),
  listMessages: route(endpoints.listMessages, personFrom, ({ caller, query }) =>
    readPage(
      query.cursor,
      (options) =>
        MessageEntity.query.inbox({ inbox: caller.personId }).go({ ...options, hydrate: false, order: 'desc' }),
      messageView,
    ),
  ),
  countUnread: route(endpoints.countUnread, personFrom, ({ caller }) => countUnread(caller.personId)),
  markMessageRead: route(endpoints.markMessageRead, personFrom, ({ params, caller, idempotencyKey, now }) =>
    markMessageRead(caller.personId, params.id, idempotencyKey, now),
  ),
  markMessagesRead: route(endpoints.markMessagesRead, personFrom, ({ body, caller, idempotencyKey, now }) =>
    carryOutInParts(idempotencyKey, now, () => markMessagesRead(caller.personId, body.upTo)),
  ),
} satisfies Record<keyof typeof endpoints, ApiRoute>;

/** Answers the API of practitioners. */
export const handler = apiHandler(routes, rememberedCommand);
