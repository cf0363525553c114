import {
  type ApplicationDraft,
  emptyDraft,
  type PractitionerProfile,
  type Qualification,
} from './application-parts.ts';
import { type RegisterEntry, registrationSnapshot, chosenRegistration } from './registration.ts';
import { type CalendarDate, shanghaiDate } from './calendar-dates.ts';
import { canonicalText } from './canonical-text.ts';
import type { CaseRecord } from './case-record.ts';
import { asks, effectOf, rowOf } from './catalogue.ts';
import type { Attachments, ContentToSend, PersonFacts } from './case-facts.ts';
import { correctedDraft, correctedProfile } from './corrected-draft.ts';
import { isCorrecting, namedFields } from './editable.ts';
import { zonesOf } from './eligibility.ts';
import { submissionViolations, submissionWarnings } from './submission-rules.ts';
import { fileSlots } from './file-slots.ts';
import { employerPresent } from './named-employer.ts';
import type { OtherLocks } from './outcome.ts';
import { formOf, letterOf, printable } from './form-and-letter.ts';
import { concernedRegistrations, formerIdentityMatches } from './register.ts';
import { claimsFormerIdentity } from './registration-rules.ts';
import { timelinessOf } from './renewal-time.ts';
import type { Violation } from './violation.ts';

/** An application as it would be submitted now, the rules that it does not meet, and what is to be told before it is submitted. */
export interface Prepared {
  readonly application: CaseRecord;
  readonly violations: readonly Violation[];
  readonly warnings: readonly Violation[];
}

/** What the applicant has: the profile of today, and the newest ready file of each slot, all of them and those uploaded since the present state began. */
interface Present {
  readonly profile: PractitionerProfile;
  readonly attachments: Attachments;
  readonly attachedSince: Attachments;
}

/** What the applicant would send now. In a correction everything that the notice does not name stays as it was submitted. */
export function contentToSend(application: CaseRecord, present: Present): ContentToSend {
  const { profile, attachments, attachedSince } = present;
  if (!isCorrecting(application)) return { draft: application.working, profile, attachments };
  const open = namedFields(application);
  return {
    draft: correctedDraft(application.draft, application.working, open),
    profile: correctedProfile(application.applicant, profile, open),
    attachments: correctedAttachments(application, attachedSince),
  };
}

/** The submitted attachments with those of the slots that a notice names which were uploaded since it was given. */
export function correctedAttachments(application: CaseRecord, since: Attachments): Attachments {
  const open = namedFields(application);
  const named = fileSlots.flatMap((slot) => {
    const file = since[slot];
    return file !== undefined && open.has(`files.${slot}`) ? [[slot, file] as const] : [];
  });
  return { ...application.attachments, ...Object.fromEntries(named) };
}

/** Prepares an application: what it would be submitted with, and the rules that it does not meet. `now` gives the date of application. */
export function prepare(application: CaseRecord, person: PersonFacts, now: Date): Prepared {
  const row = rowOf(application);
  const { draft, profile, attachments } = person.content;
  const claims = claimsFormerIdentity({ row, draft });
  // Of a former identity nothing of the register is read: what it has is for the department to compare.
  const held = claims ? [] : person.entries;
  const today = applicationDate(application, now);
  const settled = { ...application, draft: settledDraft(application, draft, person.entries) };
  const facts = {
    row,
    today,
    profile,
    draft: settled.draft,
    readySlots: fileSlots.filter((slot) => attachments[slot] !== undefined),
    qualifications: person.qualifications,
    registrations: held,
    bars: person.bars,
    employersElsewhere: employersOf(person.others),
    employerDivision: person.employerDivision,
    certificateTaken: person.certificateTaken,
    education: person.education,
    insured: person.insured,
  };
  const prepared = {
    ...settled,
    working: settled.draft,
    applicant: profile,
    qualification: qualificationBehind(settled, person, held),
    attachments,
    registrations: isCorrecting(application)
      ? application.registrations
      : concernedRegistrations(settled, held, today).map(registrationSnapshot),
    timeliness: isCorrecting(application)
      ? application.timeliness
      : timelinessOf({ row, today, draft: settled.draft, registrations: held }),
  };
  const violations = [...submissionViolations(facts), ...employerPresent(person.successor), ...printable(prepared)];
  const warnings = submissionWarnings(facts);
  if (!asks(row.effect, 'formerIdNumber')) return { application: prepared, violations, warnings };
  const formerPersonId = person.former?.personId ?? application.personId;
  const submittedAt = application.submittedAt ?? now.toISOString();
  const asksFormerIdentity = isFormerAsked({ ...prepared, submittedAt }, person);
  return { application: { ...prepared, formerPersonId, asksFormerIdentity }, violations, warnings };
}

