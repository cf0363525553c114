/** Professions, matters and everything that differs between them, as data. A new profession is a row. */
export const professionCodes = ['architect-2', 'structural-2', 'constructor-2', 'cost-2'] as const;
export type ProfessionCode = (typeof professionCodes)[number];

export const matterCodes = [
  'initial',
  'demo-zone',
  'out-of-province-entry',
  'renewal',
  'change-employer',
  'change-personal',
  'addition',
  'reregistration',
  'cancellation',
] as const;
export type MatterCode = (typeof matterCodes)[number];

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

export const fileSlots = [
  'photo',
  'contract',
  'sealed-form',
  'qualification-certificate',
  'identity-evidence',
] as const;
export type FileSlot = (typeof fileSlots)[number];

/** What may be uploaded to a slot. Sizes in bytes, picture sides in pixels. */
export interface FileSlotRule {
  readonly name: string;
  readonly party: 'practitioner' | 'employer';
  readonly types: readonly FileType[];
  readonly maxBytes: number;
  readonly maxPages: number;
  readonly hint: string;
}

export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type FileType = (typeof fileTypes)[number];

const mebibyte = 1024 * 1024;

export const fileSlotRules: Readonly<Record<FileSlot, FileSlotRule>> = {
  photo: {
    name: '个人免冠证件照',
    party: 'practitioner',
    types: ['image/jpeg', 'image/png'],
    maxBytes: 10 * mebibyte,
    maxPages: 1,
    hint: 'JPG 或 PNG，竖版，不小于 295×413 像素，不超过 10 MB。照片用于生成申请表和注册电子证照。',
  },
  contract: {
    name: '劳动合同',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 60,
    hint: 'PDF、JPG 或 PNG，不超过 20 MB、60 页，不能加密。',
  },
  'sealed-form': {
    name: '签字盖章的申请表',
    party: 'employer',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '下载打印申请表，法定代表人签字并加盖公章后扫描上传。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'qualification-certificate': {
    name: '职业资格证书扫描件',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '省外取得的资格证书原件的彩色扫描件，内容须清晰完整。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'identity-evidence': {
    name: '身份信息变更证明',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '公安机关出具的姓名或证件号码变更证明，或者载明变更情况的户口簿。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
};

/** The photo that is kept: 413 × 626 pixels, 35 × 53 mm at 300 dpi. Smaller originals than 295 × 413 (25 × 35 mm) are refused. */
export const photoSize = { width: 413, height: 626, minimumWidth: 295, minimumHeight: 413 } as const;

/** What an approval does: makes an entry of the register, grants a qualification that registrations can rest on, or amends what is registered. */
export const approvalEffects = [
  'registration',
  'qualification',
  'renewal',
  'employer-change',
  'personal-change',
  'addition',
  'cancellation',
] as const;
export type ApprovalEffect = (typeof approvalEffects)[number];

/** Who can begin an application. */
export const initiators = ['practitioner', 'employer', 'department'] as const;
export type Initiator = (typeof initiators)[number];

/**
 * How the applicant must stand in the register: never registered in the profession, not registered now, registered formerly but not now,
 * registered (the application is about that registration), or any way.
 */
export type Standing = 'never-registered' | 'not-registered' | 'formerly-registered' | 'registered' | 'any';

/** What nobody else can be applied for while an application is open: the profession, everything of the person, or another cancellation. */
export type Lock = 'profession' | 'person' | 'cancellation';

/** One matter of one profession: who takes part, with what material, within which limits. */
export interface MatterRow {
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly effect: ApprovalEffect;
  readonly initiators: readonly Initiator[];
  readonly standing: Standing;
  readonly lock: Lock;
  readonly employerStep: boolean;
  /** The former employer is asked to release the person before the department sees the application. */
  readonly release: boolean;
  readonly supplement: SupplementKind;
  /** The applicant chooses the qualification that the application rests on. */
  readonly asksQualification: boolean;
  /** The applicant fills in the employment with its contract; otherwise the registered employer takes part. */
  readonly asksEmployment: boolean;
  readonly practitionerFiles: readonly FileSlot[];
  readonly employerFiles: readonly FileSlot[];
  /** Provinces in which the qualification must have been obtained. */
  readonly qualificationProvinces: readonly string[];
  /** Qualifications of other provinces serve too once their entry is approved. */
  readonly acceptsEntries: boolean;
  /** Where alone the registration is valid, and where the employer must be; null: the whole province. */
  readonly zone: Zone | null;
  /** Greatest age in completed years on the day of application; null: no limit. */
  readonly oldestAge: number | null;
  /** Calendar days before its last day from which a registration can be renewed; null: no window. */
  readonly opensDaysBefore: number | null;
  /** Calendar days of publicity after an approval; 0: none. */
  readonly publicityDays: number;
  /** Months for which the labor contract must still run from the application date (manual 一（二）2（2）③). */
  readonly contractMonths: number;
  /** Working days within which each step must be answered. */
  readonly days: StepDays;
  /** Working days before the end of a step that can expire at which whoever must act is reminded. */
  readonly reminderDays: number;
}

/** A part of the province with registrations of its own. `division` is the employer's (GB/T 2260). */
export interface Zone {
  readonly name: string;
  readonly division: string;
}

/**
 * Working days for each step: the employer's, revision and correction answers expire, the former employer's silence releases;
 * acceptance takes five, review and decision twenty together (Administrative Licensing Law art. 42): the department's own limits.
 */
export interface StepDays {
  readonly employer: number;
  readonly release: number;
  readonly revision: number;
  readonly correction: number;
  readonly acceptance: number;
  readonly review: number;
  readonly decision: number;
}

/** The province whose list of qualifications this platform keeps. */
export const homeProvince = '江苏省';

const usualDays: StepDays = {
  employer: 15,
  release: 10,
  revision: 15,
  correction: 15,
  acceptance: 5,
  review: 15,
  decision: 5,
};

const initialRow = (profession: ProfessionCode): MatterRow => ({
  profession,
  matter: 'initial',
  effect: 'registration',
  initiators: ['practitioner'],
  standing: 'never-registered',
  lock: 'profession',
  employerStep: true,
  release: false,
  supplement: professions[profession].supplement,
  asksQualification: true,
  asksEmployment: true,
  practitionerFiles: ['photo', 'contract'],
  employerFiles: ['sealed-form'],
  qualificationProvinces: [homeProvince],
  acceptsEntries: professions[profession].outOfProvinceEntry,
  zone: null,
  oldestAge: professions[profession].oldestAge,
  opensDaysBefore: null,
  publicityDays: 7,
  contractMonths: 3,
  days: usualDays,
  reminderDays: 3,
});

// Manual 一（三）: constructors qualified in Shanghai or Zhejiang register in the demonstration zone, at employers in 吴江.
const demonstrationZoneRow: MatterRow = {
  ...initialRow('constructor-2'),
  matter: 'demo-zone',
  standing: 'not-registered',
  qualificationProvinces: ['上海市', '浙江省'],
  zone: { name: '长三角生态绿色一体化发展示范区（苏州市吴江区）', division: '320509' },
};

// Manual 一（二）1: between the person and the department alone, on the certificate alone; nothing is registered, so nothing is made public.
const entryRow = (profession: ProfessionCode): MatterRow => ({
  ...initialRow(profession),
  matter: 'out-of-province-entry',
  effect: 'qualification',
  standing: 'any',
  employerStep: false,
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  practitionerFiles: ['qualification-certificate'],
  employerFiles: [],
  qualificationProvinces: [],
  acceptsEntries: false,
  oldestAge: null,
  publicityDays: 0,
  contractMonths: 0,
});

/** What is registered already was made public then: its amendments take effect with the decision, which can still be refused. */
const amendmentRow = (profession: ProfessionCode): MatterRow => ({
  ...initialRow(profession),
  standing: 'registered',
  publicityDays: 0,
});

// Applied for before the registration ends (Administrative Licensing Law art. 50); from 90 days before on is this platform's choice.
const renewalRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'renewal',
  effect: 'renewal',
  asksQualification: false,
  opensDaysBefore: 90,
});

