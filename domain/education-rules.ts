import { chineseDate } from './calendar-dates.ts';
import { matterNames } from './catalogue.ts';
import {
  educationStanding,
  type EducationStanding,
  hoursText,
  isLateInitial,
  lacksHours,
  ruleOf,
  termUntil,
} from './continuing-education.ts';
import { professions } from './professions.ts';
import { chosenRegistration, type HeldRegistration } from './registration.ts';
import { chosenIsValid } from './registration-rules.ts';
import { lastDaysOf, termsNamed } from './registration-terms.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

/** What of a submission says which hours it needs. */
export type EducationFacts = Pick<
  SubmissionFacts,
  'row' | 'today' | 'draft' | 'qualifications' | 'registrations' | 'education'
>;

/** How the applicant's hours stand against what the matter asks; null: it asks for none, or what it is asked of is not chosen yet. */
export function educationOf(facts: EducationFacts): EducationStanding | null {
  const { row, today, draft, education } = facts;
  if (education === null) return null;
  switch (row.education) {
    case null:
      return null;
    case 'renewal': {
      const chosen = chosenRegistration(facts);
      if (chosen?.profession !== row.profession) return null;
      const { specialties, until } = renewedPart(facts, chosen);
      return educationStanding(education, row.profession, specialties, termUntil(row.profession, until));
    }
    case 'late-initial': {
      const rests = facts.qualifications.find(({ id }) => id === draft.qualificationId);
      if (rests === undefined || !isLateInitial(row.profession, rests.obtainedOn, today)) return null;
      return educationStanding(education, row.profession, draft.specialties.length, termUntil(row.profession, today));
    }
    case 'reregistration':
      return educationStanding(education, row.profession, draft.specialties.length, termUntil(row.profession, today));
  }
}

/** How many specialties are renewed, and the latest of their last days: those that the application names, before it names any the whole registration. */
function renewedPart({ row, draft }: EducationFacts, chosen: HeldRegistration) {
  const named = row.choosesSpecialties ? termsNamed(chosen, draft.specialties) : [];
  return named.length === 0
    ? { specialties: chosen.specialties.length, until: chosen.validUntil }
    : { specialties: named.length, until: lastDaysOf(named).at(-1) ?? chosen.validUntil };
}

/** The hours of continuing education that are missing, where the profession insists on them. */
export function educationDone(facts: EducationFacts): Violation[] {
  return ruleOf(facts.row.profession).enforced ? educationMissing(facts) : [];
}

/** The same, where the profession only warns of it. */
export function educationAdvised(facts: EducationFacts): Violation[] {
  return ruleOf(facts.row.profession).enforced ? [] : educationMissing(facts);
}

function educationMissing(facts: EducationFacts): Violation[] {
  // What has ended is registered again, with hours of other years: nobody is sent to complete those of its term.
  if (facts.row.education === 'renewal' && chosenIsValid(facts).length > 0) return [];
  const standing = educationOf(facts);
  if (standing === null || !lacksHours(standing)) return [];
  const { name } = professions[facts.row.profession];
  const { from, until, required, missing } = standing;
  return [
    {
      code: 'education-hours-missing',
      field: 'education',
      message: `${name}${matterNames[facts.row.matter]}须在${chineseDate(from)}至${chineseDate(until)}之间完成继续教育${hoursText(required)}，名单中还缺${hoursText(missing)}。请补足学时，名单导入后再申请；已经学完的，请与培训机构核对是否上报。`,
    },
  ];
}
