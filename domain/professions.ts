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
  readonly supplement: SupplementKind;
  /** Greatest age in completed years on the day of application; null: no limit. */
  readonly oldestAge: number | null;
  /** Qualifications obtained in other provinces are entered, and once approved registered on (manual 一（二）1). */
  readonly outOfProvinceEntry: boolean;
  /** Letters that begin application numbers. */
  readonly numberPrefix: string;
  /** Letters that begin registration numbers. */
  readonly registrationPrefix: string;
}

export const professions = {
  'architect-2': {
    name: '二级注册建筑师',
    validYears: 2,
    specialties: [],
    supplement: 'company-qualification',
    oldestAge: null,
    outOfProvinceEntry: true,
    numberPrefix: 'JZ',
    registrationPrefix: '苏建',
  },
  'structural-2': {
    name: '二级注册结构工程师',
    validYears: 3,
    specialties: [],
    supplement: 'company-qualification',
    oldestAge: null,
    outOfProvinceEntry: true,
    numberPrefix: 'JG',
    registrationPrefix: '苏结',
  },
  'constructor-2': {
    name: '二级注册建造师',
    validYears: 3,
    specialties: ['建筑工程', '公路工程', '水利水电工程', '市政公用工程', '矿业工程', '机电工程'],
    supplement: 'none',
    oldestAge: 65,
    outOfProvinceEntry: false,
    numberPrefix: 'ZS',
    registrationPrefix: '苏造',
  },
  'cost-2': {
    name: '二级注册造价工程师',
    validYears: 4,
    specialties: ['土木建筑工程', '交通运输工程', '水利工程', '安装工程'],
    supplement: 'cost-consultancy',
    oldestAge: null,
    outOfProvinceEntry: false,
    numberPrefix: 'ZJ',
    registrationPrefix: '苏价',
  },
} as const satisfies Record<ProfessionCode, Profession>;
