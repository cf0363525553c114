import * as z from 'zod';
import { holdGroundCodes } from '../domain/hold-grounds.ts';
import { draftedDecisions } from '../domain/opinion-draft.ts';
import { staffReads } from '../domain/staff-access.ts';
import { applicationSummary, commandResult, versionOnly } from './application.ts';
import { caseNote } from './claims.ts';
import { decisionReasonsField } from './decision-reasons.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { dateField, idParams, paragraph, versionField } from './fields.ts';
import { registrationView } from './people.ts';

const endpoint = endpointsOf('department');
const deskProblems = ['not-found', 'own-case', 'claimed', 'changed-meanwhile', 'not-in-this-state'] as const;
const roles = staffReads['work-queues'];

/** What an officer does with a case besides deciding: notes, holds, an unfinished opinion, a look at what is masked. */
export const departmentCaseDeskEndpoints = {
  /** Notes something for the staff alone. */
  addNote: endpoint({
    method: 'POST',
    path: '/applications/{id}/notes',
    summary: '内部备注',
    params: idParams,
    query: none,
    body: z.strictObject({ text: paragraph(500) }),
    response: z.object({ notes: z.array(caseNote) }),
    roles,
    problems: deskProblems,
  }),
  /** Shows the whole identity number, which is recorded with the reason. */
  showIdentityNumber: endpoint({
    method: 'POST',
    path: '/applications/{id}/identity-number',
    summary: '查看完整证件号码',
    params: idParams,
    query: none,
    body: z.strictObject({ reason: paragraph(200) }),
    response: z.object({ idNumber: z.string(), formerIdNumber: z.string().nullable() }),
    roles,
    problems: [...deskProblems, 'too-many-requests'],
  }),
  /** Keeps what an officer has written so far of an opinion; nobody else sees it. */
  saveOpinion: endpoint({
    method: 'PUT',
    path: '/applications/{id}/opinion',
    summary: '保存意见草稿',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      decision: z.enum(draftedDecisions).nullable(),
      reasons: decisionReasonsField,
      text: z.string().max(1000, '不能超过1000个字'),
    }),
    response: z.object({ savedAt: z.string() }),
    roles,
    problems: deskProblems,
  }),
  /** 挂起: waits for something outside. Grounds of the law stop the period and are told to the parties; others are the staff's own. */
  holdCase: endpoint({
    method: 'POST',
    path: '/applications/{id}/hold',
    summary: '挂起',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      ground: z.enum(holdGroundCodes, '请选择挂起事由'),
      reason: paragraph(300),
      until: dateField,
    }),
    response: commandResult,
    roles,
    problems: [...deskProblems, 'same-person', 'already-exists', 'rules-not-met', 'wrong-role'],
  }),
  resumeCase: endpoint({
    method: 'POST',
    path: '/applications/{id}/resume',
    summary: '恢复办理',
    params: idParams,
    query: none,
    body: versionOnly,
    response: commandResult,
    roles,
    problems: [...deskProblems, 'same-person', 'wrong-role'],
  }),
  /** What else there is of the person and of the employer: the newest applications of each, and the person's registrations. */
  getBackground: endpoint({
    method: 'GET',
    path: '/applications/{id}/background',
    summary: '历史申请与注册',
    params: idParams,
    query: none,
    body: noBody,
    response: z.object({
      applications: z.array(applicationSummary),
      registrations: z.array(registrationView),
      /** Of the employer: the newest twenty. */
      employerApplications: z.array(applicationSummary),
      employerRegistrations: z.array(registrationView),
    }),
    roles: staffReads.case,
    problems: ['not-found', 'own-case'],
  }),
};
