import * as z from 'zod';
import { mostEvidence, objectionOutcomes, objectionStages, objectionStates } from '../domain/objections.ts';
import { comparableCode, isCodeLike } from '../domain/verification-code.ts';
import { fileDeclaration, fileView, uploadTicket } from './application.ts';
import { queueFilter } from './department-queues.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import {
  batchIdField,
  cursorField,
  idField,
  idParams,
  instantField,
  line,
  matterField,
  mobileField,
  numberLine,
  page,
  paragraph,
  professionField,
  versionField,
} from './fields.ts';

const anyone = endpointsOf('public');
const department = endpointsOf('department');
const practitioner = endpointsOf('practitioner');

/** Made at random by the page of one objector, which alone knows it: the receipt number follows from it, and where the files lie. */
const secretField = z.uuidv4('编号不正确，请刷新页面后重新填写');
/** Where the files of one objector lie (evidence-folder.ts): files come first, then the objection. */
const folderParams = z.strictObject({ folder: z.string().regex(/^[0-9a-f]{64}$/, '编号不正确，请刷新页面后重新填写') });
/** The work that is done for what is sent (api/work-proof.ts). */
const proofField = z.string().regex(/^\d{1,12}$/, '验证结果不正确，请重新提交');

/** An objection as its objector follows it. */
const followedObjection = z.object({
  number: z.string(),
  batchNumber: z.string(),
  filedAt: instantField,
  /** When the department is to have answered. */
  dueAt: instantField,
  state: z.enum(objectionStates),
  answer: z.string().nullable(),
  answeredAt: instantField.nullable(),
});

/** An objection as lists of the department show it. */
const listedObjection = z.object({
  id: idField,
  applicationId: idField,
  number: z.string(),
  batchNumber: z.string(),
  profession: professionField,
  matter: matterField,
  applicantName: z.string(),
  state: z.enum(objectionStates),
  stage: z.enum(objectionStages),
  filedAt: instantField,
  dueAt: instantField,
  answeredAt: instantField.nullable(),
});

/** The same with all that is known of it. */
const objectionView = listedObjection.extend({
  version: versionField,
  reason: z.string(),
  contactName: z.string(),
  contactMobile: z.string(),
  files: z.array(fileView),
  heardAt: instantField.nullable(),
  question: z.string().nullable(),
  statement: z.string().nullable(),
  statedAt: instantField.nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  /** The case stands in publicity still. */
  inPublicity: z.boolean(),
});

/** What anybody does about a publicity that they object to. */
export const publicObjectionEndpoints = {
  /** Declares a file that shows what an objection says; before the objection itself. */
  declareEvidence: anyone({
    method: 'POST',
    path: '/objection-files/{folder}',
    summary: '登记异议证明材料',
    params: folderParams,
    query: none,
    body: fileDeclaration.omit({ slot: true }).extend({ proof: proofField }),
    response: uploadTicket,
    problems: ['too-many-requests', 'proof-needed', 'too-large', 'unsupported-media-type', 'not-in-this-state'],
  }),
  /** How far the inspection of such a file is. */
  getEvidence: anyone({
    method: 'GET',
    path: '/objection-files/{folder}/{fileId}',
    summary: '异议证明材料',
    params: folderParams.extend({ fileId: idField }),
    query: none,
    body: noBody,
    response: fileView,
    problems: ['not-found'],
  }),
  /** Objects to a case in publicity. Answers the receipt number under which the objector follows it. */
  fileObjection: anyone({
    method: 'POST',
    path: '/objections',
    summary: '提出公示异议',
    params: none,
    query: none,
    body: z.strictObject({
      secret: secretField,
      /** The number of the application that is objected to. */
      number: numberLine(40),
      reason: paragraph(2000),
      contactName: line(50),
      contactMobile: mobileField,
      /** Which of the files that were sent show what it says; the others are forgotten. */
      files: z.array(idField).max(mostEvidence, `最多${mostEvidence}份证明材料`).default([]),
      proof: proofField,
    }),
    response: z.object({ receipt: z.string() }),
    problems: [
      ...(['too-many-requests', 'proof-needed', 'not-found', 'not-in-this-state'] as const),
      ...(['changed-meanwhile', 'file-not-ready'] as const),
    ],
  }),
  /** Looks an objection up by its receipt number. In the body, since addresses stand in logs. */
  followObjection: anyone({
    method: 'POST',
    path: '/objections/receipt',
    summary: '查询公示异议',
    params: none,
    query: none,
    body: z.strictObject({
      receipt: z.string().max(200).overwrite(comparableCode).refine(isCodeLike, '回执编号应为16位字母和数字，请核对'),
    }),
    response: followedObjection,
    problems: ['too-many-requests', 'not-found'],
  }),
};

