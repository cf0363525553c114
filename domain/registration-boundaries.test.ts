import { professionCodes } from './professions.ts';
import { emptyDraft } from './application-parts.ts';
import { initiators } from './initiators.ts';
import { type MatterCode, matterRows, effectOf } from './catalogue.ts';
import type { HeldRegistration, Registration } from './registration.ts';
import { describe, expect, it } from 'vitest';
import type { ProfessionCode } from './professions.ts';
import { emptyCancellation } from './cancellation.ts';
import { cancellationGrounds, groundOf, groundsOf, revocationOf } from './grounds.ts';
import { employerInZone, zonesOf } from './eligibility.ts';
import type { OwnStep } from './matters/effect.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';
import { approvalViolations } from './register.ts';
import { cancellationComplete, decisionNamed, employerDiffers, evidenceUploaded, personChanged } from './own-rules.ts';
import { groundFounded } from './ground-rules.ts';
import { sameEmployerElsewhere, standingFits } from './registration-rules.ts';
import { windowOpen } from './specialty-rules.ts';
import { stepViolations } from './submission-rules.ts';
import {
  dateAt,
  makeApplication,
  makeFacts,
  makeHeld,
  makeRegistration,
  rowFor,
  sampleEmployment,
  samplePerson,
} from './test-facts.ts';

// The rules about what is registered already, at their edges. An instant is written as the clocks in Shanghai show it.

const number = makeHeld().number;

/** The rules that a matter alone has in a step. */
const ownViolations = (step: OwnStep, facts: SubmissionFacts) =>
  (effectOf(facts.row).rules[step] ?? []).flatMap((rule) => rule(facts, facts.row.profession));

describe('a registration is renewed from 90 days before its last day on, and not after it', () => {
  it.each([
    // The day before the window opens, its first day, the days around its end.
    ['2026-06-03', '2026-03-04 12:00', 'renewal-too-early'],
    ['2026-06-03', '2026-03-04 23:59', 'renewal-too-early'],
    ['2026-06-03', '2026-03-05 00:01', null],
    ['2026-06-03', '2026-03-06 12:00', null],
    ['2026-06-03', '2026-06-02 12:00', null],
    ['2026-06-03', '2026-06-03 00:01', null],
    ['2026-06-03', '2026-06-03 23:59', null],
    ['2026-06-03', '2026-06-04 00:01', 'registration-expired'],
    // Last days at the end of a month and of the year.
    ['2026-06-30', '2026-03-31 23:59', 'renewal-too-early'],
    ['2026-06-30', '2026-04-01 00:01', null],
    ['2026-06-30', '2026-06-30 23:59', null],
    ['2026-06-30', '2026-07-01 00:01', 'registration-expired'],
    ['2027-03-31', '2026-12-30 23:59', 'renewal-too-early'],
    ['2027-03-31', '2026-12-31 00:01', null],
    ['2026-12-31', '2026-12-31 23:59', null],
    ['2026-12-31', '2027-01-01 00:01', 'registration-expired'],
    ['2027-02-28', '2027-02-28 23:59', null],
    ['2027-02-28', '2027-03-01 00:01', 'registration-expired'],
    // 29 February as the last day, as the first day of the window, and within it.
    ['2028-02-29', '2027-11-30 23:59', 'renewal-too-early'],
    ['2028-02-29', '2027-12-01 00:01', null],
    ['2028-02-29', '2028-02-29 23:59', null],
    ['2028-02-29', '2028-03-01 00:01', 'registration-expired'],
    ['2028-05-29', '2028-02-28 23:59', 'renewal-too-early'],
    ['2028-05-29', '2028-02-29 00:01', null],
    ['2027-05-29', '2027-02-27 23:59', 'renewal-too-early'],
    ['2027-05-29', '2027-02-28 00:01', null],
  ])('valid until %s, applied for at %s: %s', (validUntil, at, code) => {
    const facts = about('constructor-2', 'renewal', at, [makeHeld({ validUntil })]);
    expectCodes([...standingFits(facts), ...windowOpen(facts)], code);
  });

  it('and the refusal says from when', () => {
    const [violation] = windowOpen(
      about('constructor-2', 'renewal', '2026-03-04 12:00', [makeHeld({ validUntil: '2026-06-03' })]),
    );
    expect(violation?.message).toContain('请自2026年3月5日起');
  });

  it('and no other matter has a window', () => {
    const windows = matterRows.filter(({ opensDaysBefore }) => opensDaysBefore !== null);
    expect([...new Set(windows.map(({ matter }) => matter))]).toEqual(['renewal']);
  });
});

