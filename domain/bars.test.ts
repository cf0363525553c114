import { describe, expect, it } from 'vitest';
import { type Bar, barAfterApproval, barAfterFalseMaterial, barOn, notBarred } from './bars.ts';
import { emptyDraft } from './application-parts.ts';
import { shanghaiDate } from './calendar-dates.ts';
import type { CaseRecord } from './case-record.ts';
import { emptyCancellation } from './cancellation.ts';
import { rowOf } from './catalogue.ts';
import { cancellationGrounds, groundOf } from './grounds.ts';
import { type ProfessionCode, professionCodes } from './professions.ts';
import { makeApplication, makeFacts } from './test-facts.ts';
import { submissionViolations } from './submission-rules.ts';

const today = '2026-03-05';
const at = (text: string) => shanghaiDate(new Date(`${text.replace(' ', 'T')}:00+08:00`));

const recordOf = (said: Partial<CaseRecord>): CaseRecord => ({
  ...makeApplication(),
  ...{ personId: 'p', formerPersonId: null, employerCreditCode: null, working: emptyDraft, commitments: {} },
  period: null,
  ...{ stateVersion: 1, registrationNumbers: [], ...said },
});

/** The bar after a cancellation of the profession on a ground whose decision is of 29 February 2024. */
function barOf(profession: ProfessionCode, ground: (typeof cancellationGrounds)[number]): Bar | null {
  const cancellation = { ...emptyCancellation, ground, decidedOn: '2024-02-29' };
  const draft = { ...emptyDraft, cancellation };
  return barAfterApproval(recordOf({ profession, matter: 'cancellation', draft }), today);
}

describe('what bars from registering again', () => {
  it.each([
    ['constructor-2', 'licence-revoked', '2026-02-28'],
    ['structural-2', 'licence-revoked', '2026-02-28'],
    ['cost-2', 'licence-revoked', '2027-02-28'],
    ['architect-2', 'licence-revoked', '2029-02-28'],
    ['constructor-2', 'licence-revoked-for-accident', '2029-02-28'],
    ['architect-2', 'annulled-for-fraud', '2027-02-28'],
    ['constructor-2', 'licence-revoked-for-life', null],
  ] as const)('%s, %s: counted from the decision, until %s', (profession, ground, until) => {
    expect(barOf(profession, ground)).toMatchObject({ profession, reason: ground, from: '2024-02-29', until });
  });

  it('follows from no ground that takes nothing from its holder for what they did', () => {
    for (const ground of cancellationGrounds.filter((each) => groundOf(each, 'cost-2')?.bar === null)) {
      expect(barOf('cost-2', ground)).toBeNull();
    }
    expect(barOf('cost-2', 'annulled')).toBeNull();
    expect(barOf('cost-2', 'permission-withdrawn')).toBeNull();
  });

  it('is counted from the approval where no decision has a day, and is a year after false material', () => {
    const cancellation = { ...emptyCancellation, ground: 'annulled-for-fraud' } as const;
    const record = recordOf({ profession: 'cost-2', matter: 'cancellation', draft: { ...emptyDraft, cancellation } });
    expect(barAfterApproval(record, today)).toMatchObject({ from: today, until: '2029-03-04' });
    const now = new Date('2026-03-05T15:59:00Z');
    expect(barAfterFalseMaterial(record, now)).toMatchObject({ reason: 'false-material', until: '2027-03-04' });
  });
});

describe('who is barred', () => {
  const bar = (until: string | null): Bar => ({
    ...{ personId: 'p', profession: 'cost-2', applicationId: 'a', reason: 'annulled-for-fraud' },
    ...{ from: '2026-03-06', until },
  });

  it.each([
    ['initial', '2029-03-05 23:59', 'barred'],
    ['initial', '2029-03-06 00:01', null],
    ['reregistration', '2029-03-05 23:59', 'barred'],
    ['renewal', '2029-03-05 23:59', 'barred'],
    ['change-employer', '2029-03-05 23:59', null],
    ['cancellation', '2029-03-05 23:59', null],
  ] as const)('until 2029-03-05 applies for %s at %s: %s', (matter, when, code) => {
    const codes = notBarred([bar('2029-03-05')], { profession: 'cost-2', matter }, at(when)).map((each) => each.code);
    expect(codes).toEqual(code === null ? [] : [code]);
  });

  it('is so in that profession alone, and for life where no day ends it', () => {
    for (const profession of professionCodes) {
      const row = rowOf({ profession, matter: 'initial' });
      const codes = submissionViolations(makeFacts(row, '2099-01-01', { bars: [bar(null)] })).map(({ code }) => code);
      expect(codes.includes('barred')).toBe(profession === 'cost-2');
    }
  });

  it('is told of the bar that lasts longest', () => {
    const bars = [bar('2027-01-01'), bar('2028-01-01'), bar('2026-04-01')];
    expect(barOn(bars, 'cost-2', today)?.until).toBe('2028-01-01');
    expect(barOn([...bars, bar(null)], 'cost-2', today)?.until).toBeNull();
  });
});
