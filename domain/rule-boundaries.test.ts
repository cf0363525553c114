import { type EmploymentDraft, emptyDraft } from './application-parts.ts';
import type { HeldRegistration } from './registration.ts';
import { oneEmployer } from './own-rules.ts';
import { contractLongEnough, employmentEqualsContract } from './employment-rules.ts';
import { describe, expect, it } from 'vitest';
import { notRegisteredYet } from './registration-rules.ts';
import type { ProfessionCode } from './professions.ts';
import { notTooOld } from './eligibility.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';
import { emptyEntry, type EntryDraft, type PriorRegistration } from './entry-draft.ts';
import { issuedInTime, passedYearPlausible, priorRegistrationPlausible } from './entry-rules.ts';
import { newRegistration } from './register.ts';
import {
  draftOf,
  dateAt,
  makeApplication,
  makeFacts,
  makeHeld,
  rowFor,
  sampleEmployment,
  samplePerson,
} from './test-facts.ts';
import { registrationStatus } from './registration-terms.ts';

// Every rule that asks for a date, at its edges: the day before, of and after; month ends; leap days; and the minutes
// around midnight in Shanghai. An instant is written as the clocks there show it; the date of application follows from it.

describe('the contract runs for three months or more from the application', () => {
  it.each([
    ['2026-03-05 23:59', '2026-06-04', 'contract-too-short'],
    ['2026-03-05 23:59', '2026-06-05', null],
    ['2026-03-06 00:01', '2026-06-05', 'contract-too-short'],
    ['2026-03-06 00:01', '2026-06-06', null],
    // Every end of a longer month leads to the end of the shorter one.
    ['2026-03-31 12:00', '2026-06-29', 'contract-too-short'],
    ['2026-03-31 12:00', '2026-06-30', null],
    ['2026-03-31 23:59', '2026-06-30', null],
    ['2026-04-01 00:01', '2026-06-30', 'contract-too-short'],
    ['2026-08-31 12:00', '2026-11-29', 'contract-too-short'],
    ['2026-08-31 12:00', '2026-11-30', null],
    ['2026-11-28 12:00', '2027-02-27', 'contract-too-short'],
    ['2026-11-28 12:00', '2027-02-28', null],
    ['2026-11-29 12:00', '2027-02-28', null],
    ['2026-12-31 23:59', '2027-03-30', 'contract-too-short'],
    ['2026-12-31 23:59', '2027-03-31', null],
    ['2027-01-01 00:01', '2027-03-31', 'contract-too-short'],
    ['2027-01-01 00:01', '2027-04-01', null],
    // 29 February as the end, and as the day of application.
    ['2027-11-29 12:00', '2028-02-28', 'contract-too-short'],
    ['2027-11-29 12:00', '2028-02-29', null],
    ['2027-11-30 23:59', '2028-02-29', null],
    ['2027-12-01 00:01', '2028-02-29', 'contract-too-short'],
    ['2028-02-29 12:00', '2028-05-28', 'contract-too-short'],
    ['2028-02-29 12:00', '2028-05-29', null],
  ])('applied for at %s, contract until %s: %s', (at, contractEnd, code) => {
    expectCode(contractLongEnough(factsAt(at, { contractEnd })), code);
  });
});

describe('the contract has begun', () => {
  it.each([
    ['2026-03-05 12:00', '2026-03-04', null],
    ['2026-03-05 12:00', '2026-03-05', null],
    ['2026-03-05 12:00', '2026-03-06', 'contract-not-begun'],
    ['2026-03-05 23:59', '2026-03-06', 'contract-not-begun'],
    ['2026-03-06 00:01', '2026-03-06', null],
    ['2026-01-31 23:59', '2026-02-01', 'contract-not-begun'],
    ['2026-02-01 00:01', '2026-02-01', null],
    ['2027-02-28 12:00', '2027-03-01', 'contract-not-begun'],
    ['2028-02-28 23:59', '2028-02-29', 'contract-not-begun'],
    ['2028-02-29 00:01', '2028-02-29', null],
    ['2028-02-29 23:59', '2028-03-01', 'contract-not-begun'],
    ['2026-12-31 23:59', '2027-01-01', 'contract-not-begun'],
    ['2027-01-01 00:01', '2027-01-01', null],
  ])('applied for at %s, contract from %s: %s', (at, contractStart, code) => {
    expectCode(contractLongEnough(factsAt(at, { contractStart, contractEnd: '2035-12-31' })), code);
  });
});