describe('an amendment is of a registration that is valid on the day of application', () => {
  const amendments = ['renewal', 'change-employer', 'change-personal', 'addition', 'cancellation'] as const;

  it.each(amendments)('%s: on its last day, not on the day after', (matter) => {
    const held = makeHeld({ validUntil: '2028-02-29' });
    expectCodes(standingFits(about('constructor-2', matter, '2028-02-28 12:00', [held])), null);
    expectCodes(standingFits(about('constructor-2', matter, '2028-02-29 23:59', [held])), null);
    expectCodes(standingFits(about('constructor-2', matter, '2028-03-01 00:01', [held])), 'registration-expired');
  });

  it.each(amendments)('%s: not of one that was cancelled, whatever its last day', (matter) => {
    for (const validUntil of ['2026-03-04', '2026-03-05', '2028-12-31']) {
      const held = makeHeld({ validUntil, cancelledOn: '2026-03-05' });
      const violations = standingFits(about('constructor-2', matter, '2026-03-05 12:00', [held]));
      expectCodes(violations, 'registration-cancelled');
      expect(violations[0]?.message).toContain('2026年3月5日');
    }
  });

  it.each(amendments)('%s: of one that is named, the person’s own, of the profession', (matter) => {
    const held = [makeHeld()];
    const unnamed = { ...about('constructor-2', matter, '2026-03-05 12:00', held), draft: emptyDraft };
    expectCodes(standingFits(unnamed), 'registration-missing');
    expectCodes(standingFits(about('constructor-2', matter, '2026-03-05 12:00', [])), 'registration-not-held');
    const foreign = [makeHeld({ profession: 'cost-2' })];
    expectCodes(standingFits(about('constructor-2', matter, '2026-03-05 12:00', foreign)), 'registration-not-held');
  });
});

