import { typedLine, typedNumber, typedParagraph } from '../../../domain/typed.ts';

/** The line in an input, cleaned as the API cleans it; null while nothing is filled in. */
export function filledLine(value: string): string | null {
  return orNull(typedLine(value));
}

/** The number in an input, cleaned as the API cleans it; null while nothing is filled in. */
export function filledNumber(value: string): string | null {
  return orNull(typedNumber(value));
}

/** The paragraphs in an input, cleaned as the API cleans them; null while nothing is filled in. */
export function filledParagraph(value: string): string | null {
  return orNull(typedParagraph(value));
}

/** What to say of a text that is longer than the API takes; undefined: it fits. Nothing is cut: the reader decides what to leave out. */
export function tooLong(text: string, mostCharacters: number): string | undefined {
  const excess = typedParagraph(text).length - mostCharacters;
  return excess > 0 ? `最多${mostCharacters}字，现有${mostCharacters + excess}字，请删减${excess}字。` : undefined;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
