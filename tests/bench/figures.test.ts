import { expect, test } from 'vitest';
import { latencyRows, percentile, printed, table } from './figures.ts';

test('a percentile is the sample of the nearest rank, whatever the order', () => {
  const samples = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0.5, 0.95, 1].map((share) => percentile(samples, share))).toEqual([10, 19, 20]);
  expect(percentile([7], 0.5)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test('latencies stand beside the same percentile of their baseline, and only the 95th has a target', () => {
  const rows = latencyRows('call', [10, 20], { name: 'bare', samples: [2, 4] }, { p95: 15 }).map(printed);
  expect(rows).toMatchObject([
    { name: 'call p50', figure: 10, baseline: 'bare p50: 2 ms', ratio: 5, target: '', met: null },
    { name: 'call p95', figure: 20, baseline: 'bare p95: 4 ms', ratio: 5, target: '≤ 15 ms', met: false },
  ]);
});

test('a target is a bound from above or from below, and its border keeps it', () => {
  const met = (target: { most: number } | { least: number }) => printed({ name: 'x', figure: 5, unit: '', target }).met;
  expect([met({ most: 5 }), met({ most: 4.9 }), met({ least: 5 }), met({ least: 5.1 })]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('the table has one line a row under its head, and says what was missed', () => {
  const lines = table([
    { name: 'short', figure: 1.234, unit: 's', target: { most: 1 } },
    { name: 'a longer name', figure: 1234.5, unit: 'ms' },
  ]).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^short {10}1\.23 s .*≤ 1 s +MISSED$/);
  expect(lines[2]).toMatch(/^a longer name +1235 ms$/);
});