// All valid registrations of a person sit with one employer and move together: nothing else can be open meanwhile.
const changeEmployerRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'change-employer',
  effect: 'employer-change',
  lock: 'person',
  release: true,
  asksQualification: false,
});

const changePersonalRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'change-personal',
  effect: 'personal-change',
  lock: 'person',
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  practitionerFiles: ['photo', 'identity-evidence'],
  oldestAge: null,
});

const additionRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'addition',
  effect: 'addition',
  supplement: 'none',
  asksEmployment: false,
  practitionerFiles: ['photo'],
});

const reregistrationRow = (profession: ProfessionCode): MatterRow => ({
  ...initialRow(profession),
  matter: 'reregistration',
  standing: 'formerly-registered',
});

// By the person, by the employer with its seal, or by the department on a legal ground (Administrative Licensing Law art. 70).
const cancellationRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'cancellation',
  effect: 'cancellation',
  initiators: ['practitioner', 'employer', 'department'],
  lock: 'cancellation',
  employerStep: false,
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  practitionerFiles: [],
  oldestAge: null,
});

const withSpecialties = professionCodes.filter((profession) => professions[profession].specialties.length > 0);

export const matterRows: readonly MatterRow[] = [
  ...professionCodes.map(initialRow),
  demonstrationZoneRow,
  ...professionCodes.filter((profession) => professions[profession].outOfProvinceEntry).map(entryRow),
  ...professionCodes.map(renewalRow),
  ...professionCodes.map(changeEmployerRow),
  ...professionCodes.map(changePersonalRow),
  ...withSpecialties.map(additionRow),
  ...professionCodes.map(reregistrationRow),
  ...professionCodes.map(cancellationRow),
];

/** The names of the matters in the manual's words. */
export const matterNames: Readonly<Record<MatterCode, string>> = {
  initial: '初始注册',
  'demo-zone': '长三角示范区注册',
  'out-of-province-entry': '省外资格信息录入',
  renewal: '延续注册',
  'change-employer': '变更注册（聘用企业）',
  'change-personal': '变更注册（个人信息）',
  addition: '增项注册',
  reregistration: '重新注册',
  cancellation: '注销注册',
};

/** What an approval grants and a rejection denies, after 准予 and 不予. */
export const effectNames: Readonly<Record<ApprovalEffect, string>> = {
  registration: '注册',
  qualification: '录入',
  renewal: '延续注册',
  'employer-change': '变更注册',
  'personal-change': '变更注册',
  addition: '增项注册',
  cancellation: '注销注册',
};

const rowIndex = new Map(matterRows.map((row) => [`${row.profession}/${row.matter}`, row]));

/** Finds the row of a profession and matter; undefined when that profession does not have that matter. */
export function findMatterRow(profession: ProfessionCode, matter: MatterCode): MatterRow | undefined {
  return rowIndex.get(`${profession}/${matter}`);
}
