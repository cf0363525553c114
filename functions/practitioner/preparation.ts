import {
  type Application,
  type ApplicationDraft,
  emptyDraft,
  type PractitionerProfile,
  type Qualification,
} from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { type FileSlot, fileSlots } from '../../domain/file-slots.ts';
import type { MatterRow } from '../../domain/matter-row.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { correctedDraft, correctedProfile } from '../../domain/corrected-draft.ts';
import { openFields } from '../../domain/open-fields.ts';
import { zonesOf } from '../../domain/eligibility.ts';
import type { HeldRegistration } from '../../domain/submission-facts.ts';
import { submissionViolations } from '../../domain/submission-rules.ts';
import type { Violation } from '../../domain/violation.ts';
import { printable } from '../../domain/papers.ts';
import { concernedRegistrations } from '../../domain/register.ts';
import { chosenRegistration, claimsFormerIdentity } from '../../domain/registration-rules.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { Case } from '../cases/case.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { employersOf, type OtherGuards, readOtherGuards } from '../records/open-guards.ts';
import { bearsOutClaim } from '../register/former-identity.ts';
import { practitionerProfile, readEmployer } from '../register/profiles.ts';
import { registrationSnapshot } from '../register/register-view.ts';
import { correctedAttachments, newestReadyFiles } from '../cases/uploads.ts';
import { enteredQualification, isCertificateTaken } from './entered-qualification.ts';
import { heldRegistration, qualificationOf, readHoldings } from './holdings.ts';

/**
 * A case as it would be submitted now: with today's profile, the chosen qualification and the newest ready files. In a correction everything that
 * the notice does not name stays as it was submitted.
 */
export interface Prepared {
  readonly found: Case;
  readonly application: Application;
  readonly qualification: Qualification | null;
  readonly profile: PractitionerProfile;
  /** All that would be attached. A submission drops what an employer attached to the one before. */
  readonly attachments: Partial<Record<FileSlot, string>>;
  readonly violations: readonly Violation[];
  readonly others: OtherGuards | undefined;
  readonly formerPersonId: string | undefined;
  /** The former identity document has an account here, and the register bears the claim out. */
  readonly asksFormerIdentity: boolean;
}

/** Prepares a case: what it would be submitted with now, and the rules that it does not meet. `now` gives the date of application. */
export async function prepare(found: Case, caller: PersonCaller, now: Date): Promise<Prepared> {
  const row = rowOf(found.application);
  const { personId, profession } = found.item;
  const others =
    row.lock === 'profession' && row.asksEmployment ? await readOtherGuards(personId, profession) : undefined;
  const standing = await readHoldings(caller.personId);
  const { draft, profile, attachments } = contentOf(found, caller, practitionerProfile(caller, standing.profile));
  // Of a former identity nothing of the register is read: what it has is for the department to compare.
  const claims = claimsFormerIdentity({ row, draft });
  const formerPersonId = claims && draft.formerIdNumber != null ? await personIdOf(draft.formerIdNumber) : undefined;
  const held = claims ? [] : standing.registrations;
  const registrations = held.map(heldRegistration);
  const today = applicationDate(found, now);
  const settled = { ...found.application, draft: claims ? claimDraft(draft) : settledDraft(row, draft, registrations) };
  const qualifications = standing.qualifications.map(qualificationOf);
  const named = openFields(found.item.correction?.items ?? []);
  const qualification =
    row.effect === 'qualification'
      ? enteredQualification(profession, draft)
      : isCorrecting(found) && !named.has('qualificationId')
        ? found.item.qualification
        : qualificationBehind(settled, registrations, qualifications);
  const readySlots = fileSlots.filter((slot) => attachments[slot] !== undefined);
  const facts = {
    row,
    today,
    profile,
    draft: settled.draft,
    readySlots,
    qualifications,
    registrations,
    employersElsewhere: others === undefined ? [] : employersOf(others),
    employerDivision: null,
    certificateTaken: row.effect === 'qualification' && (await isCertificateTaken(found.item, qualification)),
  };
  const unmet = submissionViolations({ ...facts, employerDivision: await employerDivision(facts) });
  const concerned = concernedRegistrations(
    settled,
    held.map((item) => ({ ...item, zone: item.zone ?? null })),
    today,
  );
  const application = {
    ...settled,
    applicant: profile,
    qualification,
    attachments,
    registrations: isCorrecting(found) ? found.application.registrations : concerned.map(registrationSnapshot),
  };
  const violations = [...unmet, ...printable(application)];
  // A step of its own shows that somebody was asked: only where the applicant has named all that the register has.
  const asksFormerIdentity =
    formerPersonId !== undefined &&
    formerPersonId !== personId &&
    (await bearsOutClaim(
      { ...application, submittedAt: application.submittedAt ?? now.toISOString() },
      formerPersonId,
    ));
  return {
    found,
    application,
    qualification,
    profile,
    attachments,
    violations,
    others,
    formerPersonId,
    asksFormerIdentity,
  };
}

/** What the applicant would send now. */
function contentOf(
  found: Case,
  caller: PersonCaller,
  profile: PractitionerProfile,
): Pick<Prepared, 'profile' | 'attachments'> & { draft: ApplicationDraft } {
  const { item, application, files } = found;
  if (!isCorrecting(found)) return { draft: item.draft, profile, attachments: newestReadyFiles(files, caller) };
  const open = openFields(item.correction?.items ?? []);
  return {
    draft: correctedDraft(application.draft, item.draft, open),
    profile: correctedProfile(item.applicant, profile, open),
    attachments: correctedAttachments(found, caller),
  };
}

/** True while an answer to a notice of correction is prepared. */
export function isCorrecting({ item }: Pick<Case, 'item'>): boolean {
  return item.state === 'awaiting-correction';
}

/** Of a claim, the employer that the applicant names is asked: no other part of an employment belongs to it. */
function claimDraft(draft: ApplicationDraft): ApplicationDraft {
  const { employerName, employerCreditCode } = draft.employment;
  return { ...draft, employment: { ...emptyDraft.employment, employerName, employerCreditCode } };
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
