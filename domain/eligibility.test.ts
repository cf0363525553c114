import { makeHeld } from './test-facts.ts';
import {
  type EmployerProfile,
  type EmploymentDraft,
  emptyDraft,
  type PractitionerProfile,
  type Qualification,
} from './application-parts.ts';
import { type MatterRow, findMatterRow } from './catalogue.ts';
import { oneEmployer } from './own-rules.ts';
import { notRegisteredYet } from './registration-rules.ts';
import { describe, expect, it } from 'vitest';
import type { ProfessionCode } from './professions.ts';
import {
  companyProfileComplete,
  employerInZone,
  notTooOld,
  profileComplete,
  supplementComplete,
} from './eligibility.ts';
import { contractLongEnough, employmentComplete, employmentEqualsContract } from './employment-rules.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import { submissionViolations } from './submission-rules.ts';
import { nothingBars } from './test-facts.ts';

describe('the contract rule: three months or more from the application date', () => {
  it.each([
    ['2026-03-05', '2026-06-04', false],
    ['2026-03-05', '2026-06-05', true],
    ['2026-03-05', '2026-06-06', true],
    ['2026-11-30', '2027-02-27', false], // month end: 30 November + 3 months is 28 February
    ['2026-11-30', '2027-02-28', true],
    ['2027-11-30', '2028-02-28', false], // a leap year: 29 February
    ['2027-11-30', '2028-02-29', true],
  ])('applied for on %s, contract until %s: %s', (today, contractEnd, allowed) => {
    const violations = contractLongEnough(factsOf({ today, employment: { contractEnd, contractStart: '2020-01-01' } }));
    expect(violations.map(({ code }) => code)).toEqual(allowed ? [] : ['contract-too-short']);
  });

  it('names the earliest end in its message', () => {
    const [violation] = contractLongEnough(factsOf({ today: '2026-11-30', employment: { contractEnd: '2026-12-31' } }));
    expect(violation).toMatchObject({ field: 'employment.contractEnd' });
    expect(violation?.message).toContain('2027年2月28日');
  });

  it('holds for no open-ended contract, and for none that begins tomorrow', () => {
    expect(contractLongEnough(factsOf({ employment: { contractKind: 'open-ended', contractEnd: null } }))).toEqual([]);
    const tomorrow = factsOf({ today: '2026-03-05', employment: { contractStart: '2026-03-06' } });
    expect(contractLongEnough(tomorrow).map(({ code }) => code)).toEqual(['contract-not-begun']);
    const today = factsOf({ today: '2026-03-05', employment: { contractStart: '2026-03-05' } });
    expect(contractLongEnough(today)).toEqual([]);
  });

  it('refuses an end before the beginning', () => {
    const reversed = factsOf({ employment: { contractStart: '2026-02-01', contractEnd: '2026-01-31' } });
    expect(contractLongEnough(reversed).map(({ code }) => code)).toEqual(['contract-dates-reversed']);
  });
});

describe('employment dates', () => {
  it('equal the contract to the day', () => {
    const employment = { ...completeEmployment, contractStart: '2026-01-01', employmentStart: '2026-01-02' };
    expect(employmentEqualsContract(employment).map(({ field }) => field)).toEqual(['employment.employmentStart']);
    expect(employmentEqualsContract({ ...completeEmployment, employmentEnd: '2027-12-30' })).toHaveLength(1);
    expect(employmentEqualsContract(completeEmployment)).toEqual([]);
  });

  it('have no end with an open-ended contract', () => {
    const openEnded = { ...completeEmployment, contractKind: 'open-ended', contractEnd: null } as const;
    expect(employmentEqualsContract(openEnded)).toHaveLength(1);
    expect(employmentEqualsContract({ ...openEnded, employmentEnd: null })).toEqual([]);
  });

  it('and everything else of the employment are asked for field by field', () => {
    expect(employmentComplete(emptyDraft.employment).map(({ field }) => field)).toEqual([
      'employment.employerCreditCode',
      'employment.employerName',
      'employment.position',
      'employment.contractKind',
      'employment.contractStart',
      'employment.contractEnd',
      'employment.employmentStart',
      'employment.employmentEnd',
    ]);
    expect(employmentComplete({ ...completeEmployment, employerCreditCode: '91320508000010014K' })[0]?.code).toBe(
      'credit-code-invalid',
    );
    expect(employmentComplete(completeEmployment)).toEqual([]);
  });
});

describe('the age of constructors', () => {
  it.each([
    ['2025-03-05', []], // the 65th birthday
    ['2025-03-06', ['too-old']], // the day after it
  ])('born on 5 March 1960, applying on %s: %j', (today, codes) => {
    const facts = factsOf({ profession: 'constructor-2', today, profile: { idNumber: bornOn('19600305') } });
    expect(notTooOld(facts).map(({ code }) => code)).toEqual(codes);
  });

  it('is not limited for other professions', () => {
    expect(notTooOld(factsOf({ profession: 'architect-2', profile: { idNumber: bornOn('19400305') } }))).toEqual([]);
  });
});

