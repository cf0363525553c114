import { emptyDraft } from './application-parts.ts';
import { type FieldCode, unfilledFields } from './application-fields.ts';
import type { CalendarDate } from './calendar-dates.ts';
import { homeProvince } from './provinces.ts';
import type { EntryDraft, PriorRegistration } from './entry-draft.ts';
import type { Violation } from './violation.ts';
import { isCertificateNumber } from './identifiers.ts';

/** Every field with a star is filled in, and the original registration in full when there was one (manual 一（二）1（2）②③). */
export function entryComplete(entry: EntryDraft): Violation[] {
  const said = { draft: { ...emptyDraft, entry } };
  const prior = entry.registeredBefore === true ? unfilledFields('prior-registration', said) : [];
  return [...unfilledFields('entry', said), ...prior].map(({ code, label }) => ({
    code: 'field-missing',
    field: code,
    message: chosen.includes(code) ? `请选择“${label}”。` : `请填写${label}。`,
  }));
}

/** The certificate number has the form of one (准确填写该资格的资格证号, manual 一（二）1（2）②). */
export function certificateNumberValid({ certificateNumber }: EntryDraft): Violation[] {
  if (certificateNumber === null || isCertificateNumber(certificateNumber)) return [];
  return [
    {
      code: 'certificate-number-invalid',
      field: 'entry.certificateNumber',
      message: '资格证号不正确，应为6至30位汉字、字母、数字或短横线，其中至少有4位数字。请对照资格证书核对。',
    },
  ];
}

/** The examination was taken in another province: what was obtained at home stands in the provincial list (省外获得, manual 一（二）1). */
export function examinedElsewhere({ examinationProvince }: EntryDraft): Violation[] {
  if (examinationProvince !== homeProvince) return [];
  return [
    {
      code: 'examination-province-home',
      field: 'entry.examinationProvince',
      message: `在${homeProvince}取得的资格由省住房和城乡建设厅统一导入，无需录入。请在“我的资格”中查看，或改选省外的报考地。`,
    },
  ];
}

/** The year of passing is not to come, and the applicant was born before it (准确填写通过年度, manual 一（二）1（2）②). */
export function passedYearPlausible(
  { passedYear }: EntryDraft,
  today: CalendarDate,
  birthDate: CalendarDate | null,
): Violation[] {
  if (passedYear === null) return [];
  const field = 'entry.passedYear';
  if (passedYear > yearOf(today)) {
    return [{ code: 'passed-year-implausible', field, message: `通过年度不能晚于${yearOf(today)}年，请核对。` }];
  }
  if (birthDate === null || passedYear > yearOf(birthDate)) return [];
  return [{ code: 'passed-year-implausible', field, message: '通过年度须晚于出生年份，请对照资格证书核对。' }];
}

/** The certificate was issued by today, and not before the year of passing. */
export function issuedInTime({ issuedOn, passedYear }: EntryDraft, today: CalendarDate): Violation[] {
  if (issuedOn === null) return [];
  const field = 'entry.issuedOn';
  if (issuedOn > today) return [{ code: 'issued-in-future', field, message: '发证日期不能晚于今天，请核对。' }];
  if (passedYear === null || yearOf(issuedOn) >= passedYear) return [];
  return [{ code: 'issued-before-passed', field, message: `发证日期不能早于通过年度（${passedYear}年），请核对。` }];
}

/** The original registration is one of another province, begun after passing, with dates in order (将原注册信息填写准确, manual 一（二）1（2）③). */
export function priorRegistrationPlausible(entry: EntryDraft, today: CalendarDate): Violation[] {
  const prior = entry.priorRegistration;
  if (entry.registeredBefore !== true || prior === null) return [];
  return [...priorIdentity(prior), ...priorDates(prior, entry.passedYear, today)];
}

/** What the department is told when a certificate has become somebody else's since it was entered: the list or another approval came first. */
export const certificateGoneElsewhere: Violation = {
  code: 'certificate-taken',
  field: 'entry.certificateNumber',
  message: '该资格证号已登记在另一人名下（资格名单或者已批准的录入），不能批准，请不予批准并说明原因。',
};

/** The certificate is granted once, and not entered when the provincial list or an approved entry has it (重复录入). A pending entry keeps nobody from it. */
export function certificateFree(taken: boolean): Violation[] {
  if (!taken) return [];
  return [
    {
      code: 'certificate-taken',
      field: 'entry.certificateNumber',
      message:
        '该资格证号已经登记，不能重复录入。请核对资格证号，并在“我的资格”中查看；如认为登记有误，请联系住房和城乡建设主管部门窗口。',
    },
  ];
}

function priorIdentity({ number, province }: PriorRegistration): Violation[] {
  const violations: Violation[] = [];
  if (number !== null && !isCertificateNumber(number)) {
    violations.push({
      code: 'registration-number-invalid',
      field: 'entry.priorRegistration.number',
      message: '原注册编号不正确，应为6至30位汉字、字母、数字或短横线，其中至少有4位数字。请对照注册证书核对。',
    });
  }
  if (province === homeProvince) {
    violations.push({
      code: 'prior-province-home',
      field: 'entry.priorRegistration.province',
      message: `这里只填写省外的初始注册，原注册地不能是${homeProvince}。没有在省外注册过的，请选择“否”。`,
    });
  }
  return violations;
}

function priorDates(prior: PriorRegistration, passedYear: number | null, today: CalendarDate): Violation[] {
  const { validFrom, validUntil } = prior;
  const from = 'entry.priorRegistration.validFrom';
  if (validFrom === null) return [];
  if (validFrom > today) {
    return [{ code: 'prior-in-future', field: from, message: '原注册有效期须已开始，不能晚于今天，请核对。' }];
  }
  if (passedYear !== null && yearOf(validFrom) < passedYear) {
    const message = `原注册不能早于资格的通过年度（${passedYear}年），请核对。`;
    return [{ code: 'prior-before-passed', field: from, message }];
  }
  if (validUntil === null || validFrom <= validUntil) return [];
  const message = '原注册有效期的截止日期不能早于起始日期，请核对。';
  return [{ code: 'prior-dates-reversed', field: 'entry.priorRegistration.validUntil', message }];
}

const chosen: readonly FieldCode[] = [
  'entry.examinationProvince',
  'entry.registeredBefore',
  'entry.priorRegistration.province',
];

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}
