import { type Styles, Text } from '@react-pdf/renderer';
import { type Face, type FontStacks, textWidthInEm, widthInEm } from './fonts.ts';
import { breakableUnits, fillLines, markBreaks, plainText } from './line-breaks.ts';

/** What a printed text needs to know: its fonts and the width that it may take. */
export interface PrintedTextProps {
  readonly text: string;
  readonly fonts: FontStacks;
  readonly face?: Face;
  /** Points. */
  readonly fontSize: number;
  /** The width of a line in points; no piece of the text is wider. */
  readonly lineWidth: number;
  readonly style?: Styles[string];
}

// Kerning can make a line a little wider than the sum of its characters.
const kerningReserve = 0.98;

// Texts of one or two lines look best with this distance; paragraphs set their own. It is set on every text
// because react-pdf multiplies an inherited line height by the font size a second time.
const defaultLineHeight = 1.5;

/** A text with Chinese line breaks that cannot run out of its line. */
export function PrintedText({ text, fonts, face = 'serif', fontSize, lineWidth, style = {} }: PrintedTextProps) {
  const marked = markBreaks(text, (lineWidth * kerningReserve) / fontSize, (character) => widthInEm(character, face));
  return <Text style={{ fontFamily: fonts[face], fontSize, lineHeight: defaultLineHeight, ...style }}>{marked}</Text>;
}

/** A text in the middle of its cell; one that needs several lines gets lines of about the same length. */
export function BalancedText(props: PrintedTextProps) {
  const { text, face = 'serif', fontSize, lineWidth, style = {} } = props;
  const fullWidth = textWidthInEm(text, face) * fontSize;
  const lines = Math.ceil(fullWidth / (lineWidth * kerningReserve));
  // One character more than the average line, so that a forbidden break does not cost another line.
  const width = lines <= 1 ? lineWidth : Math.min(lineWidth, fullWidth / lines + fontSize / 2);
  return (
    <PrintedText {...props} lineWidth={width} style={{ width, textAlign: 'center', alignSelf: 'center', ...style }} />
  );
}

// A line that would have to be stretched by more than this (em) looks torn: then the paragraph keeps a ragged edge.
const largestStretch = 1.2;

/** A paragraph over the full width, its first line `indent` em in; flush right where that tears no line. */
export function Paragraph({ indent, ...props }: PrintedTextProps & { readonly indent: number }) {
  const { text, face = 'serif', fontSize, lineWidth, style = {} } = props;
  const available = (lineWidth * kerningReserve) / fontSize;
  const widthOf = (character: string) => widthInEm(character, face);
  const lines = fillLines(breakableUnits(plainText(text), available, widthOf), lineWidth / fontSize, widthOf, indent);
  const torn = lines.slice(0, -1).some((used) => lineWidth / fontSize - used > largestStretch);
  const textAlign = torn ? 'left' : 'justify';
  return <PrintedText {...props} style={{ textAlign, textIndent: indent * fontSize, lineHeight: 1.9, ...style }} />;
}
