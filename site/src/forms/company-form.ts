import { companyQualificationTypes, requiredEmployerFields } from '../../../domain/application-parts.ts';
import type { CompanyView } from '../../../api/people.ts';
import { divisions } from '../../../domain/divisions.ts';
import { isMobileNumber } from '../../../domain/identifiers.ts';
import { typedEmail, typedLine, typedMobile } from '../../../domain/typed.ts';
import type { Input } from './contract.ts';

/** One row of the 资质清单 as inputs hold it. */
export interface QualificationRow {
  readonly type: string;
  readonly number: string;
}

/** The editable part of a company profile as inputs hold it. The city only narrows the choice of the division. */
export interface CompanyForm {
  readonly city: string;
  readonly division: string;
  readonly address: string;
  readonly contactName: string;
  readonly contactMobile: string;
  readonly contactEmail: string;
  /** That address is meant, although mail to it came back. */
  readonly addressAgain: boolean;
  readonly qualifications: readonly QualificationRow[];
}

/** What the API takes. */
export type CompanyChange = Input<'employer', 'changeCompany'>['body'];

/** Turns a company profile into what inputs show. */
export function formOfCompany(company: CompanyView): CompanyForm {
  return {
    city: divisions.find(({ code }) => code === company.division)?.city ?? '',
    division: company.division ?? '',
    address: company.address ?? '',
    contactName: company.contactName ?? '',
    contactMobile: company.contactMobile ?? '',
    contactEmail: company.contactEmail ?? '',
    addressAgain: false,
    qualifications: company.qualifications,
  };
}

/** The cities of the province, in the order of the standard. */
export const cities: readonly string[] = [...new Set(divisions.map(({ city }) => city))];

/** The divisions of a city. */
export function divisionsOf(city: string): { value: string; label: string }[] {
  return divisions.filter((division) => division.city === city).map(({ code, name }) => ({ value: code, label: name }));
}

/** What is wrong or missing in the form, by field. */
export function companyProblems(form: CompanyForm): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (form.city === '') problems.set('city', '请选择所属设区市。');
  else if (form.division === '') problems.set('division', '请选择所属县（市、区）。');
  for (const field of ['address', 'contactName', 'contactMobile'] as const) {
    if (form[field].trim() === '') problems.set(field, `请填写${requiredEmployerFields[field]}。`);
  }
  const mobile = typedMobile(form.contactMobile);
  if (mobile !== '' && !isMobileNumber(mobile)) problems.set('contactMobile', '请填写11位手机号码。');
  for (const [index, { type, number }] of form.qualifications.entries()) {
    if (type === '') problems.set(`qualifications.${index}.type`, `请选择第${index + 1}项的资质类型。`);
    if (number.trim() === '') problems.set(`qualifications.${index}.number`, `请填写第${index + 1}项的资质证号。`);
  }
  return problems;
}

/** The change of a company profile that has no problems; null when it has. */
export function changeOfCompany(form: CompanyForm, version: number): CompanyChange | null {
  if (companyProblems(form).size > 0) return null;
  const email = typedEmail(form.contactEmail);
  return {
    version,
    division: form.division,
    address: typedLine(form.address),
    contactName: typedLine(form.contactName),
    contactMobile: typedMobile(form.contactMobile),
    contactEmail: email === '' ? null : email,
    addressAgain: form.addressAgain,
    qualifications: form.qualifications.flatMap((row) => {
      const type = companyQualificationTypes.find((name) => name === row.type);
      return type === undefined ? [] : [{ type, number: typedLine(row.number) }];
    }),
  };
}
