/** One row of a Markdown table. */
export interface TableRow {
  /** Its line in the document, from 1. */
  readonly line: number;
  /** The values of each cell: what `<br>` separates, without backticks; none for `–`. */
  readonly cells: readonly (readonly string[])[];
}

/**
 * The rows of every table of a Markdown document that has exactly this heading, in their order. Tables with another heading are
 * passed over. A row keeps as many cells as it is written with, so that whoever reads it can tell that some are missing.
 */
export function tableRows(markdown: string, heading: readonly string[]): TableRow[] {
  const rows: TableRow[] = [];
  let inside = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    if (!text.startsWith('|')) {
      inside = false;
      continue;
    }
    const cells = cellsOf(text);
    if (inside && !isDelimiter(cells)) rows.push({ line: index + 1, cells: cells.map(valuesOf) });
    inside ||= cells.length === heading.length && cells.every((cell, column) => cell === heading[column]);
  }
  return rows;
}

function cellsOf(text: string): string[] {
  const cells = text.trim().split(/(?<!\\)\|/);
  return cells.slice(1, -1).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function isDelimiter(cells: readonly string[]): boolean {
  return cells.every((cell) => /^:?-+:?$/.test(cell));
}

function valuesOf(cell: string): string[] {
  const values = cell.split('<br>').map((value) => value.trim().replace(/^`(.*)`$/, '$1'));
  return values.filter((value) => value !== '' && value !== '–');
}
