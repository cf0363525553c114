// Invisible characters and halves of characters: controls, formats but for the joiner of emoji, surrogates without their other
// half, private use.
const invisible = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** A file name as it is kept: accents composed (macOS parts them), blanks of typesetting as blanks, nothing invisible. It is not printed, so any sign may stand in it. */
export function cleanFileName(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/[\s\u2000-\u200a\u202f\u205f]+/g, ' ')
    .replaceAll(invisible, '')
    .trim();
}

/** A name of at most `longest` characters (UTF-16 units): cut before its extension, and never within what is seen as one character. */
export function shortFileName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  let short = '';
  for (const character of seenCharacters(name.slice(0, name.length - extension.length))) {
    if (short.length + character.length + extension.length > longest) break;
    short += character;
  }
  return short + extension;
}

function seenCharacters(text: string): string[] {
  return Array.from(new Intl.Segmenter('zh').segment(text), ({ segment }) => segment);
}