describe('who registers anew does so for the first time or again', () => {
  const edges = [
    // held until, cancelled on, applied for at, initial, reregistration
    [null, null, '2026-03-05 12:00', null, 'not-registered-before'],
    ['2026-03-05', null, '2026-03-04 12:00', 'already-registered', 'already-registered'],
    ['2026-03-05', null, '2026-03-05 00:01', 'already-registered', 'already-registered'],
    ['2026-03-05', null, '2026-03-05 23:59', 'already-registered', 'already-registered'],
    ['2026-03-05', null, '2026-03-06 00:01', 'registered-before', null],
    ['2026-01-31', null, '2026-01-31 23:59', 'already-registered', 'already-registered'],
    ['2026-01-31', null, '2026-02-01 00:01', 'registered-before', null],
    ['2028-02-28', null, '2028-02-29 00:01', 'registered-before', null],
    ['2028-02-29', null, '2028-02-29 23:59', 'already-registered', 'already-registered'],
    ['2028-02-29', null, '2028-03-01 00:01', 'registered-before', null],
    // What is cancelled has ended on the very day.
    ['2028-12-31', '2026-03-05', '2026-03-05 12:00', 'registered-before', null],
    ['2028-12-31', '2026-03-05', '2026-03-06 00:01', 'registered-before', null],
  ] as const;

  it.each(edges)('held until %s, cancelled on %s, at %s: initial %s, again %s', (until, cancelledOn, at, ...codes) => {
    const held = until === null ? [] : [makeHeld({ validUntil: until, cancelledOn })];
    expectCodes(standingFits(about('constructor-2', 'initial', at, held)), codes[0]);
    expectCodes(standingFits(about('constructor-2', 'reregistration', at, held)), codes[1]);
  });

  it('and who has registered again is told of the one that is valid, not of the one that has ended', () => {
    const held = [makeHeld({ validUntil: '2026-03-05' }), makeHeld({ number: '苏造2322026000002' })];
    expectCodes(standingFits(about('constructor-2', 'initial', '2026-03-06 12:00', held)), 'already-registered');
    expectCodes(standingFits(about('constructor-2', 'reregistration', '2026-03-06 12:00', held)), 'already-registered');
  });

  it('in each profession, and in the zone and the province apart', () => {
    const zone = rowFor('constructor-2', 'demo-zone').zone?.name ?? '';
    const at = '2026-03-05 12:00';
    expectCodes(standingFits(about('cost-2', 'initial', at, [makeHeld()])), null);
    expectCodes(standingFits(about('constructor-2', 'initial', at, [makeHeld({ zone })])), null);
    expectCodes(standingFits(about('constructor-2', 'demo-zone', at, [makeHeld()])), null);
    expectCodes(standingFits(about('constructor-2', 'demo-zone', at, [makeHeld({ zone })])), 'already-registered');
    const ended = makeHeld({ zone, validUntil: '2026-03-04' });
    expectCodes(standingFits(about('constructor-2', 'demo-zone', at, [ended])), null);
    expectCodes(standingFits(about('constructor-2', 'reregistration', at, [ended])), 'not-registered-before');
  });
});

describe('a change of employer', () => {
  const other = '91320000MA1DEM0X0X';
  const changing = (at: string, employerCreditCode: string | null, held: readonly HeldRegistration[]) => {
    const facts = about('constructor-2', 'change-employer', at, held);
    return { ...facts, draft: { ...facts.draft, employment: { ...sampleEmployment, employerCreditCode } } };
  };

  it.each([
    ['2026-03-04 12:00', 'same-employer'],
    ['2026-03-05 23:59', 'same-employer'],
    ['2026-03-06 00:01', null],
  ])('names another one than valid registrations are with: until 2026-03-05, at %s %s', (at, code) => {
    const held = [makeHeld({ validUntil: '2026-03-05' })];
    expectCodes(employerDiffers(changing(at, sampleEmployment.employerCreditCode, held)), code);
  });

  it('may go back to an employer whose registration was cancelled, and need not be filled in to be asked', () => {
    const cancelled = [makeHeld({ cancelledOn: '2026-03-05' })];
    expectCodes(employerDiffers(changing('2026-03-05 12:00', sampleEmployment.employerCreditCode, cancelled)), null);
    expectCodes(employerDiffers(changing('2026-03-05 12:00', other, [makeHeld()])), null);
    expectCodes(employerDiffers(changing('2026-03-05 12:00', null, [makeHeld()])), null);
  });

  it('is asked of no other matter', () => {
    const facts = about('constructor-2', 'renewal', '2026-03-05 12:00', [makeHeld()]);
    expectCodes(ownViolations('employment', facts), null);
  });

  const zone = rowFor('constructor-2', 'demo-zone').zone;
  const inZone = (overrides: Partial<Registration> = {}) =>
    makeHeld({ number: '苏造示2322026000001', zone: zone?.name ?? '', validUntil: '2026-03-05', ...overrides });
  const misplaced = (at: string, division: string | null, held: readonly HeldRegistration[]) =>
    zonesOf(changing(at, other, held)).flatMap((each) => employerInZone({ zone: each }, division));

  it('that takes a registration of the zone along stays in the zone, through the last day of that registration', () => {
    const held = [makeHeld(), inZone()];
    expectCodes(misplaced('2026-03-05 23:59', '320106', held), 'employer-not-in-zone');
    expectCodes(misplaced('2026-03-05 23:59', '320509', held), null);
    expectCodes(misplaced('2026-03-05 23:59', null, held), null);
    expectCodes(misplaced('2026-03-06 00:01', '320106', held), null);
    expectCodes(misplaced('2026-03-05 12:00', '320106', [makeHeld(), inZone({ cancelledOn: '2026-03-04' })]), null);
    expectCodes(misplaced('2026-03-05 12:00', '320106', [makeHeld()]), null);
  });

  it('and a renewal only of the registration that is renewed', () => {
    const held = [makeHeld(), inZone()];
    const renewing = (registrationNumber: string) =>
      zonesOf({
        ...about('constructor-2', 'renewal', '2026-03-05 12:00', held),
        draft: { ...emptyDraft, registrationNumber },
      });
    expect(renewing('苏造示2322026000001')).toEqual([zone]);
    expect(renewing(number)).toEqual([]);
  });

  it('is one at a time: all that is open names the same employer', () => {
    expectCodes(sameEmployerElsewhere('A', []), null);
    expectCodes(sameEmployerElsewhere('A', ['A', 'A']), null);
    expectCodes(sameEmployerElsewhere('A', ['A', 'B']), 'applying-with-another-employer');
    expectCodes(sameEmployerElsewhere(null, ['B']), null);
  });
});

