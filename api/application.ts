import * as z from 'zod';
import { documentKinds } from '../domain/documents.ts';
import { recordActions } from '../domain/outcome.ts';
import { releaseAnswers, releaseParties } from '../domain/application-parts.ts';
import { statementAnswers } from '../domain/statement.ts';
import { initiators } from '../domain/initiators.ts';
import { sexes } from '../domain/identity-documents.ts';
import { actions, awaitedParties } from '../domain/lifecycle.ts';
import { applicationStates } from '../domain/states.ts';
import {
  declaredTypeField,
  fileNameField,
  fileSlotField,
  fileTypeField,
  idField,
  instantField,
  matterField,
  paragraph,
  professionField,
  versionField,
} from './fields.ts';
import { fieldErrorSchema } from './problems.ts';
import { termView } from './terms.ts';
import { draftSchema, supplementSchema } from './draft.ts';

export const fileStates = ['pending', 'ready', 'rejected'] as const;

/** An uploaded file. `message` says why it was rejected; `url` is a download address of five minutes, only for ready files of one case. */
export const fileView = z.object({
  id: idField,
  slot: fileSlotField,
  name: z.string(),
  type: fileTypeField,
  size: z.number(),
  status: z.enum(fileStates),
  message: z.string().nullable(),
  uploadedAt: instantField,
});
export type FileView = z.infer<typeof fileView>;

/** A character that is missing on a paper, and the part of the paper in which it stands. */
export const missingCharacter = z.object({ character: z.string(), where: z.string() });

/** A generated document of an application. */
export const documentView = z.object({
  id: z.string(),
  kind: z.enum([...documentKinds, 'certificate']),
  title: z.string(),
  createdAt: instantField,
  /** What no font could print, with where it stands, until an officer has written it on the paper. */
  missing: z.array(missingCharacter),
});

