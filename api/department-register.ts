import * as z from 'zod';
import { commandResult } from './application.ts';
import { endingSchema } from './draft.ts';
import { staffReads } from '../domain/staff-access.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import {
  dateField,
  instantField,
  line,
  page,
  pageQuery,
  paragraph,
  professionField,
  registrationNumberLine,
  versionField,
} from './fields.ts';
import { groundEvidenceEndpoints } from './ground-evidence.ts';
import { registrationView } from './people.ts';

const endpoint = endpointsOf('department');

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

/** What the department's staff look up in the register, and do to its entries beside applications. */
export const departmentRegisterEndpoints = {
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
  /**
   * What was approved of an entry (issued, renewed, changed, cancelled), each with its application, and what officers have done to it besides, the latest
   * first; and the suspension that waits for a decision.
   */
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
          /** Null: it was approved by an application or a decision, which say by whom. */
          actor: z.string().nullable(),
          told: z.string(),
          /** The application by which it was approved; null: by none. */
          applicationId: z.string().nullable(),
          caseNumber: z.string().nullable(),
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
  ...groundEvidenceEndpoints(endpoint, ['review']),
  /** Begins a cancellation on a legal ground, of a registration or of some specialties of it. */
  beginCancellation: endpoint({
    method: 'POST',
    path: '/registrations/{number}/cancellation',
    summary: '依职权注销注册或者专业',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: endingSchema,
    response: commandResult,
    roles: ['review'],
    problems: ['not-found', 'already-exists', 'not-in-this-state', 'own-case', 'rules-not-met', 'file-not-ready'],
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
};
