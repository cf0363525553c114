import type { Party } from './party.ts';
import { begin, confirmAndSubmit, confirmAsEmployer, fillIn, noQualification, waitFor } from './play.ts';

/** Plays an architect's application to acceptance with an employer that chose 无, and returns its id. */
export async function oweQualification(person: Party, company: Party): Promise<string> {
  const id = await begin(person, 'architect-2');
  await fillIn(person, company, id, 'architect-2', new Date());
  await confirmAndSubmit(person, id);
  await waitFor(person, id, 'awaiting-employer');
  await confirmAsEmployer(company, id, 'architect-2', noQualification);
  await waitFor(person, id, 'awaiting-acceptance');
  return id;
}
