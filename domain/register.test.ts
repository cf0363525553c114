import { emptyCancellation } from './cancellation.ts';
import { emptyDraft } from './application-parts.ts';
import { type MatterCode, effectCodes, findMatterRow, matterRows } from './catalogue.ts';
import type { Registration } from './registration.ts';
import { describe, expect, it } from 'vitest';
import type { Application } from './application.ts';
import type { ProfessionCode } from './professions.ts';
import { amendedRegistration, concernedRegistrations, newRegistration } from './register.ts';
import { draftOf, makeApplication, makeRegistration, makeTerms } from './test-facts.ts';
import { registrationStatus } from './registration-terms.ts';

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
    const registration = makeRegistration({ validUntil: '2028-03-04' });
    expect(registrationStatus(registration, '2028-03-04')).toBe('valid');
    expect(registrationStatus(registration, '2028-03-05')).toBe('expired');
  });
});

describe('a renewal', () => {
  it.each([
    ['constructor-2', '2026-06-03', '2029-06-03'],
    ['cost-2', '2026-12-31', '2030-12-31'],
    ['architect-2', '2026-02-28', '2028-02-28'],
    // A last day of 29 February corresponds to one in a leap year, and to the end of the month in others.
    ['cost-2', '2028-02-29', '2032-02-29'],
    ['architect-2', '2028-02-29', '2030-02-28'],
    ['structural-2', '2028-02-29', '2031-02-28'],
  ] as const)('of %s until %s is counted from there, not from the approval: until %s', (profession, until, wanted) => {
    const held = makeRegistration({ profession, validUntil: until });
    for (const approvedOn of ['2026-01-05', until, '2028-03-05']) {
      const renewed = amend('renewal', held, { draft: draftOf(profession) }, approvedOn);
      const terms = held.terms.map((term) => ({ ...term, validUntil: wanted }));
      expect(renewed).toEqual({ ...held, terms, validUntil: wanted, employerQualification: null });
    }
  });

  it('names the company qualification of the supplement, or none while it is owed', () => {
    const held = makeRegistration({ profession: 'architect-2', employerQualification: { ...named, number: 'OLD' } });
    expect(amend('renewal', held, { supplement }).employerQualification).toEqual(named);
    const owed = { kind: 'company-qualification', qualification: null } as const;
    expect(amend('renewal', held, { supplement: owed }).employerQualification).toBeNull();
  });
});

describe('a change of employer', () => {
  const employment = { ...emptyDraft.employment, employerName: '乙公司', employerCreditCode: 'B' };
  const change = { draft: { ...emptyDraft, employment }, supplement };

  it('moves the registration and keeps number, first day and expiry', () => {
    const held = makeRegistration({ profession: 'architect-2', validUntil: '2028-02-29' });
    expect(amend('change-employer', held, change)).toEqual({
      ...held,
      employerName: '乙公司',
      employerCreditCode: 'B',
      employerQualification: named,
    });
  });

  it('leaves no company qualification where the moved profession has none, though the chosen one has', () => {
    const held = makeRegistration({ profession: 'cost-2', employerQualification: named });
    expect(amend('change-employer', held, change, '2026-03-05', 'architect-2').employerQualification).toBeNull();
  });
});

describe('an addition', () => {
  it('orders specialties as the catalogue does, each once and each with its own term', () => {
    const held = makeRegistration({ specialties: ['市政公用工程', '机电工程'] });
    const draft = { ...emptyDraft, specialties: ['建筑工程', '公路工程'] };
    const terms = [
      ...makeTerms('constructor-2', {
        ...{ specialties: ['建筑工程', '公路工程'], validFrom: '2026-03-05', validUntil: '2029-03-04' },
      }),
      ...held.terms,
    ];
    expect(amend('addition', held, { draft })).toEqual({
      ...held,
      ...{ terms, specialties: ['建筑工程', '公路工程', '市政公用工程', '机电工程'], validUntil: '2029-03-04' },
    });
  });
});

