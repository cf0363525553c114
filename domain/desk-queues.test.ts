import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { matterRows } from './catalogue.ts';
import { caseQueues, deskQueueOf } from './desk-queues.ts';
import { applicationStates, isFinal, states } from './states.ts';

it('every open case that waits for the department, or for the person it is about, is in exactly one queue of the desk, and no other is in any', () => {
  const cases = fc.record({
    row: fc.constantFrom(...matterRows),
    state: fc.constantFrom(...applicationStates),
  });
  fc.assert(
    fc.property(cases, ({ row: { profession, matter }, state }) => {
      const queue = deskQueueOf({ profession, matter, state });
      const { queue: owner } = states[state];
      const isDesk = ['acceptance', 'review', 'decision', 'publicity'].includes(owner ?? '');
      expect(queue !== null).toBe(isDesk || state === 'awaiting-statement');
      if (queue !== null)
        expect([caseQueues.filter((one) => one === queue).length, isFinal(state)]).toEqual([1, false]);
    }),
  );
});

it('entries have a queue of their own, whoever has their step', () => {
  const entry = { profession: 'architect-2', matter: 'out-of-province-entry' } as const;
  for (const state of ['awaiting-acceptance', 'under-review', 'awaiting-decision'] as const) {
    expect(deskQueueOf({ ...entry, state })).toBe('entries');
  }
  expect(deskQueueOf({ profession: 'cost-2', matter: 'initial', state: 'under-review' })).toBe('review');
});
