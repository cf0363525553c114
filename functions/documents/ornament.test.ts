import { expect, test } from 'vitest';
import { guillocheBand, rosette } from './ornament.ts';

const numbers = (path: string) => [...path.matchAll(/-?\d+\.\d+/g)].map(([number]) => Number(number));

test('the band stays between the frame and its inner edge, with one curve per strand and side', () => {
  const path = guillocheBand({ x: 30, y: 40, width: 500, height: 700 }, 20, 25, 5);
  const [xs, ys] = [0, 1].map((axis) => numbers(path).filter((_, index) => index % 2 === axis));
  expect(Math.min(...xs!)).toBeGreaterThanOrEqual(30);
  expect(Math.max(...xs!)).toBeLessThanOrEqual(530);
  expect(Math.min(...ys!)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...ys!)).toBeLessThanOrEqual(740);
  expect(path.match(/M/g)).toHaveLength(4 * 5);
});

test('a rosette is closed and keeps its distance from the centre', () => {
  const path = rosette({ x: 0, y: 0 }, 50, 10, 12, 1);
  const all = numbers(path);
  expect(all.slice(0, 2)).toEqual(all.slice(-2).map((value) => value + 0));
  const ends = all.slice(2).flatMap((x, index, rest) => (index % 6 === 4 ? [Math.hypot(x, rest[index + 1]!)] : []));
  expect(Math.min(...ends)).toBeGreaterThan(39.9);
  expect(Math.max(...ends)).toBeLessThan(60.1);
});
