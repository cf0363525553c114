/**
 * A table as CSV that spreadsheet programs open as it is: UTF-8 with a byte order mark, CRLF between lines (RFC 4180). A cell that begins like a formula
 * (= + - @, also in full width, a tab or a line break) gets an apostrophe before it, so that no program carries it out.
 */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${csvLines([header, ...rows])}`;
}

/** Lines of such a table without its beginning, each with its end, so that parts can be put one behind another. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

/**
 * A number as a cell that stays text. Spreadsheet programs make figures of what looks like one, and keep 15 digits of it (Excel, "specifications and
 * limits"): a tab behind it, which nobody sees, leaves identity numbers and codes whole.
 */
export function textCell(number: string): string {
  return /^\d{12,}$/.test(number) ? `${number}\t` : number;
}

function cellText(text: string): string {
  const harmless = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
