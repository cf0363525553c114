import type { DocumentField } from '../../domain/documents.ts';
import { textWidthInEm, widthInEm } from './fonts.ts';
import { breakableUnits, fillLines, type WidthOf } from './line-breaks.ts';

/** Measures of the table in points (1/72 inch); every document is A4, 595.28 × 841.89. */
export const tableMeasures = {
  width: 487,
  /** Wide enough for five characters; narrow enough for an identity number on one line beside the photo. */
  labelWidth: 70,
  /** Space between a cell's text and its left and right lines. */
  cellPadding: 6,
  fontSize: 10,
  lineHeight: 1.5,
  rowHeight: 27,
  /** The place of the photo: 35 × 53 mm as the uploaded photo (413 × 626 pixels), with a margin to the lines. */
  photo: { width: 99.2, height: 150.2, cellWidth: 112 },
} as const;

/** A label and its value with the width of the value's cell in points. */
export interface PlannedField {
  readonly label: string;
  readonly value: string;
  readonly valueWidth: number;
}

/** One row of the table: one field, or two beside each other. `lines` is how many text lines the row needs. */
export interface PlannedRow {
  readonly fields: readonly PlannedField[];
  readonly lines: number;
}

/** The rows of one section: those beside the photo (none without photo) and those below it. */
export interface PlannedSection {
  readonly besidePhoto: readonly PlannedRow[];
  readonly rows: readonly PlannedRow[];
}

// A value that would need more lines than this in half a row gets a row of its own.
const linesInHalfRow = 2;

/** Lays the fields of a section out in rows, in their order: two to a row unless wide, long, or without a neighbour. */
export function planSection(fields: readonly DocumentField[], withPhoto: boolean): PlannedSection {
  const { width, photo, rowHeight } = tableMeasures;
  const besidePhoto: PlannedRow[] = [];
  let rest = fields;
  if (withPhoto) {
    let height = 0;
    while (height < photo.height && rest.length > 0) {
      const { row, taken } = nextRow(rest, width - photo.cellWidth);
      besidePhoto.push(row);
      height += Math.max(rowHeight, row.lines * tableMeasures.fontSize * tableMeasures.lineHeight);
      rest = rest.slice(taken);
    }
  }
  const rows: PlannedRow[] = [];
  while (rest.length > 0) {
    const { row, taken } = nextRow(rest, width);
    rows.push(row);
    rest = rest.slice(taken);
  }
  return { besidePhoto, rows };
}

function nextRow(fields: readonly DocumentField[], width: number): { row: PlannedRow; taken: number } {
  const { labelWidth } = tableMeasures;
  const half = width / 2 - labelWidth;
  const [first, second] = fields;
  if (first !== undefined && second !== undefined && fitsHalf(first, half) && fitsHalf(second, half)) {
    return { row: plannedRow([first, second], half), taken: 2 };
  }
  return { row: plannedRow(first === undefined ? [] : [first], width - labelWidth), taken: 1 };
}

function plannedRow(fields: readonly DocumentField[], valueWidth: number): PlannedRow {
  const planned = fields.map(({ label, value }) => ({ label, value, valueWidth }));
  const lines = Math.max(
    1,
    ...planned.flatMap(({ label, value }) => [
      linesNeeded(label, tableMeasures.labelWidth),
      linesNeeded(value, valueWidth),
    ]),
  );
  return { fields: planned, lines };
}

// A number that half a row would cut in two gets the whole row.
function fitsHalf(field: DocumentField, valueWidth: number): boolean {
  if (field.wide === true) return false;
  const whole = breakableUnits(field.value, Infinity, serifWidth).every(
    (unit) => textWidthInEm(unit, 'serif') <= cellLineWidth(valueWidth),
  );
  return whole && linesNeeded(field.value, valueWidth) <= linesInHalfRow;
}

/** The width in em of a line inside a cell of this width in points. */
export function cellLineWidth(cellWidth: number): number {
  return (cellWidth - 2 * tableMeasures.cellPadding) / tableMeasures.fontSize;
}

/** How many lines a text needs in a cell of this width in points; an empty text needs one. */
export function linesNeeded(text: string, cellWidth: number): number {
  const lineWidth = cellLineWidth(cellWidth);
  return Math.max(1, fillLines(breakableUnits(text, lineWidth, serifWidth), lineWidth, serifWidth).length);
}

const serifWidth: WidthOf = (character) => widthInEm(character, 'serif');
