import { describe, expect, it } from 'vitest';
import type { Application } from './application.ts';
import { emptyDraft } from './application.ts';
import { type ProfessionCode, professionCodes } from './catalogue.ts';
import { applicationNumber, registrationNumber } from './numbering.ts';
import { initialRegistration, registrationStatus } from './register.ts';

describe('an initial registration', () => {
  it.each([
    ['architect-2', '2026-03-05', '2028-03-04'],
    ['structural-2', '2026-03-05', '2029-03-04'],
    ['constructor-2', '2026-01-01', '2028-12-31'],
    ['cost-2', '2028-02-29', '2032-02-28'],
  ] as const)('of %s approved on %s is valid until %s', (profession, approvedOn, validUntil) => {
    expect(initialRegistration(applicationOf(profession), 'N', approvedOn)).toMatchObject({
      number: 'N',
      validFrom: approvedOn,
      validUntil,
    });
  });

  it('is valid through its last day', () => {
    const registration = { validFrom: '2026-03-05', validUntil: '2028-03-04' };
    expect(registrationStatus(registration, '2028-03-04')).toBe('valid');
    expect(registrationStatus(registration, '2028-03-05')).toBe('expired');
  });
});

describe('numbers', () => {
  it('tell professions apart and sort by count', () => {
    const numbers = professionCodes.flatMap((profession) => [
      applicationNumber(profession, '2026-03-05', 7),
      registrationNumber(profession, '2026-03-05', 7),
    ]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(applicationNumber('architect-2', '2026-03-05', 7)).toBe('JZ20260305000007');
    expect(registrationNumber('architect-2', '2026-03-05', 7)).toBe('苏建2322026000007');
  });
});

function applicationOf(profession: ProfessionCode): Application {
  return {
    id: 'a',
    number: 'N',
    profession,
    matter: 'initial',
    state: 'in-publicity',
    version: 1,
    submission: 1,
    draft: emptyDraft,
    applicant: {
      name: '张三',
      idType: '居民身份证',
      idNumber: '320106198803150016',
      mobile: null,
      email: null,
      ethnicity: null,
      education: null,
      school: null,
      major: null,
      graduatedOn: null,
      address: null,
    },
    qualification: null,
    attachments: {},
    supplement: null,
    correction: null,
    recommendation: null,
    createdAt: '',
    updatedAt: '',
    submittedAt: null,
  };
}
