import { nameEndings } from '../../domain/employer-names.ts';
import { endsOf, kindsOf } from '../../domain/register-filter.ts';
import { entriesScope, registerScope, staffScope, staffTerm } from '../cases/desk-terms.ts';
import { RegistrationEntity, type RegistrationItem } from '../records/entities.ts';
import { entryOf } from '../records/register-items.ts';
import { nameTerm } from './applications.ts';
import { projection, type Term } from './projection.ts';

/** Entries of the register by parts of their holder's name, by their kinds, and by their employer. */
export const registrations = projection<RegistrationItem, Pick<RegistrationItem, 'personId' | 'number'>>({
  entity: 'registration',
  parse: (image) => RegistrationEntity.parse({ Item: image }).data,
  present: async ({ personId, number }) =>
    (await RegistrationEntity.get({ personId, number }).go({ consistent: true })).data,
  keyOf: ({ scope, id, owner = '' }) =>
    scope === registerScope || scope === entriesScope || scope === staffScope
      ? { personId: owner, number: id }
      : undefined,
  versionOf: ({ version }) => version,
  termsOf: termsOfRegistration,
});

/** What an entry is found by: the endings of its holder's name; each of its kinds, in the order of numbers; its employer, by each day on which it or a specialty of it ends. */
export function termsOfRegistration(item: RegistrationItem): readonly Term[] {
  const { number: id, personId: owner, holderName, employerCreditCode } = item;
  return [
    ...nameEndings(holderName).map((ending) => ({ ...nameTerm(registerScope, ending, id), owner })),
    ...kindsOf(entryOf(item)).map((term) => ({ scope: entriesScope, term, order: id, id, owner })),
    ...endsOf(item).map((order) => ({ scope: staffScope, term: staffTerm(employerCreditCode), order, id, owner })),
  ];
}