describe('the contract does not end before it begins', () => {
  it.each([
    ['2026-02-01', '2026-01-31', 'contract-dates-reversed'],
    ['2026-02-01', '2026-02-01', 'contract-too-short'], // a contract of one day is in order, and too short
    ['2026-02-01', '2026-02-02', 'contract-too-short'],
    ['2028-03-01', '2028-02-29', 'contract-dates-reversed'],
    ['2028-02-29', '2028-02-28', 'contract-dates-reversed'],
    ['2028-02-29', '2028-02-29', 'contract-too-short'],
    ['2026-01-01', '2025-12-31', 'contract-dates-reversed'],
  ])('from %s until %s: %s', (contractStart, contractEnd, code) => {
    expectCode(contractLongEnough(factsAt('2028-03-05 12:00', { contractStart, contractEnd })), code);
  });
});

describe('the employment has the dates of the contract', () => {
  it.each([
    ['2026-03-01', '2026-02-28', 'employment-differs-from-contract'],
    ['2026-03-01', '2026-03-01', null],
    ['2026-03-01', '2026-03-02', 'employment-differs-from-contract'],
    ['2028-02-29', '2028-02-28', 'employment-differs-from-contract'],
    ['2028-02-29', '2028-02-29', null],
    ['2028-02-29', '2028-03-01', 'employment-differs-from-contract'],
  ])('the contract says %s, the employment %s: %s', (contract, employment, code) => {
    const start = { contractStart: contract, employmentStart: employment };
    expectCode(employmentEqualsContract({ ...sampleEmployment, ...start }), code);
    const end = { contractEnd: contract, employmentEnd: employment };
    expectCode(employmentEqualsContract({ ...sampleEmployment, ...end }), code);
  });
});

describe('a constructor applies through the 65th birthday', () => {
  it.each([
    ['1961-03-05', '2026-03-05 12:00', null],
    ['1961-03-05', '2026-03-05 23:59', null],
    ['1961-03-05', '2026-03-06 00:01', 'too-old'],
    ['1961-01-31', '2026-01-31 23:59', null],
    ['1961-01-31', '2026-02-01 00:01', 'too-old'],
    ['1961-12-31', '2026-12-31 23:59', null],
    ['1961-12-31', '2027-01-01 00:01', 'too-old'],
    // Born on a leap day: the 65th year is completed in a common year, on its 28 February.
    ['1960-02-29', '2025-02-28 23:59', null],
    ['1960-02-29', '2025-03-01 00:01', 'too-old'],
    // Born the day before and after one.
    ['1960-02-28', '2025-02-28 23:59', null],
    ['1960-02-28', '2025-03-01 00:01', 'too-old'],
    ['1960-03-01', '2025-03-01 23:59', null],
    ['1960-03-01', '2025-03-02 00:01', 'too-old'],
  ])('born on %s, applying at %s: %s', (birthDate, at, code) => {
    expectCode(notTooOld(factsAt(at, {}, { profession: 'constructor-2', idNumber: bornOn(birthDate) })), code);
  });
});

