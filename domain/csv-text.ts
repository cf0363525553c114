/**
 * A table as CSV that spreadsheet programs open as it is: UTF-8 with a byte order mark, CRLF between lines (RFC 4180). A cell that begins like a formula
 * (= + - @, also in full width, a tab or a line break) gets an apostrophe before it, so that no program carries it out.
 */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[header, ...rows].map((cells) => cells.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(text: string): string {
  const harmless = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
