import { CustomAttributeType, Entity } from 'electrodb';
import { model, primary, required } from './attributes.ts';

/**
 * A command that was carried out under an `Idempotency-Key`, in the partition of who gave it: written by the transaction that carries it
 * out, so that the command and the memory of it are one. Apart from the case, which would grow with every command otherwise.
 */
export const CommandEntity = new Entity({
  model: model('command'),
  attributes: {
    caller: required,
    keyDigest: required,
    contentDigest: required,
    /** Absent while a command of several transactions is being carried out. */
    answer: { type: CustomAttributeType<Readonly<Record<string, unknown>>>('any') },
    /** Epoch seconds; DynamoDB deletes the item within days after (time to live). */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    command: {
      pk: { field: primary.pk, composite: ['caller'] },
      sk: { field: primary.sk, composite: ['keyDigest'] },
    },
  },
});
