import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import type { CaseFacts } from './case-facts.ts';
import type { CaseRecord } from './case-record.ts';
import { decide } from './decide.ts';
import type { HoldGroundCode, ReviewHold } from './hold-grounds.ts';
import { makeApplication } from './test-facts.ts';
import { heldWorkingDays } from './review-hold.ts';

const officer = { staffId: 'ann', personId: null };
const at = (day: string) => new Date(`${day}T01:00:00.000Z`);

function facts(over: Partial<CaseRecord> = {}, hold: ReviewHold | null = null): CaseFacts {
  const application: CaseRecord = {
    ...makeApplication({ state: 'under-review', version: 5 }),
    ...{ personId: 'person-1', formerPersonId: null, employerCreditCode: null, working: emptyDraft, commitments: {} },
    ...{ stateVersion: 5, period: null, registrationNumbers: [] },
    ...over,
  };
  const nothing = { acts: [], notices: 0, claim: null, openObjections: 0, isIssued: false, owesQualification: false };
  return {
    application,
    ...nothing,
    openedAt: at('2026-03-02').toISOString(),
    hold,
    incomplete: {},
    fileNames: {},
    digest: (text) => text,
  };
}

const by = { actor: 'review', actorName: '安审核', officer, version: 5 } as const;

function held(given: CaseFacts, until: string, ground: HoldGroundCode = 'expert-review', day = '2026-03-03') {
  return decide(given, { ...by, action: 'hold-review', now: at(day), ground, reason: '待专家组意见。', until });
}

describe('a review on hold for a ground of the law', () => {
  it('does not count the working days of the hold, and tells the parties why and until when', () => {
    // Tuesday 3 March to Tuesday 10 March: six working days.
    expect(held(facts(), '2026-03-10')).toMatchObject({
      value: {
        hold: { ground: 'expert-review', since: '2026-03-03', until: '2026-03-10' },
        after: { state: 'under-review', version: 6, period: { from: at('2026-03-02').toISOString(), extraDays: 6 } },
        endsStep: false,
        event: {
          ...{ action: 'hold-review', staffId: 'ann', reason: expect.stringContaining('第四十五条') as string },
          ...{ notices: ['hold-notice'], hold: { ground: 'expert-review', until: '2026-03-10' } },
        },
      },
    });
  });

  it('that ends sooner gives back what is left, and an extension adds to what was not counted', () => {
    const hold = { ground: 'hearing', reason: '听证。', since: '2026-03-03', until: '2026-03-10' } as const;
    const period = { from: at('2026-03-02').toISOString(), extraDays: 6 };
    const onHold = facts({ period }, hold);
    const resumed = decide(onHold, { ...by, action: 'resume-review', now: at('2026-03-06') });
    // From Friday 6 to Tuesday 10 March three working days count again.
    expect(resumed).toMatchObject({
      value: { hold: null, after: { period: { extraDays: 3 } }, event: { notices: ['resumption-notice'], hold } },
    });
    const extended = decide(onHold, {
      ...{ action: 'extend-review', actor: 'decision', actorName: '丁', officer: { staffId: 'dan', personId: null } },
      ...{ version: 5, reason: '情况复杂。', now: at('2026-03-09') },
    });
    expect(extended).toMatchObject({ value: { after: { period: { extraDays: 16 } } } });
  });

  it('is refused on top of another, into the past or too far, and where no period of a decision runs', () => {
    const hold = { ground: 'hearing', reason: '听证。', since: '2026-03-02', until: '2026-03-04' } as const;
    expect(held(facts({}, hold), '2026-03-10')).toMatchObject({ refusal: { code: 'already-exists' } });
    // What is over needs nobody to end it.
    expect(held(facts({}, hold), '2026-03-10', 'appraisal', '2026-03-05')).toMatchObject({ ok: true });
    for (const until of ['2026-03-03', '2026-06-02']) {
      expect(held(facts(), until)).toMatchObject({ refusal: { code: 'rules-not-met' } });
    }
    expect(held(facts({ state: 'awaiting-acceptance' }), '2026-03-10')).toMatchObject({
      refusal: { code: 'not-in-this-state' },
    });
    expect(decide(facts(), { ...by, action: 'resume-review', now: at('2026-03-06') })).toMatchObject({
      refusal: { code: 'not-in-this-state' },
    });
  });

  it('counts the days of the national calendar', () => {
    expect(heldWorkingDays('2026-03-06', '2026-03-09')).toBe(2); // Friday and Monday
    expect(heldWorkingDays('2026-03-07', '2026-03-08')).toBe(0); // a weekend
  });
});
