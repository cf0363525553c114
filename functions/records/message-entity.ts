import { Entity } from 'electrodb';
import { model, optional, primary, required } from './attributes.ts';

/** A message to a person or company. `inbox` is a person id or a credit code. */
export const MessageEntity = new Entity({
  model: model('message'),
  attributes: {
    inbox: required,
    messageId: required,
    at: required,
    title: required,
    /** Whom and what it concerns. Not in the title, which goes out as the subject of an e-mail. */
    about: optional,
    text: required,
    /** What it leads to: an application or, where there is none, an entry of the register. */
    applicationId: optional,
    registrationNumber: optional,
    /** Or the owner's own profile. */
    leadsTo: { type: ['profile'] as const },
    read: { type: 'boolean', required: true },
    /** Of the action that it tells of (functions/platform/correlation.ts). */
    correlationId: optional,
    /** When its e-mail was taken by SES; absent: none was sent. */
    mailedAt: optional,
  },
  indexes: {
    inbox: { pk: { field: primary.pk, composite: ['inbox'] }, sk: { field: primary.sk, composite: ['messageId'] } },
    unread: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['inbox'] },
      sk: { field: 'gsi1sk', composite: ['messageId'] },
      condition: (attributes) => attributes['read'] === false,
    },
  },
});
