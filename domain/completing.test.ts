import { describe, expect, it } from 'vitest';
import type { CaseRecord } from './case-record.ts';
import { emptyDraft } from './application-parts.ts';
import { decide } from './decide.ts';
import { makeApplication } from './test-facts.ts';

const officer = { staffId: 'review-1', personId: 'officer' };

function decided(over: { readonly documentId?: string; readonly version?: number; readonly personId?: string } = {}) {
  const application: CaseRecord = {
    ...makeApplication(),
    ...{
      personId: 'person-1',
      formerPersonId: null,
      employerCreditCode: 'A',
      working: emptyDraft,
      commitments: {},
      period: null,
    },
    ...{ stateVersion: 1, registrationNumbers: [], state: 'under-review', version: 5 },
  };
  const facts = {
    ...{
      application,
      acts: [],
      notices: 0,
      openedAt: null,
      claim: null,
      hold: null,
      isIssued: false,
      openObjections: 0,
      owesQualification: false,
      fileNames: {},
    },
    incomplete: { 'application-form-3': '注册申请表' },
    digest: (text: string) => text,
  };
  return decide(facts, {
    action: 'complete-document',
    actor: 'review',
    actorName: '审核员甲',
    officer: { ...officer, personId: over.personId ?? officer.personId },
    version: over.version ?? 5,
    now: new Date('2026-03-02T01:00:00.000Z'),
    documentId: over.documentId ?? 'application-form-3',
    reason: '已手写。',
  });
}

const refusalOf = (decision: ReturnType<typeof decided>) => (decision.ok ? null : decision.refusal.code);

describe('completing a document by hand', () => {
  it('is told in the timeline and changes nothing else of the application', () => {
    const decision = decided();
    if (!decision.ok) throw new Error(decision.refusal.detail);
    const { before, after, event, completes, endsStep } = decision.value;
    expect(after).toEqual({ ...before, version: 6, updatedAt: '2026-03-02T01:00:00.000Z' });
    expect(event).toMatchObject({
      reason: '注册申请表：已手写。',
      staffId: 'review-1',
      to: 'under-review',
      notices: null,
    });
    expect([completes, endsStep]).toEqual(['application-form-3', false]);
  });

  it('is refused where nothing is missing, on another version, and to whoever it is about', () => {
    expect(refusalOf(decided({ documentId: 'commitment-letter-3' }))).toBe('not-in-this-state');
    expect(refusalOf(decided({ version: 4 }))).toBe('changed-meanwhile');
    expect(refusalOf(decided({ personId: 'person-1' }))).toBe('own-case');
  });
});
