import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alarmAt } from './alarm.ts';

const day = 24 * 3600 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

test('an alarm 40 days away fires then and not before', () => {
  const action = vi.fn();
  alarmAt(40 * day, Date.now, action);
  vi.advanceTimersByTime(40 * day - 1);
  expect(action).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledOnce();
});

test('an alarm in the past fires at once, after the caller is done', () => {
  const action = vi.fn();
  alarmAt(-5, Date.now, action);
  expect(action).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0);
  expect(action).toHaveBeenCalledOnce();
});

test('a clock that jumped, as after a sleep, is noticed within a minute', () => {
  const action = vi.fn();
  let jump = 0;
  alarmAt(day, () => Date.now() + jump, action);
  jump = day;
  vi.advanceTimersByTime(60_000);
  expect(action).toHaveBeenCalledOnce();
});

test('a cancelled alarm stays silent', () => {
  const action = vi.fn();
  const cancel = alarmAt(2 * day, Date.now, action);
  vi.advanceTimersByTime(day);
  cancel();
  vi.advanceTimersByTime(2 * day);
  expect(action).not.toHaveBeenCalled();
});
