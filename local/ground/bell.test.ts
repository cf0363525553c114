import { expect, test } from 'vitest';
import { createBell } from './bell.ts';

const never = new AbortController().signal;

test('who waits goes on when it rings, all of them', async () => {
  const bell = createBell();
  const waiting = [bell.after(0, 60_000, never), bell.after(0, 60_000, never)];
  bell.ring();
  await Promise.all(waiting);
  expect(bell.rung()).toBe(1);
});

test('who did not hear it in time does not wait for the next', async () => {
  const bell = createBell();
  const before = bell.rung();
  bell.ring();
  await bell.after(before, 60_000, never);
  expect(bell.rung()).toBe(before + 1);
});

test('without a ring the time passes, or the waiting ends', async () => {
  const bell = createBell();
  await bell.after(0, 1, never);
  const ending = new AbortController();
  const waiting = bell.after(0, 60_000, ending.signal);
  ending.abort();
  await waiting;
  await bell.after(0, 60_000, ending.signal);
  expect(bell.rung()).toBe(0);
});
