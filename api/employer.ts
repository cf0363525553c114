import * as z from 'zod';
import {
  applicationSummary,
  commandResult,
  employerCorrectionAnswers,
  versionAndReason,
  versionOnly,
} from './application.ts';
import { companyQualificationSchema, endingSchema, supplementSchema } from './draft.ts';
import { groundEvidenceEndpoints } from './ground-evidence.ts';
import { caseEndpoints, messageEndpoints, uploadEndpoints } from './case-endpoints.ts';
import { companyChangeResult, ownCompanyChange } from './company-change.ts';
import { employerStaffEndpoints } from './employer-staff.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { idField, idParams, registrationNumberLine, page, pageQuery, paragraph, versionField } from './fields.ts';
import { companyChange, companyView, registrationView, owedQualificationView, workItemView } from './people.ts';

const endpoint = endpointsOf('employer');

/** The API of employers (manual 二). */
export const employerEndpoints = {
  getCompany: endpoint({
    method: 'GET',
    path: '/company',
    summary: '企业信息',
    params: none,
    query: none,
    body: noBody,
    response: companyView,
  }),
  changeCompany: endpoint({
    method: 'PUT',
    path: '/company',
    summary: '修改企业信息',
    params: none,
    query: none,
    body: companyChange,
    response: companyView,
    problems: ['changed-meanwhile', 'unprintable-characters'],
  }),
  listWorkItems: endpoint({
    method: 'GET',
    path: '/work-items',
    summary: '待办事项',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(workItemView),
  }),
  /** Company qualifications that are still owed: they hold no review up and stay after the approval (manual 二（二）2（1）). */
  listSupplements: endpoint({
    method: 'GET',
    path: '/supplements',
    summary: '待办事项：材料补正',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(owedQualificationView),
  }),
  /** Names the qualification that is owed. After the approval the register is amended and the certificate reissued. */
  supplyQualification: endpoint({
    method: 'POST',
    path: '/applications/{id}/supplement',
    summary: '材料补正：补充企业资质',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, qualification: companyQualificationSchema }),
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met'],
  }),
  listApplications: endpoint({
    method: 'GET',
    path: '/applications',
    summary: '已办事项',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(applicationSummary),
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/applications/{id}/confirm',
    summary: '确认并提交签字盖章的申请表',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, sealedFormFileId: idField, supplement: supplementSchema }),
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met', 'file-not-ready'],
  }),
  /** 按证照名称更正: the form goes back to the applicant with the name that the identity platform vouches for. */
  correctEmployer: endpoint({
    method: 'POST',
    path: '/applications/{id}/correct-employer',
    summary: '按证照名称更正',
    params: idParams,
    query: none,
    body: versionOnly,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met'],
  }),
  return: endpoint({
    method: 'POST',
    path: '/applications/{id}/return',
    summary: '退回',
    params: idParams,
    query: none,
    body: versionAndReason,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  /** A former employer agrees that a person leaves (变更注册). */
  release: endpoint({
    method: 'POST',
    path: '/applications/{id}/release',
    summary: '同意解除聘用',
    params: idParams,
    query: none,
    body: versionOnly,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  /** A former employer objects; the department sees why and decides. */
  object: endpoint({
    method: 'POST',
    path: '/applications/{id}/object',
    summary: '对变更提出异议',
    params: idParams,
    query: none,
    body: versionAndReason,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  /** Withdraws a cancellation that the company has begun itself. */
  withdraw: endpoint({
    method: 'POST',
    path: '/applications/{id}/withdraw',
    summary: '撤回企业发起的注销',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, reason: paragraph(500).nullable() }),
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  ...groundEvidenceEndpoints(endpoint),
  /** Begins the cancellation of a registration of one of the company's people, or of some specialties of it. */
  beginCancellation: endpoint({
    method: 'POST',
    path: '/registrations/{number}/cancellation',
    summary: '发起注销注册或者注销专业',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: endingSchema,
    response: commandResult,
    problems: [
      ...(['not-found', 'already-exists', 'not-in-this-state', 'rules-not-met'] as const),
      ...(['file-not-ready', 'too-many-requests'] as const),
    ],
  }),
  answerCorrection: endpoint({
    method: 'POST',
    path: '/applications/{id}/answer-correction',
    summary: '提交补正',
    params: idParams,
    query: none,
    body: employerCorrectionAnswers,
    response: commandResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met'],
  }),
  listRegistrations: endpoint({
    method: 'GET',
    path: '/registrations',
    summary: '在册人员',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(registrationView),
  }),
  /** What the licence and the registrations of the company call it, and its newest 企业信息变更. */
  getCompanyChange: endpoint({
    method: 'GET',
    path: '/company-change',
    summary: '企业信息变更',
    params: none,
    query: none,
    body: noBody,
    response: ownCompanyChange,
  }),
  beginCompanyChange: endpoint({
    method: 'POST',
    path: '/company-change',
    summary: '发起企业信息变更',
    params: none,
    query: none,
    body: z.strictObject({ ground: paragraph(500) }),
    response: companyChangeResult,
    problems: ['already-exists', 'rules-not-met'],
  }),
  /** Submits it with the evidence, which is uploaded as a file of an application is. */
  submitCompanyChange: endpoint({
    method: 'POST',
    path: '/company-change/{id}/submit',
    summary: '提交企业信息变更',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, evidenceFileId: idField }),
    response: companyChangeResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met', 'file-not-ready'],
  }),
  withdrawCompanyChange: endpoint({
    method: 'POST',
    path: '/company-change/{id}/withdraw',
    summary: '撤回企业信息变更',
    params: idParams,
    query: none,
    body: versionOnly,
    response: companyChangeResult,
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
  ...employerStaffEndpoints,
  // Last: the permission of a function takes its id from the first endpoint (infra/constructs/http-api.ts).
  ...caseEndpoints(endpoint),
  ...uploadEndpoints(endpoint),
  ...messageEndpoints(endpoint),
};
