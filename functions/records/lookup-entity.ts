import { Entity } from 'electrodb';
import { model, primary, required } from './attributes.ts';

/** How often a caller has looked something up within a window. The table's time to live deletes it after the window. */
export const LookupEntity = new Entity({
  model: model('lookup'),
  attributes: {
    kind: required,
    /** The id of a person or member of staff, or the address of a client. */
    caller: required,
    window: required,
    count: { type: 'number', required: true, default: 0 },
    /** Seconds since 1970: the attribute that the table's time to live reads. */
    expiresAt: { type: 'number' },
  },
  indexes: {
    lookup: {
      pk: { field: primary.pk, composite: ['kind', 'caller'] },
      sk: { field: primary.sk, composite: ['window'] },
    },
  },
});
