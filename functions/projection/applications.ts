import { nameEndings, endingStart } from '../../domain/employer-names.ts';
import { isFinal } from '../../domain/states.ts';
import { caseScope, everyOpen, numberTerm, openScope } from '../cases/desk-terms.ts';
import { ApplicationEntity, type ApplicationHead } from '../records/entities.ts';
import { projection, type Term } from './projection.ts';

/** Applications that were sent: by parts of the applicant's name and by their number; while they are open by their employer. */
export const applications = projection<ApplicationHead, Pick<ApplicationHead, 'applicationId'>>({
  entity: 'application',
  parse: (image) => ApplicationEntity.parse({ Item: image }).data,
  present: async ({ applicationId }) => (await ApplicationEntity.get({ applicationId }).go({ consistent: true })).data,
  keyOf: ({ scope, id }) => (scope === caseScope || scope === openScope ? { applicationId: id } : undefined),
  versionOf: ({ version }) => version,
  termsOf: termsOfApplication,
});

/** What an application is found by. */
export function termsOfApplication({
  applicationId: id,
  number,
  submittedAt,
  applicantName,
  employerCreditCode,
  state,
}: ApplicationHead): readonly Term[] {
  if (submittedAt === undefined || number === undefined) return [];
  return [
    ...nameEndings(applicantName).map((ending) => nameTerm(caseScope, ending, id)),
    { scope: caseScope, term: numberTerm(number), order: number, id },
    ...(isFinal(state)
      ? []
      : [everyOpen, ...(employerCreditCode === undefined ? [] : [`employer/${employerCreditCode}`])].map((term) => ({
          ...{ scope: openScope, term, order: number, id },
        }))),
  ] satisfies Term[];
}

/** An ending of a name: a search for a part of it is a query for what begins with that part. */
export function nameTerm(scope: string, ending: string, id: string): Term {
  return { scope, term: `name/${endingStart(ending)}`, order: ending, id };
}
