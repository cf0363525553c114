import { emptyDraft, type PractitionerProfile, type Qualification } from './application-parts.ts';
import { servesRow } from './qualification-rules.ts';
import { describe, expect, it } from 'vitest';
import { findMatterRow, matterRows, asks, effectOf } from './catalogue.ts';
import type { Violation } from './violation.ts';
import { emptyEntry, emptyPriorRegistration, type EntryDraft, otherProvinces } from './entry-draft.ts';
import { stepViolations, submissionViolations } from './submission-rules.ts';
import { makeFacts, rowFor } from './test-facts.ts';

const today = '2026-03-05';

const idNumber = '320106198803150016';

const profile: PractitionerProfile = {
  name: '张演示',
  idType: '居民身份证',
  idNumber,
  birthDate: null,
  sex: null,
  mobile: '13900000001',
  email: null,
  ethnicity: '汉族',
  education: '本科',
  school: '演示大学',
  major: '建筑学',
  graduatedOn: '2010-06-30',
  address: '江苏省南京市演示路1号',
};

const entry: EntryDraft = {
  certificateNumber: '浙B2020001234',
  examinationProvince: '浙江省',
  passedYear: 2020,
  issuedOn: '2020-11-30',
  issuer: '浙江省住房和城乡建设厅',
  registeredBefore: false,
  priorRegistration: null,
};

const prior = {
  number: '浙2332021000123',
  employerName: '浙江演示设计有限公司',
  validFrom: '2021-03-01',
  validUntil: '2024-02-29',
  province: '浙江省',
} as const;

const registered: EntryDraft = { ...entry, registeredBefore: true, priorRegistration: prior };

function codes(changed: Partial<EntryDraft>, base = entry): string[] {
  return fieldViolations({ ...base, ...changed }).map(({ code, field }) => `${code} ${field}`);
}

function fieldViolations(draft: EntryDraft): Violation[] {
  return stepViolations('entry', factsOf(draft));
}

function factsOf(draft: EntryDraft | null) {
  return makeFacts(rowFor('architect-2', 'out-of-province-entry'), today, {
    profile,
    draft: { ...emptyDraft, ...(draft === null ? {} : { entry: draft }) },
    readySlots: ['qualification-certificate'],
  });
}

