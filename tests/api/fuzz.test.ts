import { expect, it } from 'vitest';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { fuzzWorld } from '../fuzz/world.ts';

it('hostile requests are refused with a problem document, never fail, and change nothing', async () => {
  const world = await fuzzWorld(cloud.target);
  const { requests, statuses, groups, faults } = await fuzz({ ...world, count: 300, seed: 20_260_301 });
  expect(faults).toEqual([]);
  expect(requests).toBe(300);
  expect(Object.keys(groups).toSorted()).toEqual(['department', 'employer', 'practitioner', 'public']);
  expect(statuses['400'] ?? 0).toBeGreaterThan(50);
});
