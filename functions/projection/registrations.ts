import { nameEndings } from '../../domain/employer-names.ts';
import { registerScope } from '../cases/desk-terms.ts';
import { RegistrationEntity, type RegistrationItem } from '../records/entities.ts';
import { nameTerm } from './applications.ts';
import { projection, type Term } from './projection.ts';

/** Entries of the register by parts of their holder's name. */
export const registrations = projection<RegistrationItem, Pick<RegistrationItem, 'personId' | 'number'>>({
  entity: 'registration',
  parse: (image) => RegistrationEntity.parse({ Item: image }).data,
  present: async ({ personId, number }) =>
    (await RegistrationEntity.get({ personId, number }).go({ consistent: true })).data,
  keyOf: ({ scope, id, owner = '' }) => (scope === registerScope ? { personId: owner, number: id } : undefined),
  versionOf: ({ version }) => version,
  termsOf: termsOfRegistration,
});

/** What an entry is found by: the endings of its holder's name. */
export function termsOfRegistration({ number, personId, holderName }: RegistrationItem): readonly Term[] {
  return nameEndings(holderName).map((ending) => ({ ...nameTerm(registerScope, ending, number), owner: personId }));
}
