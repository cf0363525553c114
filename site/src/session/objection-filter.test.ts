import { expect, it } from 'vitest';
import { dueColours } from '../../../domain/due-colour.ts';
import { objectionOutcomes, openStages } from '../../../domain/objections.ts';
import { batchProblem, objectionFilterOf, typedBatch } from './objection-filter.ts';

it('a filter of objections comes back from the address, and what is no condition does not', () => {
  const filter = { profession: 'cost-2', stage: 'asked', batch: '2026-3', name: '张 & 明' } as const;
  const query = new URLSearchParams({ ...filter, colour: 'red', city: ' ', list: 'open' });
  expect(objectionFilterOf(`?${query.toString()}`, { stages: openStages, colours: dueColours })).toEqual(filter);
});

it.each([
  [
    { stages: openStages, colours: dueColours },
    { name: '张明', colour: 'soon', stage: 'asked' },
  ],
  [{ stages: objectionOutcomes, colours: [] }, { name: '张明' }],
])('a list asks nothing of the address that it does not offer: %#', (offered, filter) => {
  expect(objectionFilterOf('?name=张明&colour=soon&stage=asked&claimedBy=me&idNumber=1', offered)).toEqual(filter);
});

it.each([
  ['苏建注公示〔2026〕第3号', '2026-3'],
  ['２０２６－０３', '2026-3'],
  ['2026年第12号', '2026-12'],
  [' 2026 年 第 12 号 ', '2026-12'],
  ['2026年3月2日第5号', '2026年3月2日第5号'],
  ['2026年3月', '2026年3月'],
  ['2026-03-05', '2026-03-05'],
  ['2026-1234567', '2026-1234567'],
  ['第3号', '第3号'],
])('a batch written as %s is %s', (text, batch) => {
  expect(typedBatch(text)).toBe(batch);
  expect(batchProblem(text) === undefined).toBe(batch !== text.trim());
});
