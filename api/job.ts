import * as z from 'zod';
import { jobKinds, jobOutcomes, jobStates } from '../domain/jobs.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { cursorField, idField, idParams, instantField, page, pageQuery } from './fields.ts';
import type { StaffRole } from '../domain/staff-access.ts';

/** Work for the background as its owner sees it. */
export const jobView = z.object({
  id: idField,
  kind: z.enum(jobKinds),
  /** What was ordered, in Chinese words. */
  title: z.string(),
  state: z.enum(jobStates),
  /** The number of elements; null: not known yet. */
  total: z.number().int().nullable(),
  counts: z.record(z.enum(jobOutcomes), z.number().int()),
  canStop: z.boolean(),
  /** What it was ordered for: the uploaded file of a trial, to import it after; null: nothing that is asked for by an id. */
  source: idField.nullable(),
  startedAt: instantField,
  movedAt: instantField,
  finishedAt: instantField.nullable(),
});
export type JobView = z.infer<typeof jobView>;

/** What became of one element. */
export const jobElementView = z.object({
  id: z.string(),
  outcome: z.enum(jobOutcomes),
  label: z.string(),
  /** The id under which its page is; null: it has none. */
  subject: z.string().nullable(),
  message: z.string().nullable(),
  at: instantField,
});
export type JobElementView = z.infer<typeof jobElementView>;

/** What every order of a job answers. */
export const jobOrdered = z.object({ id: idField });

/** How an owner follows jobs: lists them, looks at one and at what became of its elements, and stops it. */
export function jobEndpoints(endpoint: ReturnType<typeof endpointsOf>, roles: readonly StaffRole[]) {
  return {
    listJobs: endpoint({
      method: 'GET',
      path: '/jobs',
      summary: '后台任务',
      params: none,
      query: pageQuery,
      body: noBody,
      response: page(jobView),
      roles,
    }),
    getJob: endpoint({
      method: 'GET',
      path: '/jobs/{id}',
      summary: '后台任务进度',
      params: idParams,
      query: none,
      body: noBody,
      response: jobView,
      roles,
      problems: ['not-found'],
    }),
    /** The elements in the order in which they were carried out; `remarkable`: only those that somebody has to look at. */
    listJobElements: endpoint({
      method: 'GET',
      path: '/jobs/{id}/elements',
      summary: '后台任务逐项结果',
      params: idParams,
      query: z.strictObject({ remarkable: z.literal('true').optional(), cursor: cursorField }),
      body: noBody,
      response: page(jobElementView),
      roles,
      problems: ['not-found'],
    }),
    /** Stops a job: what is done stays done, and nothing more is. */
    stopJob: endpoint({
      method: 'POST',
      path: '/jobs/{id}/stop',
      summary: '停止后台任务',
      params: idParams,
      query: none,
      body: noBody,
      response: jobView,
      roles,
      problems: ['not-found', 'not-in-this-state'],
    }),
  };
}
