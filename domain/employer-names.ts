import { normalName } from './identifiers.ts';

/**
 * Where the name behind a credit code is known from, what is believed most first: the company's own account (the identity platform vouches for it), a
 * list that the registrar imported, the register that was taken over.
 */
export const employerNameSources = ['account', 'list', 'register'] as const;
export type EmployerNameSource = (typeof employerNameSources)[number];

/** A company as it is named to whoever looks for it. */
export interface KnownEmployer {
  readonly creditCode: string;
  readonly name: string;
}

/** Characters of a name that a search must hold: of one alone half the companies of the province are found. */
export const shortestNamePart = 2;

/** Companies that one search shows. Whoever sees more writes more of the name. */
export const mostEmployersFound = 10;

// Longer names are found by their first fifty characters: each ending of a name is a row, and those of an old and a new name fit one transaction of 100.
const searchedCharacters = 50;

/** A name, or a part of one, as it is searched and compared: full width, blanks and case make no other company. */
export function searchedName(text: string): string {
  return normalName(text.normalize('NFKC')).replaceAll(/\s/gu, '').toLowerCase();
}

/** Every ending of a name by which a search for any part of it begins, longest first. */
export function nameEndings(name: string): string[] {
  const characters = Array.from(searchedName(name)).slice(0, searchedCharacters);
  return characters.slice(0, 1 - shortestNamePart).map((_, index) => characters.slice(index).join(''));
}

/** What the rows of an ending lie under: its first characters, as many as the shortest search has. */
export function endingStart(ending: string): string {
  return Array.from(ending).slice(0, shortestNamePart).join('');
}

/** True for two writings of one name. */
export function isSameName(left: string, right: string): boolean {
  return searchedName(left) === searchedName(right);
}
