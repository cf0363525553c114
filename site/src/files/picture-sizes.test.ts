import { expect, it } from 'vitest';
import { picturesAboveShare, sidesWithin } from './picture-sizes.ts';

it('shrinks pictures in proportion and enlarges none', () => {
  expect(sidesWithin({ width: 4000, height: 3000 }, 2000)).toEqual({ width: 2000, height: 1500 });
  expect(sidesWithin({ width: 3000, height: 4000 }, 2000)).toEqual({ width: 1500, height: 2000 });
  expect(sidesWithin({ width: 800, height: 600 }, 2000)).toEqual({ width: 800, height: 600 });
  expect(sidesWithin({ width: 10_000, height: 1 }, 100)).toEqual({ width: 100, height: 1 });
});

it('leaves pictures alone that fit together, to the byte', () => {
  const room = 1000 + 3 * 700;
  expect(picturesAboveShare([400, 600], room)).toEqual([]);
  expect(picturesAboveShare([400, 601], room)).toEqual([1]);
});

it('shrinks only those above their even share', () => {
  expect(picturesAboveShare([100, 900, 900, 100], 1000 + 5 * 700)).toEqual([1, 2]);
});