describe('an addition', () => {
  const adding = (specialties: readonly string[], matter: MatterCode = 'addition') => {
    const facts = about('constructor-2', matter, '2026-03-05 12:00', [
      makeHeld({ specialties: ['建筑工程', '机电工程'] }),
    ]);
    return ownViolations('qualification', { ...facts, draft: { ...facts.draft, specialties } });
  };

  it('asks for specialties that are not registered yet, and names those that are', () => {
    expectCodes(adding(['公路工程']), null);
    expectCodes(adding([]), null);
    const violations = adding(['公路工程', '机电工程']);
    expectCodes(violations, 'specialty-registered');
    expect(violations[0]?.message).toContain('机电工程');
    expect(violations[0]?.message).not.toContain('公路工程');
    expectCodes(adding(['建筑工程'], 'initial'), null);
  });
});

describe('a change of personal data', () => {
  const changing = (holderName: string, formerIdNumber: string | null) => {
    const facts = about('architect-2', 'change-personal', '2026-03-05 12:00', [
      makeHeld({ profession: 'architect-2', holderName }),
    ]);
    return personChanged({ ...facts, draft: { ...facts.draft, formerIdNumber } });
  };

  it.each([
    [samplePerson.name, null, 'nothing-changed'],
    ['张旧名', null, null],
    [samplePerson.name, '320205199207080027', null],
    [samplePerson.name, 'H01234567', null], // a permit before the residence permit or the card
    [samplePerson.name, 'USA123456789', null],
    [samplePerson.name, '123456789', 'former-identity-invalid'], // a passport without its state
    [samplePerson.name, samplePerson.idNumber, 'former-identity-same'],
    [samplePerson.name, '320106198803150017', 'former-identity-invalid'], // wrong check digit
    [samplePerson.name, '320106198802300018', 'former-identity-invalid'], // 30 February
    [samplePerson.name, '320106880315001', 'former-identity-invalid'], // 15 digits, no longer issued
  ])('registered as %s, formerly %s: %s', (holderName, former, code) => {
    expectCodes(changing(holderName, former), code);
  });

  it('is asked of no other matter', () => {
    const facts = about('architect-2', 'renewal', '2026-03-05 12:00', [makeHeld({ profession: 'architect-2' })]);
    expectCodes(ownViolations('personal', facts), null);
  });
});

