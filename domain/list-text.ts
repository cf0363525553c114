/** A file that no list can be read from, and what to do about it. */
export class ListEncodingError extends Error {
  override readonly name = 'ListEncodingError';
}

const saveAs = 'save the sheet as “CSV UTF-8（逗号分隔）(*.csv)” and import that file';

/**
 * The text of a list as spreadsheet programs write it: UTF-8 with or without a byte order mark, UTF-16 (“Unicode text”), or GB18030,
 * which is what Excel in Chinese writes as “CSV（逗号分隔）”. Throws ListEncodingError for a workbook, and for what is no text.
 */
export function listText(bytes: Uint8Array): string {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ListEncodingError(`the file is a workbook, not a text: ${saveAs}`);
  }
  for (const encoding of candidates(bytes)) {
    const text = decoded(bytes, encoding);
    if (text !== undefined && !text.includes('\0')) return text;
  }
  throw new ListEncodingError(`the characters of the file cannot be read: ${saveAs}`);
}

function candidates(bytes: Uint8Array): readonly string[] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  // Every list has commas or tabs and line ends: in UTF-16 each with a zero byte on one side.
  if (bytes.includes(0)) return bytes.indexOf(0) % 2 === 1 ? ['utf-16le'] : ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