describe('registrations held already', () => {
  const held = makeHeld({ profession: 'architect-2', employerCreditCode: 'A', validUntil: '2026-03-05' });

  it('refuse a second initial registration until the day after expiry', () => {
    expect(notRegisteredYet(factsOf({ today: '2026-03-05', registrations: [held] }))).toHaveLength(1);
    expect(notRegisteredYet(factsOf({ today: '2026-03-06', registrations: [held] }))).toEqual([]);
    expect(notRegisteredYet(factsOf({ profession: 'cost-2', today: '2026-03-05', registrations: [held] }))).toEqual([]);
  });

  it('keep a person to one employer', () => {
    const facts = (employerCreditCode: string, today: string) =>
      factsOf({ profession: 'cost-2', today, registrations: [held], employment: { employerCreditCode } });
    expect(oneEmployer(facts('B', '2026-03-05')).map(({ code }) => code)).toEqual(['registered-with-another-employer']);
    expect(oneEmployer(facts('A', '2026-03-05'))).toEqual([]);
    expect(oneEmployer(facts('B', '2026-03-06'))).toEqual([]);
  });
});

describe('the demonstration zone (manual 一（三）1)', () => {
  const zoneFacts = (province: string, employerDivision: string | null = null): SubmissionFacts => {
    const facts = factsOf({ profession: 'constructor-2', qualification: { province, specialties: ['建筑工程'] } });
    const row = findMatterRow('constructor-2', 'demo-zone');
    if (row === undefined) throw new Error('there is no demonstration zone');
    return { ...facts, row, employerDivision, draft: { ...facts.draft, specialties: ['建筑工程'] } };
  };
  const codes = (facts: SubmissionFacts) => submissionViolations(facts).map(({ code }) => code);

  it('takes constructors qualified in Shanghai or Zhejiang only', () => {
    expect(codes(zoneFacts('上海市'))).toEqual([]);
    expect(codes(zoneFacts('浙江省'))).toEqual([]);
    expect(codes(zoneFacts('江苏省'))).toEqual(['qualification-origin']);
    const provincial = factsOf({
      profession: 'constructor-2',
      qualification: { province: '上海市', specialties: ['建筑工程'] },
    });
    expect(codes({ ...provincial, draft: { ...provincial.draft, specialties: ['建筑工程'] } })).toEqual([
      'qualification-origin',
    ]);
  });

  it('takes employers in 苏州市吴江区 only, as soon as they have said where they are', () => {
    expect(codes(zoneFacts('上海市', '320509'))).toEqual([]);
    expect(codes(zoneFacts('上海市', '320508'))).toEqual(['employer-not-in-zone']);
    expect(employerInZone(rowFor('constructor-2'), '320508')).toEqual([]);
  });

  it('is kept apart from the provincial register', () => {
    const employerCreditCode = completeEmployment.employerCreditCode ?? '';
    const held = makeHeld({ profession: 'constructor-2', employerCreditCode, validUntil: '2030-01-01' });
    expect(codes({ ...zoneFacts('上海市'), registrations: [held] })).toEqual([]);
    const zone = zoneFacts('上海市').row.zone?.name ?? '';
    expect(codes({ ...zoneFacts('上海市'), registrations: [{ ...held, zone }] })).toEqual(['already-registered']);
  });
});

describe('profiles', () => {
  it('name what is missing and where to go', () => {
    const [violation] = profileComplete({ ...completeProfile, mobile: null, school: '' });
    expect(violation?.message).toBe('个人基本信息不完整，请先【去更新】补充：手机号码、毕业院校。');
    expect(profileComplete({ ...completeProfile, email: null })).toEqual([]);
    const company: EmployerProfile = {
      name: '甲',
      creditCode: 'A',
      representative: '乙',
      division: null,
      address: '丙',
      contactName: '丁',
      contactMobile: '1',
      qualifications: [],
    };
    expect(companyProfileComplete(company)[0]?.message).toContain('所属地区');
    expect(companyProfileComplete({ ...company, division: '320509' })).toEqual([]);
  });
});

