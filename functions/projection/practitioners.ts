import { mobileTerm, personScope } from '../cases/desk-terms.ts';
import { PractitionerEntity, type PractitionerItem } from '../records/entities.ts';
import { projection } from './projection.ts';

/** Practitioners by the mobile number in their profile. */
export const practitioners = projection<PractitionerItem, Pick<PractitionerItem, 'personId'>>({
  entity: 'practitioner',
  parse: (image) => PractitionerEntity.parse({ Item: image }).data,
  present: async ({ personId }) => (await PractitionerEntity.get({ personId }).go({ consistent: true })).data,
  keyOf: ({ scope, id }) => (scope === personScope ? { personId: id } : undefined),
  versionOf: ({ version }) => version,
  termsOf: ({ personId: id, mobile }) =>
    mobile === undefined ? [] : [{ scope: personScope, term: mobileTerm(mobile), order: '', id }],
});
