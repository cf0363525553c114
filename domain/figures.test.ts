import fc from 'fast-check';
import { type CaseCounter, caseCounters } from './figure-counters.ts';
import { describe, expect, it } from 'vitest';
import {
  type CellCounts,
  cellCounts,
  changeOfCounts,
  type CountedApplication,
  type CountedCase,
  countedAfter,
  type CountedStep,
  limitOfStep,
  monthOfNumber,
  uncounted,
} from './figures.ts';
import { applicationStates } from './states.ts';

const number = 'ZS20260302000001';
const cities = ['91320508000010014J', '91320100000010024X', '91310000000010024X', undefined] as const;

const anyApplication = fc.record<CountedApplication>({
  number: fc.constantFrom(number, number, number, undefined),
  profession: fc.constant('constructor-2'),
  matter: fc.constantFrom('initial', 'renewal'),
  state: fc.constantFrom(...applicationStates),
  version: fc.nat(12).map((version) => version + 1),
  employerCreditCode: fc.constantFrom(...cities),
});
const anyStep = fc.record<CountedStep>({
  state: fc.constantFrom('awaiting-acceptance', 'under-review', 'awaiting-decision', 'in-publicity'),
  openedAt: fc.constant('2026-03-02T01:00:00.000Z'),
  dueAt: fc.constant('2026-03-09T15:59:59.000Z'),
  closedAt: fc.constantFrom('2026-03-02T01:30:00.000Z', '2026-03-05T01:00:00.000Z', '2026-03-20T01:00:00.000Z'),
  employerCreditCode: fc.constantFrom(...cities),
  next: fc.constantFrom('under-review', 'withdrawn', undefined),
});

/** Counters as they stand after changes were added to them. */
function added(to: Map<string, number>, change: CellCounts): void {
  for (const [cell, counts] of change) {
    for (const [counter, by] of counts) to.set(`${cell}|${counter}`, (to.get(`${cell}|${counter}`) ?? 0) + by);
  }
}

const standing = (counters: ReadonlyMap<string, number>) => [...counters].filter(([, count]) => count !== 0).sort();

const step: CountedStep = {
  ...{ state: 'under-review', openedAt: '2026-03-02T01:00:00.000Z', dueAt: '2026-03-09T15:59:59.000Z' },
  ...{ closedAt: '2026-03-02T02:00:00.000Z', next: 'awaiting-decision' },
};

describe('the counters of a case', () => {
  it('are the same in whatever order and however often the stream brings its changes, and equal to what its items say at the end', () => {
    const life = fc.record({
      // One item has one content at each version.
      applications: fc.uniqueArray(anyApplication, { selector: ({ version }) => version, minLength: 1, maxLength: 8 }),
      steps: fc.array(anyStep, { maxLength: 6 }),
      order: fc.array(fc.nat(100), { maxLength: 25 }),
    });
    fc.assert(
      fc.property(life, ({ applications, steps, order }) => {
        const brought = [...order.map((at) => applications[at % applications.length]!), ...applications.toReversed()];
        const counters = new Map<string, number>();
        let counted: CountedCase = uncounted;
        for (const application of brought) {
          const after = countedAfter(counted, application, steps);
          added(counters, changeOfCounts(counted, after));
          counted = after;
        }
        const newest = applications.reduce((left, right) => (right.version > left.version ? right : left));
        const items = new Map<string, number>();
        added(items, cellCounts([countedAfter(uncounted, newest, steps)]));
        expect(standing(counters)).toEqual(standing(items));
      }),
      { numRuns: 300 },
    );
  });

  it('move with the state and the employer, and are none before an application has a number', () => {
    const application = { number, profession: 'cost-2', matter: 'initial', state: 'under-review', version: 5 } as const;
    const before = countedAfter(uncounted, { ...application, employerCreditCode: cities[0] }, [step]);
    expect([...cellCounts([before])]).toEqual([['application|3205|cost-2/initial', new Map([['under-review', 1]])]]);
    const moved = { ...application, state: 'awaiting-decision', version: 6, employerCreditCode: cities[0] } as const;
    expect([...changeOfCounts(before, countedAfter(before, moved, [step])).values()]).toEqual([
      new Map([
        ['under-review', -1],
        ['awaiting-decision', 1],
      ]),
    ]);
    const approved = { ...application, state: 'approved', version: 7, employerCreditCode: cities[2] } as const;
    expect([...changeOfCounts(before, countedAfter(before, approved, []))]).toEqual([
      ['application|elsewhere|cost-2/initial', new Map([['approved', 1]])],
      ['application|3205|cost-2/initial', new Map([['under-review', -1]])],
    ]);
    const draft = { ...application, number: undefined, version: 1 };
    expect(cellCounts([countedAfter(uncounted, draft, [])]).size).toBe(0);
  });

  it('have each handled step of what is finished by its time, late ones besides, and none that a withdrawal ended', () => {
    const late = { ...step, closedAt: '2026-03-10T01:00:00.000Z' };
    const accepted = { ...step, state: 'awaiting-acceptance' } as const;
    const steps: CountedStep[] = [step, late, { ...late, next: 'withdrawn' }, accepted];
    const application = { number, profession: 'cost-2', matter: 'initial', version: 5 } as const;
    const stepsOf = (state: 'approved' | 'under-review') =>
      [...cellCounts([countedAfter(uncounted, { ...application, state }, steps)])].filter(([cell]) =>
        cell.startsWith('step'),
      );
    const expected: [CaseCounter, number][] = [
      ['review-h1', 1],
      ['review-d6', 1],
      ['review-late', 1],
      ['acceptance-h1', 1],
    ];
    expect(stepsOf('approved')).toEqual([['step|elsewhere|all', new Map(expected)]]);
    expect(stepsOf('under-review')).toEqual([]);
  });

  it('have a name of their own for each step', () => {
    expect(new Set(caseCounters).size).toBe(caseCounters.length);
  });

  it('are those of the month in the number, which stays when the application is sent again', () => {
    expect(monthOfNumber('JZ20261122000001')).toBe('2026-11');
    expect([monthOfNumber(undefined), monthOfNumber('苏2320190001234')]).toEqual([null, null]);
  });

  it('are held against the days that the catalogue gives the step', () => {
    expect(limitOfStep('awaiting-acceptance')).toEqual({ least: 5, most: 5 });
  });
});