describe('a registration holds to the end of its last day', () => {
  const edges = [
    ['2026-03-05', '2026-03-04 12:00', true],
    ['2026-03-05', '2026-03-05 00:01', true],
    ['2026-03-05', '2026-03-05 23:59', true],
    ['2026-03-05', '2026-03-06 00:01', false],
    ['2026-02-28', '2026-02-28 23:59', true],
    ['2026-02-28', '2026-03-01 00:01', false],
    ['2028-02-28', '2028-02-28 23:59', true],
    ['2028-02-28', '2028-02-29 00:01', false],
    ['2028-02-29', '2028-02-29 23:59', true],
    ['2028-02-29', '2028-03-01 00:01', false],
    ['2026-12-31', '2026-12-31 23:59', true],
    ['2026-12-31', '2027-01-01 00:01', false],
  ] as const;

  it.each(edges)('valid until %s, at %s it refuses a second one: %s', (validUntil, at, holds) => {
    const registrations = [heldUntil(validUntil)];
    expectCode(notRegisteredYet(factsAt(at, {}, { registrations })), holds ? 'already-registered' : null);
  });

  it.each(edges)('valid until %s, at %s it keeps its holder to the employer: %s', (validUntil, at, holds) => {
    const facts = factsAt(at, { employerCreditCode: 'ANOTHER' }, { registrations: [heldUntil(validUntil)] });
    expectCode(oneEmployer(facts), holds ? 'registered-with-another-employer' : null);
  });

  it.each(edges)('valid until %s, at %s the register says valid: %s', (validUntil, at, holds) => {
    const status = registrationStatus(heldUntil(validUntil), dateAt(at));
    expect(status).toBe(holds ? 'valid' : 'expired');
  });
});

describe('a registration ends on the day before its anniversary', () => {
  it.each([
    ['architect-2', '2026-03-05 23:59', '2026-03-05', '2028-03-04'],
    ['architect-2', '2026-03-06 00:01', '2026-03-06', '2028-03-05'],
    ['architect-2', '2026-03-01 12:00', '2026-03-01', '2028-02-29'], // the day before 1 March 2028
    ['structural-2', '2025-03-01 12:00', '2025-03-01', '2028-02-29'],
    ['structural-2', '2026-03-01 12:00', '2026-03-01', '2029-02-28'],
    ['cost-2', '2028-02-28 23:59', '2028-02-28', '2032-02-27'],
    ['cost-2', '2028-02-29 00:01', '2028-02-29', '2032-02-28'],
    ['cost-2', '2028-03-01 00:01', '2028-03-01', '2032-02-29'],
    // Begun on a leap day: where the last year has no 29 February, its February ends the period (Civil Code art. 202).
    ['architect-2', '2028-02-29 12:00', '2028-02-29', '2030-02-28'],
    ['structural-2', '2028-02-29 23:59', '2028-02-29', '2031-02-28'],
    ['constructor-2', '2028-03-01 00:01', '2028-03-01', '2031-02-28'],
    ['constructor-2', '2026-12-31 23:59', '2026-12-31', '2029-12-30'],
    ['constructor-2', '2027-01-01 00:01', '2027-01-01', '2029-12-31'],
    ['constructor-2', '2026-08-31 12:00', '2026-08-31', '2029-08-30'],
  ] as const)('of %s approved at %s: from %s until %s', (profession, at, validFrom, validUntil) => {
    const application = makeApplication({ profession, state: 'in-publicity', draft: draftOf(profession) });
    expect(newRegistration(application, 'N', dateAt(at))).toMatchObject({ validFrom, validUntil });
  });
});

describe('the certificate of an entry was issued', () => {
  it.each([
    ['2026-03-05 12:00', '2026-03-04', null],
    ['2026-03-05 12:00', '2026-03-05', null],
    ['2026-03-05 23:59', '2026-03-06', 'issued-in-future'],
    ['2026-03-06 00:01', '2026-03-06', null],
    ['2026-04-30 23:59', '2026-05-01', 'issued-in-future'],
    ['2028-02-28 23:59', '2028-02-29', 'issued-in-future'],
    ['2028-02-29 00:01', '2028-02-29', null],
    ['2028-02-29 23:59', '2028-03-01', 'issued-in-future'],
    ['2026-03-05 12:00', '2019-12-31', 'issued-before-passed'],
    ['2026-03-05 12:00', '2020-01-01', null],
    ['2026-03-05 12:00', '2020-12-31', null],
  ])('entered at %s, issued on %s: %s', (at, issuedOn, code) => {
    expectCode(issuedInTime({ ...entry, passedYear: 2020, issuedOn }, dateAt(at)), code);
  });
});

