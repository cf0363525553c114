import type { AgeLimit } from './age-limit.ts';
import { architectsCommittee, authority } from './authorities.ts';
import type { DeclarationCode } from './declarations.ts';
import type { EducationRule } from './education-hours.ts';
import {
  architectSeries,
  constructorSeries,
  costSeries,
  type RegistrationSeries,
  structuralSeries,
} from './registration-series.ts';

/** The professions, as data. A new profession is a row. */
export const professionCodes = ['architect-2', 'structural-2', 'constructor-2', 'cost-2'] as const;
export type ProfessionCode = (typeof professionCodes)[number];

/** What the employer adds to an application when it confirms (manual 二（二）2). */
export type SupplementKind = 'company-qualification' | 'cost-consultancy' | 'none';

/** One registered profession. */
export interface Profession {
  readonly name: string;
  /** Years a registration is valid. */
  readonly validYears: number;
  readonly specialties: readonly string[];
  /** What one registration with its number covers: all specialties that a person registers of the profession, or one of them. */
  readonly registrationPer: 'profession' | 'specialty';
  /** The specialties that another department registers, with that department: known from the register, not applied for here. */
  readonly registeredElsewhere: Readonly<Record<string, string>>;
  readonly supplement: SupplementKind;
  /** Until which age people are registered; null: no limit. */
  readonly ageLimit: AgeLimit | null;
  /**
   * The circumstances in which nobody is registered, in the order of the regulation, of which each is declared not to exist. What the platform knows
   * itself is not asked: age, hours. Their words stand in domain/declaration-texts.ts.
   */
  readonly declarations: readonly DeclarationCode[];
  /** Qualifications obtained in other provinces are entered, and once approved registered on (manual 一（二）1). */
  readonly outOfProvinceEntry: boolean;
  /** What is asked in continuing education. */
  readonly education: EducationRule;
  /** Letters that begin application numbers. */
  readonly numberPrefix: string;
  readonly series: RegistrationSeries;
  readonly certificateTitle: string;
  /** Who gives the certificate. */
  readonly certificateIssuer: string;
  /** The regulations of the profession, as its guides name them. */
  readonly regulations: readonly string[];
}

const hours = (compulsory: number, elective: number) => ({ compulsory, elective });
const none = hours(0, 0);

