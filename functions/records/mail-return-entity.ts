import { Entity } from 'electrodb';
import { model, primary, required } from './attributes.ts';

/** Why nothing more is sent to an address: the mail came back for good, or its reader called it spam. */
export const mailReturnReasons = ['bounced', 'complained'] as const;

/**
 * That e-mail to the address of a person or company came back. It holds for that address alone: with another one in the profile it says nothing, and it goes
 * when the profile is saved with another address, or with the same on purpose. `inbox` is a person id or a credit code.
 */
export const MailReturnEntity = new Entity({
  model: model('mailReturn'),
  attributes: {
    inbox: required,
    address: required,
    reason: { type: mailReturnReasons, required: true },
    at: required,
  },
  indexes: {
    inbox: { pk: { field: primary.pk, composite: ['inbox'] }, sk: { field: primary.sk, composite: [] } },
  },
});