describe('a cancellation', () => {
  const statement = '双方已解除劳动合同。';

  it.each(initiators.flatMap((initiator) => cancellationGrounds.map((ground) => [initiator, ground] as const)))(
    'by the %s on the ground %s stands where that ground is open to them',
    (initiator, ground) => {
      for (const profession of professionCodes) {
        const open = groundOf(ground, profession)?.initiators.includes(initiator) === true;
        const named = { ...emptyCancellation, ground, statement };
        expectCodes(cancellationComplete(named, initiator, profession), open ? null : 'ground-missing');
      }
    },
  );

  it.each(initiators)('by the %s has grounds to choose from, and each has a source', (initiator) => {
    for (const profession of professionCodes) {
      expect(groundsOf(initiator, profession).length).toBeGreaterThan(1);
      for (const ground of groundsOf(initiator, profession)) {
        expect(groundOf(ground, profession)?.source).toMatch(/^《.+》/u);
      }
    }
  });

  it('is one’s own wish for the person alone, and a revocation for the department alone', () => {
    expect(groundOf('own-wish', 'cost-2')?.initiators).toEqual(['practitioner']);
    for (const ground of cancellationGrounds.filter((each) => revocationOf(each) !== null)) {
      expect(groundOf(ground, 'cost-2')).toMatchObject({ initiators: ['department'], decided: true });
    }
  });

  it('knows the greatest age of constructors alone', () => {
    expect(professionCodes.filter((profession) => groundOf('over-age', profession) !== undefined)).toEqual([
      'constructor-2',
    ]);
  });

  it.each([
    ['employment-ended', 'employer', false, 'evidence-missing'],
    ['employment-ended', 'employer', true, null],
    ['employment-ended', 'practitioner', false, null],
    ['practice-ended', 'employer', false, null],
    ['licence-revoked', 'department', false, 'evidence-missing'],
    ['over-age', 'department', false, null],
  ] as const)(
    'on the ground %s by the %s, with what shows it uploaded %s: %s',
    (ground, initiator, isUploaded, code) => {
      expectCodes(evidenceUploaded({ ...emptyCancellation, ground }, initiator, 'constructor-2', isUploaded), code);
    },
  );

  it('needs both ground and statement', () => {
    expect(codesOf(cancellationComplete(null, 'practitioner', 'cost-2'))).toEqual(['ground-missing', 'field-missing']);
    const silent = { ...emptyCancellation, ground: 'own-wish' } as const;
    expectCodes(cancellationComplete(silent, 'practitioner', 'cost-2'), 'field-missing');
  });

  it.each([
    [null, '2026-03-05', 'decision-missing'],
    ['苏建罚字〔2026〕12号', null, 'decision-missing'],
    ['苏建罚字〔2026〕12号', '2026-03-06', 'decision-missing'],
    ['苏建罚字〔2026〕12号', '2026-03-05', null],
  ] as const)(
    'by the department names the decision %s of %s, on 2026-03-05 at 23:59: %s',
    (document, decidedOn, code) => {
      const today = dateAt('2026-03-05 23:59');
      const revoked = { ground: 'licence-revoked', statement, document, decidedOn } as const;
      expectCodes(decisionNamed(revoked, 'cost-2', today), code);
      expectCodes(decisionNamed({ ...revoked, ground: 'not-renewed' }, 'cost-2', today), null);
    },
  );
});

describe('a registration is cancelled as not renewed', () => {
  it.each([
    ['2028-02-29', '2028-02-28 12:00', 'ground-unfounded'],
    ['2028-02-29', '2028-02-29 23:59', 'ground-unfounded'],
    ['2028-02-29', '2028-03-01 00:01', null],
    ['2026-06-30', '2026-06-30 00:01', 'ground-unfounded'],
    ['2026-06-30', '2026-07-01 23:59', null],
  ] as const)('valid until %s, at %s: %s', (validUntil, at, code) => {
    const named = groundFounded(
      { ...emptyCancellation, ground: 'not-renewed', statement: '已到期。' },
      makeRegistration({ validUntil }),
      null,
      dateAt(at),
    );
    expect(named.map((violation) => violation.code)).toEqual(code === null ? [] : [code]);
    expect(
      groundFounded(
        { ...emptyCancellation, ground: 'other-legal-ground', statement: '已撤销。' },
        makeRegistration({ validUntil }),
        null,
        dateAt(at),
      ),
    ).toEqual([]);
  });
});

