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
 * The reminders of a registration, of each day on which specialties of it end, that still lie ahead of `now`, to be put by the transaction that writes the registration or
 * prolongs it. Putting them again changes nothing, and those of an earlier last day are passed over when they come due.
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
    return [
      ...(education === undefined ? [] : [{ ...placeOf(education), reminderId, kind: 'education' as const, ...about }]),
      ...registrationRemindersAfter(now, lastDay).map(({ days, at }) => ({
        ...placeOf(at),
        reminderId: `registration-${number}-${lastDay}-${days}`,
        kind: 'registration' as const,
        ...about,
        days,
      })),
    ];
  });
}

/**
 * The reminders of a step, to be put by the transaction that opens its work item: none for a step that waits for ever or for nobody
 * outside the department, and none when the step is shorter than the time that the catalogue gives a reminder.
 */
export function stepReminders(
  workItem: WorkItemItem,
  { personId, initiator }: Pick<ApplicationItem, 'personId' | 'initiator'>,
  now: Date,
): ReminderItem[] {
  const { applicationId, stateVersion, state, queue, dueAt } = workItem;
  if (states[state].lapses.length === 0 || (queue !== 'practitioner' && queue !== 'employer')) return [];
  const { reminderDays } = rowOf(workItem);
  const secondsPerDay = environment.deadlineDaySeconds();
  const at = stepReminderAt(now, new Date(dueAt), reminderDays, secondsPerDay);
  const about = { applicationId, stateVersion, personId, ...(initiator === undefined ? {} : { initiator }) };
  const step = `${applicationId}-${stateVersion}`;
  const account = employerAccountReminderAt(now, secondsPerDay);
  return [
    ...(at === undefined ? [] : [{ ...placeOf(at), reminderId: `step-${step}`, kind: 'step' as const, ...about }]),
    // An employer that acts by itself has an account.
    ...(state === 'awaiting-employer' && initiator !== 'employer'
      ? [{ ...placeOf(account), reminderId: `account-${step}`, kind: 'employer-account' as const, ...about }]
      : []),
  ];
}

function placeOf(at: Date) {
  return { day: shanghaiDate(at), at: at.toISOString() };
}
