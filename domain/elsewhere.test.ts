import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { matterRows } from './catalogue.ts';
import { endedElsewhere } from './elsewhere-rules.ts';
import { stepViolations } from './submission-rules.ts';
import { dateAt, makeFacts, makeQualification, rowFor } from './test-facts.ts';

const elsewhere = { number: '浙注20200001', province: '浙江省', validUntil: '2026-03-05' };
const entered = { ...makeQualification('architect-2'), source: 'out-of-province', elsewhere } as const;
const draft = { ...emptyDraft, qualificationId: entered.id };
const facts = (today: string, matter: 'initial' | 'reregistration' = 'initial') =>
  makeFacts(rowFor('architect-2', matter), today, { draft, qualifications: [entered] });

describe('a registration in another province that was entered with the qualification', () => {
  it.each([
    ['2026-03-05 23:59', 'elsewhere-proof-missing'],
    ['2026-03-06 00:01', null],
  ] as const)('is proved to be cancelled or transferred through its last day: at %s %s', (at, code) => {
    const told = endedElsewhere(facts(dateAt(at)));
    expect(told.map((each) => each.code)).toEqual(code === null ? [] : [code]);
    expect(endedElsewhere({ ...facts(dateAt(at)), readySlots: ['elsewhere-proof'] })).toEqual([]);
  });

  it('says which one it is, until when, and what to do', () => {
    const [violation] = stepViolations('files', facts('2026-03-05')).filter(
      ({ field }) => field === 'files.elsewhere-proof',
    );
    for (const part of ['浙江省', '浙注20200001', '2026年3月5日', '注销或者转出'])
      expect(violation?.message).toContain(part);
    expect(endedElsewhere(facts('2026-03-05', 'reregistration'))).toHaveLength(1);
  });

  it('is asked of nobody who has entered none, and of no other qualification of the person', () => {
    const none = { ...entered, elsewhere: null };
    expect(endedElsewhere({ ...facts('2026-03-05'), qualifications: [none] })).toEqual([]);
    const other = { ...entered, id: 'another' };
    expect(endedElsewhere({ ...facts('2026-03-05'), qualifications: [other, { ...none }] })).toEqual([]);
  });

  it('has its paper in every matter that registers on an entered qualification', () => {
    for (const row of matterRows) {
      const takes = row.asksQualification && row.acceptsEntries && row.standing !== 'registered';
      expect(row.optionalFiles.includes('elsewhere-proof'), `${row.profession} ${row.matter}`).toBe(takes);
    }
  });
});
