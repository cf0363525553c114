import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import type { MatterCode } from './catalogue.ts';
import { type ProfessionCode, professions } from './professions.ts';
import { amendedRegistration, approvalViolations } from './register.ts';
import type { Registration } from './registration.ts';
import {
  lastDaysOf,
  newTerms,
  type RegistrationTerm,
  standingTerms,
  wholeOf,
  registrationStatus,
} from './registration-terms.ts';
import { standingFits } from './registration-rules.ts';
import { oneSpecialty, specialtiesChosen, windowOpen } from './specialty-rules.ts';
import { submissionViolations } from './submission-rules.ts';
import { dateAt, makeApplication, makeFacts, makeHeld, makeRegistration, makeTerms, rowFor } from './test-facts.ts';

// What follows from it that each specialty has its own term. An instant is written as the clocks in Shanghai show it.

const term = (specialty: string, over: Partial<RegistrationTerm> = {}): RegistrationTerm => ({
  ...{ specialty, validFrom: '2023-06-01', validUntil: '2026-05-31', cancelledOn: null, cancellationGround: null },
  ...over,
});
const building = term('建筑工程');
const roads = term('公路工程', { validUntil: '2027-01-31' });
const gone = term('机电工程', { cancelledOn: '2025-01-01', cancellationGround: 'practice-ended' });
const several = makeRegistration({ terms: [building, roads, gone] });

function about(matter: MatterCode, at: string, specialties: readonly string[], held: Registration = several) {
  const draft = { ...emptyDraft, registrationNumber: held.number, specialties };
  return makeFacts(rowFor('constructor-2', matter), dateAt(at), { draft, registrations: [held] });
}

const codes = (violations: readonly { readonly code: string }[]) => violations.map(({ code }) => code);

describe('a registration of several specialties', () => {
  it('is valid while one of them is, and is cancelled with the last one', () => {
    expect(several).toMatchObject({
      specialties: ['建筑工程', '公路工程'],
      validUntil: '2027-01-31',
      cancelledOn: null,
    });
    expect(registrationStatus(several, dateAt('2026-06-01 00:01'))).toBe('valid');
    expect(registrationStatus(several, dateAt('2027-01-31 23:59'))).toBe('valid');
    expect(registrationStatus(several, dateAt('2027-02-01 00:01'))).toBe('expired');
    const cancelled = wholeOf([{ ...building, cancelledOn: '2026-01-01', cancellationGround: 'own-wish' }, gone]);
    expect(cancelled).toMatchObject({
      ...{ specialties: ['建筑工程', '机电工程'], cancelledOn: '2026-01-01', cancellationGround: 'own-wish' },
    });
    expect(() => wholeOf([])).toThrow('without terms');
  });

  it('lasts at any day exactly as long as some specialty of it', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map(offset);
    const anyTerm = fc.record({ validFrom: day, validUntil: day, ends: fc.option(day) });
    fc.assert(
      fc.property(fc.array(anyTerm, { minLength: 1, maxLength: 6 }), day, (all, today) => {
        const terms = all.map(({ ends, ...dates }, index) =>
          term(professions['constructor-2'].specialties[index] ?? '', {
            ...dates,
            cancelledOn: ends,
            cancellationGround: ends === null ? null : 'own-wish',
          }),
        );
        const valid = terms.some(({ validUntil, cancelledOn }) => cancelledOn === null && today <= validUntil);
        expect(registrationStatus({ ...wholeOf(terms), terms, protection: null }, today) === 'valid').toBe(valid);
        expect(wholeOf(terms).cancelledOn === null).toBe(standingTerms(terms).length > 0);
        expect(lastDaysOf(terms).at(-1) ?? wholeOf(terms).validUntil).toBe(wholeOf(terms).validUntil);
      }),
    );
  });
});

function offset(days: number): string {
  return new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
}

describe('a renewal by specialty', () => {
  it.each([
    [['建筑工程'], '2026-03-01 23:59', 'renewal-too-early'],
    [['建筑工程'], '2026-03-02 00:01', null],
    [['建筑工程'], '2026-05-31 23:59', null],
    [['建筑工程'], '2026-06-01 00:01', 'specialty-expired'],
    [['公路工程'], '2026-05-31 23:59', 'renewal-too-early'],
    [['建筑工程', '公路工程'], '2026-05-31 23:59', 'renewal-too-early'],
    [['机电工程'], '2026-05-31 23:59', 'specialty-not-registered'],
    [['矿业工程'], '2026-05-31 23:59', 'specialty-not-registered'],
    [[], '2026-05-31 23:59', 'specialties-missing'],
  ] as const)('of %j at %s: %s', (specialties, at, code) => {
    const facts = about('renewal', at, specialties);
    expect(codes([...specialtiesChosen(facts), ...windowOpen(facts)])).toEqual(code === null ? [] : [code]);
  });

  it('names the specialties that are too early, and before any is chosen opens with the first', () => {
    const [violation] = windowOpen(about('renewal', '2026-01-01 12:00', ['建筑工程', '公路工程']));
    expect(violation).toMatchObject({ field: 'specialties' });
    expect(violation?.message).toContain('建筑工程、公路工程专业');
    expect(violation?.message).toContain('有效期至2027年1月31日的，自2026年11月2日起');
    expect(codes(windowOpen(about('renewal', '2026-03-01 23:59', [])))).toEqual(['renewal-too-early']);
    expect(windowOpen(about('renewal', '2026-03-02 00:01', []))).toEqual([]);
  });

  it('extends those that it names from their own last day, and no other', () => {
    const draft = { ...emptyDraft, registrationNumber: several.number, specialties: ['建筑工程'] };
    const application = makeApplication({ profession: 'constructor-2', matter: 'renewal', draft });
    const after = amendedRegistration(application, several, '2026-05-01');
    expect(after.terms).toEqual([{ ...building, validUntil: '2029-05-31' }, roads, gone]);
    expect(after.validUntil).toBe('2029-05-31');
  });

  it('is of the whole where each specialty is a registration of its own, whatever the draft says', () => {
    const held = makeRegistration({ profession: 'cost-2', validUntil: '2026-05-31' });
    const draft = { ...emptyDraft, registrationNumber: held.number, specialties: ['安装工程'] };
    const application = makeApplication({ profession: 'cost-2', matter: 'renewal', draft });
    expect(amendedRegistration(application, held, '2026-05-01').validUntil).toBe('2030-05-31');
  });
});

