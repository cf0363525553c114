import { inflateSync } from 'node:zlib';

// The objects of a document of 60 pages take some megabytes; parsing unpacks them all into memory.
const largestStructureBytes = 64 * 1024 * 1024;
// Bounds of the search itself, which reads back from every stream: a document of 60 pages has some hundred, their dictionaries
// are a few hundred bytes long.
const longestDictionary = 16_384;
const mostStreams = 20_000;

/**
 * True when the packed structure of a PDF file (object and cross-reference streams, ISO 32000-1 7.5.7 and 7.5.8), which a parser
 * unpacks before anything can be checked, stays below 64 MB. Page contents and pictures are never unpacked. `text` is the file in
 * Latin-1.
 */
export function structureIsModest(bytes: Uint8Array, text: string): boolean {
  let left = largestStructureBytes;
  let count = 0;
  for (const { start, dictionary } of streamsOf(text)) {
    count += 1;
    if (count > mostStreams) return false;
    if (!/\/(ObjStm|XRef)\b/.test(dictionary)) continue;
    // Anything but plain deflate could be nested or of another make; no usual program writes such files.
    if (!/\/Filter\s*(\[\s*)?\/FlateDecode\s*(\]|\/|>|$)/.test(dictionary)) {
      if (/\/Filter\b/.test(dictionary)) return false;
      continue;
    }
    const size = inflatedSize(bytes.subarray(start), left);
    if (size === undefined) return false;
    left -= size;
  }
  return true;
}

function* streamsOf(text: string): Generator<{ start: number; dictionary: string }> {
  for (const match of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    const before = text.slice(Math.max(0, match.index - longestDictionary), match.index);
    const object = before.slice(before.lastIndexOf(' obj') + 1);
    const dictionary = object.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    yield { start: match.index + match[0].length, dictionary };
  }
}

function inflatedSize(packed: Uint8Array, most: number): number | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).byteLength;
  } catch {
    // Too large, or broken: neither is to be parsed.
    return undefined;
  }
}
