import { describe, expect, it } from 'vitest';
import { addWorkingDays, secondsDeadline, workingDayDeadline } from './working-days.ts';

describe('working days', () => {
  it('leave out the day itself, weekends and the national holidays', () => {
    expect(addWorkingDays('2026-03-02', 5)).toBe('2026-03-09'); // Monday to Monday
    expect(addWorkingDays('2025-09-30', 1)).toBe('2025-10-09'); // National Day and Mid-Autumn: 1 to 8 October
  });

  it('count make-up workdays on weekends', () => {
    expect(addWorkingDays('2025-09-26', 1)).toBe('2025-09-28'); // Sunday 28 September 2025 was a workday
    expect(addWorkingDays('2025-10-09', 2)).toBe('2025-10-11'); // Saturday 11 October 2025 was a workday
  });

  it('end with the last second of the last day in Shanghai, whenever in the day they began', () => {
    for (const now of ['2026-03-01T16:01:00Z', '2026-03-02T15:59:00Z']) {
      const { dueAt, seconds } = workingDayDeadline(new Date(now), 5, 0); // 00:01 and 23:59 on 2 March
      expect(dueAt.toISOString()).toBe('2026-03-09T15:59:59.000Z');
      expect(seconds).toBe((dueAt.getTime() - Date.parse(now)) / 1000);
    }
  });

  // The minutes around midnight in Shanghai, month ends, the leap day and holidays.
  it.each([
    ['2026-03-05 23:59', 1, '2026-03-06 23:59:59'], // Thursday
    ['2026-03-06 00:01', 1, '2026-03-09 23:59:59'], // Friday, so on Monday
    ['2026-03-07 00:01', 1, '2026-03-09 23:59:59'], // Saturday
    ['2026-03-08 23:59', 1, '2026-03-09 23:59:59'], // Sunday
    ['2026-03-09 00:01', 1, '2026-03-10 23:59:59'],
    ['2026-04-30 23:59', 1, '2026-05-06 23:59:59'], // Labor Day: 1 to 5 May
    ['2026-05-01 00:01', 1, '2026-05-06 23:59:59'],
    ['2026-08-31 23:59', 1, '2026-09-01 23:59:59'],
    ['2028-02-28 23:59', 1, '2028-02-29 23:59:59'],
    ['2028-02-29 00:01', 1, '2028-03-01 23:59:59'],
    ['2025-12-31 23:59', 1, '2026-01-04 23:59:59'], // New Year: 1 to 3 January; Sunday 4 January was a workday
    ['2026-01-01 00:01', 1, '2026-01-04 23:59:59'],
    ['2026-03-05 23:59', 5, '2026-03-12 23:59:59'],
    ['2026-03-06 00:01', 5, '2026-03-13 23:59:59'],
  ])('that begin at %s, %i of them, end at %s', (at, days, end) => {
    const instant = (shanghaiTime: string) => new Date(`${shanghaiTime.replace(' ', 'T')}+08:00`);
    expect(workingDayDeadline(instant(at), days, 0).dueAt).toEqual(instant(end));
  });

  it('last as many seconds as the deployment says', () => {
    const now = new Date('2026-03-02T00:00:00Z');
    expect(workingDayDeadline(now, 5, 2)).toEqual({ dueAt: new Date('2026-03-02T00:00:10Z'), seconds: 10 });
    expect(secondsDeadline(now, 0.2).seconds).toBe(1);
  });
});
