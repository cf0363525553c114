import { Entity } from 'electrodb';
import { model, primary, required } from './attributes.ts';

/**
 * Whose an entry is that was taken over from the register before: the identity document that the list names, for an export of the register and for what
 * is reported of it, and for nothing else (docs/adr/0048). What is approved here says it by its application.
 */
export const ListedHolderEntity = new Entity({
  model: model('listedHolder'),
  attributes: { personId: required, idType: required, idNumber: required },
  indexes: { holder: { pk: { field: primary.pk, composite: ['personId'] }, sk: { field: primary.sk, composite: [] } } },
});
