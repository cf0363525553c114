/** A calendar date in Asia/Shanghai, written `YYYY-MM-DD`. Strings compare in date order. */
export type CalendarDate = string;

const shanghaiOffsetMilliseconds = 8 * 60 * 60 * 1000; // China has had one zone without daylight saving since 1992

/** Takes an instant, returns its calendar date in Asia/Shanghai. */
export function shanghaiDate(instant: Date): CalendarDate {
  return new Date(instant.getTime() + shanghaiOffsetMilliseconds).toISOString().slice(0, 10);
}

/** Takes a calendar date, returns the instant at which that date begins in Asia/Shanghai. */
export function startOfDay(date: CalendarDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - shanghaiOffsetMilliseconds);
}

/** Takes a calendar date, returns its last second (23:59:59 in Asia/Shanghai). Legal periods end with the day (Civil Code art. 203). */
export function endOfDay(date: CalendarDate): Date {
  return new Date(startOfDay(addDays(date, 1)).getTime() - 1000);
}

/** True for a date that exists, written `YYYY-MM-DD`, from 1900 to 2200; `2026-02-30` is not one. */
export function isCalendarDate(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Adds days (negative to subtract) to a calendar date. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Adds months, clamping to the end of a shorter month: 30 November + 3 months = 28 February (Civil Code art. 202). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}

/** Adds years with the same clamping: 29 February 2028 + 1 year = 28 February 2029. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  return addMonths(date, years * 12);
}

/**
 * The last day of a period of years that begins with its first day: the day before the one that corresponds to the first. Where there is
 * none, for 29 February in a common year, the last day of the month is the last of the period (Civil Code art. 202).
 */
export function lastDayOfYears(firstDay: CalendarDate, years: number): CalendarDate {
  const anniversary = addYears(firstDay, years);
  return anniversary.slice(8) === firstDay.slice(8) ? addDays(anniversary, -1) : anniversary;
}

/** Completed years of age on a date; somebody born on 29 February completes a year on 28 February in common years. */
export function ageOn(birthDate: CalendarDate, date: CalendarDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return addYears(birthDate, years) <= date ? years : years - 1;
}

/** Writes a calendar date the Chinese way: 2026年3月5日. */
export function chineseDate(date: CalendarDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
