import { nameEndings } from '../../domain/employer-names.ts';
import { cityOfCompany, elsewhere } from '../../domain/divisions.ts';
import { answeredScope, batchTerm, kindsText, numberTerm, objectionScope, queueScope } from '../cases/desk-terms.ts';
import { ObjectionEntity, type ObjectionItem } from '../records/entities.ts';
import { nameTerm } from './applications.ts';
import { projection, type Term } from './projection.ts';
import { countedTerm, dayOf } from './work-items.ts';

const waitingScope = queueScope('objections');

/** Objections: those that wait in their queue, soonest due first, and those that are answered, by when; all by name, number and employer of the case. */
export const objections = projection<ObjectionItem, Pick<ObjectionItem, 'objectionId'>>({
  entity: 'objection',
  parse: (image) => ObjectionEntity.parse({ Item: image }).data,
  present: async ({ objectionId }) => (await ObjectionEntity.get({ objectionId }).go({ consistent: true })).data,
  keyOf: ({ scope, id }) =>
    scope === waitingScope || scope === answeredScope || scope === objectionScope ? { objectionId: id } : undefined,
  versionOf: ({ version }) => version,
  termsOf: termsOfObjection,
});

/** What an objection is found by. Under its profession it is counted while it waits. */
export function termsOfObjection(item: ObjectionItem): readonly Term[] {
  const { objectionId: id, number, applicantName, employerCreditCode } = item;
  return [
    ...termsOfList(item),
    ...nameEndings(applicantName).map((ending) => nameTerm(objectionScope, ending, id)),
    { scope: objectionScope, term: numberTerm(number), order: number, id },
    ...(employerCreditCode === undefined
      ? []
      : [{ scope: objectionScope, term: `employer/${employerCreditCode}`, order: number, id }]),
  ];
}

function termsOfList(item: ObjectionItem): readonly Term[] {
  const { objectionId: id, state, profession, matter, employerCreditCode, dueAt, filedAt, answeredAt = filedAt } = item;
  const city = employerCreditCode === undefined ? null : cityOfCompany(employerCreditCode);
  const isWaiting = state === 'open';
  const place = isWaiting ? { scope: waitingScope, order: dueAt } : { scope: answeredScope, order: answeredAt };
  const row = { ...place, id, kinds: kindsText({ profession, matter, city }) };
  return [
    { ...row, term: countedTerm(profession), ...(isWaiting ? { counts: dayOf('objections', dueAt) } : {}) },
    { ...row, term: `matter/${matter}` },
    { ...row, term: `city/${city ?? elsewhere}` },
    { ...row, term: batchTerm({ year: item.year, number: item.batch }) },
  ];
}
