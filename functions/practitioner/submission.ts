import { createHash } from 'node:crypto';
import type { CommandResult, FormView } from '../../api/application.ts';
import type { Application } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { canonicalText } from '../../domain/canonical-text.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { brokenCommitments, readsAnew } from '../../domain/commitments.ts';
import type { Violation } from '../../domain/violation.ts';
import { applicationCounter, applicationNumber } from '../../domain/numbering.ts';
import { formOf, letterOf } from '../../domain/papers.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { Case } from '../cases/case.ts';
import { loadOwnApplication } from './own-application.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { answeredCorrection, type CorrectionAnswer } from '../cases/correction.ts';
import { drawNumber } from '../records/counters.ts';
import { downloadAddress } from '../platform/files.ts';
import { withinQuota } from '../records/quotas.ts';
import type { OtherGuards } from '../records/open-guards.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { carryOut, checkCommand, type Command } from '../cases/transition.ts';
import { isEditable, refuseLocked } from './drafts.ts';
import { isCorrecting, prepare, type Prepared } from './preparation.ts';

/** The generated form and commitment letter for reading, with the digest that the confirmation must name, and the rules not met yet. */
export async function getForm(caller: PersonCaller, applicationId: string, now: Date): Promise<Result<FormView>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (!isEditable(found, caller)) return refuseLocked();
  const prepared = await prepare(found, caller, now);
  const photo = found.files.find((file) => file.fileId === prepared.attachments.photo);
  const { form, commitment } = contentsOf(prepared.application);
  return done({
    digest: digestOf(prepared),
    form,
    commitment,
    changed: isCorrecting(found) && readsAnew(found.application, prepared.application),
    photoUrl: photo?.key === undefined ? null : await downloadAddress(photo.key, photo.name),
    problems: [...prepared.violations],
  });
}

/** The rules that a draft does not meet yet; none for an application that the practitioner cannot change. */
export async function draftProblems(found: Case, caller: PersonCaller, now: Date): Promise<readonly Violation[]> {
  return isEditable(found, caller) ? (await prepare(found, caller, now)).violations : [];
}

/**
 * Submits a draft, or a returned application again. Refused unless every rule is met and the form is still what was read and
 * confirmed. The first submission draws the application number; the profile is kept as it is at this moment.
 */
export async function submit(
  caller: PersonCaller,
  applicationId: string,
  confirmation: { version: number; formDigest: string },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const command = { action: 'submit', actor: 'practitioner', version: confirmation.version, idempotencyKey } as const;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const prepared = await prepare(found, caller, now);
  if (prepared.violations.length > 0) return refuseViolations(prepared.violations);
  if (digestOf(prepared) !== confirmation.formDigest) {
    return refuse('form-changed', '申请表内容在您阅读之后有变化，请重新阅读并确认。');
  }
  const send = () => carryOutSubmission(prepared, caller, command, now);
  // What the department and a former employer answer to a claim says something of another identity: claiming is a look-up.
  return prepared.formerPersonId === undefined
    ? await send()
    : await withinQuota({ quota: 'former-identity', owner: caller.personId, now }, send);
}

async function carryOutSubmission(
  prepared: Prepared,
  caller: PersonCaller,
  command: Pick<Command, 'action' | 'actor' | 'version' | 'idempotencyKey'>,
  now: Date,
): Promise<Result<CommandResult>> {
  const { found } = prepared;
  const { item } = found;
  const date = shanghaiDate(now);
  const first = item.number === undefined;
  const number =
    item.number ??
    applicationNumber(item.profession, date, await drawNumber(applicationCounter(item.profession, date)));
  return await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: null,
    changes: {
      number,
      submission: item.submission + 1,
      ...submissionChanges(prepared, now),
    },
    ...(first ? { takes: { kind: 'application-number', value: number } as const } : {}),
    ...engagementOf(prepared),
  });
}

