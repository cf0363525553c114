import { ageEnds, ageLimitText } from './age-limit.ts';
import type { Application } from './application.ts';
import { addDays, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { matterNames, rowOf } from './catalogue.ts';
import type { Identified } from './identity-documents.ts';
import { professions } from './professions.ts';
import { chosenRegistration } from './registration.ts';
import { endingAtAge, renewedTerm, standingTerms } from './registration-terms.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

type Facts = Pick<SubmissionFacts, 'row' | 'today' | 'draft' | 'registrations'> & { readonly profile: Identified };

/** A renewal of what lasts as long as its holder can be registered has nothing to give: it says so before anybody fills it in. */
export function notPastAge(facts: Facts): Violation[] {
  const chosen = renewable(facts);
  if (chosen === null || chosen.validUntil < chosen.last) return [];
  return [
    {
      code: 'renewal-past-age',
      field: 'registrationNumber',
      message: `该注册有效期至${chineseDate(chosen.validUntil)}。${chosen.name}的注册最长至${chosen.limit}（${chineseDate(chosen.last)}），${matterNames.renewal}不能再延长有效期，请不必申请。`,
    },
  ];
}

/** That a renewal gives less than the usual years, because of the age limit; null: it does not. */
export function ageWarning(facts: Facts): string | null {
  const chosen = renewable(facts);
  if (chosen === null || chosen.validUntil >= chosen.last || facts.today > chosen.validUntil || !chosen.isCut)
    return null;
  return `${chosen.name}的注册最长至${chosen.limit}（${chineseDate(chosen.last)}）：准予延续后，有效期只延长到该日，请知悉。`;
}

/** The same among what is told before an application is submitted. */
export function ageAdvised(facts: Facts): Violation[] {
  const message = ageWarning(facts);
  return message === null ? [] : [{ code: 'renewal-past-age', field: 'registrationNumber', message }];
}

/**
 * Nobody is registered from the day after the limit on, whenever they have applied: an approval of that day is refused to the decider, one that publicity
 * follows when that would end after it.
 */
export function tooOldToGrant(
  application: Pick<Application, 'profession' | 'matter' | 'applicant'>,
  today: CalendarDate,
): Violation[] {
  const { ageLimit, publicityDays } = rowOf(application);
  const last = ageEnds(ageLimit, application.applicant);
  if (ageLimit === null || last === null || addDays(today, publicityDays) <= last) return [];
  const message = `申请人的注册最长至${ageLimitText(ageLimit)}（${chineseDate(last)}），现已不能准予，请不予批准并说明原因。`;
  return [{ code: 'too-old', field: 'profile', message }];
}

/** What a renewal is about, where the matter renews and its holder's profession has an age limit; null otherwise. */
function renewable({ row, draft, registrations, profile }: Facts) {
  const chosen = chosenRegistration({ draft, registrations });
  const limit = row.ageLimit;
  const last = ageEnds(limit, profile);
  if (row.inTime === null || limit === null || chosen === undefined || last === null) return null;
  const renewed = standingTerms(chosen.terms).map((term) =>
    renewedTerm({ ...term, cancellationGround: null }, row.profession),
  );
  const isCut = endingAtAge(renewed, row.profession, profile).some(
    ({ validUntil }, index) => validUntil !== renewed[index]?.validUntil,
  );
  return {
    validUntil: chosen.validUntil,
    last,
    isCut,
    limit: ageLimitText(limit),
    name: professions[row.profession].name,
  };
}
