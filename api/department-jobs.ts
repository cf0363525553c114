import * as z from 'zod';
import { mostSelected } from '../domain/bulk.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { queueFilter } from './department-queues.ts';
import { idField, idParams, paragraph } from './fields.ts';
import { jobEndpoints, jobOrdered } from './job.ts';

const endpoint = endpointsOf('department');
const officers = ['acceptance', 'review', 'decision'] as const;

/** What is wished for many cases at once: what a single command says, but for the version, which the preview notes of each. */
export const bulkWish = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept') }),
  z.strictObject({
    action: z.literal('recommend'),
    outcome: z.enum(['approve', 'reject'], '请选择审核意见'),
    opinion: paragraph(1000),
  }),
  z.strictObject({
    action: z.literal('decide'),
    decision: z.enum(['approve', 'reject', 'send-back'], '请选择决定'),
    opinion: paragraph(1000),
  }),
]);
export type BulkWish = z.infer<typeof bulkWish>;

/** Those that were ticked. */
const selection = z
  .array(idField)
  .min(1, '请至少选择一项')
  .max(mostSelected, `一次最多选择${mostSelected}项`)
  .refine((ids) => new Set(ids).size === ids.length, '同一项申请选择了两次');

/** Commands on many cases, and how staff follow what goes on in the background. */
export const departmentJobEndpoints = {
  /** Judges each case by what the single command asks, and changes none. */
  previewBulk: endpoint({
    method: 'POST',
    path: '/bulk-previews',
    summary: '批量办理预览',
    params: none,
    query: none,
    /** Which cases: those that were ticked, or all that a filter finds in the queue of what is wished, however many pages they are. */
    body: z
      .strictObject({ wish: bulkWish, ids: selection.optional(), filter: queueFilter.optional() })
      .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
        path: ['ids'],
        message: '请勾选申请，或者选择符合筛选条件的全部申请',
      }),
    response: jobOrdered,
    roles: officers,
    problems: ['too-many-requests'],
  }),
  /** Carries out on every case that the preview has found clean what was wished, each on the version that it was judged by. */
  carryOutBulk: endpoint({
    method: 'POST',
    path: '/bulk-previews/{id}/carry-out',
    summary: '批量办理',
    params: idParams,
    query: none,
    body: noBody,
    response: jobOrdered,
    roles: officers,
    problems: ['not-found', 'not-in-this-state', 'already-exists'],
  }),
  ...jobEndpoints(endpoint, [...officers, 'registrar']),
};