describe('an addition of specialties', () => {
  it('begins a term with the approval, also of a specialty that has ended or was cancelled', () => {
    const draft = { ...emptyDraft, registrationNumber: several.number, specialties: ['建筑工程', '机电工程'] };
    const application = makeApplication({ profession: 'constructor-2', matter: 'addition', draft });
    const added = { validFrom: '2026-06-01', validUntil: '2029-05-31', cancelledOn: null, cancellationGround: null };
    expect(amendedRegistration(application, several, '2026-06-01').terms).toEqual([
      { specialty: '建筑工程', ...added },
      roads,
      { specialty: '机电工程', ...added },
    ]);
    const again = (at: string) => submissionViolations(about('addition', at, ['建筑工程'])).map(({ code }) => code);
    expect(again('2026-05-31 23:59')).toContain('specialty-registered');
    expect(again('2026-06-01 00:01')).not.toContain('specialty-registered');
  });
});

describe('a cancellation of specialties', () => {
  const asked = (at: string, specialties: readonly string[]) =>
    codes(submissionViolations(about('cancel-specialty', at, specialties))).filter((code) => code.includes('specialt'));

  it.each([
    [['建筑工程'], '2026-05-31 23:59', []],
    [['公路工程'], '2026-05-31 23:59', []],
    [['公路工程'], '2026-06-01 00:01', ['last-specialty']],
    [['建筑工程', '公路工程'], '2026-05-31 23:59', ['last-specialty']],
    [['机电工程'], '2026-05-31 23:59', ['specialty-not-registered']],
    [[], '2026-05-31 23:59', ['specialties-missing']],
  ] as const)('of %j at %s: %j', (specialties, at, wanted) => {
    expect(asked(at, specialties)).toEqual(wanted);
  });

  it('ends those that it names on the day and keeps the others', () => {
    const draft = { ...emptyDraft, registrationNumber: several.number, specialties: ['建筑工程'] };
    const application = makeApplication({ profession: 'constructor-2', matter: 'cancel-specialty', draft });
    const after = amendedRegistration(application, several, '2026-05-01');
    expect(after.terms).toEqual([
      { ...building, cancelledOn: '2026-05-01', cancellationGround: 'practice-ended' },
      roads,
      gone,
    ]);
    expect(after).toMatchObject({ specialties: ['公路工程'], cancelledOn: null });
  });

  it('is refused to the decider when the specialty was cancelled meanwhile, or the others are over', () => {
    const approving = (matter: MatterCode, held: Registration, today: string) =>
      codes(
        approvalViolations(
          makeApplication({
            ...{ profession: 'constructor-2', matter, registrations: [several] },
            draft: { ...emptyDraft, registrationNumber: held.number, specialties: ['公路工程'] },
          }),
          [held],
          today,
        ),
      );
    expect(approving('cancel-specialty', several, dateAt('2026-05-31 23:59'))).toEqual([]);
    expect(approving('cancel-specialty', several, dateAt('2026-06-01 00:01'))).toEqual(['last-specialty']);
    const ended = makeRegistration({ terms: [building, { ...roads, cancelledOn: '2026-05-01' }] });
    expect(approving('renewal', ended, '2026-05-31')).toEqual(['specialty-not-registered']);
  });
});

describe('where each specialty is a registration of its own', () => {
  const held = makeHeld({ profession: 'cost-2', terms: makeTerms('cost-2', { validUntil: '2026-03-05' }) });
  const applying = (matter: MatterCode, at: string, specialty: string) => {
    const draft = { ...emptyDraft, specialties: [specialty] };
    return codes(standingFits(makeFacts(rowFor('cost-2', matter), dateAt(at), { draft, registrations: [held] })));
  };

  it.each([
    ['initial', '2026-03-05 23:59', '安装工程', []],
    ['initial', '2026-03-05 23:59', '土木建筑工程', ['already-registered']],
    ['initial', '2026-03-06 00:01', '土木建筑工程', ['registered-before']],
    ['reregistration', '2026-03-06 00:01', '土木建筑工程', []],
    ['reregistration', '2026-03-06 00:01', '安装工程', ['not-registered-before']],
  ] as const)('%s at %s of %s beside 土木建筑工程: %j', (matter, at, specialty, wanted) => {
    expect(applying(matter, at, specialty)).toEqual(wanted);
  });

  it('an application asks for one of them', () => {
    const asking = (profession: ProfessionCode, specialties: readonly string[]) =>
      codes(oneSpecialty({ row: rowFor(profession, 'initial'), draft: { ...emptyDraft, specialties } }));
    expect(asking('cost-2', ['土木建筑工程', '安装工程'])).toEqual(['one-specialty']);
    expect(asking('cost-2', ['安装工程'])).toEqual([]);
    expect(asking('constructor-2', ['建筑工程', '机电工程'])).toEqual([]);
    expect(newTerms('cost-2', ['安装工程'], '2026-03-05')).toMatchObject([
      { specialty: '安装工程', validFrom: '2026-03-05', validUntil: '2030-03-04' },
    ]);
  });
});
