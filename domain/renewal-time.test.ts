import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { emptyCancellation } from './cancellation.ts';
import type { CaseRecord } from './case-record.ts';
import { effects, matterRows } from './catalogue.ts';
import { type RegisterEntry, registrationSnapshot } from './registration.ts';
import { groundFounded } from './ground-rules.ts';
import { standingFits } from './registration-rules.ts';
import { lapseOf, protectionChange, protects, withProtection } from './renewal-protection.ts';
import { lateAdvised, lateWarning, notLate, timelinessOf } from './renewal-time.ts';
import { timelinessText } from './timeliness.ts';
import type { ApplicationState } from './states.ts';
import { dateAt, makeApplication, makeFacts, makeRegistration, makeTerms, rowFor } from './test-facts.ts';
import { registrationStatus, isValidOn } from './registration-terms.ts';

const row = rowFor('architect-2', 'renewal');
const number = 'A1';
const until = '2026-06-30';
const held = makeRegistration({ profession: 'architect-2', number, validUntil: until });
const draft = { ...emptyDraft, registrationNumber: number };

const renewing = (today: string, registration = held, of = row) =>
  makeFacts(of, today, { draft, registrations: [registration] });

describe('a renewal is in time through the 30th day before the last', () => {
  it.each([
    [until, '2026-05-31 23:59', 'in time'],
    [until, '2026-06-01 00:01', 'late'],
    ['2026-03-30', '2026-02-28 23:59', 'in time'],
    ['2026-03-30', '2026-03-01 00:01', 'late'],
    ['2028-03-30', '2028-02-29 23:59', 'in time'],
    ['2028-03-30', '2028-03-01 00:01', 'late'],
  ] as const)('until %s, applied for at %s: %s', (validUntil, at, wanted) => {
    const found = timelinessOf(
      renewing(dateAt(at), makeRegistration({ ...held, terms: makeTerms('architect-2', { validUntil }) })),
    );
    expect(found).toEqual(wanted === 'in time' ? { inTime: [null], late: [] } : { inTime: [], late: [null] });
  });

  it('tells specialties apart that end on different days', () => {
    const [early] = makeTerms('constructor-2', { validUntil: '2026-06-10' });
    const later = { ...early, specialty: '机电工程', validUntil: '2026-06-20' };
    const both = makeRegistration({ number, terms: [early, later] });
    const facts = makeFacts(rowFor('constructor-2', 'renewal'), '2026-05-15', {
      draft: { ...draft, specialties: ['建筑工程', '机电工程'] },
      registrations: [both],
    });
    const found = timelinessOf(facts);
    expect(found).toEqual({ inTime: ['机电工程'], late: ['建筑工程'] });
    expect(timelinessText(found!)).toMatch(/^机电工程：在规定时间内提出.*。建筑工程：晚于规定时间提出/u);
  });

  it('is nothing that another matter has', () => {
    expect(
      matterRows.filter(({ inTime }) => inTime !== null).every(({ effect }) => effect === effects.renewal.code),
    ).toBe(true);
    expect(
      timelinessOf(makeFacts(rowFor('architect-2', 'change-employer'), '2026-05-15', { draft, registrations: [held] })),
    ).toBeNull();
  });
});

describe('a late renewal', () => {
  it('is refused where the row says so, and warned of where it is accepted', () => {
    const refusing = { ...row, lateRenewal: 'refuse' } as const;
    expect(notLate(renewing('2026-06-01')).map(({ code }) => code)).toEqual([]);
    expect(lateWarning(renewing('2026-06-01'))).toContain('第十七条');
    expect(lateAdvised(renewing('2026-06-01')).map(({ code }) => code)).toEqual(['renewal-late']);
    expect(notLate(renewing('2026-06-01', held, refusing)).map(({ code }) => code)).toEqual(['renewal-late']);
    expect(lateWarning(renewing('2026-06-01', held, refusing))).toBeNull();
    expect(notLate(renewing('2026-05-31', held, refusing))).toEqual([]);
    expect(lateWarning(renewing('2026-05-31'))).toBeNull();
    expect(lateWarning(renewing('2026-07-01'))).toBeNull();
  });

  it('is warned of by the day on which the chosen specialty ends, which the registration may outlast', () => {
    const [ending] = makeTerms('constructor-2', { validUntil: '2026-06-10' });
    const lasting = { ...ending, specialty: '机电工程', validUntil: '2028-06-20' };
    const registrations = [makeRegistration({ number, terms: [ending, lasting] })];
    const of = rowFor('constructor-2', 'renewal');
    const chosen = { draft: { ...draft, specialties: ['建筑工程'] }, registrations };
    const warning = lateWarning(makeFacts(of, '2026-05-15', chosen));
    expect(warning).toContain('2026年5月11日');
    expect(warning).toContain('最迟在2026年6月10日');
    const refusing = { ...of, lateRenewal: 'refuse' } as const;
    expect(notLate(makeFacts(refusing, '2026-05-15', chosen))[0]?.message).toContain('2026年5月11日');
    expect(lateWarning(makeFacts(of, '2026-06-11', chosen))).toBeNull(); // said to have ended elsewhere
  });
});