describe('an out-of-province entry', () => {
  it('is there for architects and structural engineers, without employer and publicity', () => {
    const rows = matterRows.filter(({ effect }) => asks(effect, 'entry'));
    expect(rows.map(({ profession }) => profession)).toEqual(['architect-2', 'structural-2']);
    expect(
      rows.every((row) => !row.employerStep && row.publicityDays === 0 && effectOf(row).grants === 'qualification'),
    ).toBe(true);
  });

  it('that is complete may be submitted, with or without an earlier registration', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, registered)).toEqual([]);
  });

  it('misses every field with a star until it is filled in', () => {
    const fields = ['examinationProvince', 'certificateNumber', 'passedYear', 'issuedOn', 'issuer', 'registeredBefore'];
    expect(codes({}, emptyEntry)).toEqual(fields.map((field) => `field-missing entry.${field}`));
  });

  it('of somebody registered before misses the original registration in full', () => {
    const fields = ['number', 'province', 'employerName', 'validFrom', 'validUntil'];
    const wanted = fields.map((field) => `field-missing entry.priorRegistration.${field}`);
    expect(codes({ priorRegistration: null }, registered)).toEqual(wanted);
    expect(codes({ priorRegistration: emptyPriorRegistration }, registered)).toEqual(wanted);
    expect(codes({ registeredBefore: false, priorRegistration: emptyPriorRegistration })).toEqual([]);
  });

  it.each(['12345', '证证证证证证', 'AB-123', 'ab1234567', `A${'1'.repeat(30)}`])('refuses the number %s', (number) => {
    expect(codes({ certificateNumber: number })).toEqual(['certificate-number-invalid entry.certificateNumber']);
  });

  it.each(['AB1234', '浙B2020001234', `A${'1'.repeat(29)}`])('takes the number %s', (number) => {
    expect(codes({ certificateNumber: number })).toEqual([]);
  });

  it('is not for what was obtained at home', () => {
    expect(codes({ examinationProvince: '江苏省' })).toEqual(['examination-province-home entry.examinationProvince']);
    expect(otherProvinces).toHaveLength(33);
    expect(otherProvinces).not.toContain('江苏省');
    for (const province of otherProvinces) expect(codes({ examinationProvince: province })).toEqual([]);
  });

  it.each([
    [2026, '2026-01-01', []],
    [2027, null, ['passed-year-implausible entry.passedYear']],
    [1989, '2020-11-30', []],
    [1988, '2020-11-30', ['passed-year-implausible entry.passedYear']],
  ])('passed in %i', (passedYear, issuedOn, wanted) => {
    const found = codes({ passedYear, issuedOn }).filter((code) => !code.startsWith('field-missing'));
    expect(found).toEqual(wanted);
  });

  it.each([
    ['2026-03-05', []],
    ['2026-03-06', ['issued-in-future entry.issuedOn']],
    ['2020-01-01', []],
    ['2019-12-31', ['issued-before-passed entry.issuedOn']],
  ])('issued on %s', (issuedOn, wanted) => expect(codes({ issuedOn })).toEqual(wanted));

  it.each([
    [{ validFrom: '2020-01-01' }, []],
    [{ validFrom: '2019-12-31' }, ['prior-before-passed entry.priorRegistration.validFrom']],
    [{ validFrom: '2026-03-05', validUntil: '2026-03-05' }, []],
    [{ validFrom: '2026-03-06', validUntil: '2029-03-05' }, ['prior-in-future entry.priorRegistration.validFrom']],
    [{ validUntil: '2021-03-01' }, []],
    [{ validUntil: '2021-02-28' }, ['prior-dates-reversed entry.priorRegistration.validUntil']],
    [{ province: '江苏省' as const }, ['prior-province-home entry.priorRegistration.province']],
    [{ number: '12' }, ['registration-number-invalid entry.priorRegistration.number']],
  ])('with an original registration of %j', (changed, wanted) => {
    expect(codes({ priorRegistration: { ...prior, ...changed } }, registered)).toEqual(wanted);
  });

  it('wants the profile complete, the certificate free and its scan uploaded', () => {
    const facts = factsOf(entry);
    const seen = (over: Partial<typeof facts>) => submissionViolations({ ...facts, ...over }).map(({ code }) => code);
    expect(seen({})).toEqual([]);
    expect(seen({ certificateTaken: true })).toEqual(['certificate-taken']);
    expect(seen({ readySlots: [] })).toEqual(['material-missing']);
    expect(seen({ profile: { ...profile, address: null } })).toEqual(['profile-incomplete']);
    expect(submissionViolations(factsOf(null))).toHaveLength(6);
  });

  it('says in Chinese what to do', () => {
    const broken = { ...registered, passedYear: 2030, issuedOn: '2027-01-01', certificateNumber: '1' };
    const violations = [...fieldViolations(emptyEntry), ...fieldViolations(broken)];
    for (const { message } of violations) expect(message).toMatch(/[请须应].*。$/u);
  });
});

describe('an approved entry', () => {
  const shanghai: Qualification = {
    id: 'q',
    profession: 'architect-2',
    certificateNumber: '沪B2020001234',
    source: 'provincial-list',
    elsewhere: null,
    specialties: [],
    obtainedOn: '2020-11-30',
    province: '上海市',
  };

  it('serves the initial registration of its profession, what merely stands in a list from elsewhere does not', () => {
    for (const profession of ['architect-2', 'structural-2'] as const) {
      const row = findMatterRow(profession, 'initial')!;
      expect(servesRow(row, { ...shanghai, source: 'out-of-province' })).toBe(true);
      expect(servesRow(row, { ...shanghai, source: 'provincial-list' })).toBe(false);
      expect(servesRow(row, shanghai)).toBe(false);
      expect(servesRow(row, { ...shanghai, province: '江苏省' })).toBe(true);
    }
  });

  it('serves no constructor or cost engineer: they have no such entry', () => {
    for (const profession of ['constructor-2', 'cost-2'] as const) {
      const row = findMatterRow(profession, 'initial')!;
      expect(servesRow(row, { ...shanghai, source: 'out-of-province' })).toBe(false);
    }
  });
});
