import { labelOf } from './application-fields.ts';
import { matterNames, type MatterRow, asks } from './catalogue.ts';
import type { ApplicationDraft } from './application-parts.ts';
import { professions, registersEachSpecialty } from './professions.ts';
import { chineseDate } from './calendar-dates.ts';
import { chosenRegistration, type HeldRegistration } from './registration.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';
import { isCreditCode } from './identifiers.ts';
import { canBeRegistered } from './numbering.ts';
import { isValidOn } from './registration-terms.ts';

/**
 * True for an application about what another identity number has: the applicant names the number, the registration and its employer, and nothing is
 * looked up before the department compares them with the register (docs/adr/0015-former-identities.md).
 */
export function claimsFormerIdentity({ row, draft }: Pick<Facts, 'row' | 'draft'>): boolean {
  return asks(row.effect, 'formerIdNumber') && draft.formerIdNumber !== null;
}

type Facts = Pick<SubmissionFacts, 'row' | 'today' | 'draft' | 'registrations'>;

/**
 * How the applicant stands in the register is what the matter is for: a first registration, one after another has ended, or an
 * amendment of one that is valid today.
 */
export function standingFits(facts: Facts): Violation[] {
  switch (facts.row.standing) {
    case 'any':
      return [];
    case 'registered':
      return claimsFormerIdentity(facts) ? claimComplete(facts) : chosenIsValid(facts);
    case 'not-registered':
      return notRegisteredYet(facts);
    case 'never-registered':
      return [...notRegisteredYet(facts), ...neverRegistered(facts)];
    case 'formerly-registered':
      return [...notRegisteredYet(facts), ...formerlyRegistered(facts)];
  }
}

/** What registers anew is for a profession in which no valid registration is held. */
export function notRegisteredYet({ row, today, draft, registrations }: Facts): Violation[] {
  if (!registrations.some((held) => isOfRow(held, row, draft) && isValidOn(held, today))) return [];
  return [
    {
      code: 'already-registered',
      field: 'qualificationId',
      message: `您已持有有效的${subjectOf(row, draft)}注册，不能重复申请。请在“我的证照”中查看。`,
    },
  ];
}

/** Who was registered before and is not any more applies for registration again, not for the first time. */
export function neverRegistered({ row, today, draft, registrations }: Facts): Violation[] {
  const before = registrations.filter((held) => isOfRow(held, row, draft));
  if (before.length === 0 || before.some((held) => isValidOn(held, today))) return []; // the latter said by notRegisteredYet
  return [
    {
      code: 'registered-before',
      field: 'qualificationId',
      message: `您的${subjectOf(row, draft)}注册已失效，请在“我要办事”中申请${matterNames.reregistration}。`,
    },
  ];
}

/** Registration again follows one that has expired or was cancelled. */
export function formerlyRegistered({ row, draft, registrations }: Facts): Violation[] {
  // Before a specialty is chosen every one counts; while it is valid, notRegisteredYet says so.
  if (registrations.some((held) => isOfRow(held, row, draft.specialties.length === 0 ? held : draft))) return [];
  return [
    {
      code: 'not-registered-before',
      field: 'qualificationId',
      message: `您没有已失效的${subjectOf(row, draft)}注册，请在“我要办事”中申请${matterNames.initial}。`,
    },
  ];
}

/** A matter about a registration names one of the person's own that is valid today; after its last day it can only be registered again. */
export function chosenIsValid({ row, today, draft, registrations }: Facts): Violation[] {
  const field = 'registrationNumber';
  if (draft.registrationNumber === null) {
    return [{ code: 'registration-missing', field, message: `请选择要办理${matterNames[row.matter]}的注册。` }];
  }
  const chosen = chosenRegistration({ draft, registrations });
  if (chosen?.profession !== row.profession) {
    const message = `“我的证照”中没有这项${professions[row.profession].name}注册，请核对后重新选择。`;
    return [{ code: 'registration-not-held', field, message }];
  }
  if (chosen.cancelledOn !== null) {
    const message = `该注册已于${chineseDate(chosen.cancelledOn)}注销，请申请${matterNames.reregistration}。`;
    return [{ code: 'registration-cancelled', field, message }];
  }
  if (isValidOn(chosen, today)) return [];
  const message = `该注册已于${chineseDate(chosen.validUntil)}到期，请申请${matterNames.reregistration}。`;
  return [{ code: 'registration-expired', field, message }];
}

/** Who claims what a former identity number has names the registration and its employer: as they are written, not as the register knows them. */
export function claimComplete({ row, draft }: Facts): Violation[] {
  const { employerName, employerCreditCode } = draft.employment;
  return [
    ...claimedNumber(row, draft.registrationNumber),
    ...(employerName === null ? [employerMissing('employerName')] : []),
    ...(employerCreditCode === null ? [employerMissing('employerCreditCode')] : creditCodeValid(employerCreditCode)),
  ];
}

function claimedNumber(row: MatterRow, number: string | null): Violation[] {
  const field = 'registrationNumber';
  if (number === null) return [{ code: 'registration-missing', field, message: '请填写原注册证书上的注册编号。' }];
  if (canBeRegistered(number)) return [];
  const { name, series } = professions[row.profession];
  const message = `注册编号不正确：不超过30个字，${name}的注册编号形如“${series.sample}”，请对照原注册证书核对。`;
  return [{ code: 'registration-number-invalid', field, message }];
}

function employerMissing(key: 'employerName' | 'employerCreditCode'): Violation {
  const field = `employment.${key}` as const;
  return { code: 'field-missing', field, message: `请填写${labelOf(field)}。` };
}

/** The code of an employer is one (GB 32100-2015). */
export function creditCodeValid(code: string): Violation[] {
  if (isCreditCode(code)) return [];
  return [
    {
      code: 'credit-code-invalid',
      field: 'employment.employerCreditCode',
      message: '统一社会信用代码不正确，请对照营业执照核对18位代码（不含字母 I、O、S、V、Z）。',
    },
  ];
}

/** Every application that is open names the same employer: all registrations of a person sit with one. */
export function sameEmployerElsewhere(creditCode: string | null, others: readonly string[]): Violation[] {
  if (creditCode === null || others.every((other) => other === creditCode)) return [];
  return [
    {
      code: 'applying-with-another-employer',
      field: 'employment.employerCreditCode',
      message:
        '您正以另一家聘用企业申请其他专业的注册，同一人的注册须在同一家聘用企业。请填写同一家企业，或先撤回另一项申请。',
    },
  ];
}

/** A registration of what is applied for: the profession where the row has it and, where each specialty is a registration of its own, the one chosen. */
function isOfRow(
  held: HeldRegistration,
  { profession, zone }: MatterRow,
  { specialties }: Pick<ApplicationDraft, 'specialties'>,
): boolean {
  const isOfPlace = held.profession === profession && held.zone === (zone?.name ?? null);
  if (!registersEachSpecialty(profession) || !isOfPlace) return isOfPlace;
  return held.specialties.some((each) => specialties.includes(each));
}

function subjectOf({ profession }: MatterRow, { specialties }: Pick<ApplicationDraft, 'specialties'>): string {
  const { name } = professions[profession];
  return registersEachSpecialty(profession) && specialties.length > 0 ? `${name}（${specialties.join('、')}）` : name;
}