describe('supplements (manual 二（二）2)', () => {
  const own = { type: '工程设计行业资质', number: 'A1' } as const;
  const employer: EmployerProfile = {
    name: '甲',
    creditCode: 'A',
    representative: '乙',
    division: null,
    address: null,
    contactName: null,
    contactMobile: null,
    qualifications: [own],
  };
  const codes = (profession: ProfessionCode, supplement: Parameters<typeof supplementComplete>[1]) =>
    supplementComplete(rowFor(profession), supplement, employer).map(({ code }) => code);

  it('are a qualification of the company itself, or none for now, for architects and structural engineers', () => {
    expect(codes('architect-2', { kind: 'company-qualification', qualification: own })).toEqual([]);
    expect(codes('structural-2', { kind: 'company-qualification', qualification: null })).toEqual([]);
    expect(codes('architect-2', { kind: 'company-qualification', qualification: { ...own, number: 'A2' } })).toEqual([
      'supplement-not-own',
    ]);
    expect(codes('architect-2', { kind: 'none' })).toEqual(['supplement-missing']);
  });

  it('are yes or no for cost engineers, and nothing for constructors', () => {
    expect(codes('cost-2', { kind: 'cost-consultancy', isCostConsultancy: false })).toEqual([]);
    expect(codes('cost-2', { kind: 'none' })).toEqual(['supplement-missing']);
    expect(codes('constructor-2', { kind: 'none' })).toEqual([]);
    expect(codes('constructor-2', { kind: 'cost-consultancy', isCostConsultancy: true })).toEqual([
      'supplement-missing',
    ]);
  });
});

describe('a submission', () => {
  it('passes when everything is there', () => expect(submissionViolations(factsOf({}))).toEqual([]));

  it('is told everything at once, each with a field and a text that says what to do', () => {
    const violations = submissionViolations({
      ...factsOf({ profession: 'constructor-2' }),
      draft: emptyDraft,
      readySlots: [],
    });
    expect(new Set(violations.map(({ code }) => code))).toEqual(
      new Set([
        'qualification-missing',
        'specialties-missing',
        'field-missing',
        'material-missing',
        'declaration-missing',
      ]),
    );
    for (const violation of violations) {
      expect(violation.field).not.toBe('');
      expect(violation.message).toMatch(/请|须|不/u);
    }
  });

  it('needs a qualification of the profession, with the specialties that stand on it', () => {
    const foreign = factsOf({ profession: 'cost-2' });
    expect(submissionViolations(foreign).map(({ code }) => code)).toContain('qualification-not-held');
    const specialties = ['建筑工程', '机电工程'];
    const facts = factsOf({ profession: 'constructor-2', qualification: { specialties: ['建筑工程'] } });
    expect(
      submissionViolations({ ...facts, draft: { ...facts.draft, specialties } }).map(({ code }) => code),
    ).toContain('specialty-not-held');
  });
});

const completeProfile: PractitionerProfile = {
  name: '张三',
  idType: '居民身份证',
  idNumber: '320106198803150016',
  birthDate: null,
  sex: null,
  mobile: '13812345678',
  email: null,
  ethnicity: '汉族',
  education: '本科',
  school: '某大学',
  major: '土木工程',
  graduatedOn: '2010-06-30',
  address: '南京',
};

const completeEmployment: EmploymentDraft = {
  employerName: '甲公司',
  employerCreditCode: '91320508000010014J',
  contractKind: 'fixed-term',
  contractStart: '2026-01-01',
  contractEnd: '2027-12-31',
  employmentStart: '2026-01-01',
  employmentEnd: '2027-12-31',
  position: '设计师',
};

interface Overrides {
  readonly profession?: ProfessionCode;
  readonly today?: string;
  readonly profile?: Partial<PractitionerProfile>;
  readonly employment?: Partial<EmploymentDraft>;
  readonly qualification?: Partial<Qualification>;
  readonly registrations?: SubmissionFacts['registrations'];
}

function factsOf({
  profession = 'architect-2',
  today = '2026-03-05',
  profile,
  employment,
  qualification,
  registrations = [],
}: Overrides): SubmissionFacts {
  const held: Qualification = {
    id: 'q1',
    profession: qualification === undefined ? 'architect-2' : profession,
    certificateNumber: 'YSJZ2019000001',
    source: 'provincial-list',
    elsewhere: null,
    specialties: [],
    obtainedOn: '2019-06-20',
    province: '江苏省',
    ...qualification,
  };
  return {
    row: rowFor(profession),
    today,
    profile: { ...completeProfile, ...profile },
    draft: {
      ...emptyDraft,
      qualificationId: 'q1',
      employment: { ...completeEmployment, ...employment },
      declarations: nothingBars,
    },
    qualifications: [held],
    registrations,
    bars: [],
    employersElsewhere: [],
    readySlots: ['photo', 'contract'],
    employerDivision: null,
    certificateTaken: false,
    education: null,
    insured: [],
  };
}

function rowFor(profession: ProfessionCode): MatterRow {
  const row = findMatterRow(profession, 'initial');
  if (row === undefined) throw new Error(`no initial registration for ${profession}`);
  return row;
}

function bornOn(digits: string): string {
  const body = `320106${digits}001`;
  const check = '0123456789X'.split('').find((candidate) => notTooOldParses(`${body}${candidate}`));
  return `${body}${check ?? ''}`;
}

function notTooOldParses(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17];
}
