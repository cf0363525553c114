import { createHash } from 'node:crypto';
import type { CommandResult, FormView } from '../../api/application.ts';
import {
  type Application,
  type ApplicationDraft,
  emptyDraft,
  type PractitionerProfile,
  type Qualification,
  rowOf,
} from '../../domain/application.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { type FileSlot, fileSlots, type MatterRow } from '../../domain/catalogue.ts';
import { type HeldRegistration, submissionViolations, type Violation, zonesOf } from '../../domain/eligibility.ts';
import { formOf, letterOf } from '../../domain/papers.ts';
import { concernedRegistrations } from '../../domain/register.ts';
import { chosenRegistration } from '../../domain/registration-rules.ts';
import { certificateFree, entryViolations } from '../../domain/entry-rules.ts';
import { applicationCounter, applicationNumber } from '../../domain/numbering.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { type Case, loadOwnCase } from '../platform/case.ts';
import { drawNumber } from '../platform/counters.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { employersOf, type OtherGuards, readOtherGuards } from '../platform/open-guards.ts';
import { downloadAddress } from '../platform/files.ts';
import { practitionerProfile, readEmployer, registrationSnapshot } from '../platform/people.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { answeredCorrection, type CorrectionAnswer } from '../platform/correction.ts';
import { carryOut, checkCommand } from '../platform/transition.ts';
import { newestReadyFiles } from '../platform/uploads.ts';
import { isEditable, refuseLocked } from './drafts.ts';
import { enteredQualification, isCertificateTaken } from './entry.ts';
import { heldRegistration, qualificationOf, readStanding } from './standing.ts';

/** A case as it would be submitted now: with today's profile, the chosen qualification and the newest ready files. */
interface Prepared {
  readonly found: Case;
  readonly application: Application;
  readonly qualification: Qualification | null;
  readonly profile: PractitionerProfile;
  readonly attachments: Partial<Record<FileSlot, string>>;
  readonly violations: readonly Violation[];
  readonly others: OtherGuards | undefined;
  readonly formerPersonId: string | undefined;
}

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
  idempotencyKey: string | null,
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
      applicant: prepared.profile,
      qualification: prepared.qualification,
      draft: prepared.application.draft,
      registrations: [...prepared.application.registrations],
      ...formerOf(prepared),
      attachments: { ...item.attachments, ...prepared.attachments },
      ...employerOf(prepared),
      submittedAt: item.submittedAt ?? now.toISOString(),
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
  idempotencyKey: string | null,
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
  const { item } = found;
  const result = await carryOut({
    ...command,
    found,
    actorName: caller.name,
    now,
    reason: answered.value.summary,
    changes: {
      correction: answered.value.correction,
      applicant: prepared.profile,
      qualification: prepared.qualification,
      draft: prepared.application.draft,
      registrations: [...prepared.application.registrations],
      ...formerOf(prepared),
      attachments: { ...item.attachments, ...prepared.attachments },
      ...employerOf(prepared),
      submittedAt: item.submittedAt ?? now.toISOString(),
    },
    ...engagementOf(prepared),
  });
  return result.ok ? result : ((await lostCertificate(prepared)) ?? result);
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

async function prepare(found: Case, caller: PersonCaller, now: Date): Promise<Prepared> {
  const row = rowOf(found.application);
  const { personId, profession, draft } = found.item;
  const others =
    row.lock === 'profession' && row.asksEmployment ? await readOtherGuards(personId, profession) : undefined;
  const standing = await readStanding(caller.personId);
  const former = draft.formerIdNumber ?? null;
  const formerPersonId = former === null ? undefined : await personIdOf(former);
  const holder = formerPersonId === undefined ? standing : await readStanding(formerPersonId);
  const registrations = holder.registrations.map(heldRegistration);
  const today = applicationDate(found, now);
  const settled = { ...found.application, draft: settledDraft(row, draft, registrations) };
  const profile = practitionerProfile(caller, standing.profile);
  const qualifications = standing.qualifications.map(qualificationOf);
  const qualification =
    row.effect === 'qualification'
      ? enteredQualification(profession, draft)
      : qualificationBehind(settled, registrations, holder.qualifications.map(qualificationOf));
  const attachments = newestReadyFiles(found.files, 'practitioner');
  const readySlots = fileSlots.filter((slot) => attachments[slot] !== undefined);
  const common = { row, today, profile, draft: settled.draft, readySlots };
  const facts = {
    ...common,
    qualifications,
    registrations,
    employersElsewhere: others === undefined ? [] : employersOf(others),
    employerDivision: null,
  };
  const violations =
    row.effect === 'qualification'
      ? entryViolations({ ...common, certificateTaken: await isCertificateTaken(found.item, qualification) })
      : submissionViolations({ ...facts, employerDivision: await employerDivision(facts) });
  const concerned = concernedRegistrations(
    settled,
    holder.registrations.map((item) => ({ ...item, zone: item.zone ?? null })),
    today,
  );
  const application = {
    ...settled,
    applicant: profile,
    qualification,
    registrations: concerned.map(registrationSnapshot),
  };
  return { found, application, qualification, profile, attachments, violations, others, formerPersonId };
}

/** A draft about a registration takes its employer from there unless it asks for one. */
function settledDraft(
  row: MatterRow,
  draft: ApplicationDraft,
  registrations: readonly HeldRegistration[],
): ApplicationDraft {
  if (row.asksEmployment || row.standing !== 'registered') return draft;
  const chosen = chosenRegistration({ draft, registrations });
  const { employerName = null, employerCreditCode = null } = chosen ?? {};
  return { ...draft, employment: { ...emptyDraft.employment, employerName, employerCreditCode } };
}

/** The qualification that an application rests on: the chosen one, or the one behind the registration that it is about. */
function qualificationBehind(
  application: Application,
  registrations: readonly HeldRegistration[],
  qualifications: readonly Qualification[],
): Qualification | null {
  const { draft } = application;
  const wanted = rowOf(application).asksQualification
    ? draft.qualificationId
    : chosenRegistration({ draft, registrations })?.qualificationId;
  return qualifications.find(({ id }) => id === wanted) ?? null;
}

/** Where the named employer says it is, asked only for registrations that are confined to a zone. */
async function employerDivision(facts: Parameters<typeof zonesOf>[0]): Promise<string | null> {
  const creditCode = facts.draft.employment.employerCreditCode;
  if (creditCode === null || zonesOf(facts).length === 0) return null;
  return (await readEmployer(creditCode))?.division ?? null;
}

/** The date of application: a correction does not move it, a new submission does. */
function applicationDate({ item }: Case, now: Date): CalendarDate {
  const { state, submittedAt } = item;
  return state === 'awaiting-correction' && submittedAt !== undefined
    ? shanghaiDate(new Date(submittedAt))
    : shanghaiDate(now);
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
