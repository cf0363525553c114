import {
  type EmployerProfile,
  type EmploymentDraft,
  type PractitionerProfile,
  type Qualification,
  requiredEmployerFields,
  requiredPractitionerFields,
  type Supplement,
} from './application.ts';
import { effectOf, matterRows } from './catalogue.ts';
import { type FileSlot, fileSlotRules } from './file-slots.ts';
import { matterNames } from './matter-codes.ts';
import type { MatterRow, Zone } from './matter-row.ts';
import { professions } from './professions.ts';
import { addMonths, ageOn, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { divisionName } from './divisions.ts';
import { employmentLabels } from './field-labels.ts';
import { parseResidentIdentityNumber } from './identifiers.ts';
import type { OwnStep } from './matters/effect.ts';
import type { OwnFacts } from './own-rules.ts';
import { chosenRegistration, isValidOn } from './registration.ts';
import { creditCodeValid, sameEmployerElsewhere, standingFits, windowOpen } from './registration-rules.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

/** Every rule of submission that is not met, in the order of the page. An empty list means that the application may be submitted. */
export function submissionViolations(facts: SubmissionFacts): Violation[] {
  const { row } = facts;
  return [
    ...profileComplete(facts.profile),
    ...standingFits(facts),
    ...windowOpen(facts),
    ...ownViolations('personal', facts),
    ...(row.asksQualification ? qualificationRules(facts) : []),
    ...notTooOld(facts),
    ...(row.asksEmployment ? employmentRules(facts) : []),
    ...ownViolations('cancellation', facts),
    ...materialComplete(row.practitionerFiles, facts.readySlots),
  ];
}

function qualificationRules(facts: SubmissionFacts): Violation[] {
  return [
    ...qualificationHeld(facts),
    ...qualificationOrigin(facts),
    ...specialtiesHeld(facts),
    ...ownViolations('qualification', facts),
  ];
}

function employmentRules(facts: SubmissionFacts): Violation[] {
  const { draft } = facts;
  return [
    ...employmentComplete(draft.employment),
    ...contractLongEnough(facts),
    ...employmentEqualsContract(draft.employment),
    ...ownViolations('employment', facts),
    ...sameEmployerElsewhere(draft.employment.employerCreditCode, facts.employersElsewhere),
    ...zonesOf(facts).flatMap((zone) => employerInZone({ zone }, facts.employerDivision)),
  ];
}

/** The zones that the employer must be in: the matter's own, and those of the registrations that come to it. */
export function zonesOf({ row, today, draft, registrations }: Omit<SubmissionFacts, 'profile'>): Zone[] {
  const concerned =
    effectOf(row).amends === 'all'
      ? registrations.filter((held) => isValidOn(held, today))
      : registrations.filter((held) => held.number === draft.registrationNumber);
  return matterRows.flatMap(({ zone }) => {
    if (zone === null) return [];
    return zone.name === row.zone?.name || concerned.some((held) => held.zone === zone.name) ? [zone] : [];
  });
}

/** The rules of submission that the matter alone has in a step of the form, as far as they are not met. */
export function ownViolations(step: OwnStep, facts: Pick<SubmissionFacts, 'row'> & OwnFacts): Violation[] {
  return (effectOf(facts.row).rules[step] ?? []).flatMap((rule) => rule(facts));
}

/** The required parts of the personal profile that are missing (manual 一（二）2（2）①: 基本信息不完整, 【去更新】). */
export function profileComplete(profile: PractitionerProfile): Violation[] {
  const missing = missingProfileLabels(profile);
  if (missing.length === 0) return [];
  return [
    {
      code: 'profile-incomplete',
      field: 'profile',
      message: `个人基本信息不完整，请先【去更新】补充：${missing.join('、')}。`,
    },
  ];
}

/** The required parts of the company profile that are missing (manual 二（一）). */
export function companyProfileComplete(profile: EmployerProfile): Violation[] {
  const missing = missingCompanyLabels(profile);
  if (missing.length === 0) return [];
  return [
    {
      code: 'company-profile-incomplete',
      field: 'profile',
      message: `企业基本信息不完整，请先在“企业信息”中补充：${missing.join('、')}。`,
    },
  ];
}

/** The applicant holds the chosen qualification, and it is one of this profession (manual 一（二）1). */
export function qualificationHeld({ row, draft, qualifications }: SubmissionFacts): Violation[] {
  if (draft.qualificationId === null) {
    return [{ code: 'qualification-missing', field: 'qualificationId', message: '请选择本次注册所依据的职业资格。' }];
  }
  const held = qualifications.some((item) => item.id === draft.qualificationId && item.profession === row.profession);
  if (held) return [];
  const name = professions[row.profession].name;
  return [
    {
      code: 'qualification-not-held',
      field: 'qualificationId',
      message: `“我的资格”中没有这项${name}资格，请核对后重新选择。`,
    },
  ];
}

/** True when a matter may rest on a qualification: obtained where the matter wants it, or by an approved entry where that serves (manual 一（二）1). */
export function servesRow(row: MatterRow, qualification: Pick<Qualification, 'province' | 'source'>): boolean {
  const entered = row.acceptsEntries && qualification.source === 'out-of-province';
  return entered || row.qualificationProvinces.includes(qualification.province);
}

/**
 * The qualification was obtained where the matter wants it: at home, for the demonstration zone in Shanghai or Zhejiang (manual 一（三）1),
 * or elsewhere when its entry is approved (manual 一（二）1).
 */
export function qualificationOrigin({
  row: asked,
  draft,
  qualifications,
  registrations,
}: SubmissionFacts): Violation[] {
  const held = qualifications.find((item) => item.id === draft.qualificationId);
  const row = originRow(asked, chosenRegistration({ draft, registrations })?.zone ?? null);
  if (held === undefined || servesRow(row, held)) return [];
  const wanted = row.qualificationProvinces.join('、');
  return [
    {
      code: 'qualification-origin',
      field: 'qualificationId',
      message: `所选资格在${held.province}取得，${matterNames[row.matter]}只受理在${wanted}取得的资格，请改选资格或注册事项。`,
    },
  ];
}

// What is added to a registration of a zone rests on a qualification from where the zone takes them.
function originRow(row: MatterRow, zone: string | null): MatterRow {
  if (zone === null) return row;
  return matterRows.find((own) => own.profession === row.profession && own.zone?.name === zone) ?? row;
}

/** Registrations of a zone are for employers in it (manual 一（三）1: 苏州市吴江区). An employer that has not said where it is passes until it confirms. */
export function employerInZone({ zone }: Pick<MatterRow, 'zone'>, division: string | null): Violation[] {
  if (zone === null || division === null || division === zone.division) return [];
  return [
    {
      code: 'employer-not-in-zone',
      field: 'employment.employerCreditCode',
      message: `聘用企业须在${divisionName(zone.division) ?? zone.name}，请核对聘用企业或改为申请初始注册。`,
    },
  ];
}

/** Professions with specialties register at least one, each of them on the qualification certificate. */
export function specialtiesHeld({ row, draft, qualifications }: SubmissionFacts): Violation[] {
  if (professions[row.profession].specialties.length === 0) return [];
  if (draft.specialties.length === 0) {
    return [{ code: 'specialties-missing', field: 'specialties', message: '请至少选择一个注册专业。' }];
  }
  const held = qualifications.find((item) => item.id === draft.qualificationId)?.specialties ?? [];
  const foreign = draft.specialties.filter((specialty) => !held.includes(specialty));
  if (foreign.length === 0) return [];
  return [
    {
      code: 'specialty-not-held',
      field: 'specialties',
      message: `资格证书上没有以下专业：${foreign.join('、')}，请取消选择。`,
    },
  ];
}

/** Age limit of the profession on the application date: constructors register until the day before their 66th birthday (不超过65周岁). */
export function notTooOld({ row, today, profile }: SubmissionFacts): Violation[] {
  const { oldestAge } = row;
  const { name } = professions[row.profession];
  const identity = parseResidentIdentityNumber(profile.idNumber);
  if (oldestAge === null || identity === undefined || ageOn(identity.birthDate, today) <= oldestAge) return [];
  return [
    {
      code: 'too-old',
      field: 'profile',
      message: `申请${name}注册时年龄须不超过${oldestAge}周岁；已超过的不能申请，请删除草稿。`,
    },
  ];
}

const endFields = ['contractEnd', 'employmentEnd'];

/** Every employment field is filled in; the end dates only where the contract has one. */
export function employmentComplete(employment: EmploymentDraft): Violation[] {
  const openEnded = employment.contractKind === 'open-ended';
  const values = new Map<string, unknown>(Object.entries(employment));
  const missing = Object.entries(employmentLabels)
    .filter(([field]) => !(openEnded && endFields.includes(field)))
    .filter(([field]) => (values.get(field) ?? null) === null)
    .map(([field, label]): Violation => ({
      code: 'field-missing',
      field: `employment.${field}`,
      message: `请填写${label}。`,
    }));
  const code = employment.employerCreditCode;
  return code === null ? missing : [...missing, ...creditCodeValid(code)];
}

/** The contract has begun and still runs for the row's months from the application date: 自申请注册日起三个月以上有效期 (manual 一（二）2（2）③). */
export function contractLongEnough({ row, today, draft }: SubmissionFacts): Violation[] {
  const { contractKind, contractStart, contractEnd } = draft.employment;
  if (contractStart !== null && contractStart > today) {
    return [
      {
        code: 'contract-not-begun',
        field: 'employment.contractStart',
        message: '劳动合同尚未开始，请在合同生效后申请。',
      },
    ];
  }
  if (contractKind !== 'fixed-term' || contractEnd === null) return [];
  if (contractStart !== null && contractEnd < contractStart) {
    return [
      {
        code: 'contract-dates-reversed',
        field: 'employment.contractEnd',
        message: '合同结束日期不能早于开始日期，请核对。',
      },
    ];
  }
  const earliest = addMonths(today, row.contractMonths);
  if (contractEnd >= earliest) return [];
  return [
    {
      code: 'contract-too-short',
      field: 'employment.contractEnd',
      message: `劳动合同自申请之日起须有${row.contractMonths}个月以上有效期，即至少到${chineseDate(earliest)}。请续签后再申请。`,
    },
  ];
}

/** Employment dates equal the contract's: 聘用时间需与劳动合同一致 (manual 一（二）2（2）③). */
export function employmentEqualsContract(employment: EmploymentDraft): Violation[] {
  const { contractKind, contractStart, contractEnd, employmentStart, employmentEnd } = employment;
  const violations: Violation[] = [];
  if (contractStart !== null && employmentStart !== null && contractStart !== employmentStart) {
    violations.push(differs('employment.employmentStart', employmentLabels.employmentStart, contractStart));
  }
  const wantedEnd = contractKind === 'open-ended' ? null : contractEnd;
  if (contractKind === 'open-ended' && (contractEnd !== null || employmentEnd !== null)) {
    violations.push({
      code: 'employment-differs-from-contract',
      field: 'employment.employmentEnd',
      message: '无固定期限合同没有结束日期，请清空结束日期。',
    });
  } else if (wantedEnd !== null && employmentEnd !== null && wantedEnd !== employmentEnd) {
    violations.push(differs('employment.employmentEnd', employmentLabels.employmentEnd, wantedEnd));
  }
  return violations;
}

/** Every file that the row asks of a party is uploaded, inspected and ready. */
export function materialComplete(required: readonly FileSlot[], ready: readonly FileSlot[]): Violation[] {
  return required
    .filter((slot) => !ready.includes(slot))
    .map((slot) => ({
      code: 'material-missing',
      field: `files.${slot}`,
      message: `请上传${fileSlotRules[slot].name}。`,
    }));
}

/** The supplement that the profession asks of the employer is there, and a chosen qualification is the company's own (manual 二（二）2). */
export function supplementComplete(row: MatterRow, supplement: Supplement, employer: EmployerProfile): Violation[] {
  const wanted = row.supplement;
  if (supplement.kind !== wanted) {
    const messages = {
      'company-qualification': '请选择资质类型及资质证号；暂无资质的，请选择“无”。',
      'cost-consultancy': '请选择“是否为造价咨询企业”。',
      none: '该注册事项不需要补充企业信息，请刷新页面后重新提交。',
    } as const;
    return [{ code: 'supplement-missing', field: 'supplement', message: messages[wanted] }];
  }
  if (supplement.kind !== 'company-qualification' || supplement.qualification === null) return [];
  const chosen = supplement.qualification;
  if (employer.qualifications.some((own) => own.type === chosen.type && own.number === chosen.number)) return [];
  return [
    {
      code: 'supplement-not-own',
      field: 'supplement',
      message: '所选资质不在本企业的资质清单中，请先在“企业信息”中维护资质。',
    },
  ];
}

/** The labels of the personal profile's required fields that are not filled in. */
export function missingProfileLabels(profile: PractitionerProfile): string[] {
  return missingLabels(requiredPractitionerFields, (field) => profile[field]);
}

/** The labels of the company profile's required fields that are not filled in. */
export function missingCompanyLabels(profile: EmployerProfile): string[] {
  return missingLabels(requiredEmployerFields, (field) => profile[field]);
}

function differs(field: string, label: string, date: CalendarDate): Violation {
  return {
    code: 'employment-differs-from-contract',
    field,
    message: `${label}须与劳动合同一致（${chineseDate(date)}）。`,
  };
}

function missingLabels<Field extends string>(
  labels: Readonly<Record<Field, string>>,
  value: (field: Field) => unknown,
): string[] {
  const missing: string[] = [];
  for (const field in labels) {
    const content = value(field);
    if (content === null || content === '') missing.push(labels[field]);
  }
  return missing;
}
