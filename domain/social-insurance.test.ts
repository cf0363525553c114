import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { insuredHere } from './insurance-rules.ts';
import { insuranceFinding, type InsuredMonth, lastFullMonth } from './social-insurance.ts';
import { submissionViolations, submissionWarnings } from './submission-rules.ts';
import { dateAt, makeFacts, rowFor, sampleEmployment } from './test-facts.ts';

const own = sampleEmployment.employerCreditCode ?? '';
const paidBy = (creditCode: string, ...months: string[]): InsuredMonth[] =>
  months.map((month) => ({ month, creditCode, unitName: creditCode === own ? '甲公司' : '乙公司' }));

describe('who pays the social insurance', () => {
  it.each([
    ['2026-02-28 23:59', '2026-01'],
    ['2026-03-01 00:01', '2026-02'],
    ['2026-01-15 12:00', '2025-12'],
  ])('is asked at %s of %s', (at, month) => expect(lastFullMonth(dateAt(at))).toBe(month));

  it('is the employer since the first of the months without a gap', () => {
    const months = paidBy(own, '2025-10', '2025-12', '2026-01', '2026-02');
    expect(insuranceFinding(months, own, '2026-03-05')).toEqual({
      kind: 'employer',
      month: '2026-02',
      since: '2025-12',
    });
  });

  it('is another, which and since when, also when the employer pays beside it', () => {
    const months = [...paidBy('B', '2026-01', '2026-02'), ...paidBy(own, '2026-02')];
    expect(insuranceFinding(months, own, '2026-03-05')).toEqual({
      ...{ kind: 'other', month: '2026-02', since: '2026-01', unitName: '乙公司', creditCode: 'B' },
    });
  });

  it('is nobody when the list has nothing of the last full month', () => {
    expect(insuranceFinding(paidBy('B', '2026-01', '2026-03'), own, '2026-03-05')).toEqual({
      ...{ kind: 'none', month: '2026-02' },
    });
  });
});

describe('an applicant', () => {
  const facts = (insured: InsuredMonth[], today = '2026-03-05') =>
    makeFacts(rowFor('architect-2', 'initial'), today, { insured });

  it.each([
    ['2026-02-28 23:59', []],
    ['2026-03-01 00:01', ['insured-elsewhere']],
    ['2026-03-31 23:59', ['insured-elsewhere']],
    ['2026-04-01 00:01', []],
  ])('whom another unit has insured in February is told at %s: %j', (at, codes) => {
    expect(insuredHere(facts(paidBy('B', '2026-02'), dateAt(at))).map(({ code }) => code)).toEqual(codes);
  });

  it('is warned and not refused', () => {
    const warned = facts(paidBy('B', '2026-02'));
    expect(submissionWarnings(warned).map(({ message }) => message)).toEqual([expect.stringContaining('“乙公司”')]);
    expect(submissionViolations(warned).map(({ code }) => code)).not.toContain('insured-elsewhere');
  });

  it('is told nothing while no employer is named, nor of a matter that asks for none', () => {
    expect(insuredHere({ ...facts(paidBy('B', '2026-02')), draft: emptyDraft })).toEqual([]);
    const addition = { ...facts(paidBy('B', '2026-02')), row: rowFor('constructor-2', 'addition') };
    expect(insuredHere(addition)).toEqual([]);
  });
});
