import * as z from 'zod';
import {
  applicationSummary,
  cancellationSchema,
  commandResult,
  downloadView,
  versionAndReason,
  versionOnly,
} from './application.ts';
import { departmentQueues, documentCompleter, headRole, staffReads } from '../domain/staff-access.ts';
import { companyChangeResult, companyChangeView } from './company-change.ts';
import { caseEndpoints } from './case-endpoints.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import {
  creditCodeField,
  cursorField,
  dateField,
  fieldCode,
  idParams,
  instantField,
  line,
  numberLine,
  page,
  pageQuery,
  paragraph,
  professionField,
  registrationNumberLine,
  versionField,
} from './fields.ts';
import { deemedAcceptance, incompleteDocument, registrationView, workItemView } from './people.ts';

const endpoint = endpointsOf('department');

/** What every command on a case can be refused with. */
const commandProblems = ['not-found', 'changed-meanwhile', 'not-in-this-state', 'own-case'] as const;

/** Of a refusal: because the application concealed something or came with false material, which bars from applying again for a year. */
const falseMaterial = z.boolean('请选择“是”或“否”').default(false);

/** A suspension that waits for the decision of another officer. */
const suspensionProposal = z.object({
  number: z.string(),
  profession: professionField,
  holderName: z.string(),
  reason: z.string(),
  document: z.string(),
  from: z.string(),
  until: z.string(),
  officerName: z.string(),
  openedAt: instantField,
});

/** One row of a list, of qualifications or of registrations, with its line in the file. Cells are checked one by one so that good rows are kept. */
export const listRow = z.strictObject({
  line: z.number().int().min(1).max(1_000_000),
  cells: z.record(z.string().max(40), z.string().max(400)),
});

const importedRows = z.strictObject({
  rows: z.array(listRow).min(1, '没有可导入的数据').max(100, '每次最多导入100行'),
});
const importReport = z.object({
  imported: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.array(z.object({ line: z.number().int(), message: z.string() })),
  /** What is to be looked at of rows that were kept; absent when there is nothing. */
  remarks: z.array(z.object({ line: z.number().int(), message: z.string() })).optional(),
});

