import { isWorkday } from 'chinese-days';
import { addDays, type CalendarDate, endOfDay, shanghaiDate } from './calendar-dates.ts';

/**
 * Adds working days by the State Council's calendar, make-up workdays included. The day itself does not count
 * (Administrative Licensing Law art. 82: periods are working days; Civil Code art. 201: the first day is left out).
 */
export function addWorkingDays(date: CalendarDate, workingDays: number): CalendarDate {
  let current = date;
  for (let left = workingDays; left > 0;) {
    current = addDays(current, 1);
    if (isWorkday(current)) left -= 1;
  }
  return current;
}

/** The working day that lies so many working days before a date; the date itself does not count. */
export function subtractWorkingDays(date: CalendarDate, workingDays: number): CalendarDate {
  let current = date;
  for (let left = workingDays; left > 0;) {
    current = addDays(current, -1);
    if (isWorkday(current)) left -= 1;
  }
  return current;
}

/** The working days after one date up to and with another, as a period is counted: none on the same day, and none where the second comes first. */
export function workingDaysBetween(from: CalendarDate, until: CalendarDate): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= until; date = addDays(date, 1)) if (isWorkday(date)) count += 1;
  return count;
}

/** When a period ends: the instant (UTC) and the whole seconds from now until then. */
export interface Deadline {
  readonly dueAt: Date;
  readonly seconds: number;
}

/**
 * The end of a period of working days that begins now.
 * `secondsPerDay` 0 means the national calendar; any other number makes each day that many seconds long, the
 * deployment parameter by which a demonstration or a test shortens its periods.
 */
export function workingDayDeadline(now: Date, workingDays: number, secondsPerDay: number): Deadline {
  if (secondsPerDay > 0) return secondsDeadline(now, workingDays * secondsPerDay);
  const dueAt = endOfDay(addWorkingDays(shanghaiDate(now), workingDays));
  return { dueAt, seconds: Math.max(1, Math.ceil((dueAt.getTime() - now.getTime()) / 1000)) };
}

/** The end of a period of a number of seconds (at least one) that begins now. */
export function secondsDeadline(now: Date, seconds: number): Deadline {
  const whole = Math.max(1, Math.ceil(seconds));
  return { dueAt: new Date(now.getTime() + whole * 1000), seconds: whole };
}
