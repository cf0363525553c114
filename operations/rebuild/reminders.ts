import { table, ApplicationEntity, RegistrationEntity, WorkItemEntity } from '../../functions/records/entities.ts';
import type { ReminderItem } from '../../functions/records/reminder-entity.ts';
import { registrationReminders, stepReminders } from '../../functions/records/reminders.ts';
import { type Derivation, type Difference, itemIn } from './derivation.ts';

/**
 * The next reminders of steps that wait and of entries that stand. One that is left of what has changed since is no difference: it is
 * passed over when it comes due.
 */
export function reminders(now: Date): Derivation {
  return {
    registration: async (image) => {
      const entry = itemIn(RegistrationEntity.parse({ Item: image }));
      return entry.cancelledOn === undefined ? await lacking((after) => registrationReminders(entry, after), now) : [];
    },
    workItem: async (image) => {
      const workItem = itemIn(WorkItemEntity.parse({ Item: image }));
      if (workItem.status !== 'open') return [];
      const { applicationId, stateVersion } = workItem;
      const { data: application } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
      if (application?.stateVersion !== stateVersion) return [];
      return await lacking((after) => stepReminders(workItem, application, after), now);
    },
  };
}

// One that has come due puts the next of its chain, those of one last day or of one step, when it is sent: until then, a minute as a rule, that one is not there yet.
const sentWithinMilliseconds = 2 * 86_400_000;

async function lacking(nextAfter: (instant: Date) => readonly ReminderItem[], now: Date): Promise<Difference[]> {
  const wanted = nextAfter(now);
  if (wanted.length === 0) return [];
  const { reminder } = table.entities;
  const { data } = await reminder.get([...wanted]).go({ consistent: true });
  const due = nextAfter(new Date(now.getTime() - sentWithinMilliseconds)).filter(({ at }) => new Date(at) <= now);
  const unsent = due.length === 0 ? [] : (await reminder.get([...due]).go({ consistent: true })).data;
  return wanted.flatMap((one): Difference[] => {
    if (unsent.some((other) => other.validUntil === one.validUntil)) return [];
    const stored = data.find(({ at, reminderId }) => at === one.at && reminderId === one.reminderId);
    if (stored?.personId === one.personId && stored.kind === one.kind) return [];
    const mend = async () => await reminder.put(one).go();
    return [{ kind: stored === undefined ? 'missing' : 'altered', about: `reminder ${one.reminderId}`, mend }];
  });
}
