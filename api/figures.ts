import * as z from 'zod';
import { deskQueues } from '../domain/desk-queues.ts';
import { elsewhere } from '../domain/divisions.ts';
import { timeBuckets } from '../domain/handling-times.ts';
import { staffReads } from '../domain/staff-access.ts';
import { applicationStates } from '../domain/states.ts';
import { verificationOutcomes } from '../domain/verification-outcomes.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { cityField, matterField, professionField } from './fields.ts';

const endpoint = endpointsOf('department');

const count = z.number().int();
const monthField = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '请选择月份');
const cityOrElsewhere = z.union([z.literal(elsewhere), cityField], '请选择设区市');
const bucketField = z.enum(timeBuckets.map(({ code }) => code));

/** How many applications are in each state; what is not named has none. */
const stateCounts = z.partialRecord(z.enum(applicationStates), count);

/** How often a look at a certificate found what. */
const verificationCounts = z.partialRecord(z.enum(verificationOutcomes), count);

/** What the department's work amounts to, counted as it is done (docs/adr/0038). */
export const departmentFigureEndpoints = {
  /** The figures of what was first sent in a month (the present one by default), of all the province or of the employers of one city. */
  getFigures: endpoint({
    method: 'GET',
    path: '/figures',
    summary: '统计数据',
    params: none,
    query: z.strictObject({ month: monthField.optional(), city: cityOrElsewhere.optional() }),
    body: noBody,
    response: z.object({
      month: z.string(),
      city: z.string().nullable(),
      matters: z.array(z.object({ profession: professionField, matter: matterField, counts: stateCounts })),
      cities: z.array(z.object({ city: z.string(), counts: stateCounts })),
      /** Ended steps by how long they took; the percentiles say the bucket in which they lie, null where nothing has ended. */
      steps: z.array(
        z.object({
          state: z.enum(applicationStates),
          limit: z.object({ least: count, most: count }),
          handled: count,
          late: count,
          median: bucketField.nullable(),
          percentile95: bucketField.nullable(),
          buckets: z.array(z.object({ code: bucketField, count })),
        }),
      ),
      /** What waits now, whenever it was sent; `more`: others beside those that were counted, which is said of one city alone. */
      queues: z.array(
        z.object({ queue: z.enum(deskQueues), overdue: count, soon: count, later: count, more: z.boolean() }),
      ),
      /** Steps that each officer has handled in the month, in all the province. */
      officers: z.array(z.object({ staffId: z.string(), name: z.string(), handled: count })),
      verifications: verificationCounts,
    }),
    roles: staffReads.figures,
  }),
  /** The twelve months up to the present one, the oldest first. */
  listFigureMonths: endpoint({
    method: 'GET',
    path: '/figures/months',
    summary: '逐月统计',
    params: none,
    query: z.strictObject({ city: cityOrElsewhere.optional() }),
    body: noBody,
    response: z.object({
      items: z.array(z.object({ month: z.string(), counts: stateCounts, verifications: verificationCounts })),
    }),
    roles: staffReads.figures,
  }),
};
