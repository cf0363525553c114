import type { CalendarDate } from './calendar-dates.ts';
import type { ContractKind } from './contract-kinds.ts';
import type { CancellationDraft } from './cancellation.ts';
import type { Declarations } from './declarations.ts';
import type { EntryDraft } from './entry-draft.ts';
import type { Sex } from './identity-documents.ts';
import type { ProfessionCode } from './professions.ts';
import type { SpecialtyTerm } from './registration-terms.ts';

/** What a practitioner fills in about the employment. A field that is not filled in yet is null. */
export interface EmploymentDraft {
  readonly employerName: string | null;
  readonly employerCreditCode: string | null;
  readonly contractKind: ContractKind | null;
  readonly contractStart: CalendarDate | null;
  readonly contractEnd: CalendarDate | null;
  readonly employmentStart: CalendarDate | null;
  readonly employmentEnd: CalendarDate | null;
  readonly position: string | null;
}

/** The part of an application that the practitioner writes. */
export interface ApplicationDraft {
  readonly qualificationId: string | null;
  readonly specialties: readonly string[];
  readonly employment: EmploymentDraft;
  /** Of an out-of-province entry: the qualification to be entered. Null for every other matter, and before anything is filled in. */
  readonly entry: EntryDraft | null;
  /** Of a matter about a registration: its number. Null for every other matter, and before one is chosen. */
  readonly registrationNumber: string | null;
  /** Of a change of personal data after the identity document has changed: the number under which the person was registered. */
  readonly formerIdNumber: string | null;
  /** Of a cancellation: why. */
  readonly cancellation: CancellationDraft | null;
  /** Which grounds of refusal exist, asked one by one. Empty where none are asked. */
  readonly declarations: Declarations;
}

/** A registration as it stood when an application about it was submitted. */
export interface RegistrationSnapshot {
  readonly number: string;
  readonly profession: ProfessionCode;
  /** Of each specialty how long it is valid; what else says how long the registration is follows from them (domain/registration-terms.ts). */
  readonly terms: readonly SpecialtyTerm[];
  /** Those that are not cancelled; of a registration that is, all. */
  readonly specialties: readonly string[];
  readonly holderName: string;
  readonly employerName: string;
  readonly employerCreditCode: string;
  /** The latest last day among its specialties. */
  readonly validUntil: CalendarDate;
  /** The zone to which it is confined; null: the whole province. */
  readonly zone: string | null;
}

export const releaseAnswers = ['asked', 'released', 'objected', 'silent'] as const;

export const releaseParties = ['former-employer', 'former-identity'] as const;

/**
 * What a former employer says to a change of employer, or whoever holds the former identity document to its change; `silent` when their days
 * have passed without an answer. Of a former identity, the employer is the one of its registration.
 */
export interface Release {
  readonly party: (typeof releaseParties)[number];
  readonly employerName: string;
  readonly employerCreditCode: string;
  readonly answer: (typeof releaseAnswers)[number];
  /** Why it objects, for the department to see; null otherwise. */
  readonly reason: string | null;
}

/** What was answered to a request for release, in words, by who was asked. */
export const releaseAnswerNames: Readonly<Record<Release['party'], Readonly<Record<Release['answer'], string>>>> = {
  'former-employer': {
    asked: '待原聘用企业确认',
    released: '原聘用企业同意解除聘用',
    objected: '原聘用企业提出异议',
    silent: '原聘用企业逾期未答复',
  },
  'former-identity': {
    asked: '待原证件持有人确认',
    released: '原证件持有人同意变更',
    objected: '原证件持有人提出异议',
    silent: '原证件持有人逾期未答复',
  },
};

/** The form of a draft in which nothing has been filled in. */
export const emptyDraft: ApplicationDraft = {
  qualificationId: null,
  entry: null,
  registrationNumber: null,
  formerIdNumber: null,
  cancellation: null,
  declarations: {},
  specialties: [],
  employment: {
    employerName: null,
    employerCreditCode: null,
    contractKind: null,
    contractStart: null,
    contractEnd: null,
    employmentStart: null,
    employmentEnd: null,
    position: null,
  },
};

