import * as z from 'zod';
import { departmentQueues, headRole, staffReads, staffRoles } from '../domain/staff-access.ts';
import { claimView } from './claims.ts';
import { queueFilter } from './department-queues.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { idField, idParams, page, pageQuery, paragraph } from './fields.ts';
import { workItemView } from './people.ts';

const endpoint = endpointsOf('department');

const claimProblems = ['not-found', 'not-in-this-state', 'own-case', 'same-person', 'changed-meanwhile'] as const;

/** Who has a case after a wish about it; null: nobody. */
const claimResult = z.object({ claim: claimView.nullable() });

/** A member of staff, by the directory's id. */
const staffIdField = z.string('请选择人员').min(1, '请选择人员').max(200, '人员编号过长');

/** How officers share the work: who has a case, and which is next. */
export const departmentDeskEndpoints = {
  /** Takes a case for half an hour, or renews that; from somebody else only with a reason, which the history keeps. */
  claim: endpoint({
    method: 'POST',
    path: '/applications/{id}/claim',
    summary: '领办',
    params: idParams,
    query: none,
    body: z.strictObject({ reason: paragraph(500).nullable().default(null) }),
    response: claimResult,
    roles: staffReads['work-queues'],
    problems: [...claimProblems, 'claimed'],
  }),
  releaseClaim: endpoint({
    method: 'POST',
    path: '/applications/{id}/release-claim',
    summary: '放回',
    params: idParams,
    query: none,
    body: noBody,
    response: claimResult,
    roles: staffReads['work-queues'],
    problems: claimProblems,
  }),
  /** The head gives a case to an officer, whoever has it. */
  assign: endpoint({
    method: 'POST',
    path: '/applications/{id}/assign',
    summary: '指派',
    params: idParams,
    query: none,
    body: z.strictObject({ staffId: staffIdField, reason: paragraph(500) }),
    response: claimResult,
    roles: [headRole],
    problems: [...claimProblems, 'wrong-role'],
  }),
  /** Takes the case of a queue that is due soonest of those that the officer may do and nobody has; null: there is none. */
  claimNext: endpoint({
    method: 'POST',
    path: '/work-items/next',
    summary: '领办下一件',
    params: none,
    query: none,
    body: queueFilter.extend({ queue: z.enum(departmentQueues, '请选择环节') }),
    response: z.object({ applicationId: idField.nullable() }),
    roles: staffReads['work-queues'],
    problems: ['changed-meanwhile', 'too-many-requests'],
  }),
  /** For the head: what each officer has at hand and has handled, and how much of each queue is overdue. */
  getWorkload: endpoint({
    method: 'GET',
    path: '/workload',
    summary: '工作量',
    params: none,
    query: none,
    body: noBody,
    response: z.object({
      officers: z.array(
        z.object({
          staffId: z.string(),
          name: z.string(),
          roles: z.array(z.enum(staffRoles)),
          claimed: z.number().int(),
          overdue: z.number().int(),
          handledToday: z.number().int(),
          handledThisWeek: z.number().int(),
        }),
      ),
      /** Overdue items of each queue, the longest overdue first: at most a hundred; `more`: there are others. */
      queues: z.array(z.object({ queue: z.enum(departmentQueues), overdue: z.array(workItemView), more: z.boolean() })),
    }),
    roles: [headRole],
  }),
  /** What the officer has taken and not finished, the first to lapse first. */
  listClaims: endpoint({
    method: 'GET',
    path: '/work-items/mine',
    summary: '我领办的',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(workItemView),
    roles: staffReads['work-queues'],
  }),
};
