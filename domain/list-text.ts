/** A file that no list can be read from, and what to do about it. */
export class ListEncodingError extends Error {
  override readonly name = 'ListEncodingError';
}

/** What to do with a sheet that cannot be read. */
export const saveAs = 'save the sheet as “CSV UTF-8（逗号分隔）(*.csv)” and import that file';

/**
 * The text of a list as spreadsheet programs write it: UTF-8 with or without a byte order mark, UTF-16 (“Unicode text”), or GB18030,
 * which is what Excel in Chinese writes as “CSV（逗号分隔）”. Throws ListEncodingError for a workbook, and for what is no text.
 */
export function listText(bytes: Uint8Array): string {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  if (begins(0x50, 0x4b) || begins(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ListEncodingError(`the file is a workbook, not a text: ${saveAs}`);
  }
  for (const encoding of candidates(bytes)) {
    const text = decoded(bytes, encoding);
    if (text !== undefined && !isWide(text)) return text.replaceAll('\0', '').replaceAll(endOfDos, '');
  }
  throw new ListEncodingError(`the characters of the file cannot be read: ${saveAs}`);
}

// Ctrl-Z, with which old programs end a text.
const endOfDos = String.fromCharCode(0x1a);

function candidates(bytes: Uint8Array): readonly string[] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  // Every list has commas or tabs and line ends: in UTF-16 each with a zero byte on one side.
  const padding = bytes.findLastIndex((byte) => byte !== 0) + 1;
  const zeros = bytes.subarray(0, padding).reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (zeros > padding * leastZeros) return bytes.indexOf(0) % 2 === 1 ? ['utf-16le'] : ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

// Digits, commas and line ends are more than a tenth of every list; fewer zeros are what old programs fill up with.
const leastZeros = 0.05;

/** Characters of four bytes, or something that is no text. */
function isWide(text: string): boolean {
  const zeros = text.replace(/(?<!\0)\0+$/, '').match(/\0/g)?.length ?? 0;
  return zeros > text.length * leastZeros;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const whole = encoding.startsWith('utf-16') ? bytes.subarray(0, bytes.length - (bytes.length % 2)) : bytes;
    return new TextDecoder(encoding, { fatal: true }).decode(whole);
  } catch {
    return undefined;
  }
}
