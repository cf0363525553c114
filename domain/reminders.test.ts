import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, shanghaiDate } from './calendar-dates.ts';
import {
  isLatestRegistrationReminder,
  registrationReminderDays,
  registrationRemindersAfter,
  stepReminderAt,
} from './reminders.ts';
import { addWorkingDays, subtractWorkingDays, workingDayDeadline } from './working-days.ts';

const times = (now: string, validUntil: string) =>
  registrationRemindersAfter(new Date(now), validUntil).map(({ days, at }) => [days, at.toISOString()]);

describe('the reminders of a registration', () => {
  it('come at nine in Shanghai, 90, 60 and 30 days before its last day, and on the day after it', () => {
    expect(times('2026-03-02T00:00:00Z', '2028-03-01')).toEqual([
      [90, '2027-12-02T01:00:00.000Z'],
      [60, '2028-01-01T01:00:00.000Z'],
      [30, '2028-01-31T01:00:00.000Z'],
      [-1, '2028-03-02T01:00:00.000Z'],
    ]);
  });

  it('count leap days and the ends of months', () => {
    expect(times('2028-01-29T00:00:00Z', '2028-03-30')).toEqual([
      [60, '2028-01-30T01:00:00.000Z'],
      [30, '2028-02-29T01:00:00.000Z'],
      [-1, '2028-03-31T01:00:00.000Z'],
    ]);
    expect(times('2027-02-01T00:00:00Z', '2027-03-30')).toEqual([
      [30, '2027-02-28T01:00:00.000Z'],
      [-1, '2027-03-31T01:00:00.000Z'],
    ]);
  });

  it.each([
    ['the evening before (23:59)', '2028-01-30T15:59:00Z', 2],
    ['the day of, one second early', '2028-01-31T00:59:59Z', 2],
    ['the day of, at nine', '2028-01-31T01:00:00Z', 1],
    ['the day after (00:01)', '2028-01-31T16:01:00Z', 1],
  ])('are only those still to come: %s', (_, now, count) => {
    expect(times(now, '2028-03-01')).toHaveLength(count);
  });

  it.each([
    [90, '2027-12-02', true],
    [90, '2027-12-31', true], // 61 days left
    [90, '2028-01-01', false], // 60: the next one's turn
    [60, '2028-01-01', true],
    [60, '2028-01-30', true],
    [60, '2028-01-31', false],
    [30, '2028-01-31', true],
    [30, '2028-03-01', true], // the last day
    [30, '2028-03-02', false],
  ])('of %i days still serve on %s: %s', (days, today, serves) => {
    expect(isLatestRegistrationReminder(days, '2028-03-01', today)).toBe(serves);
  });

  it('are, on any day, the latest of at most one kind', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 200 }), (left) => {
        const today = addDays('2028-03-01', -left);
        const latest = registrationReminderDays.filter((days) =>
          isLatestRegistrationReminder(days, '2028-03-01', today),
        );
        const begun = latest.filter((days) => left <= days);
        expect(begun).toHaveLength(left < 0 || left > 90 ? 0 : 1);
      }),
    );
  });
});

describe('the reminder of a step', () => {
  // Monday 2 March 2026 and 15 working days: Monday 23 March, the last second.
  const begun = new Date('2026-03-02T02:00:00Z');
  const { dueAt } = workingDayDeadline(begun, 15, 0);

  it('comes at nine in Shanghai, working days before the last day', () => {
    expect(dueAt.toISOString()).toBe('2026-03-23T15:59:59.000Z');
    expect(stepReminderAt(begun, dueAt, 3, 0)?.toISOString()).toBe('2026-03-18T01:00:00.000Z');
  });

  it('leaves out holidays and counts make-up workdays', () => {
    // 9 October 2025 was the first working day after 30 September; Sunday 28 September was one.
    const lastDay = new Date('2025-10-09T15:59:59Z');
    expect(stepReminderAt(new Date('2025-09-01T00:00:00Z'), lastDay, 3, 0)?.toISOString()).toBe(
      '2025-09-28T01:00:00.000Z',
    );
  });

  it.each([
    ['the day before (23:59)', '2026-03-17T15:59:00Z', true],
    ['the day of, at 08:59:59', '2026-03-18T00:59:59Z', true],
    ['the day of, at nine', '2026-03-18T01:00:00Z', false],
    ['the day after (00:01)', '2026-03-18T16:01:00Z', false],
  ])('is only one still to come: %s', (_, now, comes) => {
    expect(stepReminderAt(new Date(now), dueAt, 3, 0) !== undefined).toBe(comes);
  });

  it('scales with the length of a day', () => {
    const end = new Date('2026-03-02T00:01:00Z');
    expect(stepReminderAt(new Date('2026-03-02T00:00:00Z'), end, 3, 4)?.toISOString()).toBe('2026-03-02T00:00:48.000Z');
    expect(stepReminderAt(new Date('2026-03-02T00:00:48Z'), end, 3, 4)).toBeUndefined();
    expect(stepReminderAt(begun, workingDayDeadline(begun, 2, 4).dueAt, 3, 4)).toBeUndefined();
  });

  it('lies as many working days before the last day as the step has after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 20 }), (offset, count) => {
        const last = addWorkingDays(addDays('2024-01-01', offset), 1);
        const earlier = subtractWorkingDays(last, count);
        expect(addWorkingDays(earlier, count)).toBe(last);
        expect(shanghaiDate(stepReminderAt(new Date(0), new Date(`${last}T15:59:59Z`), count, 0)!)).toBe(earlier);
      }),
    );
  });
});