const entry: RegisterEntry = {
  ...held,
  ...{ personId: 'person-1', version: 3, applicationId: null, supplementApplicationId: null },
  ...{ verificationCode: 'CODE', certificateDocumentId: null, suspension: null, lock: null },
};
const record = (state: ApplicationState, inTime: readonly null[] = [null]): CaseRecord => ({
  ...makeApplication({ profession: 'architect-2', matter: 'renewal', id: 'renewal-1', state, draft }),
  ...{ registrations: [registrationSnapshot(held)], timeliness: { inTime, late: [] } },
  ...{ personId: 'person-1', formerPersonId: null, employerCreditCode: 'A', working: draft, commitments: {} },
  ...{ stateVersion: 1, registrationNumbers: [], period: null },
});
const begun = protectionChange({ ...record('draft'), timeliness: null }, record('submitted'), [entry], '2026-05-15')!;
const kept = withProtection(entry, begun);

describe('a registration whose renewal was applied for in time', () => {
  it('is valid until the decision, whatever its last day, and nothing else is offered', () => {
    expect(begun).toMatchObject({ kind: 'begins', applicationId: 'renewal-1', specialties: [null] });
    expect(kept).toMatchObject({ version: 4, protection: { applicationId: 'renewal-1', specialties: [null] } });
    const days = [dateAt('2026-06-30 23:59'), dateAt('2026-07-01 00:01'), '2026-09-30'];
    expect(days.map((day) => registrationStatus(kept, day))).toEqual(['valid', 'renewing', 'renewing']);
    expect(days.map((day) => registrationStatus(entry, day))).toEqual(['valid', 'expired', 'expired']);
    const again = (registration: RegisterEntry) =>
      standingFits(makeFacts(rowFor('architect-2', 'reregistration'), '2026-07-01', { registrations: [registration] }));
    expect(again(kept).map(({ code }) => code)).toEqual(['already-registered']);
    expect(again(entry)).toEqual([]);
    const ended = { ...emptyCancellation, ground: 'not-renewed' } as const;
    expect(groundFounded(ended, kept, null, '2026-07-01').map(({ code }) => code)).toEqual(['ground-unfounded']);
    expect(groundFounded(ended, entry, null, '2026-07-01')).toEqual([]);
  });

  it.each(['rejected', 'not-accepted', 'withdrawn', 'expired', 'returned'] as const)('ends on the day: %s', (state) => {
    const change = protectionChange(record('under-review'), record(state), [], '2026-07-20')!;
    expect(lapseOf(change)).toBe('2026-07-20');
    const after = withProtection(kept, change);
    expect(after).toMatchObject({ protection: null, lapsedOn: '2026-07-20', version: 5 });
    expect([isValidOn(kept, '2026-07-20'), isValidOn(after, '2026-07-20')]).toEqual([true, false]);
    // Before its last day it only loses what would have come later.
    const earlier = protectionChange(record('under-review'), record(state), [], '2026-06-30')!;
    expect(withProtection(kept, earlier)).toMatchObject({ protection: null, lapsedOn: null });
    expect(isValidOn(withProtection(kept, earlier), '2026-06-30')).toBe(true);
  });

  it('is left to the approval, and unchanged by every step in between', () => {
    expect(protectionChange(record('awaiting-decision'), record('approved'), [], '2026-07-20')).toBeNull();
    expect(protectionChange(record('awaiting-acceptance'), record('awaiting-correction'), [], '2026-07-20')).toBeNull();
    expect(effects.renewal.amendment(record('approved') as never, kept)).toMatchObject({
      protection: null,
      lapsedOn: null,
    });
    expect(lapseOf(begun)).toBeNull();
  });

  it('ends with its cancellation all the same', () => {
    const cancelled = makeRegistration({
      ...kept,
      terms: makeTerms('architect-2', { validUntil: until, cancelledOn: '2026-07-10' }),
    });
    expect(registrationStatus({ ...cancelled, protection: kept.protection }, '2026-07-11')).toBe('cancelled');
  });

  it('is not kept by a late one, nor before it is sent', () => {
    expect(protects(record('submitted', []))).toBe(false);
    expect(protects(record('draft'))).toBe(false);
    expect(protectionChange(record('draft', []), record('submitted', []), [entry], '2026-06-10')).toBeNull();
  });
});
