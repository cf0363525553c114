import type { Application } from './application.ts';
import { effectOf, rowOf } from './catalogue.ts';
import { type CalendarDate, shanghaiDate } from './calendar-dates.ts';
import { namedQualification } from './matters/effect.ts';
import type { Registration } from './registration.ts';
import { endingAtAge, newTerms, withTerms, wholeOf, isValidOn, termsNamed } from './registration-terms.ts';
import { claimsFormerIdentity } from './registration-rules.ts';
import type { Violation } from './violation.ts';

/**
 * What approval of a registration, provincial or of a zone, writes into the register. Takes the approved application, the number drawn for it
 * and the day of approval, which is the first of the profession's years.
 */
export function newRegistration(application: Application, number: string, approvedOn: CalendarDate): Registration {
  const { profession, applicant, draft } = application;
  const terms = endingAtAge(newTerms(profession, draft.specialties, approvedOn), profession, applicant);
  return {
    number,
    profession: application.profession,
    terms,
    ...wholeOf(terms),
    zone: rowOf(application).zone?.name ?? null,
    holderName: application.applicant.name,
    employerName: application.draft.employment.employerName ?? '',
    employerCreditCode: application.draft.employment.employerCreditCode ?? '',
    employerQualification: namedQualification(application),
    qualificationId: application.qualification?.id ?? null,
    protection: null,
    lapsedOn: null,
  };
}

/** Which of the person's registrations an application amends: the chosen one, or every one that it concerns. */
export function concernedRegistrations<Held extends Registration>(
  application: Pick<Application, 'profession' | 'matter' | 'draft'>,
  held: readonly Held[],
  today: CalendarDate,
): Held[] {
  const chosen = held.filter(({ number }) => number === application.draft.registrationNumber);
  const { amends } = effectOf(application);
  switch (amends) {
    case 'none':
      return [];
    case 'chosen':
      return chosen;
    case 'all':
      // All registrations of a person sit with one employer and bear one name; the chosen one comes first.
      return [...chosen, ...held.filter((other) => !chosen.includes(other) && isValidOn(other, today))].filter(
        (each) => each.cancelledOn === null,
      );
  }
}

/** An entry of the register after an approved amendment on a day. Number and whatever is not amended stay; a change keeps the terms as they are. */
export function amendedRegistration<Held extends Registration>(
  application: Application,
  held: Held,
  approvedOn: CalendarDate,
): Held {
  const amendment = effectOf(application).amendment(application, held, approvedOn);
  const terms = endingAtAge(amendment.terms ?? held.terms, held.profession, application.applicant);
  return withTerms({ ...held, ...amendment }, terms);
}

/**
 * What has happened to the register since the application was submitted that an approval cannot be reconciled with: the registration was
 * cancelled, or has moved to another employer. An expiry meanwhile harms nobody who applied in time.
 */
export function approvalViolations(
  application: Application,
  held: readonly Registration[],
  today: CalendarDate,
  successor: string | null = null,
): Violation[] {
  if (effectOf(application).amends === 'none') return [];
  if (claimsFormerIdentity({ row: rowOf(application), draft: application.draft })) {
    return formerIdentityMatches(application, held) ? [] : [unmatched];
  }
  const [submitted] = application.registrations;
  const present = held.find(({ number }) => number === submitted?.number);
  const field = 'registrationNumber';
  if (present === undefined || present.cancelledOn !== null) {
    return [{ code: 'registration-cancelled', field, message: '该注册已被注销，请不予批准并说明原因。' }];
  }
  const { employerCreditCode } = present;
  const ended = endedMeanwhile(application, present, today);
  // A company that has taken the place of the former one has taken over its people.
  if (ended.length > 0 || employerCreditCode === submitted?.employerCreditCode || employerCreditCode === successor) {
    return ended;
  }
  return [
    { code: 'registration-moved', field, message: '该注册在申请期间已转到另一家聘用企业，请不予批准并说明原因。' },
  ];
}

/** Of a matter about some specialties: one of them was cancelled meanwhile, or none but those that are to be cancelled is left. */
function endedMeanwhile(application: Application, present: Registration, today: CalendarDate): Violation[] {
  if (!rowOf(application).choosesSpecialties) return [];
  const { specialties } = application.draft;
  const field = 'specialties';
  if (termsNamed(present, specialties).length < specialties.length) {
    const message = '申请的专业在申请期间已被注销，请不予批准并说明原因。';
    return [{ code: 'specialty-not-registered', field, message }];
  }
  // What ends with its last specialty is cancelled as a whole, and gets no certificate.
  if (!isValidOn(present, today) || isValidOn(amendedRegistration(application, present, today), today)) return [];
  const message = '该注册已没有其他有效的专业，不能只注销专业，请不予批准并说明原因。';
  return [{ code: 'last-specialty', field, message }];
}

/**
 * True when the register knows what an applicant says of a former identity: `held`, what that number has, holds the registration of the
 * profession, with the employer that was named and has confirmed, valid on the day of application.
 */
export function formerIdentityMatches(application: Application, held: readonly Registration[]): boolean {
  const { draft, submittedAt, profession } = application;
  const claimed = held.find(({ number }) => number === draft.registrationNumber);
  return (
    claimed?.profession === profession &&
    claimed.employerCreditCode === draft.employment.employerCreditCode &&
    submittedAt !== null &&
    isValidOn(claimed, shanghaiDate(new Date(submittedAt)))
  );
}

const unmatched: Violation = {
  code: 'former-identity-unmatched',
  field: 'formerIdNumber',
  message: '申请人填写的原证件号码、注册编号和聘用企业与注册名册不一致，不能批准，请不予批准并说明原因。',
};
