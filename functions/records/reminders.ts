import { rowOf } from '../../domain/catalogue.ts';
import { states } from '../../domain/states.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { lastDaysOf } from '../../domain/registration-terms.ts';
import { registrationRemindersAfter, stepReminderAt } from '../../domain/reminders.ts';
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
  return lastDaysOf(terms).flatMap((validUntil) =>
    registrationRemindersAfter(now, validUntil).map(({ days, at }) => ({
      ...placeOf(at),
      reminderId: `registration-${number}-${validUntil}-${days}`,
      kind: 'registration' as const,
      personId,
      number,
      validUntil,
      days,
    })),
  );
}

/**
 * The reminder of a step, to be put by the transaction that opens its work item: none for a step that waits for ever or for nobody
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
  const at = stepReminderAt(now, new Date(dueAt), reminderDays, environment.deadlineDaySeconds());
  if (at === undefined) return [];
  const reminderId = `step-${applicationId}-${stateVersion}`;
  const about = { applicationId, stateVersion, ...(initiator === undefined ? {} : { initiator }) };
  return [{ ...placeOf(at), reminderId, kind: 'step', personId, ...about }];
}

function placeOf(at: Date) {
  return { day: shanghaiDate(at), at: at.toISOString() };
}
