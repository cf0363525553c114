import { describe, expect, it } from 'vitest';
import { emptyDraft, type EmploymentDraft } from './application-parts.ts';
import type { ContractKind } from './contract-kinds.ts';
import { employmentComplete, employmentEqualsContract, contractLongEnough } from './employment-rules.ts';
import type { FileSlot } from './file-slots.ts';
import { objectionProven } from './release.ts';
import { retirementDate } from './retirement.ts';
import { contractFitsAge, retirementProven } from './retirement-rules.ts';
import { dateAt, makeApplication, makeFacts, rowFor, sampleEmployment, samplePerson } from './test-facts.ts';

describe('retirement age', () => {
  it.each([
    ['1964-12-31', '男', '2024-12-31'],
    ['1965-01-01', '男', '2025-02-01'],
    ['1965-04-30', '男', '2025-05-30'],
    ['1965-05-01', '男', '2025-07-01'],
    ['1976-09-15', '男', '2039-09-15'],
    ['1990-01-15', '男', '2053-01-15'],
    ['1970-01-31', '女', '2025-02-28'],
    ['1981-09-15', '女', '2039-09-15'],
    ['1992-07-08', '女', '2050-07-08'],
  ] as const)('of somebody born on %s (%s) is reached on %s', (birthDate, sex, day) => {
    expect(retirementDate(birthDate, sex)).toBe(day);
  });
});

// A man born on 10 October 1965: 60 years and three months, with three years before and after.
const profile = { ...samplePerson, idNumber: '320902196510100110' };
const facts = (at: string, contractKind: ContractKind, readySlots: FileSlot[] = []) =>
  makeFacts(rowFor('architect-2', 'initial'), dateAt(at), {
    profile,
    readySlots,
    draft: { ...emptyDraft, employment: { ...sampleEmployment, contractKind } },
  });

describe('the agreement fits the age', () => {
  it.each([
    ['2023-01-09 23:59', 'service', 'service-agreement-too-early'],
    ['2023-01-10 00:01', 'service', null],
    ['2023-01-09 23:59', 'task', null],
    ['2029-01-09 23:59', 'fixed-term', null],
    ['2029-01-10 00:01', 'fixed-term', 'labor-contract-after-retirement'],
    ['2029-01-10 00:01', 'open-ended', 'labor-contract-after-retirement'],
    ['2029-01-10 00:01', 'service', null],
  ] as const)('at %s, %s: %s', (at, kind, code) => {
    expect(contractFitsAge(facts(at, kind)).map((each) => each.code)).toEqual(code === null ? [] : [code]);
  });
});

describe('retirement is proven', () => {
  it.each([
    ['2026-01-09 23:59', 'fixed-term', null],
    ['2026-01-10 00:01', 'fixed-term', 'retirement-proof-missing'],
    ['2025-06-01 12:00', 'service', 'retirement-proof-missing'],
  ] as const)('at %s, %s without proof: %s', (at, kind, code) => {
    expect(retirementProven(facts(at, kind)).map((each) => each.code)).toEqual(code === null ? [] : [code]);
    expect(retirementProven(facts(at, kind, ['retirement-proof']))).toEqual([]);
  });

  it('is asked of nobody whose document says nothing of the age, nor of a matter without a contract', () => {
    const unknown = { ...facts('2029-06-01 12:00', 'fixed-term'), profile: { ...profile, idNumber: 'H12345678' } };
    expect([...contractFitsAge(unknown), ...retirementProven(unknown)]).toEqual([]);
    const addition = { ...facts('2029-06-01 12:00', 'fixed-term'), row: rowFor('constructor-2', 'addition') };
    expect([...contractFitsAge(addition), ...retirementProven(addition)]).toEqual([]);
  });
});

describe('a contract until a task is completed', () => {
  const employment: EmploymentDraft = {
    ...sampleEmployment,
    contractKind: 'task',
    contractEnd: null,
    employmentEnd: null,
  };

  it('has no last day, neither has the employment', () => {
    const written = makeFacts(rowFor('architect-2', 'initial'), '2026-03-05', { draft: { ...emptyDraft, employment } });
    expect(employmentComplete(employment)).toEqual([]);
    expect(contractLongEnough(written)).toEqual([]);
    expect(employmentEqualsContract(employment)).toEqual([]);
    expect(employmentEqualsContract({ ...employment, employmentEnd: '2027-01-01' })).toMatchObject([
      { code: 'employment-differs-from-contract', field: 'employment.employmentEnd' },
    ]);
  });
});

describe('an objection of the former employer', () => {
  const release = (
    answer: 'objected' | 'released' | 'silent',
    party: 'former-employer' | 'former-identity' = 'former-employer',
  ) => ({ party, answer, employerName: '甲公司', employerCreditCode: '', reason: null }) as const;

  it('is met by proof that the contract has ended', () => {
    const objected = makeApplication({ release: release('objected') });
    expect(objectionProven(objected)).toMatchObject([{ code: 'release-proof-missing', field: 'files.release-proof' }]);
    expect(objectionProven({ ...objected, attachments: { 'release-proof': 'file-1' } })).toEqual([]);
  });

  it.each([release('released'), release('silent'), release('objected', 'former-identity'), null])(
    'is none in %o',
    (answered) => expect(objectionProven(makeApplication({ release: answered }))).toEqual([]),
  );
});
