import { type EmploymentDraft, type PractitionerProfile, contractKindNames } from '../application-parts.ts';
import type { Application } from '../application.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import type { DocumentContent, DocumentField } from '../documents.ts';
import { parseResidentIdentityNumber } from '../identifiers.ts';
import { lifecycleFacts } from '../lifecycle-facts.ts';

/** The 基本信息 of a form, brought along from the profile. */
export function personFields(person: PractitionerProfile): DocumentField[] {
  const identity = parseResidentIdentityNumber(person.idNumber);
  return [
    { label: '姓名', value: person.name },
    { label: '性别', value: identity?.sex ?? '' },
    { label: '出生日期', value: dateText(identity?.birthDate ?? null) },
    { label: '民族', value: person.ethnicity ?? '' },
    { label: '证件类型', value: person.idType },
    { label: '证件号码', value: person.idNumber },
    { label: '手机号码', value: person.mobile ?? '' },
    { label: '电子邮箱', value: person.email ?? '' },
    { label: '最高学历', value: person.education ?? '' },
    { label: '毕业时间', value: dateText(person.graduatedOn) },
    { label: '毕业院校', value: person.school ?? '' },
    { label: '所学专业', value: person.major ?? '' },
    { label: '通讯地址', value: person.address ?? '', wide: true },
  ];
}

/** The 聘用信息 of a form. */
export function employmentFields(employment: EmploymentDraft): DocumentField[] {
  const kind = employment.contractKind;
  return [
    { label: '聘用企业', value: employment.employerName ?? '', wide: true },
    { label: '统一社会信用代码', value: employment.employerCreditCode ?? '' },
    { label: '工作岗位', value: employment.position ?? '' },
    { label: '合同类型', value: kind === null ? '' : contractKindNames[kind] },
    { label: '合同期限', value: period(employment.contractStart, employment.contractEnd), wide: true },
    { label: '聘用时间', value: period(employment.employmentStart, employment.employmentEnd), wide: true },
  ];
}

/** Who signs a form: the applicant, and the employer with its seal where it takes part. */
export function signaturesOf(application: Application): DocumentContent['signatures'] {
  const { employerStep } = lifecycleFacts(application);
  const own = { party: '申请人', lines: ['签字：', '日期：　　　年　　月　　日'] };
  const sealed = {
    party: '聘用企业',
    lines: ['法定代表人签字：', '（加盖公章）', '日期：　　　年　　月　　日'],
  };
  const office = { party: '经办人', lines: ['签字：', '日期：　　　年　　月　　日'] };
  switch (application.initiator) {
    case 'practitioner':
      return employerStep ? [own, sealed] : [own];
    case 'employer':
      return [sealed];
    case 'department':
      return [office];
  }
}

/** What whoever names a new or present employment promises of it. */
export const employmentStatements = [
  '与聘用企业存在真实的劳动关系，聘用时间与劳动合同一致，不存在“挂证”行为，不同时在两个及以上单位注册或者执业。',
];

/** A calendar date in Chinese; empty when there is none. */
export function dateText(date: CalendarDate | null): string {
  return date === null ? '' : chineseDate(date);
}

function period(start: CalendarDate | null, end: CalendarDate | null): string {
  return `${dateText(start)}至${end === null ? '长期' : chineseDate(end)}`;
}