describe('a change of personal data', () => {
  it('writes the name that is vouched for, and nothing else', () => {
    const held = makeRegistration({ holderName: '张旧名' });
    expect(amend('change-personal', held, {})).toEqual({ ...held, holderName: '张演示' });
  });
});

describe('a cancellation', () => {
  it('ends the registration on the day of approval, with its ground, and keeps the rest as history', () => {
    const held = makeRegistration();
    const draft = {
      ...emptyDraft,
      cancellation: { ...emptyCancellation, ground: 'employment-ended', statement: '已离职。' },
    } as const;
    const cancelled = amend('cancellation', held, { draft }, '2028-02-29');
    const ended = { cancelledOn: '2028-02-29', cancellationGround: 'employment-ended' } as const;
    expect(cancelled).toEqual({ ...held, ...ended, terms: held.terms.map((term) => ({ ...term, ...ended })) });
    for (const day of ['2028-02-28', '2028-02-29', '2028-03-01', '2040-01-01']) {
      expect(registrationStatus(cancelled, day)).toBe('cancelled');
    }
  });
});

describe('the registrations that an application amends', () => {
  const chosen = makeRegistration({ number: '1' });
  const held = [
    makeRegistration({ number: '2', validUntil: '2026-03-05' }),
    makeRegistration({ number: '3', validUntil: '2026-03-04' }),
    chosen,
    makeRegistration({ number: '4', cancelledOn: '2026-03-01' }),
  ];
  const concerned = (matter: MatterCode, today = '2026-03-05', among = held) => {
    const draft = { ...emptyDraft, registrationNumber: '1' };
    return concernedRegistrations({ profession: 'constructor-2', matter, draft }, among, today).map(
      ({ number }) => number,
    );
  };

  it.each([
    ['initial', []],
    ['reregistration', []],
    ['renewal', ['1']],
    ['addition', ['1']],
    ['cancellation', ['1']],
    ['change-employer', ['1', '2']],
    ['change-personal', ['1', '2']],
  ] as const)('of %s are %j, the chosen one first', (matter, numbers) => {
    expect(concerned(matter)).toEqual(numbers);
  });

  it('move together through their last day, the chosen one also when it expires before the decision', () => {
    expect(concerned('change-employer', '2026-03-06')).toEqual(['1']);
    expect(concerned('change-employer', '2030-01-01')).toEqual(['1']);
    const cancelled = held.map((each) => ({ ...each, cancelledOn: '2026-03-01' }));
    expect(concerned('change-employer', '2026-03-05', cancelled)).toEqual([]);
  });
});

describe('every effect of an approval', () => {
  it('is that of some row, and every row has one', () => {
    expect(new Set(matterRows.map(({ effect }) => effect))).toEqual(new Set(effectCodes));
  });

  it.each(matterRows)('$profession × $matter never changes what identifies an entry of the register', (row) => {
    const held = makeRegistration({ profession: row.profession });
    const { number, profession, validFrom, zone } = amend(row.matter, held, {});
    expect({ number, profession, validFrom, zone }).toMatchObject({
      number: held.number,
      profession: held.profession,
      validFrom: held.validFrom,
      zone: null,
    });
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

const named = { type: '工程设计行业资质', number: 'A132000001' } as const;
const supplement = { kind: 'company-qualification', qualification: named } as const;

/** A registration after the approval of a matter, applied for under its own profession or another one. */
function amend(
  matter: MatterCode,
  held: Registration,
  overrides: Partial<Application>,
  approvedOn = '2026-03-05',
  profession = held.profession,
): Registration {
  return amendedRegistration(makeApplication({ profession, matter, ...overrides }), held, approvedOn);
}

function applicationOf(profession: ProfessionCode): Application {
  return makeApplication({ profession, state: 'in-publicity', draft: draftOf(profession) });
}
