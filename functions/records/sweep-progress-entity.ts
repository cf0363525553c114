import { Entity } from 'electrodb';
import { model, primary, required } from './attributes.ts';

/** How far the sweep of a bucket has come: up to this key. There is one item for each bucket that is swept. */
export const SweepProgressEntity = new Entity({
  model: model('sweepProgress'),
  attributes: { name: required, after: required },
  indexes: { progress: { pk: { field: primary.pk, composite: ['name'] }, sk: { field: primary.sk, composite: [] } } },
});