/**
 * Answers a notice of correction addressed to the practitioner: of what was changed and uploaded meanwhile, what the notice names is taken along.
 * Refused unless `formDigest` is the form's whenever that prints something else than what was confirmed before.
 */
export async function answerCorrection(
  caller: PersonCaller,
  applicationId: string,
  answer: CorrectionAnswer & { readonly formDigest: string | null },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const command = {
    action: 'answer-correction',
    actor: 'practitioner',
    version: answer.version,
    idempotencyKey,
  } as const;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const answered = answeredCorrection(found, answer);
  if (!answered.ok) return answered;
  const prepared = await prepare(found, caller, now);
  if (prepared.violations.length > 0) return refuseViolations(prepared.violations);
  if (readsAnew(found.application, prepared.application) && digestOf(prepared) !== answer.formDigest) {
    return refuse('form-changed', '补正使申请表和承诺书有变化，请重新阅读并确认后再提交补正。');
  }
  const { draft } = prepared.application;
  return await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: answered.value.summary,
    changes: {
      correction: answered.value.correction,
      applicant: prepared.profile,
      qualification: prepared.qualification,
      draft,
      submittedDraft: draft,
      attachments: attachmentsAfter(prepared),
    },
    ...engagementOf(prepared),
  });
}

/** Where the form says something else than what was sealed, the old seal is no part of the application any more. */
function attachmentsAfter({ found, application, attachments }: Prepared): Prepared['attachments'] {
  if (!brokenCommitments(found.application, application).includes('sealed')) return attachments;
  return Object.fromEntries(Object.entries(attachments).filter(([slot]) => slot !== 'sealed-form'));
}

/** What is kept of a case as it was prepared. Nothing is left of what others added to the submission before, or were asked of it. */
function submissionChanges(prepared: Prepared, now: Date) {
  const { item } = prepared.found;
  const { draft, registrations } = prepared.application;
  return {
    applicant: prepared.profile,
    qualification: prepared.qualification,
    draft,
    submittedDraft: draft,
    registrations: [...registrations],
    ...formerOf(prepared),
    attachments: prepared.attachments,
    supplement: null,
    correction: null,
    recommendation: null,
    ...employerOf(prepared),
    submittedAt: item.submittedAt ?? now.toISOString(),
  };
}

function engagementOf({ others }: Prepared): { others?: OtherGuards } {
  return others === undefined ? {} : { others };
}

/** Whose registrations are to be amended: those of the former identity, as long as the draft names one. */
function formerOf({ application, found, formerPersonId, asksFormerIdentity }: Prepared) {
  if (rowOf(application).effect !== 'personal-change') return {};
  return { formerPersonId: formerPersonId ?? found.item.personId, asksFormerIdentity };
}

/** The employer that takes part or learns of it: the one that the draft names, where the matter has one. */
function employerOf({ application }: Prepared): { employerCreditCode?: string } {
  const { employerCreditCode } = application.draft.employment;
  return employerCreditCode === null ? {} : { employerCreditCode };
}

// The number is drawn at submission, so what is read and confirmed never shows one.
function contentsOf(application: Application) {
  const unnumbered = { ...application, number: null };
  const { sections, statements, signatures, ...form } = formOf(unnumbered);
  const letter = letterOf(unnumbered);
  return {
    form: {
      ...form,
      sections: sections.map(({ heading, fields }) => ({ heading, fields: fields.map((field) => ({ ...field })) })),
      statements: [...statements],
      signatures: signatures.map(({ party, lines }) => ({ party, lines: [...lines] })),
    },
    commitment: {
      ...letter,
      sections: [],
      statements: [...letter.statements],
      signatures: letter.signatures.map(({ party, lines }) => ({ party, lines: [...lines] })),
    },
  };
}

/** The digest of everything that the applicant reads: both documents and the attached files. */
function digestOf(prepared: Prepared): string {
  const content = canonicalText([contentsOf(prepared.application), prepared.attachments]);
  return createHash('sha256').update(content).digest('base64url');
}
