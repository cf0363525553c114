import { describe, expect, it, test } from 'vitest';
import { bucketOf } from './figures.ts';
import { handledOf, isBeyond, percentileBucket } from './handling-times.ts';

const monday = new Date('2026-03-02T01:00:00.000Z'); // 09:00 in Shanghai
const after = (hours: number) => new Date(monday.getTime() + hours * 3_600_000);

test.each([
  [after(0.5), 'h1'],
  [after(1), 'h1'],
  [after(3), 'h4'],
  [after(14), 'd0'],
  [after(16), 'd1'],
  [after(24 * 4), 'd4'],
  // The weekend does not count: until Sunday it is Friday's.
  [after(24 * 6), 'd4'],
  [after(24 * 7), 'd5'],
  [after(24 * 400), 'over'],
])('what began on a Monday morning and ended at %s took %s', (ended, bucket) => {
  expect(bucketOf(monday, ended)).toBe(bucket);
});

describe('a percentile of a histogram', () => {
  it('is the bucket up to which that share has ended', () => {
    const histogram = { h1: 50, d2: 44, d5: 5, d30: 1 };
    expect(handledOf(histogram)).toBe(100);
    expect([0.5, 0.51, 0.95, 0.99, 1].map((share) => percentileBucket(histogram, share))).toEqual([
      ...['h1', 'd2', 'd5', 'd5', 'd30'],
    ]);
  });

  it('is the same as of the list of all times, whatever they are', () => {
    for (let round = 0; round < 50; round += 1) {
      const times = Array.from({ length: 1 + ((round * 7) % 23) }, (_, index) =>
        after(((index + 1) * (round + 3) * 13) % 900),
      );
      const inOrder = times.toSorted((left, right) => left.getTime() - right.getTime());
      const histogram: Record<string, number> = {};
      for (const time of times) histogram[bucketOf(monday, time)] = (histogram[bucketOf(monday, time)] ?? 0) + 1;
      for (const share of [0.5, 0.95]) {
        const ranked = inOrder[Math.ceil(times.length * share) - 1]!;
        expect(percentileBucket(histogram, share)).toBe(bucketOf(monday, ranked));
      }
    }
  });

  it('is none of nothing', () => {
    expect(percentileBucket({}, 0.5)).toBeNull();
  });
});

test('a bucket is beyond a limit when all in it took longer', () => {
  expect([isBeyond('d5', 5), isBeyond('d6', 5), isBeyond('d12', 10), isBeyond('h1', 0)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
