import {
  type EmployerProfile,
  type PractitionerProfile,
  requiredEmployerFields,
  type Supplement,
} from './application-parts.ts';
import { ageEnds, ageLimitText } from './age-limit.ts';
import { unfilledFields } from './application-fields.ts';
import { type MatterRow, matterRows, effectOf } from './catalogue.ts';
import { chineseDate } from './calendar-dates.ts';
import { divisionName } from './divisions.ts';
import { type FileSlot, fileSlotRules } from './file-slots.ts';
import type { Zone } from './matters/terms.ts';
import { professions } from './professions.ts';
/** The zones that the employer must be in: the matter's own, and those of the registrations that come to it. */
export function zonesOf({
  row,
  today,
  draft,
  registrations,
}: Pick<SubmissionFacts, 'row' | 'today' | 'draft' | 'registrations'>): Zone[] {
  const concerned =
    effectOf(row).amends === 'all'
      ? registrations.filter((held) => isValidOn(held, today))
      : registrations.filter((held) => held.number === draft.registrationNumber);
  return matterRows.flatMap(({ zone }) => {
    if (zone === null) return [];
    return zone.name === row.zone?.name || concerned.some((held) => held.zone === zone.name) ? [zone] : [];
  });
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

/** The age limit of the profession on the date of application: constructors through their 65th birthday. */
export function notTooOld({ row, today, profile }: SubmissionFacts): Violation[] {
  const { ageLimit } = row;
  const last = ageEnds(ageLimit, profile);
  if (ageLimit === null || last === null || today <= last) return [];
  const { name } = professions[row.profession];
  return [
    {
      code: 'too-old',
      field: 'profile',
      message: `${name}注册申请最迟在${ageLimitText(ageLimit)}（${chineseDate(last)}）提出，您已超过该年龄，不能申请，请删除草稿。`,
    },
  ];
}

import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';
import { isValidOn } from './registration-terms.ts';

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
  return unfilledFields('person', { applicant: profile }).map(({ label }) => label);
}

/** The labels of the company profile's required fields that are not filled in. */
export function missingCompanyLabels(profile: EmployerProfile): string[] {
  return missingLabels(requiredEmployerFields, (field) => profile[field]);
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
