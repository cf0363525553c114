import { notBarred } from './bars.ts';
import type { CalendarDate } from './calendar-dates.ts';
import { declarationsMade } from './declaration-rules.ts';
import { emptyEntry, type EntryDraft } from './entry-draft.ts';
import { endedElsewhere } from './elsewhere-rules.ts';
import { educationAdvised, educationDone } from './education-rules.ts';
import * as entry from './entry-rules.ts';
import { employerInZone, materialComplete, notTooOld, profileComplete, zonesOf } from './eligibility.ts';
import { contractLongEnough, employmentComplete, employmentEqualsContract } from './employment-rules.ts';
import {
  chosenRegisteredHere,
  qualificationHeld,
  qualificationOrigin,
  specialtiesHeld,
  specialtiesRegisteredHere,
} from './qualification-rules.ts';
import { sameEmployerElsewhere, standingFits } from './registration-rules.ts';
import { oneSpecialty, specialtiesChosen, windowOpen } from './specialty-rules.ts';
import { ageAdvised, notPastAge } from './age-rules.ts';
import { lateAdvised, notLate } from './renewal-time.ts';
import { effectOf } from './catalogue.ts';
import type { OwnStep } from './matters/effect.ts';
import { insuredHere } from './insurance-rules.ts';
import { heldByProject } from './project-locks.ts';
import { contractFitsAge, retirementProven } from './retirement-rules.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import { type FormStep, formStepsOf } from './submission-steps.ts';
import { birthAndSex } from './identity-documents.ts';
import type { Violation } from './violation.ts';
import { isValidOn } from './registration-terms.ts';

/** A rule of submission, with the step of the form that asks it; `always` is asked of every matter, by the server alone. */
interface SubmissionRule {
  readonly step: FormStep | 'always';
  readonly rule: (facts: SubmissionFacts) => Violation[];
}

const material = ({ row, readySlots }: SubmissionFacts) => materialComplete(row.practitionerFiles, readySlots);

/**
 * Every rule of submission, in the order in which it is told. The server asks those of the steps that a matter has; the page asks a step
 * its rules while it is filled in, and answers `SubmissionFacts` with what it knows: a rule about the rest passes there.
 */
const submissionRules: readonly SubmissionRule[] = [
  { step: 'always', rule: ({ profile }) => profileComplete(profile) },
  { step: 'always', rule: ({ bars, row, today, draft }) => notBarred(bars, row, today, draft.specialties) },
  { step: 'always', rule: (facts) => (facts.row.standing === 'registered' ? [] : standingFits(facts)) },
  { step: 'registration', rule: standingFits },
  { step: 'registration', rule: specialtiesChosen },
  { step: 'registration', rule: windowOpen },
  { step: 'registration', rule: notLate },
  { step: 'always', rule: notPastAge },
  { step: 'registration', rule: freeOfProjects },
  { step: 'registration', rule: chosenRegisteredHere },
  { step: 'registration', rule: own('registration') },
  { step: 'personal', rule: standingFits },
  { step: 'personal', rule: own('personal') },
  { step: 'qualification', rule: qualificationHeld },
  { step: 'qualification', rule: qualificationOrigin },
  { step: 'qualification', rule: specialtiesHeld },
  { step: 'qualification', rule: specialtiesRegisteredHere },
  { step: 'qualification', rule: oneSpecialty },
  { step: 'qualification', rule: own('qualification') },
  { step: 'always', rule: notTooOld },
  { step: 'always', rule: educationDone },
  { step: 'employment', rule: ({ draft }) => employmentComplete(draft.employment) },
  { step: 'employment', rule: contractLongEnough },
  { step: 'employment', rule: ({ draft }) => employmentEqualsContract(draft.employment) },
  { step: 'employment', rule: contractFitsAge },
  { step: 'employment', rule: own('employment') },
  {
    step: 'employment',
    rule: ({ draft, employersElsewhere }) =>
      sameEmployerElsewhere(draft.employment.employerCreditCode, employersElsewhere),
  },
  {
    step: 'employment',
    rule: (facts) => zonesOf(facts).flatMap((zone) => employerInZone({ zone }, facts.employerDivision)),
  },
  { step: 'declarations', rule: declarationsMade },
  { step: 'cancellation', rule: own('cancellation') },
  { step: 'entry', rule: ofEntry(entry.entryComplete) },
  { step: 'entry', rule: ofEntry(entry.certificateNumberValid) },
  { step: 'entry', rule: ofEntry(entry.examinedElsewhere) },
  { step: 'entry', rule: ofEntry(entry.passedYearPlausible) },
  { step: 'entry', rule: ofEntry(entry.issuedInTime) },
  { step: 'entry', rule: ofEntry(entry.priorRegistrationPlausible) },
  { step: 'entry', rule: ({ certificateTaken }) => entry.certificateFree(certificateTaken) },
  { step: 'files', rule: material },
  { step: 'files', rule: retirementProven },
  { step: 'files', rule: endedElsewhere },
  { step: 'certificate', rule: material },
];

/** Nothing that the application would change is held by a project under construction. */
function freeOfProjects({ row, today, draft, registrations }: SubmissionFacts): Violation[] {
  const concerned =
    effectOf(row).amends === 'all'
      ? registrations.filter((held) => isValidOn(held, today))
      : registrations.filter(({ number }) => number === draft.registrationNumber);
  return heldByProject({ ...row, draft }, concerned, today);
}

/** The rules that the matter alone has in a step (domain/matters/). */
function own(step: OwnStep) {
  return (facts: SubmissionFacts): Violation[] =>
    (effectOf(facts.row).rules[step] ?? []).flatMap((rule) => rule(facts, facts.row.profession));
}

/** Every rule of submission that is not met. An empty list means that the application may be submitted. */
export function submissionViolations(facts: SubmissionFacts): Violation[] {
  const asked: readonly SubmissionRule['step'][] = ['always', ...formStepsOf(facts.row)];
  return submissionRules.filter(({ step }) => asked.includes(step)).flatMap(({ rule }) => rule(facts));
}

/** What does not keep the application from being submitted, and is told before it is. */
export function submissionWarnings(facts: SubmissionFacts): Violation[] {
  return [...lateAdvised(facts), ...ageAdvised(facts), ...educationAdvised(facts), ...insuredHere(facts)];
}

/** The rules of one step of the form that are not met. */
export function stepViolations(step: FormStep, facts: SubmissionFacts): Violation[] {
  return submissionRules.filter((each) => each.step === step).flatMap(({ rule }) => rule(facts));
}

/** A rule of an entry, asked of the one that the draft holds. */
function ofEntry(rule: (draft: EntryDraft, today: CalendarDate, birthDate: CalendarDate | null) => Violation[]) {
  return ({ draft, today, profile }: SubmissionFacts) =>
    rule(draft.entry ?? emptyEntry, today, birthAndSex(profile).birthDate);
}