export const professions = {
  'architect-2': {
    name: '二级注册建筑师',
    validYears: 2,
    specialties: [],
    registrationPer: 'profession',
    registeredElsewhere: {},
    supplement: 'company-qualification',
    ageLimit: null,
    declarations: [
      'capacity',
      'offence',
      'disciplined',
      'licence-revoked',
      'two-employers',
      'false-material',
      'other-ground',
    ],
    outOfProvinceEntry: true,
    // 《注册建筑师条例实施细则》 (建设部令第167号), 继续教育: 40 hours each of both kinds in a term; a first registration later than three years asks for them too.
    education: { perTerm: hours(40, 40), furtherSpecialty: none, initialYears: 3, enforced: true },
    numberPrefix: 'JZ',
    series: architectSeries,
    certificateTitle: '中华人民共和国二级注册建筑师注册证书',
    certificateIssuer: architectsCommittee,
    regulations: [
      '《中华人民共和国注册建筑师条例》（国务院令第184号）',
      '《中华人民共和国注册建筑师条例实施细则》（建设部令第167号）',
    ],
  },
  'structural-2': {
    name: '二级注册结构工程师',
    validYears: 3,
    specialties: [],
    registrationPer: 'profession',
    registeredElsewhere: {},
    supplement: 'company-qualification',
    ageLimit: null,
    declarations: ['capacity', 'practice-offence', 'two-employers', 'false-material', 'other-ground'],
    outOfProvinceEntry: true,
    // 《勘察设计注册工程师管理规定》 (建设部令第137号), 继续教育: 60 hours each of both kinds in a term; three years as above.
    education: { perTerm: hours(60, 60), furtherSpecialty: none, initialYears: 3, enforced: true },
    numberPrefix: 'JG',
    series: structuralSeries,
    certificateTitle: '二级注册结构工程师注册执业证书',
    certificateIssuer: authority,
    regulations: ['《勘察设计注册工程师管理规定》（建设部令第137号）'],
  },
  'constructor-2': {
    name: '二级注册建造师',
    validYears: 3,
    specialties: ['建筑工程', '公路工程', '水利水电工程', '市政公用工程', '矿业工程', '机电工程'],
    // Decree 153: one certificate, on which each specialty has its own 有效期.
    registrationPer: 'profession',
    registeredElsewhere: {},
    supplement: 'none',
    // 注册建造师管理规定 art. 15 (10), 16 (6): over 65 years nobody is registered and a registration ends. Read as through the 65th birthday.
    ageLimit: { years: 65, lastDay: 'birthday', source: '《注册建造师管理规定》第十五条第十项、第十六条第六项' },
    declarations: [
      'capacity',
      'two-employers',
      'serving-sentence',
      'practice-offence',
      'other-offence',
      'licence-revoked',
      'accident',
      'false-material',
      'other-ground',
    ],
    outOfProvinceEntry: false,
    // 《注册建造师管理规定》 art. 23: 60 hours each of both kinds in a term; 《注册建造师继续教育管理暂行办法》 (建市〔2010〕192号): 30 and 30 more for
    // each further specialty.
    education: { perTerm: hours(60, 60), furtherSpecialty: hours(30, 30), initialYears: 3, enforced: true },
    numberPrefix: 'ZS',
    series: constructorSeries,
    certificateTitle: '二级建造师注册证书',
    certificateIssuer: authority,
    regulations: ['《注册建造师管理规定》（建设部令第153号）'],
  },
  'cost-2': {
    name: '二级注册造价工程师',
    validYears: 4,
    specialties: ['土木建筑工程', '交通运输工程', '水利工程', '安装工程'],
    // 建人〔2018〕67号: the specialty is a digit of the number (domain/registration-series.ts).
    registrationPer: 'specialty',
    // 建人〔2018〕67号 (制度规定 art. 20): housing, transport and water departments each register the cost engineers of their specialties.
    registeredElsewhere: { 交通运输工程: '江苏省交通运输厅', 水利工程: '江苏省水利厅' },
    supplement: 'cost-consultancy',
    ageLimit: null,
    declarations: [
      'capacity',
      'two-employers',
      'left-post',
      'serving-sentence',
      'practice-offence',
      'other-offence',
      'licence-revoked',
      'registration-annulled',
      'false-material',
      'other-ground',
    ],
    outOfProvinceEntry: false,
    // 《注册造价工程师管理办法》 (建设部令第150号), 继续教育: 60 hours each of both kinds in a term; a first registration later than one year asks for them.
    education: { perTerm: hours(60, 60), furtherSpecialty: none, initialYears: 1, enforced: true },
    numberPrefix: 'ZJ',
    series: costSeries,
    certificateTitle: '二级造价工程师注册证书',
    certificateIssuer: authority,
    regulations: [
      '《注册造价工程师管理办法》（建设部令第150号）',
      '《造价工程师职业资格制度规定》（建人〔2018〕67号）',
    ],
  },
} as const satisfies Record<ProfessionCode, Profession>;

/** True for a profession whose specialties are registrations of their own, side by side. */
export function registersEachSpecialty(profession: ProfessionCode): boolean {
  const { registrationPer }: Profession = professions[profession];
  return registrationPer === 'specialty';
}

/** True for a profession of which one registration can have several specialties, each with its own term. */
export function sharesRegistration(profession: ProfessionCode): boolean {
  return professions[profession].specialties.length > 0 && !registersEachSpecialty(profession);
}

/** The department that registers a specialty of a profession in place of this one; undefined: this one does. */
export function otherRegistrar(profession: ProfessionCode, specialty: string): string | undefined {
  const { registeredElsewhere }: Profession = professions[profession];
  return registeredElsewhere[specialty];
}

/** The specialties of a profession that can be applied for here. */
export function offeredSpecialties(profession: ProfessionCode): readonly string[] {
  return professions[profession].specialties.filter((specialty) => otherRegistrar(profession, specialty) === undefined);
}

/** Specialties that another department registers, each with it, as texts name them; empty when there is none among them. */
export function registeredElsewhereText(profession: ProfessionCode, specialties: readonly string[]): string {
  return specialties
    .flatMap((specialty) => {
      const department = otherRegistrar(profession, specialty);
      return department === undefined ? [] : [`${specialty}（${department}）`];
    })
    .join('、');
}