describe('the year of passing is not to come', () => {
  it.each([
    ['2026-12-31 23:59', 2025, null],
    ['2026-12-31 23:59', 2026, null],
    ['2026-12-31 23:59', 2027, 'passed-year-implausible'],
    ['2027-01-01 00:01', 2027, null],
    ['2027-01-01 00:01', 2028, 'passed-year-implausible'],
  ])('entered at %s, passed in %i: %s', (at, passedYear, code) => {
    expectCode(passedYearPlausible({ ...entry, passedYear }, dateAt(at), null), code);
  });

  it.each([
    ['1987-12-31', 1987, 'passed-year-implausible'],
    ['1987-12-31', 1988, null],
    ['1988-01-01', 1988, 'passed-year-implausible'],
    ['1988-02-29', 1989, null],
  ])('and lies after the birth on %s: %i is %s', (birthDate, passedYear, code) => {
    expectCode(passedYearPlausible({ ...entry, passedYear }, '2026-03-05', birthDate), code);
  });
});

describe('the original registration', () => {
  it.each([
    ['2026-03-05 12:00', '2026-03-04', null],
    ['2026-03-05 12:00', '2026-03-05', null],
    ['2026-03-05 23:59', '2026-03-06', 'prior-in-future'],
    ['2026-03-06 00:01', '2026-03-06', null],
    ['2026-10-31 23:59', '2026-11-01', 'prior-in-future'],
    ['2028-02-28 23:59', '2028-02-29', 'prior-in-future'],
    ['2028-02-29 00:01', '2028-02-29', null],
    ['2026-03-05 12:00', '2019-12-31', 'prior-before-passed'],
    ['2026-03-05 12:00', '2020-01-01', null],
    ['2026-03-05 12:00', '2020-01-02', null],
  ])('entered at %s, begun on %s: %s', (at, validFrom, code) => {
    expectCode(priorRegistrationPlausible(enteredWith({ validFrom, validUntil: '2035-12-31' }), dateAt(at)), code);
  });

  it.each([
    ['2021-03-01', '2021-02-28', 'prior-dates-reversed'],
    ['2021-03-01', '2021-03-01', null],
    ['2021-03-01', '2021-03-02', null],
    ['2024-03-01', '2024-02-29', 'prior-dates-reversed'],
    ['2024-02-29', '2024-02-29', null],
    ['2024-02-29', '2024-02-28', 'prior-dates-reversed'],
    ['2022-01-01', '2021-12-31', 'prior-dates-reversed'],
  ])('from %s until %s: %s', (validFrom, validUntil, code) => {
    expectCode(priorRegistrationPlausible(enteredWith({ validFrom, validUntil }), '2026-03-05'), code);
  });
});

const entry: EntryDraft = { ...emptyEntry, registeredBefore: true };

function enteredWith(dates: Pick<PriorRegistration, 'validFrom' | 'validUntil'>): EntryDraft {
  const prior = {
    number: '浙2332021000123',
    employerName: '浙江演示设计有限公司',
    province: '浙江省',
    ...dates,
  } as const;
  return { ...entry, passedYear: 2020, priorRegistration: prior };
}

function heldUntil(validUntil: string): HeldRegistration {
  return makeHeld({ profession: 'architect-2', employerCreditCode: 'A', validUntil });
}

/** All facts of a submission at an instant; the contract began long before and the rules that are not asked do not matter. */
function factsAt(
  at: string,
  employment: Partial<EmploymentDraft>,
  {
    profession = 'architect-2',
    idNumber = samplePerson.idNumber,
    registrations = [],
  }: { profession?: ProfessionCode; idNumber?: string; registrations?: readonly HeldRegistration[] } = {},
): SubmissionFacts {
  return makeFacts(rowFor(profession, 'initial'), dateAt(at), {
    profile: { ...samplePerson, idNumber },
    draft: { ...emptyDraft, employment: { ...sampleEmployment, ...employment } },
    registrations,
  });
}

function expectCode(violations: readonly Violation[], code: string | null): void {
  expect(violations.map((violation) => violation.code)).toEqual(code === null ? [] : [code]);
}

/** An identity number with a birth date and the right check digit (GB 11643). */
function bornOn(birthDate: string): string {
  const body = `320106${birthDate.replaceAll('-', '')}001`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
}
