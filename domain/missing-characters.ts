/** A character of a document that no font has, and the part of the document in which it stands. */
export interface MissingCharacter {
  readonly character: string;
  readonly where: string;
}

/** What is printed in place of a character that no font has: the sign by which printers mark one that they lack (geta). */
export const missingCharacterSign = '〓';