/** A practitioner: what the identity platform vouches for, and what the person adds (null until filled in). */
export interface PractitionerProfile {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  /** As the number of the identity document says, else as the identity platform does; null where neither does. */
  readonly birthDate: CalendarDate | null;
  readonly sex: Sex | null;
  readonly mobile: string | null;
  readonly email: string | null;
  readonly ethnicity: string | null;
  readonly education: string | null;
  readonly school: string | null;
  readonly major: string | null;
  readonly graduatedOn: CalendarDate | null;
  readonly address: string | null;
}

/** A person of whom nothing but a name may be told, to which the name is added. */
export const unknownPerson: Omit<PractitionerProfile, 'name'> = {
  idType: '',
  idNumber: '',
  birthDate: null,
  sex: null,
  mobile: null,
  email: null,
  ethnicity: null,
  education: null,
  school: null,
  major: null,
  graduatedOn: null,
  address: null,
};

/** Educational attainments that can be chosen. */
export const educations = ['中专', '大专', '本科', '硕士研究生', '博士研究生'] as const;

/** One construction qualification (资质) of a company. */
export interface CompanyQualification {
  readonly type: (typeof companyQualificationTypes)[number];
  readonly number: string;
}

/** An employer: what the identity platform vouches for, and what the company adds. */
export interface EmployerProfile {
  readonly name: string;
  readonly creditCode: string;
  readonly representative: string;
  readonly division: string | null;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly contactMobile: string | null;
  readonly qualifications: readonly CompanyQualification[];
}

/** The company fields that must be filled in before anything is confirmed (manual 二（一）: 在“企业信息”模块内完善基本信息). */
export const requiredEmployerFields = {
  division: '所属地区',
  address: '办公地址',
  contactName: '联系人',
  contactMobile: '联系人手机',
} as const satisfies Partial<Record<keyof EmployerProfile, string>>;

/** The types of company qualification that can be chosen (资质类型). */
export const companyQualificationTypes = [
  '工程设计综合资质',
  '工程设计行业资质',
  '工程设计专业资质',
  '工程设计专项资质',
  '建筑工程设计事务所资质',
  '工程勘察综合资质',
  '工程勘察专业资质',
  '建筑业企业资质',
  '工程监理企业资质',
] as const;

/** What the employer adds at confirmation, by the profession's supplement kind. */
export type Supplement =
  | { readonly kind: 'company-qualification'; readonly qualification: CompanyQualification | null }
  | { readonly kind: 'cost-consultancy'; readonly isCostConsultancy: boolean }
  | { readonly kind: 'none' };

/** Where a qualification is known from: the provincial list, or an approved entry of one obtained elsewhere. */
export const qualificationSources = ['provincial-list', 'out-of-province'] as const;
export type QualificationSource = (typeof qualificationSources)[number];

/** True when the employer had no qualification to name at confirmation and still owes one (manual 二（二）2（1）: 可以先选择“无”). */
export function owesQualification(supplement: Supplement | null): boolean {
  return supplement?.kind === 'company-qualification' && supplement.qualification === null;
}

/** A registration in another province, as an entry of a qualification names it. */
export interface RegistrationElsewhere {
  readonly number: string;
  readonly province: string;
  readonly validUntil: CalendarDate;
}

/** A qualification that a person holds. */
export interface Qualification {
  readonly id: string;
  readonly profession: ProfessionCode;
  readonly certificateNumber: string;
  readonly specialties: readonly string[];
  readonly obtainedOn: CalendarDate;
  readonly province: string;
  readonly source: QualificationSource;
  /** The registration in another province that was entered with it; null: none. */
  readonly elsewhere: RegistrationElsewhere | null;
}
