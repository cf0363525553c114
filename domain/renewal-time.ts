import type { ApplicationDraft } from './application-parts.ts';
import { addDays, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { matterNames } from './catalogue.ts';
import { chosenRegistration, type HeldRegistration } from './registration.ts';
import { type SpecialtyTerm, standingTerms } from './registration-terms.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Timeliness } from './timeliness.ts';
import type { Violation } from './violation.ts';

type Facts = Pick<SubmissionFacts, 'row' | 'today' | 'draft' | 'registrations'>;

/** The last day on which a renewal is in time. */
export function lastDayInTime(validUntil: CalendarDate, daysBefore: number): CalendarDate {
  return addDays(validUntil, -daysBefore);
}

/** How a renewal that is sent on a day stands to the row's time; null: the matter has none, or it is not known of what. */
export function timelinessOf({ row, today, draft, registrations }: Facts): Timeliness | null {
  const chosen = chosenRegistration({ draft, registrations });
  const { inTime } = row;
  if (inTime === null || chosen === undefined) return null;
  const asked = termsToRenew(chosen, draft);
  const isInTime = ({ validUntil }: SpecialtyTerm) => today <= lastDayInTime(validUntil, inTime.daysBefore);
  return {
    inTime: asked.filter(isInTime).map(({ specialty }) => specialty),
    late: asked.filter((term) => !isInTime(term)).map(({ specialty }) => specialty),
  };
}

/** What somebody must know of a renewal before it is begun, because it is late; null: nothing, or the row refuses it. */
export function lateWarning(facts: Facts): string | null {
  const { row, today, draft, registrations } = facts;
  const chosen = chosenRegistration({ draft, registrations });
  const { inTime } = row;
  const isLate = (timelinessOf(facts)?.late ?? []).length > 0;
  if (inTime === null || chosen === undefined || !isLate || row.lateRenewal === 'refuse') return null;
  if (chosen.cancelledOn !== null || chosen.validUntil < today) return null;
  const [until, last] = [chosen.validUntil, lastDayInTime(chosen.validUntil, inTime.daysBefore)];
  return `已晚于规定的申请时间（有效期届满${inTime.daysBefore}日前，即${chineseDate(last)}前含当日，依据${inTime.source}）。须尽快申请，最迟在${chineseDate(until)}；届满时尚未作出决定的，注册自届满次日起失效，直至准予${matterNames.renewal}。`;
}

/** The same among what is told before an application is submitted. */
export function lateAdvised(facts: Facts): Violation[] {
  const message = lateWarning(facts);
  return message === null ? [] : [{ code: 'renewal-late', field: 'registrationNumber', message }];
}

/** Where the row refuses a late renewal, it is applied for by the last day in time. */
export function notLate(facts: Facts): Violation[] {
  const { row, draft, registrations } = facts;
  const chosen = chosenRegistration({ draft, registrations });
  if (row.lateRenewal === 'accept' || row.inTime === null || chosen === undefined) return [];
  if ((timelinessOf(facts)?.late ?? []).length === 0) return [];
  const last = chineseDate(lastDayInTime(chosen.validUntil, row.inTime.daysBefore));
  const message = `${matterNames.renewal}须在有效期届满${row.inTime.daysBefore}日前（${last}前，含当日）申请，现已超过，不能申请；届满后请申请${matterNames.reregistration}。`;
  return [{ code: 'renewal-late', field: 'registrationNumber', message }];
}

/** The terms that a renewal asks for: of the chosen specialties, or of what lasts as long as the registration. */
function termsToRenew(
  { terms, validUntil }: Pick<HeldRegistration, 'terms' | 'validUntil'>,
  { specialties }: Pick<ApplicationDraft, 'specialties'>,
): SpecialtyTerm[] {
  const chosen = standingTerms(terms).filter(({ specialty }) => specialty !== null && specialties.includes(specialty));
  return chosen.length > 0 ? chosen : standingTerms(terms).filter((term) => term.validUntil === validUntil);
}
