import {
  type ApplicationContent,
  applicationFields,
  emptyContent,
  type FieldCode,
  fieldOf,
  type FieldSection,
  isFieldCode,
} from './application-fields.ts';
import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import type { DocumentField } from './documents.ts';

/** What tables show besides the fields that somebody fills in: it follows from them. */
type DerivedCode =
  | 'qualification.certificateNumber'
  | 'qualification.obtainedOn'
  | 'qualification.province'
  | 'contractPeriod'
  | 'employmentPeriod';

/** What a table can show of an application. */
export type ShownCode = FieldCode | DerivedCode;

/** How dates are written: documents write them in Chinese, pages of a case as YYYY-MM-DD. */
export interface DateStyle {
  readonly date: (date: CalendarDate) => string;
  readonly period: (start: CalendarDate | null, end: CalendarDate | null) => string;
}

export const documentDates: DateStyle = {
  date: chineseDate,
  period: (start, end) => `${start === null ? '' : chineseDate(start)}至${end === null ? '长期' : chineseDate(end)}`,
};

export const pageDates: DateStyle = {
  date: (date) => date,
  period: (start, end) => (start === null ? '' : `${start} 至 ${end ?? '长期'}`),
};

/** What tables show of a person, a qualification and an employment, in this order. */
export const personCodes = [
  'profile.name',
  'profile.sex',
  'profile.birthDate',
  'profile.ethnicity',
  'profile.idType',
  'profile.idNumber',
  'profile.mobile',
  'profile.email',
  'profile.education',
  'profile.graduatedOn',
  'profile.school',
  'profile.major',
  'profile.address',
] as const satisfies readonly ShownCode[];

export const qualificationCodes = [
  'qualification.certificateNumber',
  'qualification.obtainedOn',
  'qualification.province',
] as const satisfies readonly ShownCode[];

export const employmentCodes = [
  'employment.employerName',
  'employment.employerCreditCode',
  'employment.position',
  'employment.contractKind',
  'contractPeriod',
  'employmentPeriod',
] as const satisfies readonly ShownCode[];

/** Cells of a table by their codes: what the application says of each, in full. `said` is as much of the application as they need. */
export function shownFields(
  codes: readonly ShownCode[],
  said: Partial<ApplicationContent>,
  dates: DateStyle = documentDates,
): DocumentField[] {
  const content = { ...emptyContent, ...said };
  return codes.map((code) => shownField(code, content, dates));
}

/** Cells of every field of a part, in the order of the forms. */
export function sectionFields(section: FieldSection, said: Partial<ApplicationContent>): DocumentField[] {
  const codes = applicationFields.filter((field) => field.section === section).map(({ code }) => code);
  return shownFields(codes, said);
}

function shownField(code: ShownCode, content: ApplicationContent, dates: DateStyle): DocumentField {
  if (!isFieldCode(code)) return derivedFields[code](content, dates);
  const { shownLabel: label, writes, wide, text } = fieldOf(code);
  const value = text(content);
  return { label, value: writes === 'date' ? dateText(value, dates) : (value ?? ''), ...(wide ? { wide } : {}) };
}

const derivedFields: Readonly<Record<DerivedCode, (content: ApplicationContent, dates: DateStyle) => DocumentField>> = {
  'qualification.certificateNumber': ({ qualification }) => ({
    label: '资格证号',
    value: qualification?.certificateNumber ?? '',
  }),
  'qualification.obtainedOn': ({ qualification }, dates) => ({
    label: '取得时间',
    value: dateText(qualification?.obtainedOn ?? null, dates),
  }),
  'qualification.province': ({ qualification }) => ({ label: '取得地', value: qualification?.province ?? '' }),
  contractPeriod: ({ draft: { employment } }, dates) => ({
    label: '合同期限',
    value: dates.period(employment.contractStart, employment.contractEnd),
    wide: true,
  }),
  employmentPeriod: ({ draft: { employment } }, dates) => ({
    label: '聘用时间',
    value: dates.period(employment.employmentStart, employment.employmentEnd),
    wide: true,
  }),
};

function dateText(date: CalendarDate | null, dates: DateStyle): string {
  return date === null ? '' : dates.date(date);
}
