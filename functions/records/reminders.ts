import { rowOf } from '../../domain/catalogue.ts';
import { states } from '../../domain/states.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { lastDaysOf } from '../../domain/registration-terms.ts';
import {
  educationReminderAt,
  employerAccountReminderAt,
  registrationRemindersAfter,
  stepReminderAt,
} from '../../domain/reminders.ts';
import type { ApplicationItem, RegistrationItem, WorkItemItem } from './entities.ts';
import { environment } from '../platform/environment.ts';
import type { ReminderItem } from './reminder-entity.ts';

/**
 * The next reminder after `now` of each day on which something of a registration ends, to be put by the transaction that writes the registration or prolongs it.
 * Whoever sends one puts the one that follows it. Putting one again changes nothing, and those of an earlier last day are passed over when they come due.
 */
export function registrationReminders(
  registration: Pick<RegistrationItem, 'personId' | 'number' | 'terms'>,
  now: Date,
): ReminderItem[] {
  const { personId, number, terms } = registration;
  return lastDaysOf(terms).flatMap((lastDay) => {
    const about = { personId, number, validUntil: lastDay };
    const education = educationReminderAt(now, lastDay);
    const reminderId = `education-${number}-${lastDay}`;
    return earliest([
      ...(education === undefined ? [] : [{ ...placeOf(education), reminderId, kind: 'education' as const, ...about }]),
      ...registrationRemindersAfter(now, lastDay).map(({ days, at }) => ({
        ...placeOf(at),
        reminderId: `registration-${number}-${lastDay}-${days}`,
        kind: 'registration' as const,
        ...about,
        days,
      })),
    ]);
  });
}

/**
 * The next reminder of a step after an instant, the opening of its work item when that has just been opened: none for a step that waits for ever or for nobody
 * outside the department, and none when the step is shorter than the time that the catalogue gives a reminder.
 */
export function stepReminders(
  workItem: WorkItemItem,
  { personId, initiator }: Pick<ApplicationItem, 'personId' | 'initiator'>,
  after = new Date(workItem.openedAt),
): ReminderItem[] {
  const { applicationId, stateVersion, state, queue, openedAt, dueAt } = workItem;
  if (states[state].lapses.length === 0 || (queue !== 'practitioner' && queue !== 'employer')) return [];
  const { reminderDays } = rowOf(workItem);
  const secondsPerDay = environment.deadlineDaySeconds();
  const opened = new Date(openedAt);
  const at = stepReminderAt(opened, new Date(dueAt), reminderDays, secondsPerDay);
  const about = { applicationId, stateVersion, personId, ...(initiator === undefined ? {} : { initiator }) };
  const step = `${applicationId}-${stateVersion}`;
  const account = employerAccountReminderAt(opened, secondsPerDay);
  const all = [
    ...(at === undefined ? [] : [{ ...placeOf(at), reminderId: `step-${step}`, kind: 'step' as const, ...about }]),
    // An employer that acts by itself has an account.
    ...(state === 'awaiting-employer' && initiator !== 'employer'
      ? [{ ...placeOf(account), reminderId: `account-${step}`, kind: 'employer-account' as const, ...about }]
      : []),
  ];
  return earliest(all.filter((one) => new Date(one.at) > after));
}

/** What is due at the first of several instants. */
function earliest(reminders: readonly ReminderItem[]): ReminderItem[] {
  const [first] = reminders.map(({ at }) => at).toSorted();
  return reminders.filter(({ at }) => at === first);
}

function placeOf(at: Date) {
  return { day: shanghaiDate(at), at: at.toISOString() };
}
