import * as z from 'zod';
import { commandResult, versionAndReason, versionOnly } from './application.ts';
import { documentCompleter, headRole } from '../domain/staff-access.ts';
import { decisionReasonsField } from './decision-reasons.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { fieldCode, idParams, line, page, pageQuery, paragraph, paragraphOrNothing, versionField } from './fields.ts';
import { deemedAcceptance, incompleteDocument } from './people.ts';

const endpoint = endpointsOf('department');

/** What every command on a case can be refused with. */
const commandProblems = ['not-found', 'changed-meanwhile', 'not-in-this-state', 'own-case', 'claimed'] as const;

/** Of a refusal: because the application concealed something or came with false material, which bars from applying again for a year. */
const falseMaterial = z.boolean('请选择“是”或“否”').default(false);

// A decision says chosen reasons (domain/decision-reasons.ts), words of its own, or both.
const withWords = z.strictObject({
  version: versionField,
  reasons: decisionReasonsField,
  reason: paragraphOrNothing(500),
});
const withOpinion = z.strictObject({
  version: versionField,
  reasons: decisionReasonsField,
  opinion: paragraphOrNothing(1000),
});
const saysSomething = { message: '请填写此项' };
const reasoned = <Body extends typeof withWords>(body: Body) =>
  body.refine(({ reasons, reason }) => reasons.length > 0 || reason !== '', { ...saysSomething, path: ['reason'] });
const opined = <Body extends typeof withOpinion>(body: Body) =>
  body.refine(({ reasons, opinion }) => reasons.length > 0 || opinion !== '', { ...saysSomething, path: ['opinion'] });

/** What the department's staff do on applications, and what is to be seen to beside the queues. */
export const departmentCaseEndpoints = {
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
    body: reasoned(withWords.extend({ falseMaterial })),
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
    body: opined(withOpinion.extend({ outcome: z.enum(['approve', 'reject'], '请选择审核意见') })),
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
    body: opined(
      withOpinion.extend({ decision: z.enum(['approve', 'reject', 'send-back'], '请选择决定'), falseMaterial }),
    ),
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
    body: reasoned(withWords),
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
    body: reasoned(withWords.extend({ falseMaterial })),
    response: commandResult,
    roles: ['decision'],
    problems: [...commandProblems, 'same-person'],
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
};