/** The API of the department's staff. */
export const departmentEndpoints = {
  listWorkItems: endpoint({
    method: 'GET',
    path: '/work-items',
    summary: '待办事项',
    params: none,
    query: z.strictObject({ queue: z.enum(departmentQueues, '请选择环节'), cursor: cursorField }),
    body: noBody,
    response: page(workItemView),
    roles: staffReads['work-queues'],
  }),
  /** Finds an application by its number. */
  findApplication: endpoint({
    method: 'GET',
    path: '/applications',
    summary: '按受理编号查找',
    params: none,
    query: z.strictObject({ number: numberLine(40) }),
    body: noBody,
    response: z.object({ items: z.array(applicationSummary) }),
    roles: staffReads['application-search'],
    problems: ['too-many-requests'],
  }),
  accept: endpoint({
    method: 'POST',
    path: '/applications/{id}/accept',
    summary: '受理',
    params: idParams,
    query: none,
    body: versionOnly,
    response: commandResult,
    roles: ['acceptance'],
    problems: [...commandProblems],
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/applications/{id}/refuse',
    summary: '不予受理',
    params: idParams,
    query: none,
    body: versionAndReason.extend({ falseMaterial }),
    response: commandResult,
    roles: ['acceptance'],
    problems: [...commandProblems],
  }),
  requestCorrection: endpoint({
    method: 'POST',
    path: '/applications/{id}/request-correction',
    summary: '一次性告知补正',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      addressee: z.enum(['practitioner', 'employer'], '请选择补正对象'),
      items: z
        .array(
          z.strictObject({ field: fieldCode.nullable().default(null), subject: line(60), problem: paragraph(500) }),
        )
        .min(1, '请至少填写一项')
        .max(30, '不能超过30项'),
      /** Of a notice after the first: why that could not have said this. */
      laterReason: paragraph(500).nullable().default(null),
    }),
    response: commandResult,
    roles: ['acceptance', 'review'],
    problems: [...commandProblems, 'same-person', 'rules-not-met'],
  }),
  recommend: endpoint({
    method: 'POST',
    path: '/applications/{id}/recommend',
    summary: '提出审核意见',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      outcome: z.enum(['approve', 'reject'], '请选择审核意见'),
      opinion: paragraph(1000),
    }),
    response: commandResult,
    roles: ['review'],
    problems: [...commandProblems, 'same-person'],
  }),
  decide: endpoint({
    method: 'POST',
    path: '/applications/{id}/decide',
    summary: '作出决定',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      decision: z.enum(['approve', 'reject', 'send-back'], '请选择决定'),
      opinion: paragraph(1000),
      falseMaterial,
    }),
    response: commandResult,
    roles: ['decision'],
    problems: [...commandProblems, 'same-person', 'rules-not-met'],
  }),
  /** Extends the review of an accepted application, once (Administrative Licensing Law art. 42). */
  extendReview: endpoint({
    method: 'POST',
    path: '/applications/{id}/extend-review',
    summary: '延长审查期限',
    params: idParams,
    query: none,
    body: versionAndReason,
    response: commandResult,
    roles: [headRole],
    problems: [...commandProblems],
  }),
  upholdObjection: endpoint({
    method: 'POST',
    path: '/applications/{id}/uphold-objection',
    summary: '公示异议成立',
    params: idParams,
    query: none,
    body: versionAndReason.extend({ falseMaterial }),
    response: commandResult,
    roles: ['decision'],
    problems: [...commandProblems, 'same-person'],
  }),
  /** Proposes, decides or lifts a suspension (暂停执业), or locks and frees an entry for a project under construction (在建项目). */
  holdRegistration: endpoint({
    method: 'POST',
    path: '/registrations/{number}/hold',
    summary: '暂停执业与在建项目锁定',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: z.discriminatedUnion('action', [
      z.strictObject({
        action: z.literal('propose-suspension'),
        version: versionField,
        reason: paragraph(500),
        document: line(100),
        from: dateField,
        until: dateField,
      }),
      z.strictObject({
        action: z.literal('lock'),
        version: versionField,
        project: line(100),
        reason: paragraph(500),
        until: dateField,
      }),
      z.strictObject({
        action: z.enum(['confirm-suspension', 'decline-suspension', 'lift-suspension', 'unlock']),
        version: versionField,
        reason: paragraph(500),
      }),
    ]),
    response: z.object({ number: z.string(), version: versionField }),
    roles: ['review', 'decision'],
    problems: [
      ...['not-found', 'wrong-party', 'own-case', 'same-person'],
      ...['already-exists', 'changed-meanwhile', 'not-in-this-state', 'rules-not-met'],
    ] as const,
  }),
  /** What officers have done to an entry besides deciding applications, the latest first, and the suspension that waits for a decision. */
  registrationHistory: endpoint({
    method: 'GET',
    path: '/registrations/{number}/history',
    summary: '注册变动记录',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: noBody,
    response: z.object({
      events: z.array(
        z.object({
          id: z.string(),
          at: instantField,
          title: z.string(),
          actor: z.string(),
          told: z.string(),
        }),
      ),
      proposal: suspensionProposal.nullable(),
    }),
    roles: staffReads.register,
    problems: ['not-found'],
  }),
  /** The suspensions that wait for a decision, the oldest first. */
  listSuspensionProposals: endpoint({
    method: 'GET',
    path: '/suspension-proposals',
    summary: '待决定的暂停执业',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(suspensionProposal),
    roles: ['decision'],
  }),
  /** Begins a cancellation on a legal ground. */
  beginCancellation: endpoint({
    method: 'POST',
    path: '/registrations/{number}/cancellation',
    summary: '依职权注销注册',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: cancellationSchema,
    response: commandResult,
    roles: ['review'],
    problems: ['not-found', 'already-exists', 'not-in-this-state', 'own-case', 'rules-not-met'],
  }),
  /** What counts as accepted because nobody has examined it in time, the newest first. */
  listDeemedAcceptances: endpoint({
    method: 'GET',
    path: '/deemed-acceptances',
    summary: '视为受理',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(deemedAcceptance),
    roles: [headRole],
  }),
  /** The papers that lack characters which no font has, the oldest first. */
  listIncompleteDocuments: endpoint({
    method: 'GET',
    path: '/incomplete-documents',
    summary: '待补写文书',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(incompleteDocument),
    roles: [documentCompleter],
  }),
  /** Says that what was missing on a paper has been written on it by hand; the reason says how. */
  completeDocument: endpoint({
    method: 'POST',
    path: '/applications/{id}/complete-document',
    summary: '登记文书已补写',
    params: idParams,
    query: none,
    body: versionAndReason.extend({ documentId: line(80) }),
    response: commandResult,
    roles: [documentCompleter],
    problems: [...commandProblems],
  }),
  /** Withdraws a cancellation that the department has begun. */
  withdraw: endpoint({
    method: 'POST',
    path: '/applications/{id}/withdraw',
    summary: '撤回依职权注销',
    params: idParams,
    query: none,
    body: versionAndReason,
    response: commandResult,
    roles: ['review'],
    problems: [...commandProblems],
  }),
  /** Imports rows of the provincial list of qualifications: bad rows are reported with line and reason, good rows are kept. */
  importQualifications: endpoint({
    method: 'POST',
    path: '/qualifications',
    summary: '导入职业资格名单',
    params: none,
    query: none,
    body: importedRows,
    response: importReport,
    roles: ['registrar'],
  }),
  /** Takes over rows of the register that came before this platform. */
  importRegistrations: endpoint({
    method: 'POST',
    path: '/registrations',
    summary: '导入原有注册名册',
    params: none,
    query: none,
    body: importedRows,
    response: importReport,
    roles: ['registrar'],
  }),
  /** Imports rows of a list of continuing education. */
  importEducation: endpoint({
    method: 'POST',
    path: '/education',
    summary: '导入继续教育学时',
    params: none,
    query: none,
    body: importedRows,
    response: importReport,
    roles: ['registrar'],
  }),
  /** Imports rows of a list of social insurance: for which month which unit paid whose. */
  importInsurance: endpoint({
    method: 'POST',
    path: '/social-insurance',
    summary: '导入社会保险缴费名单',
    params: none,
    query: none,
    body: importedRows,
    response: importReport,
    roles: ['registrar'],
  }),
  /** Imports rows of a list of companies, so that applicants find their employers. */
  importEmployers: endpoint({
    method: 'POST',
    path: '/employers',
    summary: '导入企业名录',
    params: none,
    query: none,
    body: importedRows,
    response: importReport,
    roles: ['registrar'],
  }),
  /** Looks up the register by registration number. */
  findRegistration: endpoint({
    method: 'GET',
    path: '/registrations',
    summary: '查询注册信息',
    params: none,
    query: z.strictObject({ number: registrationNumberLine(40) }),
    body: noBody,
    response: z.object({ items: z.array(registrationView.extend({ version: versionField })) }),
    roles: staffReads.register,
    problems: ['too-many-requests'],
  }),
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
    problems: ['not-found', 'already-exists'],
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
  // Last: the permission of a function takes its id from the first endpoint (infra/constructs/http-api.ts).
  ...caseEndpoints(endpoint, staffReads.case),
};
