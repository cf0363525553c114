import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { addDays } from './calendar-dates.ts';
import {
  type EducationRecord,
  educationStanding,
  isLateInitial,
  requiredHours,
  termUntil,
} from './continuing-education.ts';
import { hourKinds } from './education-hours.ts';
import { educationNeeds } from './education-overview.ts';
import { educationAdvised, educationDone, educationOf } from './education-rules.ts';
import { submissionViolations, submissionWarnings } from './submission-rules.ts';
import { dateAt, enoughHours, makeFacts, makeHeld, makeQualification, makeTerms, rowFor } from './test-facts.ts';
import { type ProfessionCode, professions } from './professions.ts';

// Hours count by the day on which a course was completed. An instant is written as the clocks in Shanghai show it.

/** Courses of both kinds, completed on a day. */
function courses(completedOn: string, hours = 60, profession: ProfessionCode = 'constructor-2'): EducationRecord[] {
  return hourKinds.map((kind) => ({
    profession,
    number: `XS0001${completedOn}`,
    kind,
    hours,
    completedOn,
    provider: '',
  }));
}

const held = makeHeld({ validUntil: '2026-05-31' });
const renewing = (education: readonly EducationRecord[], registered = held) =>
  makeFacts(rowFor('constructor-2', 'renewal'), '2026-04-01', {
    draft: { ...emptyDraft, registrationNumber: registered.number },
    registrations: [registered],
    education,
  });

describe('the hours of a term', () => {
  it('are those of the profession, and of a constructor half as many more for each further specialty', () => {
    expect(requiredHours('constructor-2', 1)).toEqual({ compulsory: 60, elective: 60 });
    expect(requiredHours('constructor-2', 3)).toEqual({ compulsory: 120, elective: 120 });
    expect(requiredHours('architect-2', 0)).toEqual({ compulsory: 40, elective: 40 });
    expect(requiredHours('cost-2', 2)).toEqual({ compulsory: 60, elective: 60 });
  });

  it.each([
    ['constructor-2', '2026-05-31', '2023-06-01'],
    // A term that began on 29 February ends on 28 February as well.
    ['architect-2', '2026-02-28', '2024-02-29'],
    ['cost-2', '2028-02-29', '2024-03-01'],
  ] as const)('of %s until %s count from %s on', (profession, until, from) => {
    expect(termUntil(profession, until)).toEqual({ from, until });
  });

  it('are counted by kind and profession, halves of an hour included', () => {
    const halves = [0.5, 0.1, 0.2].map((hours, index): EducationRecord => ({
      ...{ profession: 'constructor-2', number: `XS${index}`, kind: 'compulsory', hours },
      ...{ completedOn: '2026-01-05', provider: '' },
    }));
    const records = [...halves, ...courses('2026-01-05', 60, 'cost-2')];
    const standing = educationStanding(records, 'constructor-2', 1, termUntil('constructor-2', '2026-05-31'));
    expect(standing.done).toEqual({ compulsory: 0.8, elective: 0 });
    expect(standing.missing).toEqual({ compulsory: 59.2, elective: 60 });
  });
});

describe('a renewal', () => {
  it.each([
    // The first day of the term, and the day before it.
    ['2023-05-31 23:59', 'education-hours-missing'],
    ['2023-06-01 00:01', null],
    ['2026-03-31 23:59', null],
  ])('with all hours completed at %s: %s', (at, code) => {
    expect(codes(educationDone(renewing(courses(dateAt(at)))))).toEqual(code === null ? [] : [code]);
  });

  it('says how many hours of which kind are missing, and of how many within which days', () => {
    const [violation] = educationDone(renewing(courses('2025-01-05', 45)));
    expect(violation).toMatchObject({ code: 'education-hours-missing', field: 'education' });
    for (const part of [
      '2023年6月1日至2026年5月31日',
      '必修课60学时、选修课60学时',
      '还缺必修课15学时、选修课15学时',
    ]) {
      expect(violation?.message).toContain(part);
    }
  });

  it('of two specialties asks for half as many hours more', () => {
    const two = makeHeld({
      validUntil: '2026-05-31',
      specialties: professions['constructor-2'].specialties.slice(0, 2),
    });
    expect(codes(educationDone(renewing(courses('2025-01-05', 60), two)))).toEqual(['education-hours-missing']);
    expect(educationDone(renewing(courses('2025-01-05', 90), two))).toEqual([]);
  });

  it('counts the specialties that are renewed alone, within the years of their own term', () => {
    const [first, second] = [makeTerms('constructor-2'), makeTerms('constructor-2')];
    const terms = [
      { ...first[0], specialty: '建筑工程', validUntil: '2026-05-31' },
      { ...second[0], specialty: '机电工程', validUntil: '2027-12-31' },
    ] as const;
    const two = makeHeld({ terms });
    const of = (specialties: string[], hours: number, completedOn = '2023-06-01') => {
      const facts = renewing(courses(completedOn, hours), two);
      return codes(educationDone({ ...facts, draft: { ...facts.draft, specialties } }));
    };
    expect(of(['建筑工程'], 60)).toEqual([]);
    expect(of(['建筑工程'], 59)).toEqual(['education-hours-missing']);
    expect(of(['建筑工程'], 60, '2023-05-31')).toEqual(['education-hours-missing']);
    // Both at once: those of two, within the term that ends last.
    expect(of(['建筑工程', '机电工程'], 60, '2025-01-01')).toEqual(['education-hours-missing']);
    expect(of(['建筑工程', '机电工程'], 90, '2025-01-01')).toEqual([]);
  });

  it('is refused without the hours, or only warned of where the profession does not insist', () => {
    const facts = renewing([]);
    expect(codes(submissionViolations(facts))).toContain('education-hours-missing');
    expect(codes(submissionWarnings(facts))).toEqual([]);
    expect(educationAdvised(facts)).toEqual([]);
  });

  it.each([
    ['2026-05-31 23:59', ['education-hours-missing']],
    ['2026-06-01 00:01', ['registration-expired']],
  ])('asks for hours through its last day, afterwards only for registration again: %s', (at, expected) => {
    const told = codes(submissionViolations({ ...renewing([]), today: dateAt(at) }));
    const either = ['education-hours-missing', 'registration-expired'];
    expect(told.filter((code) => either.includes(code))).toEqual(expected);
  });

  it('is not judged where nothing is known, nor before a registration is chosen', () => {
    expect(educationDone({ ...renewing([]), education: null })).toEqual([]);
    expect(educationDone({ ...renewing([]), draft: emptyDraft })).toEqual([]);
  });
});

