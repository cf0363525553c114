import { expect, it } from 'vitest';
import { filterOf, looksUp, queueQuery } from './queue-filter.ts';

it('a filter comes back from the address as it was written there, and nothing else does', () => {
  const filter = { profession: 'cost-2', matter: 'initial', name: '张 & 明', claimedBy: 'me' } as const;
  expect(filterOf(`?${queueQuery('review', filter)}&other=1&city=%20&colour=red`)).toEqual(filter);
  expect(filterOf('')).toEqual({});
  expect([looksUp(filter), looksUp({ city: '3201' })]).toEqual([true, false]);
});
