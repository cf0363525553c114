import type { ApplicationDraft, PractitionerProfile } from './application-parts.ts';
import type { CalendarDate } from './calendar-dates.ts';
import { type CancellationDraft, emptyCancellation } from './cancellation.ts';
import { groundFounded } from './ground-rules.ts';
import { type CancellationScope, groundOf, isOpenGround } from './grounds.ts';
import { readIdentityNumber } from './identity-documents.ts';
import type { Initiator } from './initiators.ts';
import type { ProfessionCode } from './professions.ts';
import { validSpecialties, isValidOn } from './registration-terms.ts';
import { chosenRegistration, type HeldRegistration } from './registration.ts';
import type { Violation } from './violation.ts';

/** What the rules of one matter look at when a practitioner submits (domain/matters/): what `SubmissionFacts` says without the row. */
export interface OwnFacts {
  readonly today: CalendarDate;
  readonly profile: PractitionerProfile;
  readonly draft: ApplicationDraft;
  readonly registrations: readonly HeldRegistration[];
}

/** All valid registrations of a person sit with one employer. */
export function oneEmployer({ today, draft, registrations }: OwnFacts): Violation[] {
  const creditCode = draft.employment.employerCreditCode;
  const other = registrations.find((held) => isValidOn(held, today) && held.employerCreditCode !== creditCode);
  if (creditCode === null || other === undefined) return [];
  return [
    {
      code: 'registered-with-another-employer',
      field: 'employment.employerCreditCode',
      message: `您在“${other.employerName}”有有效注册，同一人的注册须在同一家聘用企业。请填写该企业，或先办理变更注册。`,
    },
  ];
}

/** A change of employer names another one than the registrations are with. */
export function employerDiffers({ today, draft, registrations }: OwnFacts): Violation[] {
  const creditCode = draft.employment.employerCreditCode;
  if (creditCode === null) return [];
  const present = registrations.find((held) => isValidOn(held, today) && held.employerCreditCode === creditCode);
  if (present === undefined) return [];
  return [
    {
      code: 'same-employer',
      field: 'employment.employerCreditCode',
      message: `您的注册已在“${present.employerName}”，请填写变更后的聘用企业。`,
    },
  ];
}

/** An addition asks for specialties that are not registered now; one that has ended or was cancelled begins again. */
export function specialtiesNew({ today, draft, registrations }: OwnFacts): Violation[] {
  const chosen = chosenRegistration({ draft, registrations });
  const registered = chosen === undefined ? [] : validSpecialties(chosen, today);
  const again = draft.specialties.filter((specialty) => registered.includes(specialty));
  if (again.length === 0) return [];
  return [
    {
      code: 'specialty-registered',
      field: 'specialties',
      message: `以下专业已经注册：${again.join('、')}，请取消选择。`,
    },
  ];
}

/** A change of personal data needs one: the name that the identity platform vouches for is another, or the identity document is. */
export function personChanged({ draft, profile, registrations }: OwnFacts): Violation[] {
  const former = draft.formerIdNumber;
  const field = 'formerIdNumber';
  if (former !== null) {
    if (readIdentityNumber(former) === undefined) {
      return [
        {
          code: 'former-identity-invalid',
          field,
          message: '原证件号码不正确，请对照原证件逐字核对；护照号码前须写3位国家代码。',
        },
      ];
    }
    if (former !== profile.idNumber) return [];
    return [{ code: 'former-identity-same', field, message: '原证件号码与现证件号码相同，请核对；未变更的请清空。' }];
  }
  const chosen = chosenRegistration({ draft, registrations });
  if (chosen === undefined || chosen.holderName !== profile.name) return [];
  return [
    {
      code: 'nothing-changed',
      field: 'registrationNumber',
      message: '注册信息中的姓名与身份认证信息一致。证件号码有变更的，请填写原证件号码；没有变更的，无需办理。',
    },
  ];
}

/** A cancellation names a ground that is open to whoever begins it in the profession, for what it ends, and says more about it. */
export function cancellationComplete(
  cancellation: CancellationDraft | null,
  initiator: Initiator,
  profession: ProfessionCode,
  scope: CancellationScope = 'registration',
): Violation[] {
  const { ground, statement } = cancellation ?? emptyCancellation;
  const violations: Violation[] = [];
  if (ground === null || !isOpenGround(ground, initiator, profession, scope)) {
    violations.push({ code: 'ground-missing', field: 'cancellation.ground', message: '请选择注销原因。' });
  }
  if (statement === null) {
    violations.push({ code: 'field-missing', field: 'cancellation.statement', message: '请填写情况说明。' });
  }
  return violations;
}

/** What shows a ground is uploaded by whoever the ground asks for it (domain/ground-rows.ts). */
export function evidenceUploaded(
  { ground }: CancellationDraft,
  initiator: Initiator,
  profession: ProfessionCode,
  isUploaded: boolean,
): Violation[] {
  const row = ground === null ? undefined : groundOf(ground, profession);
  if (isUploaded || row?.uploadedBy.includes(initiator) !== true) return [];
  const message = `请上传${row.evidence ?? '注销依据材料'}。`;
  return [{ code: 'evidence-missing', field: 'files.ground-evidence', message }];
}

/** What a holder names as the ground has come to pass. */
export function ownGroundFounded({ today, profile, draft, registrations }: OwnFacts): Violation[] {
  const chosen = chosenRegistration({ draft, registrations });
  return chosen === undefined ? [] : groundFounded(draft.cancellation ?? emptyCancellation, chosen, profile, today);
}

/** Where a cancellation by the department rests on a decision, that is named with its number and its day, which is not to come. */
export function decisionNamed(
  { ground, document, decidedOn }: CancellationDraft,
  profession: ProfessionCode,
  today: CalendarDate,
): Violation[] {
  const row = ground === null ? undefined : groundOf(ground, profession);
  if (row?.decided !== true) return [];
  const violations: Violation[] = [];
  if (document === null) {
    const message = `请填写作为依据的文书名称和文号（${row.evidence ?? '决定'}）。`;
    violations.push({ code: 'decision-missing', field: 'cancellation.document', message });
  }
  if (decidedOn === null) {
    violations.push({ code: 'decision-missing', field: 'cancellation.decidedOn', message: '请填写该文书的决定日期。' });
  } else if (decidedOn > today) {
    const message = '决定日期不能晚于今天，请核对文书后填写。';
    violations.push({ code: 'decision-missing', field: 'cancellation.decidedOn', message });
  }
  return violations;
}

/** Whoever has specialties cancelled keeps another one; the last ones end with the registration. */
export function anotherSpecialtyStays({ today, draft, registrations }: OwnFacts): Violation[] {
  const chosen = chosenRegistration({ draft, registrations });
  if (chosen === undefined || !isValidOn(chosen, today) || keepsAnother(chosen, draft.specialties, today)) return [];
  return [lastSpecialty];
}

/** Nothing would be left of the registration, which is ended as a whole then. */
export const lastSpecialty: Violation = {
  code: 'last-specialty',
  field: 'specialties',
  message: '除所选专业外，该注册没有其他有效的专业。全部不再保留的，请申请注销注册。',
};

/** True when a registration keeps a valid specialty besides some. */
export function keepsAnother(
  held: Pick<HeldRegistration, 'terms' | 'protection'>,
  specialties: readonly string[],
  today: CalendarDate,
): boolean {
  return validSpecialties(held, today).some((each) => !specialties.includes(each));
}