describe('a first registration', () => {
  it.each([
    ['constructor-2', '2023-03-05', '2026-03-05 23:59', false],
    ['constructor-2', '2023-03-05', '2026-03-06 00:01', true],
    ['architect-2', '2023-03-05', '2026-03-06 00:01', true],
    ['structural-2', '2024-02-29', '2027-02-28 23:59', false],
    ['structural-2', '2024-02-29', '2027-03-01 00:01', true],
    ['cost-2', '2025-03-05', '2026-03-05 23:59', false],
    ['cost-2', '2025-03-05', '2026-03-06 00:01', true],
  ] as const)('of %s, qualified on %s, applied for at %s, needs hours: %s', (profession, obtainedOn, at, late) => {
    const today = dateAt(at);
    expect(isLateInitial(profession, obtainedOn, today)).toBe(late);
    const qualification = { ...makeQualification(profession), obtainedOn };
    const facts = makeFacts(rowFor(profession, 'initial'), today, {
      draft: { ...emptyDraft, qualificationId: qualification.id, specialties: qualification.specialties },
      qualifications: [qualification],
      education: [],
    });
    expect(codes(educationDone(facts))).toEqual(late ? ['education-hours-missing'] : []);
    expect(educationDone({ ...facts, education: enoughHours(today) })).toEqual([]);
  });
});

describe('a registration again', () => {
  it('needs the hours of as many years before the day as a term has', () => {
    const facts = (completedOn: string) =>
      makeFacts(rowFor('constructor-2', 'reregistration'), '2026-03-05', { education: courses(completedOn) });
    expect(educationOf(facts('2025-01-01'))).toMatchObject({ from: '2023-03-06', until: '2026-03-05' });
    expect(codes(educationDone(facts('2023-03-05')))).toEqual(['education-hours-missing']);
    expect(educationDone(facts('2023-03-06'))).toEqual([]);
    expect(educationDone(facts('2026-03-05'))).toEqual([]);
  });
});

describe('what somebody is shown of their hours', () => {
  const today = '2026-03-05';

  it('is what the renewal of each valid registration needs', () => {
    const holdings = { qualifications: [makeQualification('constructor-2')], registrations: [held], education: [] };
    expect(educationNeeds(holdings, today)).toMatchObject([
      { occasion: 'renewal', registrationNumber: held.number, until: held.validUntil, missing: { compulsory: 60 } },
    ]);
  });

  it('is asked of each day on which specialties of a registration end, for those alone', () => {
    const [term] = makeTerms('constructor-2');
    const of = (specialty: string, validUntil: string) => ({ ...term, specialty, validUntil });
    const terms = [
      of('建筑工程', '2026-05-31'),
      of('市政公用工程', '2027-12-31'),
      of('机电工程', '2026-05-31'),
    ] as const;
    const over = of('公路工程', '2026-03-04');
    const registrations = [makeHeld({ terms: [...terms, over] })];
    expect(educationNeeds({ qualifications: [], registrations, education: [] }, today)).toMatchObject([
      { specialties: ['建筑工程', '机电工程'], until: '2026-05-31', required: { compulsory: 90, elective: 90 } },
      { specialties: ['市政公用工程'], until: '2027-12-31', required: { compulsory: 60, elective: 60 } },
    ]);
  });

  it('is what a registration again needs after one has ended, and a first one that comes late', () => {
    const ended = { ...held, validUntil: addDays(today, -1) };
    const qualifications = [makeQualification('constructor-2'), makeQualification('cost-2')];
    expect(educationNeeds({ qualifications, registrations: [ended], education: [] }, today)).toMatchObject([
      { profession: 'constructor-2', occasion: 'reregistration' },
      { profession: 'cost-2', occasion: 'late-initial' },
    ]);
  });

  it('is nothing for who has just qualified', () => {
    const qualifications = [{ ...makeQualification('cost-2'), obtainedOn: today }];
    expect(educationNeeds({ qualifications, registrations: [], education: [] }, today)).toEqual([]);
  });
});

function codes(violations: readonly { readonly code: string }[]): string[] {
  return violations.map(({ code }) => code);
}
