import type { InTime, Terms } from './matters/terms.ts';
import { type ProfessionCode, professions, sharesRegistration } from './professions.ts';
import { homeProvince } from './provinces.ts';
import type { StepDays } from './states.ts';

const usualDays: StepDays = {
  employer: 15,
  release: 10,
  // The department's own term for 陈述申辩 (行政许可法 art. 36 names none).
  statement: 5,
  revision: 15,
  correction: 15,
  acceptance: 5,
  review: 15,
  decision: 5,
  oneOfficer: 2,
};

// What the employment may have to be shown by.
const employmentProofs = ['insurance-proof', 'retirement-proof'] as const;

export const initialTerms = (profession: ProfessionCode): Terms => ({
  initiators: ['practitioner'],
  standing: 'never-registered',
  lock: 'profession',
  employerStep: true,
  release: false,
  heard: false,
  supplement: professions[profession].supplement,
  asksQualification: true,
  choosesSpecialties: false,
  asksEmployment: true,
  declares: true,
  practitionerFiles: ['photo', 'contract'],
  optionalFiles: [
    ...employmentProofs,
    // Who was registered elsewhere has entered it with the qualification.
    ...(professions[profession].outOfProvinceEntry ? (['elsewhere-proof'] as const) : []),
  ],
  employerFiles: ['sealed-form'],
  qualificationProvinces: [homeProvince],
  acceptsEntries: professions[profession].outOfProvinceEntry,
  zone: null,
  ageLimit: professions[profession].ageLimit,
  education: 'late-initial',
  heldByProjects: false,
  keepsOutBarred: true,
  opensDaysBefore: null,
  inTime: null,
  lateRenewal: 'accept',
  publicityDays: 7,
  contractMonths: 3,
  days: usualDays,
  // Administrative Licensing Law art. 42: ten days, working days by art. 82.
  extensionDays: 10,
  reminderDays: 3,
});

// Manual 一（三）: constructors qualified in Shanghai or Zhejiang register in the demonstration zone, at employers in 吴江.
export const demonstrationZoneTerms = (profession: ProfessionCode): Terms => ({
  ...initialTerms(profession),
  standing: 'not-registered',
  qualificationProvinces: ['上海市', '浙江省'],
  zone: { name: '长三角生态绿色一体化发展示范区（苏州市吴江区）', division: '320509' },
});

// Manual 一（二）1: between the person and the department alone, on the certificate alone; nothing is registered, so nothing is made public.
export const entryTerms = (profession: ProfessionCode): Terms => ({
  ...initialTerms(profession),
  standing: 'any',
  employerStep: false,
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  declares: false,
  practitionerFiles: ['qualification-certificate'],
  optionalFiles: [],
  employerFiles: [],
  qualificationProvinces: [],
  acceptsEntries: false,
  ageLimit: null,
  education: null,
  keepsOutBarred: false,
  publicityDays: 0,
  contractMonths: 0,
});

/** What is registered already was made public then: its amendments take effect with the decision, which can still be refused. */
const amendmentTerms = (profession: ProfessionCode): Terms => ({
  ...initialTerms(profession),
  standing: 'registered',
  optionalFiles: employmentProofs,
  education: null,
  publicityDays: 0,
});

// Applied for before the registration ends (Administrative Licensing Law art. 50); from 90 days before on is this platform's choice.
export const renewalTerms = (profession: ProfessionCode): Terms => ({
  ...amendmentTerms(profession),
  asksQualification: false,
  // Where one registration has several specialties, each has its own term and is renewed by itself.
  choosesSpecialties: sharesRegistration(profession),
  education: 'renewal',
  opensDaysBefore: 90,
  inTime: inTime[profession] ?? usualInTime,
  lateRenewal: 'accept', // until the last day: the law knows only what is in time, and leaves the rest to the department
});

// Administrative Licensing Law art. 50: 30 days before the end, unless a law or regulation says otherwise.
const usualInTime: InTime = { daysBefore: 30, source: '《中华人民共和国行政许可法》第五十条' };

// 注册建筑师条例 art. 17 counts the same 30 days; 实施细则 art. 19 asks that they are still ahead.
const inTime: Readonly<Partial<Record<ProfessionCode, InTime>>> = {
  'architect-2': { daysBefore: 30, source: '《中华人民共和国注册建筑师条例》第十七条' },
};

// All valid registrations of a person sit with one employer and move together: nothing else can be open meanwhile.
export const changeEmployerTerms = (profession: ProfessionCode): Terms => ({
  ...amendmentTerms(profession),
  lock: 'person',
  release: true,
  heldByProjects: true,
  optionalFiles: ['insurance-proof', 'retirement-proof', 'release-proof'],
  // What is registered in another profession moves with the person; nothing is registered anew.
  keepsOutBarred: false,
  asksQualification: false,
});

export const changePersonalTerms = (profession: ProfessionCode): Terms => ({
  ...amendmentTerms(profession),
  lock: 'person',
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  declares: false,
  practitionerFiles: ['photo', 'identity-evidence'],
  ageLimit: null,
  optionalFiles: [],
  keepsOutBarred: false,
});

export const additionTerms = (profession: ProfessionCode): Terms => ({
  ...amendmentTerms(profession),
  supplement: 'none',
  asksEmployment: false,
  practitionerFiles: ['photo'],
  optionalFiles: [],
});

export const reregistrationTerms = (profession: ProfessionCode): Terms => ({
  ...initialTerms(profession),
  standing: 'formerly-registered',
  education: 'reregistration',
});

// Of some specialties while another stays: by the same parties, with the certificate that says the rest. What ends with the last of them is the registration.
export const specialtyCancellationTerms = (profession: ProfessionCode): Terms => ({
  ...amendmentTerms(profession),
  initiators: ['practitioner', 'employer', 'department'],
  lock: 'own-profession',
  heard: true,
  supplement: 'none',
  asksQualification: false,
  choosesSpecialties: true,
  asksEmployment: false,
  declares: false,
  practitionerFiles: ['photo'],
  ageLimit: null,
  optionalFiles: [],
  keepsOutBarred: false,
});

// By the person, by the employer with its seal, or by the department on a legal ground (Administrative Licensing Law art. 70).
export const cancellationTerms = (profession: ProfessionCode): Terms => ({
  ...amendmentTerms(profession),
  initiators: ['practitioner', 'employer', 'department'],
  lock: 'cancellation',
  heard: true,
  heldByProjects: true,
  employerStep: false,
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  declares: false,
  practitionerFiles: [],
  ageLimit: null,
  optionalFiles: [],
  keepsOutBarred: false,
});
