import { createHash } from 'node:crypto';
import type { CommandResult, FormView } from '../../api/application.ts';
import { type Application, rowOf } from '../../domain/application.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { Violation } from '../../domain/violation.ts';
import { certificateFree } from '../../domain/entry-rules.ts';
import { applicationCounter, applicationNumber } from '../../domain/numbering.ts';
import { formOf, letterOf } from '../../domain/papers.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { type Case, loadOwnCase } from '../cases/case.ts';
import { answeredCorrection, type CorrectionAnswer } from '../cases/correction.ts';
import { drawNumber } from '../records/counters.ts';
import { downloadAddress } from '../platform/files.ts';
import type { OtherGuards } from '../records/open-guards.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { carryOut, checkCommand } from '../cases/transition.ts';
import { isEditable, refuseLocked } from './drafts.ts';
import { isCertificateTaken } from './entry.ts';
import { prepare, type Prepared } from './preparation.ts';

/** The generated form and commitment letter for reading, with the digest that the confirmation must name, and the rules not met yet. */
export async function getForm(caller: PersonCaller, applicationId: string, now: Date): Promise<Result<FormView>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (!isEditable(found.application)) return refuseLocked();
  const prepared = await prepare(found, caller, now);
  const photo = found.files.find((file) => file.fileId === prepared.attachments.photo);
  const { form, commitment } = contentsOf(prepared.application);
  return done({
    digest: digestOf(prepared),
    form,
    commitment,
    photoUrl: photo?.key === undefined ? null : await downloadAddress(photo.key, photo.name),
    problems: [...prepared.violations],
  });
}

/** The rules that a draft does not meet yet; none for an application that the practitioner cannot change. */
export async function draftProblems(found: Case, caller: PersonCaller, now: Date): Promise<readonly Violation[]> {
  return isEditable(found.application) ? (await prepare(found, caller, now)).violations : [];
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
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  const command = { action: 'submit', actor: 'practitioner', version: confirmation.version, idempotencyKey } as const;
  const refused = checkCommand(found, command);
  if (refused !== undefined) return refused;
  const prepared = await prepare(found, caller, now);
  if (prepared.violations.length > 0) return refuseViolations(prepared.violations);
  if (digestOf(prepared) !== confirmation.formDigest) {
    return refuse('form-changed', '申请表内容在您阅读之后有变化，请重新阅读并确认。');
  }
  const { item } = found;
  const date = shanghaiDate(now);
  const first = item.number === undefined;
  const number =
    item.number ??
    applicationNumber(item.profession, date, await drawNumber(applicationCounter(item.profession, date)));
  const result = await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: null,
    changes: {
      number,
      submission: item.submission + 1,
      ...changesOf(prepared, now),
    },
    ...(first ? { takes: { kind: 'application-number', value: number } as const } : {}),
    ...engagementOf(prepared),
  });
  return result.ok ? result : ((await lostCertificate(prepared)) ?? result);
}

/** Answers a notice of correction addressed to the practitioner: what was changed and uploaded meanwhile is taken along. */
export async function answerCorrection(
  caller: PersonCaller,
  applicationId: string,
  answer: CorrectionAnswer,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
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
  const result = await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: answered.value.summary,
    changes: {
      correction: answered.value.correction,
      ...changesOf(prepared, now),
    },
    ...engagementOf(prepared),
  });
  return result.ok ? result : ((await lostCertificate(prepared)) ?? result);
}

/** What is kept of a case as it was prepared. */
function changesOf(prepared: Prepared, now: Date) {
  const { item } = prepared.found;
  return {
    applicant: prepared.profile,
    qualification: prepared.qualification,
    draft: prepared.application.draft,
    registrations: [...prepared.application.registrations],
    ...formerOf(prepared),
    attachments: { ...item.attachments, ...prepared.attachments },
    ...employerOf(prepared),
    submittedAt: item.submittedAt ?? now.toISOString(),
  };
}

function engagementOf({ others }: Prepared): { others?: OtherGuards } {
  return others === undefined ? {} : { others };
}

/** Of two entries of one certificate at the same time one wins; the other is told so, not that something has changed. */
async function lostCertificate({ found, qualification }: Prepared): Promise<Result<CommandResult> | undefined> {
  if (rowOf(found.application).effect !== 'qualification') return undefined;
  const violations = certificateFree(await isCertificateTaken(found.item, qualification));
  return violations.length > 0 ? refuseViolations(violations) : undefined;
}

/** Whose registrations are to be amended: those of the former identity, as long as the draft names one. */
function formerOf({ application, found, formerPersonId }: Prepared): { formerPersonId?: string } {
  if (rowOf(application).effect !== 'personal-change') return {};
  return { formerPersonId: formerPersonId ?? found.item.personId };
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
  const content = JSON.stringify([contentsOf(prepared.application), prepared.attachments]);
  return createHash('sha256').update(content).digest('base64url');
}
