import { initiators } from '../../domain/initiators.ts';
import { Entity, type EntityItem } from 'electrodb';
import { model, required } from './attributes.ts';

/** What a reminder is about: a step that may elapse, an employer that may have no account, a registration that expires, or hours that its renewal will need. */
export const reminderKinds = ['step', 'employer-account', 'registration', 'education'] as const;

/**
 * A message to be written later, unless what it is about has changed by then. Items lie in one partition per day, so that those
 * that are due are found without a scan; who sends one deletes it.
 */
export const ReminderEntity = new Entity({
  model: model('reminder'),
  attributes: {
    /** The date of `at` in Shanghai. */
    day: required,
    /** When it is due, ISO 8601 in UTC. */
    at: required,
    reminderId: required,
    kind: { type: reminderKinds, required: true },
    /** The applicant or the holder. */
    personId: required,
    /** Of a step: its work item, and who began the application. */
    applicationId: { type: 'string' },
    stateVersion: { type: 'number' },
    initiator: { type: initiators },
    /** Of a registration: its number, its last day when this was written, and how many days before that this is due. */
    number: { type: 'string' },
    validUntil: { type: 'string' },
    days: { type: 'number' },
  },
  indexes: {
    day: { pk: { field: 'pk', composite: ['day'] }, sk: { field: 'sk', composite: ['at', 'reminderId'] } },
  },
});

/** How far the reminders are sent: up to the end of a date in Shanghai. There is one such item. */
export const ReminderProgressEntity = new Entity({
  model: model('reminderProgress'),
  attributes: { name: required, finishedDay: required },
  indexes: { progress: { pk: { field: 'pk', composite: ['name'] }, sk: { field: 'sk', composite: [] } } },
});

export type ReminderItem = EntityItem<typeof ReminderEntity>;
