import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import type { CaseRecord } from './case-record.ts';
import { type Claim, leaseMinutes, refusedClaim, standingClaim } from './claim.ts';
import { type ClaimWish, decideClaim } from './claims.ts';
import type { OfficerAct } from './four-eyes.ts';
import { makeApplication } from './test-facts.ts';

const now = new Date('2026-03-02T01:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const officer = (staffId: string, name: string) => ({ staffId, name, personId: null });
const [ann, bob, cid] = [officer('ann', '安审核'), officer('bob', '包审核'), officer('cid', '岑审核')];
const annHas: Claim = { staffId: 'ann', name: '安审核', until: later(leaseMinutes).toISOString() };

function decided(wish: ClaimWish, claim: Claim | null = null, at = now, acts: readonly OfficerAct[] = []) {
  const application: CaseRecord = {
    ...makeApplication({ state: 'under-review' }),
    ...{ personId: 'person-1', formerPersonId: null, employerCreditCode: null, working: emptyDraft, commitments: {} },
    ...{ stateVersion: 1, period: null, registrationNumbers: [] },
  };
  return decideClaim({ application, acts, claim, queue: 'review' }, wish, at);
}

describe('taking a case', () => {
  it('lasts thirty minutes, and again thirty from each renewal', () => {
    expect(decided({ wish: 'claim', by: ann, reason: null })).toEqual({
      ok: true,
      value: { claim: annHas, note: null },
    });
    const again = decided({ wish: 'claim', by: ann, reason: null }, annHas, later(20));
    expect(again).toMatchObject({ value: { claim: { until: later(50).toISOString() }, note: null } });
  });

  it('is refused while somebody else has it, who is named, and is possible in the instant in which the lease is over', () => {
    const wish = { wish: 'claim', by: bob, reason: null } as const;
    const refused = decided(wish, annHas, later(29));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'claimed' } });
    expect(JSON.stringify(refused)).toContain('安审核');
    expect(decided(wish, annHas, later(30))).toMatchObject({
      ok: true,
      value: { claim: { staffId: 'bob' }, note: null },
    });
  });

  it('from somebody else with a reason is told in the history', () => {
    const taken = decided({ wish: 'claim', by: bob, reason: '安审核请假。' }, annHas);
    expect(taken).toMatchObject({ ok: true, value: { claim: { staffId: 'bob' }, note: { kind: 'taken-over' } } });
    expect(JSON.stringify(taken)).toContain('原由安审核办理。理由：安审核请假。');
  });

  it('is refused to whom four eyes leave nothing to do, also when the head gives it to them', () => {
    const acts = [{ action: 'send-back', from: 'awaiting-decision', staffId: 'bob' }] as const;
    for (const wish of [
      { wish: 'claim', by: bob, reason: '急件。' },
      { wish: 'assign', by: cid, to: bob, reason: '急件。' },
    ] as const) {
      expect(decided(wish, annHas, now, acts)).toMatchObject({ ok: false, refusal: { code: 'same-person' } });
    }
    expect(decided({ wish: 'claim', by: cid, reason: null }, null, now, acts)).toMatchObject({ ok: true });
  });
});

it('whoever has a case gives it back, nobody else', () => {
  expect(decided({ wish: 'release', by: ann }, annHas)).toEqual({ ok: true, value: { claim: null, note: null } });
  for (const [by, at] of [
    [bob, now],
    [ann, later(30)],
  ] as const) {
    expect(decided({ wish: 'release', by }, annHas, at)).toMatchObject({ refusal: { code: 'not-in-this-state' } });
  }
});

it('the head gives a case to somebody, and the history says to whom, from whom and why', () => {
  const given = decided({ wish: 'assign', by: cid, to: bob, reason: '安审核出差。' }, annHas);
  expect(given).toMatchObject({
    ok: true,
    value: { claim: { staffId: 'bob', name: '包审核' }, note: { kind: 'assigned' } },
  });
  expect(JSON.stringify(given)).toContain('交由包审核办理，原由安审核办理。理由：安审核出差。');
});

it('a lease that is over keeps nobody from anything, and no sweep has to end it', () => {
  expect(standingClaim(annHas, later(30))).toBeNull();
  expect(refusedClaim(annHas, bob, later(30))).toBeUndefined();
  expect(refusedClaim(annHas, ann, now)).toBeUndefined();
  expect(refusedClaim(annHas, bob, now)?.refusal.code).toBe('claimed');
});
