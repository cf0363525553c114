import * as z from 'zod';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { batchIdField, batchParams, instantField, matterField, page, pageQuery, professionField } from './fields.ts';

const endpoint = endpointsOf('public');

/** A batch of 公示 as lists show it. */
const publicityBatch = z.object({
  id: batchIdField,
  /** As papers write it: 苏建注公示〔2026〕第3号. */
  number: z.string(),
  publishedAt: instantField,
  endsAt: instantField,
  /** Its period is over. */
  over: z.boolean(),
});

/** One case of a batch of 公示. */
const publicityEntry = z.object({
  number: z.string(),
  applicantName: z.string(),
  maskedIdNumber: z.string(),
  employerName: z.string(),
  profession: professionField,
  matter: matterField,
  specialties: z.array(z.string()),
  /** It stands there no more: an objection was found right. */
  ended: z.boolean(),
});

/** What the department publishes, for everybody. */
export const publicNoticeEndpoints = {
  /** The batches of 公示, the newest first. */
  listPublicity: endpoint({
    method: 'GET',
    path: '/publicity',
    summary: '公示批次',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(publicityBatch),
  }),
  /** A batch of 公示 with a page of who stands in it, by their numbers. */
  getPublicity: endpoint({
    method: 'GET',
    path: '/publicity/{batch}',
    summary: '公示名单',
    params: batchParams,
    query: pageQuery,
    body: noBody,
    response: page(publicityEntry).extend({
      batch: publicityBatch,
      /** The address of its paper, for five minutes; null until it is drawn. */
      paper: z.string().nullable(),
    }),
    problems: ['not-found'],
  }),
};
