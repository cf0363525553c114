import { emptyDraft, type EmploymentDraft } from './application-parts.ts';
import { type FieldCode, labelOf, unfilledFields } from './application-fields.ts';
import { addMonths, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { isWithoutEnd } from './contract-kinds.ts';
import { creditCodeValid } from './registration-rules.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

const endFields: readonly FieldCode[] = ['employment.contractEnd', 'employment.employmentEnd'];

/** Every employment field is filled in; the end dates only where the contract has one. */
export function employmentComplete(employment: EmploymentDraft): Violation[] {
  const openEnded = isWithoutEnd(employment.contractKind);
  const missing = unfilledFields('employment', { draft: { ...emptyDraft, employment } })
    .filter(({ code }) => !(openEnded && endFields.includes(code)))
    .map(({ code, label }): Violation => ({ code: 'field-missing', field: code, message: `请填写${label}。` }));
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
  if (contractKind === null || isWithoutEnd(contractKind) || contractEnd === null) return [];
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
    violations.push(differs('employment.employmentStart', contractStart));
  }
  const withoutEnd = isWithoutEnd(contractKind);
  const wantedEnd = withoutEnd ? null : contractEnd;
  if (withoutEnd && (contractEnd !== null || employmentEnd !== null)) {
    violations.push({
      code: 'employment-differs-from-contract',
      field: 'employment.employmentEnd',
      message: '无固定期限的合同和以完成一定工作任务为期限的合同没有结束日期，请清空结束日期。',
    });
  } else if (wantedEnd !== null && employmentEnd !== null && wantedEnd !== employmentEnd) {
    violations.push(differs('employment.employmentEnd', wantedEnd));
  }
  return violations;
}

function differs(field: FieldCode, date: CalendarDate): Violation {
  return {
    code: 'employment-differs-from-contract',
    field,
    message: `${labelOf(field)}须与劳动合同一致（${chineseDate(date)}）。`,
  };
}
