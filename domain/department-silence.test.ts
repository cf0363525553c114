import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import type { CaseRecord } from './case-record.ts';
import type { CaseFacts } from './case-facts.ts';
import type { StepCommand } from './command.ts';
import { decide } from './decide.ts';
import { acceptanceNotice, correctionNotice, extensionNotice } from './documents/notices.ts';
import { lapseOf } from './lifecycle.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import type { Outcome } from './outcome.ts';
import { makeApplication } from './test-facts.ts';

// Late in the evening in UTC is the next day in Shanghai.
const openedAt = '2026-03-02T17:00:00.000Z';
const now = new Date('2026-03-10T16:00:00.000Z');
const head = { staffId: 'decision-1', personId: null };
const extend = { action: 'extend-review', actor: 'decision', officer: head, reason: '需向原注册地核实。' } as const;
const correction = { addressee: 'practitioner', items: [], laterReason: null } as const;

function facts(overrides: Partial<CaseRecord>, more: Partial<CaseFacts> = {}): CaseFacts {
  const application: CaseRecord = {
    ...makeApplication(),
    ...{ personId: 'person-1', formerPersonId: null, employerCreditCode: 'A', working: emptyDraft, commitments: {} },
    ...{ stateVersion: 1, registrationNumbers: [], period: null },
    ...overrides,
  };
  const nothing = { isIssued: false, openObjections: 0, owesQualification: false, incomplete: {}, fileNames: {} };
  return {
    application,
    acts: [],
    notices: 0,
    openedAt,
    claim: null,
    hold: null,
    ...nothing,
    digest: (text) => text,
    ...more,
  };
}

type Action = Pick<StepCommand, 'action' | 'actor'> & Partial<StepCommand>;

function decided(given: CaseFacts, command: Action) {
  return decide(given, { actorName: '系统', version: null, reason: null, now, ...command } as StepCommand);
}

function outcome(given: CaseFacts, command: Action): Outcome {
  const decision = decided(given, command);
  if (!decision.ok) throw new Error(decision.refusal.detail);
  return decision.value;
}

describe('an application that nobody examines in time', () => {
  const deemed = () => outcome(facts({ state: 'awaiting-acceptance' }), { action: 'deem-accepted', actor: 'system' });

  it('is accepted since its material was received, and the review counts from then on', () => {
    const { after, event } = deemed();
    expect(after).toMatchObject({ state: 'under-review', period: { from: openedAt, extraDays: 0 } });
    expect(event).toMatchObject({ actorParty: 'system', notices: ['acceptance-notice'] });
  });

  it('gets a notice that says so, which the usual one does not', () => {
    const { event } = deemed();
    const application = makeApplication();
    const text = acceptanceNotice(application, '2026-03-11', event?.reason ?? null).statements.join('');
    expect(text).toContain('视为受理。申请材料于2026年3月3日收到，5个工作日内未告知需要补正的内容');
    expect(acceptanceNotice(application, '2026-03-11', null).statements.join('')).toContain('现予受理');
  });
});

describe('a step of the parties that nobody answers', () => {
  const states = ['awaiting-employer', 'returned', 'awaiting-correction'] as const;

  it.each(states)('ends the application before acceptance, and after it leads back to the reviewer: %s', (state) => {
    const lapse = (from: 'awaiting-acceptance' | 'under-review') =>
      lapseOf(state, lifecycleFacts(makeApplication({ correction: { ...correction, from } })));
    expect([lapse('awaiting-acceptance'), lapse('under-review')]).toEqual(['expire', 'lapse-correction']);
    const { after, event } = outcome(facts({ state, correction: { ...correction, from: 'under-review' } }), {
      action: 'lapse-correction',
      actor: 'system',
    });
    expect([after?.state, event?.notices]).toEqual(['under-review', []]);
  });

  it('is told in the notice what its silence leads to', () => {
    const issued = { addresseeName: '张演示', items: [], laterReason: null };
    const last = (accepted: boolean) =>
      correctionNotice(makeApplication(), { ...issued, accepted }, '2026-03-11').statements.at(-1);
    expect(last(false)).toContain('逾期未补正的，申请失效');
    expect(last(true)).toContain('逾期未补正的，按现有材料作出决定');
  });
});

describe('the head', () => {
  it.each(['under-review', 'awaiting-decision'] as const)('extends %s by ten working days, with a notice', (state) => {
    const { after, event, endsStep } = outcome(facts({ state }), extend);
    expect(after).toMatchObject({ state, period: { from: openedAt, extraDays: 10 } });
    expect(after?.extension).toEqual({ reason: extend.reason, at: now.toISOString() });
    expect([event?.reason, event?.notices, endsStep]).toEqual([extend.reason, ['extension-notice'], true]);
    const { statements } = extensionNotice(makeApplication(), '2026-03-11', extend.reason);
    expect(statements).toContain(extend.reason);
    expect(statements.join('')).toContain('第四十二条，审查期限延长10个工作日');
  });

  it('counts the added days from where the review counted before', () => {
    const period = { from: '2026-03-01T01:00:00.000Z', extraDays: 0 };
    expect(outcome(facts({ state: 'under-review', period }), extend).after?.period).toEqual({
      ...period,
      extraDays: 10,
    });
  });

  it('extends once, gives the next step its usual days, and may extend a new submission', () => {
    const { after } = outcome(facts({ state: 'under-review' }), extend);
    if (after === null) throw new Error('nothing is there');
    const again = decided(facts({ ...after }), extend);
    expect(again.ok ? null : again.refusal.code).toBe('not-in-this-state');
    const recommendation = {
      outcome: 'reject',
      opinion: '不符合条件。',
      reviewerId: 'review-1',
      reviewerName: '审核员甲',
    } as const;
    const officer = { staffId: 'review-1', personId: null };
    const next = outcome(facts({ ...after }), { action: 'recommend', actor: 'review', officer, recommendation });
    expect(next.after).toMatchObject({ period: null, extension: { reason: extend.reason } });
  });

  it('extends nothing that the department has begun, and is not whoever reviews it', () => {
    const own = decided(facts({ state: 'under-review', matter: 'cancellation', initiator: 'department' }), extend);
    expect(own.ok ? null : own.refusal.code).toBe('not-in-this-state');
    const reviewed = { action: 'recommend', from: 'under-review', staffId: head.staffId } as const;
    const self = decided(facts({ state: 'awaiting-decision' }, { acts: [reviewed] }), extend);
    expect(self.ok ? null : self.refusal.code).toBe('same-person');
  });
});
