import { expect, it } from 'vitest';
import { batchProblem, objectionFilterOf, typedBatch } from './objection-filter.ts';

it('a filter of objections comes back from the address, and what is no condition does not', () => {
  const filter = { profession: 'cost-2', stage: 'asked', batch: '2026-3', name: '张 & 明' } as const;
  const query = new URLSearchParams({ ...filter, colour: 'red', city: ' ', list: 'open' });
  expect(objectionFilterOf(`?${query.toString()}`)).toEqual(filter);
});

it.each([
  ['苏建注公示〔2026〕第3号', '2026-3'],
  ['２０２６－０３', '2026-3'],
  ['2026年第12号', '2026-12'],
  ['第3号', '第3号'],
])('a batch written as %s is %s', (text, batch) => {
  expect(typedBatch(text)).toBe(batch);
  expect(batchProblem(text) === undefined).toBe(batch.startsWith('2026-'));
});
