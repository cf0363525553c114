import { describe, expect, it } from 'vitest';
import {
  type CompanyChange,
  type CompanyChangeCommand,
  companyChangeActionsOf,
  decideCompanyChange,
  isConcerned,
} from './company-change.ts';
import { heldInMerger } from './project-locks.ts';

const now = new Date('2026-03-05T04:00:00Z');
const change: CompanyChange = {
  ...{
    id: 'change',
    initiator: 'employer',
    from: { creditCode: 'A', name: '旧名' },
    to: { creditCode: 'A', name: '新名' },
  },
  ...{ ground: '更名', evidenceFileId: null, state: 'draft', version: 1, acts: [] },
};
const command = (
  given: Pick<CompanyChangeCommand, 'action' | 'actor'> & Partial<CompanyChangeCommand>,
): CompanyChangeCommand => ({
  ...{ actorName: '某人', staffId: null, version: null, now, reason: null },
  ...given,
});

function after(before: CompanyChange, given: Parameters<typeof command>[0]): CompanyChange {
  const decision = decideCompanyChange(before, command(given));
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value;
}

function refusal(before: CompanyChange, given: Parameters<typeof command>[0]): string | undefined {
  const decision = decideCompanyChange(before, command(given));
  return decision.ok ? undefined : decision.refusal.code;
}

const evidence = { id: 'file', isReady: true };
const submitted = after(change, { action: 'submit', actor: 'employer', evidence });
const merger: CompanyChange = {
  ...{ ...submitted, initiator: 'department', to: { creditCode: 'B', name: '存续' } },
  acts: [
    { action: 'submit', at: now.toISOString(), actorParty: 'staff', actorName: '审核一', staffId: 'one', reason: null },
  ],
};

describe('a change of a company', () => {
  it('is submitted by the company with evidence that was inspected', () => {
    expect(refusal(change, { action: 'submit', actor: 'employer' })).toBe('rules-not-met');
    expect(refusal(change, { action: 'submit', actor: 'employer', evidence: { ...evidence, isReady: false } })).toBe(
      'file-not-ready',
    );
    expect(refusal(change, { action: 'submit', actor: 'review', evidence })).toBe('wrong-party');
    expect(submitted).toMatchObject({ state: 'under-review', version: 2, evidenceFileId: 'file' });
    expect(refusal(submitted, { action: 'submit', actor: 'employer', evidence })).toBe('not-in-this-state');
    expect(refusal(submitted, { action: 'withdraw', actor: 'employer', version: 1 })).toBe('changed-meanwhile');
  });

  it('is reviewed and decided by two who have not prepared it', () => {
    expect(refusal(merger, { action: 'recommend', actor: 'review', staffId: 'one' })).toBe('same-person');
    const reviewed = after(merger, { action: 'recommend', actor: 'review', staffId: 'two', reason: '同意' });
    for (const staffId of ['one', 'two']) {
      for (const action of ['approve', 'reject', 'send-back'] as const) {
        expect(refusal(reviewed, { action, actor: 'decision', staffId })).toBe('same-person');
      }
      expect(companyChangeActionsOf(reviewed, { actor: 'decision', staffId })).toEqual([]);
    }
    const back = after(reviewed, { action: 'send-back', actor: 'decision', staffId: 'three', reason: '请补充' });
    expect(refusal(back, { action: 'recommend', actor: 'review', staffId: 'three' })).toBe('same-person');
    expect(companyChangeActionsOf(back, { actor: 'review', staffId: 'two' })).toEqual(['withdraw', 'recommend']);
    const approved = after(reviewed, { action: 'approve', actor: 'decision', staffId: 'three' });
    expect(approved.state).toBe('carrying-out');
    expect(refusal(approved, { action: 'withdraw', actor: 'review', staffId: 'one' })).toBe('not-in-this-state');
    expect(after(approved, { action: 'complete', actor: 'system' }).state).toBe('completed');
  });

  it.each([
    ['2026-03-05', '2026-03-05', true],
    ['2026-03-05', '2026-03-06', false],
  ])('concerns what is valid: until %s, on %s: %s', (validUntil, today, is) => {
    const entry = {
      employerCreditCode: 'A',
      employerName: '旧名',
      validUntil,
      cancelledOn: null,
      terms: [],
      protection: null,
    };
    expect(isConcerned(entry, change, today)).toBe(is);
  });

  it('concerns the company that is named, under another name or, of a merger, any', () => {
    const entry = {
      employerCreditCode: 'A',
      employerName: '新名',
      validUntil: '2027-01-01',
      cancelledOn: null,
      terms: [],
      protection: null,
    };
    expect(isConcerned(entry, change, '2026-03-05')).toBe(false);
    expect(isConcerned(entry, merger, '2026-03-05')).toBe(true);
    expect(isConcerned({ ...entry, employerCreditCode: 'C' }, merger, '2026-03-05')).toBe(false);
    expect(isConcerned({ ...entry, cancelledOn: '2026-01-01' }, merger, '2026-03-05')).toBe(false);
  });

  it.each([
    ['a merger', '2026-03-05', true],
    ['a merger', '2026-03-06', false],
    ['another name', '2026-03-05', false],
  ] as const)(
    'leaves a registration that a project holds until 2026-03-05 where it is: of %s on %s: %s',
    (of, at, is) => {
      const lock = { project: '演示大厦', reason: '担任项目负责人', until: '2026-03-05' };
      const held = heldInMerger({ lock }, of === 'a merger' ? merger : change, at);
      expect(held).toEqual(is ? lock : null);
      expect(heldInMerger({ lock: null }, merger, at)).toBeNull();
    },
  );
});
