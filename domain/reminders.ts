import { addDays, type CalendarDate, shanghaiDate, startOfDay } from './calendar-dates.ts';
import { subtractWorkingDays } from './working-days.ts';

/** Calendar days before the last day of a registration on which its holder and employer are told to renew, earliest first. */
export const registrationReminderDays = [90, 60, 30] as const;

/**
 * Calendar days before the last day of a registration on which its holder is told which hours of continuing education are missing: half a year, in which
 * courses can still be taken before the renewal opens.
 */
export const educationReminderDays = 180;
/** Calendar days after which whoever waits for an employer that has no account here is told how it gets one. The days are this platform's choice. */
export const employerAccountDays = 3;

/** When to look whether an employer has an account: at 09:00 in Shanghai after so many days, or after as many days of `secondsPerDay` > 0. */
export function employerAccountReminderAt(now: Date, secondsPerDay: number): Date {
  return secondsPerDay > 0
    ? new Date(now.getTime() + employerAccountDays * secondsPerDay * 1000)
    : morningOf(addDays(shanghaiDate(now), employerAccountDays));
}

// Reminders that belong to a day and not to an instant come when people begin to work.
const nineInTheMorning = 9 * 60 * 60 * 1000;

/** One reminder of a registration: how many days before its last day, and when (UTC). */
export interface RegistrationReminder {
  readonly days: number;
  readonly at: Date;
}

/** The reminders of a registration that lie after `now`: at 09:00 in Shanghai on the 90th, 60th and 30th day before `validUntil`. */
export function registrationRemindersAfter(now: Date, validUntil: CalendarDate): RegistrationReminder[] {
  return registrationReminderDays
    .map((days) => ({ days, at: morningOf(addDays(validUntil, -days)) }))
    .filter(({ at }) => at > now);
}

/** When to tell the holder of a registration which hours are missing; undefined when that is not after `now`. */
export function educationReminderAt(now: Date, validUntil: CalendarDate): Date | undefined {
  const at = morningOf(addDays(validUntil, -educationReminderDays));
  return at > now ? at : undefined;
}

/**
 * True while the reminder of so many days is the latest one: after an outage of weeks nobody is told of ninety days that are
 * fifty by now, and nobody of an expiry that is past. `today` is the date in Shanghai.
 */
export function isLatestRegistrationReminder(days: number, validUntil: CalendarDate, today: CalendarDate): boolean {
  const next = registrationReminderDays.find((other) => other < days);
  return today <= validUntil && (next === undefined || today < addDays(validUntil, -next));
}

/**
 * When to remind of a step that ends at `dueAt`: at 09:00 in Shanghai on the working day so many working days before its last day,
 * or with days of `secondsPerDay` > 0 that many of them before `dueAt`. Undefined when that is not after `now`: a step that has just
 * begun needs no reminder.
 */
export function stepReminderAt(now: Date, dueAt: Date, workingDays: number, secondsPerDay: number): Date | undefined {
  const at =
    secondsPerDay > 0
      ? new Date(dueAt.getTime() - workingDays * secondsPerDay * 1000)
      : morningOf(subtractWorkingDays(shanghaiDate(dueAt), workingDays));
  return at > now ? at : undefined;
}

function morningOf(date: CalendarDate): Date {
  return new Date(startOfDay(date).getTime() + nineInTheMorning);
}
