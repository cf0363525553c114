import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  chineseDate,
  endOfDay,
  isCalendarDate,
  shanghaiDate,
  startOfDay,
} from './calendar-dates.ts';

const anyDate = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2150-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('calendar dates', () => {
  it('turn at midnight in Shanghai', () => {
    expect(shanghaiDate(new Date('2026-03-04T15:59:59Z'))).toBe('2026-03-04'); // 23:59:59
    expect(shanghaiDate(new Date('2026-03-04T16:00:00Z'))).toBe('2026-03-05'); // 00:00:00
    expect(startOfDay('2026-03-05').toISOString()).toBe('2026-03-04T16:00:00.000Z');
    expect(endOfDay('2026-03-05').toISOString()).toBe('2026-03-05T15:59:59.000Z');
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '26-01-01',
    '2026-1-1',
    '1899-12-31',
    '',
    '2026-01-01T00:00',
  ])('do not include %j', (text) => expect(isCalendarDate(text)).toBe(false));

  it('include leap days of leap years', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    expect(isCalendarDate('2000-02-29')).toBe(true);
  });

  it('clamp months to their end', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-12-15', 3)).toBe('2027-03-15');
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
  });

  it('never leave the month that adding months names, nor the day unless it is clamped', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -60, max: 60 }), (date, months) => {
        const result = addMonths(date, months);
        const distance = monthsOf(result) - monthsOf(date);
        return isCalendarDate(result) && distance === months && result.slice(8) <= date.slice(8);
      }),
    );
  });

  it('add and subtract days back to themselves', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: -4000, max: 4000 }),
        (date, days) => addDays(addDays(date, days), -days) === date,
      ),
    );
  });

  it('count completed years of age to the day', () => {
    expect(ageOn('1961-03-05', '2026-03-04')).toBe(64);
    expect(ageOn('1961-03-05', '2026-03-05')).toBe(65);
    expect(ageOn('2000-02-29', '2026-02-28')).toBe(26);
    expect(chineseDate('2026-03-05')).toBe('2026年3月5日');
  });
});

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
