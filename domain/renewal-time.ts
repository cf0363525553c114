import type { ApplicationDraft } from './application-parts.ts';
import { addDays, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { matterNames } from './catalogue.ts';
import { chosenRegistration, type HeldRegistration } from './registration.ts';
import { type SpecialtyTerm, standingTerms, termsNamed, lastDaysOf } from './registration-terms.ts';
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

/** What somebody must know of a renewal before it is begun, because it is late; null: nothing, it is too late, or the row refuses it. */
export function lateWarning(facts: Facts): string | null {
  const { inTime, lateRenewal } = facts.row;
  const until = firstLateEnd(facts);
  if (inTime === null || until === null || until < facts.today || lateRenewal === 'refuse') return null;
  const last = lastDayInTime(until, inTime.daysBefore);
  return `已晚于规定的申请时间（有效期届满${inTime.daysBefore}日前，即${chineseDate(last)}前含当日，依据${inTime.source}）。须尽快申请，最迟在${chineseDate(until)}；届满时尚未作出决定的，注册自届满次日起失效，直至准予${matterNames.renewal}。`;
}

/** The same among what is told before an application is submitted. */
export function lateAdvised(facts: Facts): Violation[] {
  const message = lateWarning(facts);
  return message === null ? [] : [{ code: 'renewal-late', field: 'registrationNumber', message }];
}

/** Where the row refuses a late renewal, it is applied for by the last day in time. */
export function notLate(facts: Facts): Violation[] {
  const { inTime, lateRenewal } = facts.row;
  const until = firstLateEnd(facts);
  if (lateRenewal === 'accept' || inTime === null || until === null) return [];
  const last = chineseDate(lastDayInTime(until, inTime.daysBefore));
  const message = `${matterNames.renewal}须在有效期届满${inTime.daysBefore}日前（${last}前，含当日）申请，现已超过，不能申请；届满后请申请${matterNames.reregistration}。`;
  return [{ code: 'renewal-late', field: 'registrationNumber', message }];
}

/** The earliest last day among what is renewed late, which the whole registration may outlast; null: nothing is late. */
function firstLateEnd(facts: Facts): CalendarDate | null {
  const chosen = chosenRegistration(facts);
  const late = timelinessOf(facts)?.late ?? [];
  if (chosen === undefined) return null;
  return lastDaysOf(chosen.terms.filter(({ specialty }) => late.includes(specialty)))[0] ?? null;
}

/** The terms that a renewal asks for: of the chosen specialties, or of what lasts as long as the registration. */
function termsToRenew(
  held: Pick<HeldRegistration, 'terms' | 'validUntil'>,
  { specialties }: Pick<ApplicationDraft, 'specialties'>,
): SpecialtyTerm[] {
  const chosen = termsNamed(held, specialties);
  return chosen.length > 0 ? chosen : standingTerms(held.terms).filter((term) => term.validUntil === held.validUntil);
}
