import { table, ApplicationEntity, RegistrationEntity, WorkItemEntity } from '../../functions/records/entities.ts';
import type { ReminderItem } from '../../functions/records/reminder-entity.ts';
import { registrationReminders, stepReminders } from '../../functions/records/reminders.ts';
import { type Derivation, type Difference, itemIn } from './derivation.ts';

/**
 * The reminders that still lie ahead of steps that wait and of entries that stand. One that is left of what has changed since is no difference: it is
 * passed over when it comes due.
 */
export function reminders(now: Date): Derivation {
  return {
    registration: async (image) => {
      const entry = itemIn(RegistrationEntity.parse({ Item: image }));
      return entry.cancelledOn === undefined ? await lacking(registrationReminders(entry, now)) : [];
    },
    workItem: async (image) => {
      const workItem = itemIn(WorkItemEntity.parse({ Item: image }));
      if (workItem.status !== 'open') return [];
      const { applicationId, stateVersion, openedAt } = workItem;
      const { data: application } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
      if (application?.stateVersion !== stateVersion) return [];
      const written = stepReminders(workItem, application, new Date(openedAt));
      return await lacking(written.filter(({ at }) => new Date(at) > now));
    },
  };
}

async function lacking(wanted: readonly ReminderItem[]): Promise<Difference[]> {
  if (wanted.length === 0) return [];
  const { reminder } = table.entities;
  const { data } = await reminder.get([...wanted]).go({ consistent: true });
  return wanted.flatMap((one): Difference[] => {
    const stored = data.find(({ at, reminderId }) => at === one.at && reminderId === one.reminderId);
    if (stored?.personId === one.personId && stored.kind === one.kind) return [];
    const mend = async () => await reminder.put(one).go();
    return [{ kind: stored === undefined ? 'missing' : 'altered', about: `reminder ${one.reminderId}`, mend }];
  });
}
