import { describe, expect, it } from 'vitest';
import type { Application } from './application.ts';
import { emptyDraft } from './application.ts';
import { findMatterRow, matterRows, type ProfessionCode } from './catalogue.ts';
import { applicationNumber, registrationCounter, registrationNumber } from './numbering.ts';
import { newRegistration, registrationStatus } from './register.ts';

describe('an initial registration', () => {
  it.each([
    ['architect-2', '2026-03-05', '2028-03-04'],
    ['structural-2', '2026-03-05', '2029-03-04'],
    ['constructor-2', '2026-01-01', '2028-12-31'],
    ['cost-2', '2028-02-29', '2032-02-28'],
  ] as const)('of %s approved on %s is valid until %s', (profession, approvedOn, validUntil) => {
    expect(newRegistration(applicationOf(profession), 'N', approvedOn)).toMatchObject({
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
  it('tell professions and zones apart and sort by count', () => {
    const rows = matterRows.filter(({ effect, matter }) => effect === 'registration' && matter !== 'reregistration');
    const numbers = rows.map((row) => registrationNumber(row, '2026-03-05', 7));
    expect(new Set(numbers).size).toBe(rows.length);
    const counters = rows.map((row) => registrationCounter(row, '2026-03-05'));
    expect(new Set(counters).size).toBe(rows.length);
    expect(applicationNumber('architect-2', '2026-03-05', 7)).toBe('JZ20260305000007');
    expect(numbers).toContain('苏建2322026000007');
    expect(numbers).toContain('苏造示2322026000007');
  });
});

describe('a registration in the demonstration zone', () => {
  it('is confined to the zone', () => {
    const zone = findMatterRow('constructor-2', 'demo-zone')?.zone?.name;
    const inZone = { ...applicationOf('constructor-2'), matter: 'demo-zone' } as const;
    expect(zone).toContain('吴江区');
    expect(newRegistration(inZone, 'N', '2026-03-05').zone).toBe(zone);
    expect(newRegistration(applicationOf('constructor-2'), 'N', '2026-03-05').zone).toBeNull();
  });
});

function applicationOf(profession: ProfessionCode): Application {
  return {
    id: 'a',
    number: 'N',
    profession,
    matter: 'initial',
    initiator: 'practitioner',
    registrations: [],
    release: null,
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
