import type { ProfessionCode } from './professions.ts';

/**
 * What anybody may ask the register (Administrative Licensing Law art. 40: decisions are open to the public): a person by full name and profession,
 * who is registered with an employer (by its full name or credit code), or a number. Parts of names find nothing, so that nobody reads it by guessing.
 */
export type RegisterQuestion =
  | { readonly by: 'person'; readonly name: string; readonly profession: ProfessionCode }
  | { readonly by: 'employer'; readonly employer: string }
  | { readonly by: 'number'; readonly number: string };

/** Entries on a page, and pages of one question: whoever needs more of an employer than this asks for the persons by name. */
export const searchedPage = 20;
export const mostSearchedPages = 5;

/** A question as one text, for the proof of work that belongs to it (api/work-proof.ts). */
export function questionText(question: RegisterQuestion): string {
  switch (question.by) {
    case 'person':
      return JSON.stringify([question.by, question.name, question.profession]);
    case 'employer':
      return JSON.stringify([question.by, question.employer]);
    case 'number':
      return JSON.stringify([question.by, question.number]);
  }
}
