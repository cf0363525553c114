import { addYears, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { contractKindRows } from './contract-kinds.ts';
import { birthAndSex } from './identity-documents.ts';
import { flexibleYears, retirementDate } from './retirement.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

type Facts = Pick<SubmissionFacts, 'row' | 'today' | 'profile' | 'draft'>;

/** When the applicant reaches retirement age; null: nobody says the birth date or sex, or the matter asks for no contract. */
function retires({ row, profile }: Facts): CalendarDate | null {
  const { birthDate, sex } = birthAndSex(profile);
  return !row.asksEmployment || birthDate === null || sex === null ? null : retirementDate(birthDate, sex);
}

/** The agreement is one that the applicant's age allows: a labor contract before retirement age, another agreement after it, either in the years between. */
export function contractFitsAge(facts: Facts): Violation[] {
  const day = retires(facts);
  const kind = facts.draft.employment.contractKind;
  if (day === null || kind === null) return [];
  const field = 'employment.contractKind';
  const { isLabor } = contractKindRows[kind];
  if (isLabor && facts.today >= addYears(day, flexibleYears)) {
    return [
      {
        code: 'labor-contract-after-retirement',
        field,
        message: `您已于${chineseDate(day)}达到法定退休年龄，不能再订立劳动合同，请选择“聘用或劳务协议”，并上传协议和退休证。`,
      },
    ];
  }
  if (isLabor || facts.today >= addYears(day, -flexibleYears)) return [];
  return [
    {
      code: 'service-agreement-too-early',
      field,
      message: '聘用或劳务协议适用于已达到退休年龄的人员，请按劳动合同选择期限类型。',
    },
  ];
}

/** Who works past retirement age, or under another agreement than a labor contract, proves why. */
export function retirementProven(facts: Facts & Pick<SubmissionFacts, 'readySlots'>): Violation[] {
  const day = retires(facts);
  const kind = facts.draft.employment.contractKind;
  if (day === null || kind === null || facts.readySlots.includes('retirement-proof')) return [];
  const { isLabor } = contractKindRows[kind];
  if (isLabor && facts.today < day) return [];
  return [
    {
      code: 'retirement-proof-missing',
      field: 'files.retirement-proof',
      message: isLabor
        ? `您已于${chineseDate(day)}达到法定退休年龄，请上传与单位约定弹性延迟退休的书面协议；已经退休的，请将合同类型改为“聘用或劳务协议”并上传退休证。`
        : '请上传退休证。',
    },
  ];
}
