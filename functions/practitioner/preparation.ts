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
import { submissionViolations, zonesOf } from '../../domain/eligibility.ts';
import type { HeldRegistration } from '../../domain/submission-facts.ts';
import type { Violation } from '../../domain/violation.ts';
import { entryViolations } from '../../domain/entry-rules.ts';
import { concernedRegistrations } from '../../domain/register.ts';
import { chosenRegistration } from '../../domain/registration-rules.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { Case } from '../cases/case.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { employersOf, type OtherGuards, readOtherGuards } from '../records/open-guards.ts';
import { practitionerProfile, readEmployer, registrationSnapshot } from '../register/people.ts';
import { newestReadyFiles } from '../cases/uploads.ts';
import { enteredQualification, isCertificateTaken } from './entry.ts';
import { heldRegistration, qualificationOf, readStanding } from './standing.ts';

/** A case as it would be submitted now: with today's profile, the chosen qualification and the newest ready files. */
export interface Prepared {
  readonly found: Case;
  readonly application: Application;
  readonly qualification: Qualification | null;
  readonly profile: PractitionerProfile;
  readonly attachments: Partial<Record<FileSlot, string>>;
  readonly violations: readonly Violation[];
  readonly others: OtherGuards | undefined;
  readonly formerPersonId: string | undefined;
}

/** Prepares a case: what it would be submitted with now, and the rules that it does not meet. `now` gives the date of application. */
export async function prepare(found: Case, caller: PersonCaller, now: Date): Promise<Prepared> {
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
