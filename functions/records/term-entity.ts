import { Entity } from 'electrodb';
import { model, optional, primary, required } from './attributes.ts';

/**
 * A row by which something is found: `id` stands under a term of a scope, in the order in which the scope is listed. Written by the projector alone
 * (functions/projection), from what the table's stream brings; a hint, of which the item itself is read before it is shown.
 */
export const TermEntity = new Entity({
  model: model('term'),
  attributes: {
    /** Which list or search it belongs to. */
    scope: required,
    term: required,
    /** Terms under which very much stands are split. */
    shard: required,
    order: required,
    id: required,
    /** What else the item's own key needs. */
    owner: optional,
    /** What its item is, where filters ask several kinds at once: few items that do not fit are read then. Absent: the item says it. */
    kinds: optional,
    /** The version of the source that it was written from. */
    version: { type: 'number', required: true },
  },
  indexes: {
    term: {
      pk: { field: primary.pk, composite: ['scope', 'term', 'shard'] },
      sk: { field: primary.sk, composite: ['order', 'id'] },
    },
  },
});

/** How many stand in a bucket of a list, counted by the transactions that write and remove their terms: told twice they count once. */
export const TallyEntity = new Entity({
  model: model('tally'),
  attributes: {
    list: required,
    bucket: required,
    count: { type: 'number', required: true },
    /** How often it has moved: two counts may be equal although rows came and went. */
    turn: { type: 'number' },
    /** When the table may forget it, seconds since 1970 (DynamoDB's time to live). */
    expiresAt: { type: 'number' },
  },
  indexes: {
    tally: { pk: { field: primary.pk, composite: ['list'] }, sk: { field: primary.sk, composite: ['bucket'] } },
  },
});
