import { expect, test } from 'vitest';
import { compileSchedule } from './schedule.ts';

// A Sunday.
const now = new Date('2026-11-22T10:07:30Z');
const next = (expression: string): string =>
  new Date(now.getTime() + compileSchedule(expression)(now)).toISOString().slice(0, 16);

test.each([
  ['rate(1 minute)', '2026-11-22T10:08'],
  ['rate(2 hours)', '2026-11-22T12:07'],
  ['rate(7 days)', '2026-11-29T10:07'],
  ['cron(* * * * ? *)', '2026-11-22T10:08'],
  ['cron(0/15 * * * ? *)', '2026-11-22T10:15'],
  ['cron(5 10 * * ? *)', '2026-11-23T10:05'],
  ['cron(0 18 ? * MON-FRI *)', '2026-11-23T18:00'],
  ['cron(0 0 1 JAN,jul ? *)', '2027-01-01T00:00'],
  ['cron(30 8 ? * 1 2026)', '2026-11-29T08:30'],
  ['cron(0 0 29 2 ? *)', '2028-02-29T00:00'],
])('%s fires next at %s', (expression, time) => {
  expect(next(expression)).toBe(time);
});

test.each([
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(* * * *)',
  'cron(60 * * * ? *)',
  'cron(0 0 L * ? *)',
  'cron(5-1 * * * ? *)',
  'at(2026-01-01T00:00:00)',
])('refuses %s', (expression) => {
  expect(() => compileSchedule(expression)).toThrow(/is not supported/);
});

test('says so when a schedule never fires', () => {
  expect(() => next('cron(0 0 31 2 ? *)')).toThrow('never fires');
});
