import fc from 'fast-check';
import { type CaseCounter } from './figure-counters.ts';
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
  number: fc.constant(number),
  stateVersion: fc.nat(9),
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

describe('the counters of a case', () => {
  it('are the same in whatever order and however often the stream brings its changes, and equal to what its items say at the end', () => {
    const life = fc.record({
      // One item has one content at each version, and a step one end.
      applications: fc.uniqueArray(anyApplication, { selector: ({ version }) => version, maxLength: 8 }),
      steps: fc.uniqueArray(anyStep, { selector: ({ stateVersion }) => stateVersion, maxLength: 6 }),
      order: fc.array(fc.nat(100), { maxLength: 25 }),
    });
    fc.assert(
      fc.property(life, ({ applications, steps, order }) => {
        const changes = [
          ...applications.map((application) => ({ applications: [application], steps: [] })),
          ...steps.map((step) => ({ applications: [], steps: [step] })),
        ];
        if (changes.length === 0) return;
        const brought = [...order.map((at) => changes[at % changes.length]!), ...changes.toReversed()];
        const counters = new Map<string, number>();
        let counted: CountedCase = uncounted;
        for (const change of brought) {
          const after = countedAfter(counted, change);
          added(counters, changeOfCounts(counted, after));
          counted = after;
        }
        const newest = applications.toSorted((left, right) => right.version - left.version).slice(0, 1);
        const items = new Map<string, number>();
        added(items, cellCounts([countedAfter(uncounted, { applications: newest, steps })]));
        expect(standing(counters)).toEqual(standing(items));
      }),
      { numRuns: 300 },
    );
  });

  it('move with the state and the employer, and are none before an application has a number', () => {
    const application = { number, profession: 'cost-2', matter: 'initial', state: 'under-review', version: 5 } as const;
    const before = countedAfter(uncounted, {
      applications: [{ ...application, employerCreditCode: cities[0] }],
      steps: [],
    });
    expect([...cellCounts([before])]).toEqual([['application|3205|cost-2/initial', new Map([['under-review', 1]])]]);
    const approved = { ...application, state: 'approved', version: 6, employerCreditCode: cities[2] } as const;
    const after = countedAfter(before, { applications: [approved], steps: [] });
    expect([...changeOfCounts(before, after)]).toEqual([
      ['application|elsewhere|cost-2/initial', new Map([['approved', 1]])],
      ['application|3205|cost-2/initial', new Map([['under-review', -1]])],
    ]);
    const draft = { ...application, number: undefined, version: 1 };
    expect(cellCounts([countedAfter(uncounted, { applications: [draft], steps: [] })]).size).toBe(0);
  });

  it('have each handled step by its time, late ones besides, and none that a withdrawal ended', () => {
    const step = { number, state: 'under-review', openedAt: '2026-03-02T01:00:00.000Z' } as const;
    const dueAt = '2026-03-09T15:59:59.000Z';
    const steps: CountedStep[] = [
      { ...step, stateVersion: 3, dueAt, closedAt: '2026-03-02T02:00:00.000Z', next: 'awaiting-decision' },
      { ...step, stateVersion: 5, dueAt, closedAt: '2026-03-10T01:00:00.000Z', next: 'awaiting-decision' },
      { ...step, stateVersion: 7, dueAt, closedAt: '2026-03-10T01:00:00.000Z', next: 'withdrawn' },
    ];
    const counts = cellCounts([countedAfter(uncounted, { applications: [], steps })]);
    const expected: [CaseCounter, number][] = [
      ['h1', 1],
      ['d6', 1],
      ['late', 1],
    ];
    expect([...counts]).toEqual([['step|elsewhere|under-review', new Map(expected)]]);
  });

  it('are those of the month in the number, which stays when the application is sent again', () => {
    expect(monthOfNumber('JZ20261122000001')).toBe('2026-11');
    expect([monthOfNumber(undefined), monthOfNumber('苏2320190001234')]).toEqual([null, null]);
  });

  it('are held against the days that the catalogue gives the step', () => {
    expect(limitOfStep('awaiting-acceptance')).toEqual({ least: 5, most: 5 });
  });
});
