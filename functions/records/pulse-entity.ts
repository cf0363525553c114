import { Entity } from 'electrodb';
import { model, primary, required } from './attributes.ts';

/** The one item that is written every five minutes, so that somebody notices when the stream brings nothing any more. */
export const PulseEntity = new Entity({
  model: model('pulse'),
  attributes: { name: required, at: required },
  indexes: { pulse: { pk: { field: primary.pk, composite: ['name'] }, sk: { field: primary.sk, composite: [] } } },
});
