import * as z from 'zod';
import { downloadView, versionOnly } from './application.ts';
import { staffReads } from '../domain/staff-access.ts';
import { companyChangeResult, companyChangeView } from './company-change.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { creditCodeField, idParams, page, pageQuery, paragraph, versionField } from './fields.ts';
import { registrationView } from './people.ts';

const endpoint = endpointsOf('department');

/** What the department's staff do on 企业信息变更. */
export const departmentCompanyChangeEndpoints = {
  /** 企业信息变更 that were submitted, newest first. */
  listCompanyChanges: endpoint({
    method: 'GET',
    path: '/company-changes',
    summary: '企业信息变更',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(companyChangeView),
    roles: staffReads.case,
  }),
  getCompanyChange: endpoint({
    method: 'GET',
    path: '/company-changes/{id}',
    summary: '查看企业信息变更',
    params: idParams,
    query: none,
    body: noBody,
    response: companyChangeView,
    roles: staffReads.case,
    problems: ['not-found'],
  }),
  /** Everybody who is registered with the company that is to change. */
  listChangedRegistrations: endpoint({
    method: 'GET',
    path: '/company-changes/{id}/registrations',
    summary: '企业信息变更涉及的注册',
    params: idParams,
    query: pageQuery,
    body: noBody,
    response: page(registrationView),
    roles: staffReads.case,
    problems: ['not-found'],
  }),
  downloadCompanyEvidence: endpoint({
    method: 'GET',
    path: '/company-changes/{id}/evidence',
    summary: '下载企业信息变更的证明材料',
    params: idParams,
    query: none,
    body: noBody,
    response: downloadView,
    roles: staffReads.case,
    problems: ['not-found'],
  }),
  /** Begins the change of a company that was merged into another one. */
  beginMerger: endpoint({
    method: 'POST',
    path: '/company-changes',
    summary: '发起企业合并的信息变更',
    params: none,
    query: none,
    body: z.strictObject({ fromCreditCode: creditCodeField, toCreditCode: creditCodeField, ground: paragraph(500) }),
    response: companyChangeResult,
    roles: ['review'],
    problems: ['not-found', 'already-exists', 'rules-not-met'],
  }),
  recommendCompanyChange: endpoint({
    method: 'POST',
    path: '/company-changes/{id}/recommend',
    summary: '对企业信息变更提出审核意见',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, opinion: paragraph(1000) }),
    response: companyChangeResult,
    roles: ['review'],
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'same-person'],
  }),
  decideCompanyChange: endpoint({
    method: 'POST',
    path: '/company-changes/{id}/decide',
    summary: '对企业信息变更作出决定',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      decision: z.enum(['approve', 'reject', 'send-back'], '请选择决定'),
      opinion: paragraph(1000),
    }),
    response: companyChangeResult,
    roles: ['decision'],
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state', 'same-person'],
  }),
  withdrawMerger: endpoint({
    method: 'POST',
    path: '/company-changes/{id}/withdraw',
    summary: '撤回企业合并的信息变更',
    params: idParams,
    query: none,
    body: versionOnly,
    response: companyChangeResult,
    roles: ['review'],
    problems: ['not-found', 'changed-meanwhile', 'not-in-this-state'],
  }),
};