/** What the objections may be narrowed by, in any combination; the page keeps it in its address. */
export const objectionFilter = queueFilter
  // The colour is that of those that wait.
  .pick({ profession: true, matter: true, city: true, colour: true, employer: true, name: true, number: true })
  .extend({
    stage: z.enum(objectionStages, '请选择进展').optional(),
    /** The batch of 公示 in which the case stands. */
    batch: batchIdField.optional(),
  });
export type ObjectionFilter = z.output<typeof objectionFilter>;

const officers = ['acceptance', 'review', 'decision'] as const;

/** What the department does about objections. */
export const departmentObjectionEndpoints = {
  /** Those that wait, soonest due first; or those that are answered, the newest answer first. */
  listObjections: department({
    method: 'GET',
    path: '/objections',
    summary: '公示异议',
    params: none,
    query: objectionFilter.extend({ list: z.enum(['open', 'answered']).default('open'), cursor: cursorField }),
    body: noBody,
    /** `narrow`: more was looked through than a page may; whoever misses something narrows the filter. */
    response: page(listedObjection).extend({ narrow: z.boolean() }),
    roles: officers,
    problems: ['too-many-requests'],
  }),
  getObjection: department({
    method: 'GET',
    path: '/objections/{id}',
    summary: '一项公示异议',
    params: idParams,
    query: none,
    body: noBody,
    response: objectionView,
    roles: officers,
    problems: ['not-found', 'own-case'],
  }),
  downloadObjectionFile: department({
    method: 'GET',
    path: '/objections/{id}/files/{fileId}',
    summary: '下载异议证明材料',
    params: idParams.extend({ fileId: idField }),
    query: none,
    body: noBody,
    response: z.object({ url: z.string() }),
    roles: officers,
    problems: ['not-found', 'own-case', 'file-not-ready'],
  }),
  /** Asks the person concerned for a statement, in the officer's words. */
  hearPerson: department({
    method: 'POST',
    path: '/objections/{id}/hearing',
    summary: '听取当事人意见',
    params: idParams,
    query: none,
    body: z.strictObject({ version: versionField, question: paragraph(500) }),
    response: z.object({ id: idField, version: versionField }),
    roles: ['review', 'decision'],
    problems: ['not-found', 'own-case', 'not-in-this-state', 'changed-meanwhile'],
  }),
  /** Answers an objection in writing. One that is upheld ends the publicity with a rejection, whose reason the answer is. */
  answerObjection: department({
    method: 'POST',
    path: '/objections/{id}/answer',
    summary: '答复公示异议',
    params: idParams,
    query: none,
    body: z.strictObject({
      version: versionField,
      outcome: z.enum(objectionOutcomes, '请选择异议是否成立'),
      answer: paragraph(1000),
      /** Of one that is upheld: the applicant concealed something or came with false material. */
      falseMaterial: z.boolean().default(false),
    }),
    response: z.object({ id: idField, version: versionField, state: z.enum(objectionStates) }),
    roles: ['decision'],
    problems: [
      ...(['not-found', 'own-case', 'same-person', 'wrong-party', 'claimed'] as const),
      ...(['not-in-this-state', 'changed-meanwhile', 'rules-not-met'] as const),
    ],
  }),
};

/** What the person concerned does about an objection. */
export const practitionerObjectionEndpoints = {
  /** The objection to one's own publicity to which the department asks for a statement; null: none. */
  getHearing: practitioner({
    method: 'GET',
    path: '/applications/{id}/hearing',
    summary: '公示异议陈述',
    params: idParams,
    query: none,
    body: noBody,
    response: z.object({
      hearing: z.object({ id: idField, question: z.string(), heardAt: instantField }).nullable(),
    }),
    problems: ['not-found'],
  }),
  answerHearing: practitioner({
    method: 'POST',
    path: '/applications/{id}/hearing',
    summary: '陈述对公示异议的意见',
    params: idParams,
    query: none,
    body: z.strictObject({ objectionId: idField, statement: paragraph(2000) }),
    response: z.object({ id: idField }),
    problems: ['not-found', 'not-in-this-state', 'changed-meanwhile'],
  }),
};
