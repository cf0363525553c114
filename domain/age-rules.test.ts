import { describe, expect, it } from 'vitest';
import { ageWarning, notPastAge, tooOldToGrant } from './age-rules.ts';
import { emptyDraft } from './application-parts.ts';
import { amendedRegistration, newRegistration } from './register.ts';
import { endingAtAge } from './registration-terms.ts';
import { dateAt, makeApplication, makeFacts, makeRegistration, makeTerms, rowFor, samplePerson } from './test-facts.ts';

/** A constructor whose 65th birthday is 5 March 2026. */
const person = { ...samplePerson, idNumber: '320106196103050015', birthDate: '1961-03-05' };
const row = rowFor('constructor-2', 'renewal');
const number = 'Z1';
const renewing = (today: string, validUntil: string) =>
  makeFacts(row, today, {
    profile: person,
    draft: { ...emptyDraft, registrationNumber: number },
    registrations: [makeRegistration({ number, validUntil })],
  });
const application = makeApplication({
  profession: 'constructor-2',
  applicant: person,
  draft: { ...emptyDraft, specialties: ['建筑工程'] },
});

describe('the term of a constructor', () => {
  it('ends at the latest on the 65th birthday, on the certificate as in the register', () => {
    expect(newRegistration(application, 'N', '2025-06-01').validUntil).toBe('2026-03-05');
    expect(newRegistration(application, 'N', '2023-03-01').validUntil).toBe('2026-02-28');
    const architect = newRegistration({ ...application, profession: 'architect-2' }, 'N', '2025-06-01');
    expect(architect.validUntil).toBe('2027-05-31');
  });

  it('is cut in a renewal and in a specialty that is added as well', () => {
    const held = makeRegistration({ number, validUntil: '2026-01-31' });
    const renewed = amendedRegistration({ ...application, matter: 'renewal' }, held, '2026-01-15');
    expect(renewed.validUntil).toBe('2026-03-05');
    const draft = { ...emptyDraft, specialties: ['机电工程'] };
    const added = amendedRegistration({ ...application, matter: 'addition', draft }, held, '2026-01-15');
    expect(added.terms.map(({ validUntil }) => validUntil)).toEqual(['2026-01-31', '2026-03-05']);
  });

  it('stays as it is where it has ended, is cancelled, or nobody knows the age', () => {
    const [term] = makeTerms('constructor-2', { validFrom: '2026-04-01', validUntil: '2029-03-31' });
    const cancelled = { ...term, validFrom: '2025-01-01', cancelledOn: '2025-06-01' };
    expect(endingAtAge([term, cancelled], 'constructor-2', person)).toEqual([term, cancelled]);
    expect(endingAtAge([term], 'constructor-2', { ...person, idNumber: '', birthDate: null })).toEqual([term]);
  });
});

describe('a renewal near the 65th birthday', () => {
  it('is told why it makes no sense once the registration lasts until then', () => {
    const [violation] = notPastAge(renewing('2026-01-10', '2026-03-05'));
    expect(violation?.code).toBe('renewal-past-age');
    expect(violation?.message).toMatch(/65周岁生日当日（2026年3月5日）.*不必申请/u);
    expect(notPastAge(renewing('2026-01-10', '2026-03-04'))).toEqual([]);
  });

  it('is told how little it gives while it gives something', () => {
    expect(ageWarning(renewing('2026-01-10', '2026-01-31'))).toContain('有效期只延长到该日');
    expect(ageWarning(renewing('2026-01-10', '2026-03-05'))).toBeNull();
    expect(ageWarning(renewing('2022-12-20', '2023-01-31'))).toBeNull();
  });
});

describe('an approval', () => {
  it.each([
    ['renewal', '2026-03-05 23:59', []],
    ['renewal', '2026-03-06 00:01', ['too-old']],
    ['initial', '2026-02-26 23:59', []],
    ['initial', '2026-02-27 00:01', ['too-old']],
    ['cancellation', '2026-03-06 00:01', []],
  ] as const)('of %s at %s: %j', (matter, at, codes) => {
    expect(tooOldToGrant({ ...application, matter }, dateAt(at)).map(({ code }) => code)).toEqual(codes);
  });
});
