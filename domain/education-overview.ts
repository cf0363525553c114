import type { Qualification } from './application-parts.ts';
import type { CalendarDate } from './calendar-dates.ts';
import {
  type EducationRecord,
  educationStanding,
  type EducationStanding,
  isLateInitial,
  ruleOf,
  termUntil,
} from './continuing-education.ts';
import type { EducationOccasion } from './education-hours.ts';
import { type ProfessionCode, professionCodes } from './professions.ts';
import type { HeldRegistration } from './registration.ts';
import { isValidOn, isValidStatus, lastDaysOf, termStatus } from './registration-terms.ts';

/** For what somebody needs hours next in a profession, and how they stand. */
export interface EducationNeed extends EducationStanding {
  readonly profession: ProfessionCode;
  readonly occasion: EducationOccasion;
  /** Of a renewal: the registration; null otherwise. */
  readonly registrationNumber: string | null;
  /** Of a renewal: its specialties that end on the same day; otherwise none. */
  readonly specialties: readonly string[];
  /** Without the hours nothing is registered; false: they are only advised. */
  readonly enforced: boolean;
}

/** What says for what somebody needs hours. */
interface Holdings {
  readonly qualifications: readonly Qualification[];
  readonly registrations: readonly HeldRegistration[];
  readonly education: readonly EducationRecord[];
}

/** For what somebody needs hours next: the renewal of each valid registration, and in other professions a registration again or a late first one. */
export function educationNeeds(holdings: Holdings, today: CalendarDate): EducationNeed[] {
  return professionCodes.flatMap((profession) => {
    const held = holdings.registrations.filter((each) => each.profession === profession);
    const valid = held.filter((each) => isValidOn(each, today));
    if (valid.length > 0) return valid.flatMap((each) => renewalNeeds(each, holdings.education, today));
    const qualified = holdings.qualifications.filter((each) => each.profession === profession);
    if (qualified.length === 0) return [];
    if (held.length > 0) return [nextNeed(profession, 'reregistration', holdings.education, today)];
    const late = qualified.some(({ obtainedOn }) => isLateInitial(profession, obtainedOn, today));
    return late ? [nextNeed(profession, 'late-initial', holdings.education, today)] : [];
  });
}

/** The hours that the renewals of a registration need: renewal is by specialty, so those that end on the same day are renewed together. The earliest first. */
export function renewalNeeds(
  { number, profession, terms, protection }: Pick<HeldRegistration, 'number' | 'profession' | 'terms' | 'protection'>,
  education: readonly EducationRecord[],
  today: CalendarDate,
): EducationNeed[] {
  const valid = terms.filter((term) => isValidStatus(termStatus(term, today, protection)));
  return lastDaysOf(valid).map((until) => {
    const specialties = valid.flatMap(({ specialty, validUntil }) => (validUntil === until ? (specialty ?? []) : []));
    return {
      ...educationStanding(education, profession, specialties.length, termUntil(profession, until)),
      ...{ profession, occasion: 'renewal', registrationNumber: number, specialties },
      enforced: ruleOf(profession).enforced,
    };
  });
}

// Which specialties are applied for is not known yet: at least one.
function nextNeed(
  profession: ProfessionCode,
  occasion: EducationOccasion,
  education: readonly EducationRecord[],
  today: CalendarDate,
): EducationNeed {
  return {
    ...educationStanding(education, profession, 1, termUntil(profession, today)),
    ...{ profession, occasion, registrationNumber: null, specialties: [], enforced: ruleOf(profession).enforced },
  };
}
