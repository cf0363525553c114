import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical-text.ts';
import { brokenCommitments, commitmentsGiven, coveredContent, missingCommitments, readsAnew } from './commitments.ts';
import { correctedDraft, onlyOpenFields } from './corrected-draft.ts';
import { openFields } from './open-fields.ts';
import { makeApplication, rowFor, sampleEmployment } from './test-facts.ts';

const application = makeApplication({
  attachments: { photo: 'photo-1', contract: 'contract-1', 'sealed-form': 'seal-1' },
  draft: { ...makeApplication().draft, employment: sampleEmployment },
});
const { draft } = application;

describe('a commitment', () => {
  it.each([
    ['the photo', { attachments: { ...application.attachments, photo: 'photo-2' } }, ['read', 'sealed'], true],
    ['the contract file', { attachments: { ...application.attachments, contract: 'contract-2' } }, ['read'], false],
    ['the seal', { attachments: { ...application.attachments, 'sealed-form': 'seal-2' } }, ['sealed'], false],
    ['the supplement', { supplement: { kind: 'none' as const } }, ['sealed'], false],
    ['a position', withEmployment({ position: '负责人' }), ['read', 'sealed'], true],
    ['the employer', withEmployment({ employerCreditCode: 'B' }), ['read', 'sealed', 'released'], true],
    ['the former identity', { draft: { ...draft, formerIdNumber: 'X' } }, ['read', 'sealed', 'released'], false],
    ['a new submission', { submission: 2 }, ['read', 'sealed', 'released'], false],
    ['the number', { number: 'another' }, [], false],
  ])('is broken by %s exactly where it covers it', (_, change, broken, anew) => {
    const after = { ...application, ...change };
    expect(brokenCommitments(application, after)).toEqual(broken);
    expect(readsAnew(application, after)).toBe(anew);
  });

  it('is given by the actions and actors of its row alone', () => {
    expect(commitmentsGiven('submit', 'practitioner')).toEqual(['read']);
    expect(commitmentsGiven('answer-correction', 'practitioner')).toEqual(['read']);
    expect(commitmentsGiven('answer-correction', 'employer')).toEqual(['sealed']);
    expect(commitmentsGiven('lapse-release', 'system')).toEqual(['released']);
    expect(commitmentsGiven('approve', 'decision')).toEqual([]);
  });

  it('is required of each party whose word the matter needs', () => {
    const change = { ...application, matter: 'change-employer' } as const;
    expect(missingCommitments(change)).toEqual(['read', 'sealed', 'released']);
    expect(missingCommitments({ ...change, standing: { read: true, sealed: true, released: false } })).toEqual([
      'released',
    ]);
    expect(missingCommitments({ ...application, matter: 'cancellation', initiator: 'department' })).toEqual([]);
  });

  it('covers the same content whatever the order in which a table keeps it', () => {
    const reversed = Object.fromEntries(Object.entries(application.attachments).toReversed());
    expect(coveredContent('read', { ...application, attachments: reversed })).toBe(coveredContent('read', application));
    expect(canonicalText({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });
});

describe('a draft in correction', () => {
  const row = rowFor('architect-2', 'initial');
  const working = { ...draft, employment: { ...sampleEmployment, position: '负责人', employerName: '乙公司' } };

  it('takes what the notice names and names whatever else was changed', () => {
    const open = openFields([{ field: 'employment.position' }]);
    expect(onlyOpenFields(row, draft, working, open).map(({ field }) => field)).toEqual(['employment.employerName']);
    expect(correctedDraft(draft, working, open).employment).toEqual({ ...sampleEmployment, position: '负责人' });
  });

  it('takes with a date of the contract the one of the employment that must follow it, and never another employer', () => {
    expect([...openFields([{ field: 'employment.contractEnd' }])]).toEqual([
      'employment.contractEnd',
      'employment.employmentEnd',
    ]);
    expect([...openFields([{ field: 'employment.employerName' }, { field: null }])]).toEqual([]);
  });
});

function withEmployment(change: Partial<typeof sampleEmployment>) {
  return { draft: { ...draft, employment: { ...sampleEmployment, ...change } } };
}
