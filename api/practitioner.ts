import * as z from 'zod';
import {
  applicationSummary,
  commandResult,
  downloadView,
  practitionerCorrectionAnswers,
  versionAndReason,
  versionOnly,
} from './application.ts';
import { draftSchema } from './draft.ts';
import { formView } from './form.ts';
import { caseEndpoints, messageEndpoints, uploadEndpoints } from './case-endpoints.ts';
import { practitionerObjectionEndpoints } from './objections.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { lookView } from './looks.ts';
import {
  idParams,
  line,
  registrationNumberLine,
  matterField,
  page,
  pageQuery,
  paragraph,
  professionField,
  versionField,
} from './fields.ts';
import {
  certificateView,
  educationView,
  profileChange,
  profileView,
  qualificationView,
  registrationView,
} from './people.ts';

const endpoint = endpointsOf('practitioner');

/** The API of practitioners (manual 一). */
export const practitionerEndpoints = {
  getProfile: endpoint({
    method: 'GET',
    path: '/profile',
    summary: '基本信息',
    params: none,
    query: none,
    body: noBody,
    response: profileView,
  }),
  changeProfile: endpoint({
    method: 'PUT',
    path: '/profile',
    summary: '修改基本信息',
    params: none,
    query: none,
    body: profileChange,
    response: profileView,
    problems: ['changed-meanwhile', 'unprintable-characters'],
  }),
  listQualifications: endpoint({
    method: 'GET',
    path: '/qualifications',
    summary: '我的资格',
    params: none,
    query: none,
    body: noBody,
    /** `entries`: out-of-province entries that are not decided yet; nothing can be registered on them. */
    response: z.object({ items: z.array(qualificationView), entries: z.array(applicationSummary) }),
  }),
  /** Who of the department's staff looked at what of the caller, the latest first. */
  listLooks: endpoint({
    method: 'GET',
    path: '/looks',
    summary: '查阅记录',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(lookView),
  }),
  getEducation: endpoint({
    method: 'GET',
    path: '/education',
    summary: '继续教育',
    params: none,
    query: none,
    body: noBody,
    response: educationView,
  }),
  /** The employers that the platform knows by a credit code or a part of a name, ten at most; `more`: there are others. */
  findEmployers: endpoint({
    method: 'GET',
    path: '/employers',
    summary: '查找企业',
    params: none,
    query: z.strictObject({ text: line(100) }),
    body: noBody,
    response: z.object({
      items: z.array(z.object({ name: z.string(), creditCode: z.string() })),
      more: z.boolean(),
    }),
    problems: ['too-many-requests'],
  }),
  createApplication: endpoint({
    method: 'POST',
    path: '/applications',
    summary: '新建申请',
    params: none,
    query: none,
    /** `registrationNumber`: of a matter about a registration, the one that it is about; absent to choose it later. */
    body: z.strictObject({
      profession: professionField,
      matter: matterField,
      registrationNumber: registrationNumberLine(40).optional(),
    }),
    response: commandResult,
    problems: ['already-exists', 'rules-not-met', 'too-many-requests'],
  }),
  listApplications: endpoint({
    method: 'GET',
    path: '/applications',
    summary: '事项查询',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(applicationSummary),
  }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/applications/{id}/draft',
    summary: '保存草稿',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, draft: draftSchema }),
    response: commandResult,
    problems: ['too-many-requests', 'not-found', 'changed-meanwhile', 'not-in-this-state', 'unprintable-characters'],
  }),
  /** Deletes a draft that was never submitted. */
  discardDraft: endpoint({
    method: 'POST',
    path: '/applications/{id}/discard',
    summary: '删除草稿',
    params: idParams,
    query: none,
    body: versionOnly,
    response: z.object({ id: z.string() }),
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  getForm: endpoint({
    method: 'GET',
    path: '/applications/{id}/form',
    summary: '阅读申请表和承诺书',
    params: idParams,
    query: none,
    body: noBody,
    response: formView,
    problems: ['not-found', 'not-in-this-state'],
  }),
  /** Submits or, after a return, resubmits. `formDigest` is of the form that was read; a form that has changed since is refused. */
  submit: endpoint({
    method: 'POST',
    path: '/applications/{id}/submit',
    summary: '确认并提交',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      formDigest: z.string().max(100),
      confirmed: z.literal(true, '请阅读并确认申请表和承诺书'),
    }),
    response: commandResult,
    problems: [
      'too-many-requests',
      'not-found',
      'changed-meanwhile',
      'not-in-this-state',
      'rules-not-met',
      'form-changed',
      'unprintable-characters',
    ],
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/applications/{id}/withdraw',
    summary: '撤回',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, reason: paragraph(500).nullable() }),
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  answerCorrection: endpoint({
    method: 'POST',
    path: '/applications/{id}/answer-correction',
    summary: '提交补正',
    params: idParams,
    query: none,
    body: practitionerCorrectionAnswers,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met', 'form-changed'],
  }),
  /** 陈述申辩 to what the employer or the department has begun; null: nothing to say against it. Files uploaded in this step go with it. */
  giveStatement: endpoint({
    method: 'POST',
    path: '/applications/{id}/statement',
    summary: '提出陈述申辩',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, statement: paragraph(2000).nullable() }),
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  /** Of a change of identity document: who holds the former one agrees. */
  release: endpoint({
    method: 'POST',
    path: '/applications/{id}/release',
    summary: '同意变更原证件号码',
    params: idParams,
    query: none,
    body: versionOnly,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  /** Who holds the former identity document objects; the department sees the reason and decides. */
  object: endpoint({
    method: 'POST',
    path: '/applications/{id}/object',
    summary: '对变更原证件号码提出异议',
    params: idParams,
    query: none,
    body: versionAndReason,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  listRegistrations: endpoint({
    method: 'GET',
    path: '/registrations',
    summary: '我的证照',
    params: none,
    query: none,
    body: noBody,
    response: z.object({ items: z.array(registrationView) }),
  }),
  getCertificate: endpoint({
    method: 'GET',
    path: '/registrations/{number}',
    summary: '查看电子证书',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: noBody,
    response: certificateView,
    problems: ['not-found'],
  }),
  downloadCertificate: endpoint({
    method: 'GET',
    path: '/registrations/{number}/certificate',
    summary: '下载电子证书',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: noBody,
    response: downloadView,
    problems: ['not-found'],
  }),
  // Last: the permission of a function takes its id from the first endpoint (infra/constructs/http-api.ts).
  ...practitionerObjectionEndpoints,
  ...caseEndpoints(endpoint),
  ...uploadEndpoints(endpoint),
  ...messageEndpoints(endpoint),
};