describe('a registration is cancelled because its holder is past the age', () => {
  const named = { ...emptyCancellation, ground: 'over-age' } as const;
  const born = (birthDate: string | null) => ({ idNumber: 'USA123456789', birthDate, sex: null });

  it.each([
    ['1961-03-05', '2026-03-05 23:59', 'ground-unfounded'],
    ['1961-03-05', '2026-03-06 00:01', null],
    // Who was born on 29 February has their birthday on the 28th in common years.
    ['1964-02-29', '2029-02-28 23:59', 'ground-unfounded'],
    ['1964-02-29', '2029-03-01 00:01', null],
    // Of whoever nobody knows the birth date, whoever decides judges by the document.
    [null, '2026-03-05 12:00', null],
  ] as const)('born on %s, at %s: %s', (birthDate, at, code) => {
    const found = groundFounded(named, makeRegistration(), born(birthDate), dateAt(at));
    expect(found.map((violation) => violation.code)).toEqual(code === null ? [] : [code]);
  });

  it('by the holder as by others, and says from when the ground exists', () => {
    const held = makeHeld();
    const row = rowFor('constructor-2', 'cancellation');
    const draft = {
      ...emptyDraft,
      registrationNumber: held.number,
      cancellation: { ...named, statement: '已超过年龄。' },
    };
    // Born on 15 March 1988.
    const facts = (today: string) => makeFacts(row, today, { draft, registrations: [held] });
    const told = stepViolations('cancellation', facts('2026-03-05'));
    expect(told).toMatchObject([{ code: 'ground-unfounded', field: 'cancellation.ground' }]);
    expect(told[0]?.message).toContain('2053年3月15日之后');
    expect(stepViolations('cancellation', facts('2053-03-16'))).toEqual([]);
    expect(groundFounded(named, held, null, '2026-03-05')).toEqual([]);
  });
});

describe('an approval that the register contradicts is refused to the decider', () => {
  const submitted = makeRegistration({ validUntil: '2026-03-05' });
  const approving = (matter: MatterCode, held: Parameters<typeof approvalViolations>[1]) =>
    approvalViolations(
      makeApplication({
        ...{ profession: 'constructor-2', matter, registrations: [submitted] },
        draft: { ...emptyDraft, specialties: submitted.specialties },
      }),
      held,
      '2026-03-05',
    );

  it('when the registration was cancelled, is gone or has moved meanwhile', () => {
    expectCodes(approving('renewal', [submitted]), null);
    expectCodes(approving('renewal', [{ ...submitted, cancelledOn: '2026-03-05' }]), 'registration-cancelled');
    expectCodes(approving('renewal', []), 'registration-cancelled');
    expectCodes(approving('renewal', [{ ...submitted, employerCreditCode: 'B' }]), 'registration-moved');
    const other = makeRegistration({ number: '苏造2322026000002', cancelledOn: '2026-03-05' });
    expectCodes(approving('change-employer', [other, submitted]), null);
  });

  it('but not when it expired, for who applied in time; and nothing that registers anew has one', () => {
    expectCodes(approving('renewal', [{ ...submitted, validUntil: '2020-01-01' }]), null);
    expectCodes(approving('initial', []), null);
  });
});

/** The facts of an application about the first of some registrations, at an instant. */
function about(profession: ProfessionCode, matter: MatterCode, at: string, registrations: readonly HeldRegistration[]) {
  const draft = { ...emptyDraft, employment: sampleEmployment, registrationNumber: registrations[0]?.number ?? number };
  return makeFacts(rowFor(profession, matter), dateAt(at), { draft, registrations });
}

function codesOf(violations: readonly Violation[]): string[] {
  return violations.map(({ code }) => code);
}

function expectCodes(violations: readonly Violation[], code: string | null): void {
  expect(codesOf(violations)).toEqual(code === null ? [] : [code]);
}
