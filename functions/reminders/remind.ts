import { entryOf } from '../records/register-items.ts';
import { addDays, type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { lacksHours } from '../../domain/continuing-education.ts';
import { renewalNeeds } from '../../domain/education-overview.ts';
import { standingTerms, registrationStatus, termStatus } from '../../domain/registration-terms.ts';
import { dayAfterEnd, isLatestRegistrationReminder } from '../../domain/reminders.ts';
import { type MessageItem, table, type WorkItemItem } from '../records/entities.ts';
import { asError, logger } from '../platform/logger.ts';
import type { ReminderItem } from '../records/reminder-entity.ts';
import { registrationReminders, stepReminders } from '../records/reminders.ts';
import { putOnce } from '../records/put-once.ts';
import { educationOfPerson } from '../register/person-lists.ts';
import { readEmployer } from '../register/profiles.ts';
import {
  educationReminderMessage,
  employerAccountMessage,
  registrationEndMessages,
  specialtyEndMessages,
  registrationReminderMessages,
  stepReminderMessages,
} from './reminder-messages.ts';

/** What one run has done. */
export interface ReminderRun {
  /** Reminders that were sent or had nothing to remind of any more. */
  readonly settled: number;
  /** Reminders that stay for the next run because something failed. */
  readonly failed: number;
}

// No run looks further back, and the first one this far: a hundred queries of empty days, half a second. By then every step has expired.
const mostDays = 100;
// 20 pages of 25 at once, each reminder three reads and four writes (70 ms): a second, far from the function's timeout.
const pageSize = 25;
const mostPages = 20;
// A day is finished when it has been over for so long: a transaction that began before midnight may end after it.
const settlingMilliseconds = 60 * 60 * 1000;
const progressName = 'reminders';
// A clock that was wrong for hours, here or where a reminder was written, leaves reminders in days that are finished: a week of them is
// looked at again, seven queries of days that are empty as a rule.
const lookBackDays = 7;

/**
 * Sends the reminders that are due at `now`, the oldest day's first, from a week before the last finished one on; so none is lost
 * while the schedule is off or a clock is wrong. What is left over is the next run's. Two runs at once, or a run that is repeated from anywhere, write
 * every message once.
 */
export async function sendDueReminders(now: Date): Promise<ReminderRun> {
  const today = shanghaiDate(now);
  const { data: progress } = await table.entities.reminderProgress.get({ name: progressName }).go({ consistent: true });
  const furthest = addDays(today, -mostDays);
  const over = addDays(shanghaiDate(new Date(now.getTime() - settlingMilliseconds)), -1);
  // The progress never passes the present: after a clock was set forward and back, the days from now on are read like any other.
  const finished = earlier(progress?.finishedDay ?? furthest, over);
  const first = later(addDays(finished, 1 - lookBackDays), addDays(furthest, 1));
  const run = { settled: 0, failed: 0, pages: 0 };
  let finishedDay = progress?.finishedDay === finished ? undefined : finished;
  for (let day = first; day <= today && run.pages < mostPages; day = addDays(day, 1)) {
    const isEmpty = await sendDay(day, now, run);
    if (!isEmpty || day > over || run.failed > 0) continue;
    if (day > finished) finishedDay = day;
  }
  if (finishedDay !== undefined) await table.entities.reminderProgress.put({ name: progressName, finishedDay }).go();
  return { settled: run.settled, failed: run.failed };
}

function earlier(left: CalendarDate, right: CalendarDate): CalendarDate {
  return left < right ? left : right;
}

function later(left: CalendarDate, right: CalendarDate): CalendarDate {
  return left > right ? left : right;
}

/** Sends what is due of one day. True when all of it has been read. */
async function sendDay(
  day: CalendarDate,
  now: Date,
  run: { settled: number; failed: number; pages: number },
): Promise<boolean> {
  let cursor: string | null = null;
  do {
    if (run.pages >= mostPages) return false;
    // `lte` compares with the key of a reminder without an id, which sorts before those of the same instant: they wait for the next run.
    const page: { data: ReminderItem[]; cursor: string | null } = await table.entities.reminder.query
      .day({ day })
      .lte({ at: now.toISOString() })
      .go({ limit: pageSize, cursor, consistent: true });
    const outcomes = await Promise.all(page.data.map(async (reminder) => await settle(reminder, now)));
    run.settled += outcomes.filter(Boolean).length;
    run.failed += outcomes.filter((isSettled) => !isSettled).length;
    if (page.data.length > 0) run.pages += 1;
    cursor = page.cursor;
  } while (cursor !== null);
  return true;
}

/** Sends one reminder, or passes it over when it does not hold any more, and forgets it. One that fails keeps none of the others. */
async function settle(reminder: ReminderItem, now: Date): Promise<boolean> {
  const { day, at, reminderId } = reminder;
  try {
    // What follows comes first, so that one whose messages keep failing ends no chain; and a run that breaks off does all of it again.
    const following = await followingReminders(reminder);
    for (const next of following) await table.entities.reminder.put(next).go();
    await Promise.all((await messagesFor(reminder, now)).map(putOnce));
    // What is due by now too may lie in a day that no run looks at any more.
    for (const next of following) if (new Date(next.at) <= now && !(await settle(next, now))) return false;
    await table.entities.reminder.delete({ day, at, reminderId }).go();
    return true;
  } catch (error) {
    logger.error('a reminder failed', { code: 'REMINDER_FAILED', day, reminderId, error: asError(error) });
    return false;
  }
}

/** The next of what this one is about: of a step as long as it waits, of a registration as long as it is there. */
async function followingReminders(reminder: ReminderItem): Promise<ReminderItem[]> {
  const { personId, applicationId, stateVersion, number, validUntil, at } = reminder;
  if (applicationId !== undefined && stateVersion !== undefined) {
    const { data } = await table.entities.workItem.get({ applicationId, stateVersion }).go({ consistent: true });
    return data?.status === 'open' ? stepReminders(data, reminder, new Date(at)) : [];
  }
  if (number === undefined) return [];
  const { data } = await table.entities.registration.get({ personId, number }).go({ consistent: true });
  return data === null
    ? []
    : registrationReminders(data, new Date(at)).filter((next) => next.validUntil === validUntil);
}

const messagesOf: Readonly<
  Record<ReminderItem['kind'], (reminder: ReminderItem, now: Date) => Promise<MessageItem[]>>
> = {
  step: stepMessages,
  'employer-account': accountMessages,
  registration: registrationMessages,
  education: educationMessages,
};

async function messagesFor(reminder: ReminderItem, now: Date): Promise<MessageItem[]> {
  return await messagesOf[reminder.kind](reminder, now);
}

async function stepMessages(reminder: ReminderItem, now: Date): Promise<MessageItem[]> {
  const workItem = await openWorkItem(reminder, now);
  return workItem === undefined ? [] : stepReminderMessages(reminder, workItem);
}

/** The work item of a step that still waits. */
async function openWorkItem(
  { applicationId, stateVersion }: ReminderItem,
  now: Date,
): Promise<WorkItemItem | undefined> {
  if (applicationId === undefined || stateVersion === undefined) throw new Error('a step without its work item');
  const { data } = await table.entities.workItem.get({ applicationId, stateVersion }).go({ consistent: true });
  return data?.status !== 'open' || new Date(data.dueAt) <= now ? undefined : data;
}

/** To whoever waits for an employer that has never signed in. */
async function accountMessages(reminder: ReminderItem, now: Date): Promise<MessageItem[]> {
  const workItem = await openWorkItem(reminder, now);
  if (workItem === undefined || (await readEmployer(workItem.owner)) !== undefined) return [];
  return [employerAccountMessage(reminder, workItem)];
}

/** Only while hours are missing, and the renewal is not open yet: then its own reminders have begun. */
async function educationMessages(reminder: ReminderItem, now: Date): Promise<MessageItem[]> {
  const { personId, number, validUntil } = reminder;
  if (number === undefined || validUntil === undefined)
    throw new Error('hours without the number or last day they are for');
  const today = shanghaiDate(now);
  const { data } = await table.entities.registration.get({ personId, number }).go({ consistent: true });
  if (data === null || registrationStatus(entryOf(data), today) !== 'valid') return [];
  return renewalNeeds(entryOf(data), await educationOfPerson(personId), today)
    .filter((need) => need.until === validUntil && lacksHours(need))
    .map((need) => educationReminderMessage(reminder, need));
}

async function registrationMessages(reminder: ReminderItem, now: Date): Promise<MessageItem[]> {
  const { personId, number, validUntil, days } = reminder;
  if (number === undefined || validUntil === undefined || days === undefined) {
    throw new Error('a registration without number, last day or days');
  }
  const today = shanghaiDate(now);
  const { data } = await table.entities.registration.get({ personId, number }).go({ consistent: true });
  if (data === null) return [];
  const entry = entryOf(data);
  const ending = standingTerms(data.terms).filter((term) => term.validUntil === validUntil);
  const status = registrationStatus(entry, today);
  if (days === dayAfterEnd) {
    if (data.validUntil === validUntil) return registrationEndMessages(reminder, status, data);
    const over = ending.filter((term) => termStatus(term, today, entry.protection) === 'expired');
    return over.length > 0 && status === 'valid' ? specialtyEndMessages(reminder, data, over) : [];
  }
  // Whoever has applied in time need not be told to.
  const holds =
    status === 'valid' &&
    entry.protection === null &&
    ending.length > 0 &&
    isLatestRegistrationReminder(days, validUntil, today);
  return holds ? registrationReminderMessages(reminder, days, data, ending) : [];
}