/** One step of the timeline: who, when, what, why. */
export const timelineEntry = z.object({
  id: z.string(),
  at: instantField,
  action: z.enum([...actions, ...recordActions]),
  title: z.string(),
  actor: z.string(),
  from: z.enum(applicationStates).nullable(),
  to: z.enum(applicationStates),
  reason: z.string().nullable(),
  /** Of a submission or answer after the first: each field before and after. Identity numbers are masked, files are named; null: nothing there. */
  changes: z.array(z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** One row of a list of applications. */
export const applicationSummary = z.object({
  id: idField,
  number: z.string().nullable(),
  profession: professionField,
  matter: matterField,
  /** Who has begun it. */
  initiator: z.enum(initiators),
  state: z.enum(applicationStates),
  /** Who has to act now; null while nobody has to. */
  waitsFor: z.enum(awaitedParties).nullable(),
  applicantName: z.string(),
  employerName: z.string().nullable(),
  version: versionField,
  /** True while the system itself cannot go on: 系统处理中，已通知运维. */
  stalled: z.boolean(),
  updatedAt: instantField,
  submittedAt: instantField.nullable(),
});
export type ApplicationSummary = z.infer<typeof applicationSummary>;

/** A notice of correction with its items and, after the answer, what was answered. */
export const correctionView = z.object({
  from: z.enum(['awaiting-acceptance', 'under-review']),
  addressee: z.enum(['practitioner', 'employer']),
  /** `field` is the code of the field or file concerned; null when only the subject names it. */
  items: z.array(
    z.object({
      field: z.string().nullable(),
      subject: z.string(),
      problem: z.string(),
      answer: z.string().nullable(),
    }),
  ),
  /** Why this could not stand in the first notice; null in the first. */
  laterReason: z.string().nullable(),
});

/** One application in full, as each party that takes part sees it. Identity numbers are masked but for the applicant. */
export const applicationView = applicationSummary.extend({
  draft: draftSchema,
  applicant: z.object({
    name: z.string(),
    idType: z.string(),
    idNumber: z.string(),
    birthDate: z.string().nullable(),
    sex: z.enum(sexes).nullable(),
    mobile: z.string().nullable(),
    email: z.string().nullable(),
    ethnicity: z.string().nullable(),
    education: z.string().nullable(),
    school: z.string().nullable(),
    major: z.string().nullable(),
    graduatedOn: z.string().nullable(),
    address: z.string().nullable(),
  }),
  qualification: z
    .object({
      certificateNumber: z.string(),
      obtainedOn: z.string(),
      province: z.string(),
      specialties: z.array(z.string()),
    })
    .nullable(),
  /** The registrations that the application is about, as they stood at submission, the chosen one first. */
  registrations: z.array(
    z.object({
      number: z.string(),
      profession: professionField,
      terms: z.array(termView),
      specialties: z.array(z.string()),
      holderName: z.string(),
      employerName: z.string(),
      employerCreditCode: z.string(),
      validUntil: z.string(),
      zone: z.string().nullable(),
    }),
  ),
  /** Of a renewal that was submitted: which of it was in time, and which later; specialties, null where there are none. */
  timeliness: z.object({ inTime: z.array(z.string().nullable()), late: z.array(z.string().nullable()) }).nullable(),
  /** Of a change of employer: what the former employer says. Of a change of identity document: what its holder says. */
  release: z
    .object({
      employerName: z.string(),
      employerCreditCode: z.string(),
      party: z.enum(releaseParties),
      answer: z.enum(releaseAnswers),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** For the person and the staff: what came of asking the person before others' wish is decided (陈述申辩); null: not asked, or not answered yet. */
  statement: z.object({ answer: z.enum(statementAnswers), text: z.string().nullable() }).nullable(),
  supplement: supplementSchema.nullable(),
  correction: correctionView.nullable(),
  recommendation: z
    .object({ outcome: z.enum(['approve', 'reject']), opinion: z.string(), reviewerName: z.string() })
    .nullable(),
  /** The files attached to the application, the newest of each slot first. */
  files: z.array(fileView),
  documents: z.array(documentView),
  timeline: z.array(timelineEntry),
  /** What the caller may do now. */
  actions: z.array(z.enum(actions)),
  /** When the open step is due; null where nothing is open. */
  dueAt: instantField.nullable(),
  /** For staff while the application is open: what its claims are compared with, and whether it agrees. Nobody else is shown any of it. */
  checks: z.array(
    z.object({
      code: z.enum(['former-identity', 'certificate', 'social-insurance', 'continuing-education']),
      title: z.string(),
      passed: z.boolean(),
      /** How it is marked: agrees, nothing is known, does not agree, contradicts. */
      tone: z.enum(['good', 'info', 'warn', 'bad']),
      facts: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ),
  /** For a draft or returned application: every rule that is not met yet. */
  problems: z.array(fieldErrorSchema),
  /** For the same: what does not keep it from being submitted, and is to be known before. */
  warnings: z.array(fieldErrorSchema),
  /** The number of the registration that the approval made. */
  registrationNumber: z.string().nullable(),
  /** For the employer: it chose 无 and may name a company qualification at any time (材料补正). */
  owesQualification: z.boolean(),
});
export type ApplicationView = z.infer<typeof applicationView>;

/** The answer of every command. */
export const commandResult = z.object({
  id: idField,
  number: z.string().nullable(),
  state: z.enum(applicationStates),
  version: versionField,
});
export type CommandResult = z.infer<typeof commandResult>;

/** A command that says nothing but which version it was decided on. */
export const versionOnly = z.strictObject({ version: versionField });

/** A command with a reason for the other parties. */
export const versionAndReason = z.strictObject({ version: versionField, reason: paragraph(500) });

/** Declares a file before it is uploaded: its exact size in bytes and SHA-256 in base64 are signed into the upload address. */
export const fileDeclaration = z.strictObject({
  slot: fileSlotField,
  name: fileNameField,
  type: declaredTypeField,
  size: z
    .number()
    .int()
    .min(1, '文件是空的，请重新选择')
    .max(1024 * 1024 * 1024),
  sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, '文件校验值不正确'),
});

/** Where and how to upload: a PUT of exactly these headers to this address within five minutes. */
export const uploadTicket = z.object({
  fileId: idField,
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresAt: instantField,
});
export type UploadTicket = z.infer<typeof uploadTicket>;

/** A download address of five minutes. */
export const downloadView = z.object({ url: z.string() });

/** The path of a file or a document of an application. */
export const fileParams = z.strictObject({ id: idField, fileId: idField });
export const documentParams = z.strictObject({
  id: idField,
  documentId: z.string().regex(/^[a-z0-9-]{4,64}$/, '编号不正确'),
});

/** Answers to a notice of correction, one per item in its order. */
export const correctionAnswers = z.strictObject({
  version: versionField,
  answers: z.array(paragraph(500)).min(1).max(30),
});

/** The practitioner's answers, with the digest of the form that was read where it prints something else than before. */
export const practitionerCorrectionAnswers = correctionAnswers.extend({
  formDigest: z.string().max(100).nullable().default(null),
});

/** The employer's answers, with the supplement where it has been mended. */
export const employerCorrectionAnswers = correctionAnswers.extend({
  supplement: supplementSchema.nullable().default(null),
});
