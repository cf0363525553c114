import * as z from 'zod';
import { caseQueues, deskQueues } from '../domain/desk-queues.ts';
import { dueColours } from '../domain/due-colour.ts';
import { staffReads } from '../domain/staff-access.ts';
import { applicationSummary } from './application.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import {
  cityField,
  cursorField,
  identityNumberLine,
  line,
  matterField,
  numberBeginningField,
  page,
  partOfNameField,
  professionField,
} from './fields.ts';
import { registrationView, workItemView } from './people.ts';

const endpoint = endpointsOf('department');

/** What a queue may be narrowed by, in any combination; the page keeps it in its address. */
export const queueFilter = z.strictObject({
  profession: professionField.optional(),
  matter: matterField.optional(),
  city: cityField.optional(),
  /** A credit code, or a part of the name. */
  employer: line(100).optional(),
  /** Two characters or more of the applicant's. */
  name: partOfNameField.optional(),
  idNumber: identityNumberLine(30).optional(),
  /** How the application's number begins. */
  number: numberBeginningField.optional(),
  colour: z.enum(dueColours, '请选择办理期限').optional(),
  /** Who has taken it: the caller, nobody, or a member of staff by id. */
  claimedBy: line(64).optional(),
});
export type QueueFilter = z.output<typeof queueFilter>;

const queueField = z.enum(caseQueues, '请选择环节');

/** The queues of the desk, and its one box of search. */
export const departmentQueueEndpoints = {
  listQueue: endpoint({
    method: 'GET',
    path: '/queue',
    summary: '办理队列',
    params: none,
    query: queueFilter.extend({ queue: queueField, cursor: cursorField }),
    body: noBody,
    /** `narrow`: more was looked through than a page may; whoever misses something narrows the filter. */
    response: page(workItemView).extend({ narrow: z.boolean() }),
    roles: staffReads['work-queues'],
    problems: ['too-many-requests'],
  }),
  countQueues: endpoint({
    method: 'GET',
    path: '/queue-counts',
    summary: '各队列件数',
    params: none,
    query: none,
    body: noBody,
    response: z.object({
      items: z.array(
        z.object({
          queue: z.enum(deskQueues),
          overdue: z.number().int(),
          soon: z.number().int(),
          later: z.number().int(),
        }),
      ),
    }),
    roles: staffReads['work-queues'],
  }),
  searchDesk: endpoint({
    method: 'GET',
    path: '/search',
    summary: '综合检索',
    params: none,
    query: z.strictObject({ text: line(100) }),
    body: noBody,
    response: z.object({
      /** What the text was taken for. */
      kind: z.string(),
      /** The cases and the entries that were found, an exact number alone or first; `more`: there are others than these. */
      cases: z.object({ items: z.array(applicationSummary), more: z.boolean() }),
      entries: z.object({ items: z.array(registrationView), more: z.boolean() }),
    }),
    roles: staffReads['application-search'],
    problems: ['too-many-requests'],
  }),
};
