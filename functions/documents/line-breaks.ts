/**
 * Where a line of Chinese document text may end (GB/T 15834-2011 5.1: which punctuation may not begin or end a line; dashes
 * and ellipses are not split), with Latin words and numbers kept whole.
 */

/** The width of one character in the unit in which the width of a line is given (for example em). */
export type WidthOf = (character: string) => number;

const forbiddenAtStart = new Set(
  '、。，．：；！？）〕］｝〉》」』】〗〙〛”’·•・～－／％‰℃°—…,.:;!?)]}%>ー々〻々'.split(''),
);
const forbiddenAtEnd = new Set('（〔［｛〈《「『【〖〘〚“‘([{<￥＄$¥＃#№'.split(''));
const inseparable = new Set('—…⋯'.split(''));

// A character of a word that is not ideographic, and ASCII punctuation inside it (e-mail and web addresses, numbers).
const wordCharacter = /^[\p{L}\p{N}\p{M}!-~]$/u;
const ideographic = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]$/u;
const attached = /^[\p{M}\p{Variation_Selector}\u200d]$/u;
const space = /^[ \u00a0]$/;
const pointAfter = /^[@./:_,;?&=+%#~]$/;

/** Whether a character may not stand at the beginning of a line (避头). */
export function mayNotStartLine(character: string): boolean {
  return forbiddenAtStart.has(character) || attached.test(character) || space.test(character);
}

/** Whether a character may not stand at the end of a line (避尾). */
export function mayNotEndLine(character: string): boolean {
  return forbiddenAtEnd.has(character);
}

/**
 * Cuts a text into the pieces between which a line may break; joined they are the text again. Spaces end a piece.
 * A piece wider than `lineWidth` (a long e-mail address) is cut again, after its punctuation where possible, so that
 * none can run out of its cell; only a single character that is wider than the line stays so.
 */
export function breakableUnits(text: string, lineWidth: number, widthOf: WidthOf): string[] {
  const units: string[] = [];
  let unit: string[] = [];
  for (const character of text) {
    const before = unit.at(-1);
    if (before !== undefined && mayBreakBetween(before, character)) {
      units.push(...cutToWidth(unit, lineWidth, widthOf));
      unit = [];
    }
    unit.push(character);
  }
  if (unit.length > 0) units.push(...cutToWidth(unit, lineWidth, widthOf));
  return units;
}

function mayBreakBetween(before: string, after: string): boolean {
  if (mayNotStartLine(after) || mayNotEndLine(before)) return false;
  if (inseparable.has(before) && before === after) return false;
  if (space.test(before)) return true;
  return !(isWordCharacter(before) && isWordCharacter(after));
}

function isWordCharacter(character: string): boolean {
  return wordCharacter.test(character) && !ideographic.test(character);
}

function cutToWidth(unit: readonly string[], lineWidth: number, widthOf: WidthOf): string[] {
  const pieces: string[] = [];
  let rest = unit;
  for (;;) {
    const fitting = fittingCount(rest, lineWidth, widthOf);
    if (fitting >= rest.length) return [...pieces, rest.join('')];
    const cut = bestCut(rest, fitting);
    pieces.push(rest.slice(0, cut).join(''));
    rest = rest.slice(cut);
  }
}

function fittingCount(characters: readonly string[], lineWidth: number, widthOf: WidthOf): number {
  let width = 0;
  for (const [index, character] of characters.entries()) {
    width += widthOf(character);
    if (width > lineWidth && index > 0) return index;
  }
  return characters.length;
}

// The last place that fits: after punctuation of an address in the second half of the line, else wherever no forbidden
// character would begin the next line, else (a line of nothing but such characters) at the full width.
function bestCut(characters: readonly string[], fitting: number): number {
  const allowed = (cut: number) => {
    const next = characters[cut];
    const last = characters[cut - 1];
    // A hyphen at the end of a line is lost when a reader copies the address.
    if (next === undefined || last === undefined || last === '-') return false;
    return !mayNotStartLine(next) && !mayNotEndLine(last);
  };
  for (let cut = fitting; cut > fitting / 2; cut -= 1) {
    if (allowed(cut) && pointAfter.test(characters[cut - 1] ?? '')) return cut;
  }
  for (let cut = fitting; cut > 0; cut -= 1) if (allowed(cut)) return cut;
  return fitting;
}

/** Fills lines with units as react-pdf does, each line as far as it goes; answers the width of each line. */
export function fillLines(units: readonly string[], lineWidth: number, widthOf: WidthOf, indent = 0): number[] {
  const lines: number[] = [];
  let used = indent;
  for (const unit of units) {
    const width = Array.from(unit).reduce((sum, character) => sum + widthOf(character), 0);
    if (used + width > lineWidth && used > (lines.length === 0 ? indent : 0)) {
      lines.push(used);
      used = 0;
    }
    used += width;
  }
  return units.length === 0 ? lines : [...lines, used];
}

const softHyphen = '\u00ad';

/**
 * Marks a text for react-pdf: a soft hyphen at every place where a line may break, and no-break spaces. The marks, not
 * the hyphenation callback, decide, because react-pdf calls that once per run of one script or font, without the
 * neighbours; and its line breaker prefers any stretchable space to a full line. react-pdf drops the marks.
 */
export function markBreaks(text: string, lineWidth: number, widthOf: WidthOf): string {
  return breakableUnits(plainText(text), lineWidth, widthOf).join(softHyphen).replaceAll(' ', '\u00a0');
}

/** The text with tabs and line ends as spaces and without invisible soft hyphens, as it is printed. */
export function plainText(text: string): string {
  return text.replaceAll(softHyphen, '').replaceAll(/\r\n|[\t\n\r]/g, ' ');
}

/**
 * The callback for `Font.registerHyphenationCallback`: cuts a marked text at its marks. An empty piece between two
 * pieces is what lets react-pdf break a line there without printing a hyphen.
 */
export function splitAtMarks(marked: string): string[] {
  return marked.split(softHyphen).flatMap((piece, index) => (index === 0 ? [piece] : ['', piece]));
}