/** Everything that the applicant reads and confirms, as one text: both documents and the attached files. */
export function textToRead(application: CaseRecord): string {
  // The number is drawn by the submission, after it was read.
  const unnumbered = { ...application, number: null };
  return canonicalText([formOf(unnumbered), letterOf(unnumbered), application.attachments]);
}

/** The draft with the employer that takes part: of a claim the one that is named alone, and where none is asked for the registration's. */
export function settledDraft(
  application: Pick<CaseRecord, 'profession' | 'matter'>,
  draft: ApplicationDraft,
  entries: readonly RegisterEntry[],
): ApplicationDraft {
  const row = rowOf(application);
  const { employerName, employerCreditCode } = draft.employment;
  if (claimsFormerIdentity({ row, draft })) return withEmployer(draft, employerName, employerCreditCode);
  if (row.asksEmployment || row.standing !== 'registered') return draft;
  const chosen = chosenRegistration({ draft, registrations: entries });
  return withEmployer(draft, chosen?.employerName ?? null, chosen?.employerCreditCode ?? null);
}

/** The credit code of the employer of whom it matters where it is: only registrations that are confined to a zone ask. Null: nobody asks. */
export function employerToPlace(
  application: CaseRecord,
  { draft }: Pick<ContentToSend, 'draft'>,
  entries: readonly RegisterEntry[],
  now: Date,
): string | null {
  const row = rowOf(application);
  if (effectOf(row).grants === 'qualification' || claimsFormerIdentity({ row, draft })) return null;
  const settled = settledDraft(application, draft, entries);
  const asked = zonesOf({ row, today: applicationDate(application, now), draft: settled, registrations: entries });
  return asked.length > 0 ? settled.employment.employerCreditCode : null;
}

/** The employers that a person's other submitted applications name. */
function employersOf(others: OtherLocks | null): string[] {
  return [...(others?.values() ?? [])].flatMap((lock) => lock?.employer ?? []);
}

function withEmployer(
  draft: ApplicationDraft,
  employerName: string | null,
  employerCreditCode: string | null,
): ApplicationDraft {
  return { ...draft, employment: { ...emptyDraft.employment, employerName, employerCreditCode } };
}

/** The qualification that an application rests on: the chosen one, the one behind the registration that it is about, or the one to be entered. */
function qualificationBehind(
  application: CaseRecord,
  { entered, qualifications }: PersonFacts,
  held: readonly RegisterEntry[],
): Qualification | null {
  const row = rowOf(application);
  if (effectOf(row).grants === 'qualification') return entered;
  if (isCorrecting(application) && !namedFields(application).has('qualificationId')) return application.qualification;
  const { draft } = application;
  const wanted = row.asksQualification
    ? draft.qualificationId
    : chosenRegistration({ draft, registrations: held })?.qualificationId;
  return qualifications.find(({ id }) => id === wanted) ?? null;
}

/** A step of its own shows that somebody was asked: only where the applicant has named all that the register has. */
function isFormerAsked(application: CaseRecord, { former }: PersonFacts): boolean {
  if (former === null || former.personId === application.personId || !former.hasAccount) return false;
  return formerIdentityMatches(application, former.entries);
}

/** The date of application: a correction does not move it, a new submission does. */
function applicationDate({ state, submittedAt }: CaseRecord, now: Date): CalendarDate {
  return state === 'awaiting-correction' && submittedAt !== null
    ? shanghaiDate(new Date(submittedAt))
    : shanghaiDate(now);
}
