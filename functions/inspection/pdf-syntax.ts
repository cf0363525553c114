/** A value of a PDF file (ISO 32000-1 7.3). `plain`: null, true, false, or a word that is no value at all. */
export type PdfValue =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  | { readonly kind: 'plain'; readonly text: string };

/** A dictionary with its entries as they stand, a key that is written twice included. */
export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: readonly (readonly [key: string, value: PdfValue])[];
}

/** More work than any document of the allowed length takes; thrown before it is done. */
export class TooComplexError extends Error {
  override readonly name = 'TooComplexError';
}

/** Bytes that may still be read. One budget serves a whole file, whose objects may be written so that each is read many times. */
export interface ReadingBudget {
  left: number;
}

// Real documents nest some ten levels; each level is a level of calls here.
const deepest = 100;
// What a value takes in memory and time besides its bytes.
const valueCost = 40;
const white = bytesOf('\0\t\n\f\r ');
const delimiters = bytesOf('()<>[]{}/%');
const digits = bytesOf('0123456789');
const numeric = /^[+-]*(\d+\.?\d*|\.\d+)/;

/**
 * Reads values as tolerant readers do: what is not understood is passed over, what is not closed ends with the data, and
 * `irregular` tells that it was so. Throws TooComplexError when the budget is used up.
 */
export class PdfSyntax {
  position: number;
  irregular = false;
  readonly #bytes: Buffer;
  readonly #budget: ReadingBudget;

  constructor(bytes: Buffer, position: number, budget: ReadingBudget) {
    this.#bytes = bytes;
    this.position = position;
    this.#budget = budget;
  }

  /** The next value; undefined where the data end, or at a bracket that closes. */
  value(depth = 0): PdfValue | undefined {
    if (depth > deepest) throw new TooComplexError();
    const start = this.skipBlanks();
    const value = this.#valueAt(depth);
    this.#budget.left -= this.position - start + valueCost;
    if (this.#budget.left < 0) throw new TooComplexError();
    return value;
  }

  /** The next word without brackets or blanks in it, or an empty one. */
  word(): string {
    const start = this.skipBlanks();
    while (this.position < this.#bytes.length && isRegular(this.#bytes[this.position])) this.position += 1;
    return this.#bytes.toString('latin1', start, this.position);
  }

  /** Passes over blanks and comments and answers the position. */
  skipBlanks(): number {
    for (; this.position < this.#bytes.length; this.position += 1) {
      const byte = this.#bytes[this.position] ?? 0;
      if (byte === 0x25) this.#skipComment();
      else if (white[byte] !== 1) break;
    }
    return this.position;
  }

  #valueAt(depth: number): PdfValue | undefined {
    switch (this.#bytes[this.position]) {
      case undefined:
      case 0x3e: // >
      case 0x5d: // ]
        return undefined;
      case 0x2f: // /
        return this.#name();
      case 0x28: // (
        return this.#literalString();
      case 0x5b: // [
        return this.#array(depth);
      case 0x3c: // <
        return this.#bytes[this.position + 1] === 0x3c ? this.#dictionary(depth) : this.#hexString();
      default:
        return this.#numberOrWord();
    }
  }

  #name(): PdfValue {
    this.position += 1;
    const start = this.position;
    while (this.position < this.#bytes.length && isRegular(this.#bytes[this.position])) this.position += 1;
    return { kind: 'name', text: unescapedNames(this.#bytes.toString('latin1', start, this.position)) };
  }

  #numberOrWord(): PdfValue {
    const start = this.position;
    const word = this.word();
    if (word === '') {
      // A bracket that nothing opened.
      this.position = start + 1;
      this.irregular = true;
      return { kind: 'plain', text: '' };
    }
    if (!numeric.test(word)) return { kind: 'plain', text: word };
    const value = Number.parseFloat(word.replace(/^\++/, '').replace(/^-+/, '-'));
    return /^\d+$/.test(word) ? (this.#reference(value) ?? { kind: 'number', value }) : { kind: 'number', value };
  }

  // Two integers and an R; the words are read again when it is none.
  #reference(number: number): PdfValue | undefined {
    const after = this.position;
    if (digits[this.#bytes[this.skipBlanks()] ?? 0] === 1 && /^\d+$/.test(this.word()) && this.word() === 'R') {
      return { kind: 'reference', number };
    }
    this.position = after;
    return undefined;
  }

  #array(depth: number): PdfValue {
    this.position += 1;
    const items: PdfValue[] = [];
    for (;;) {
      const before = this.skipBlanks();
      const item = this.value(depth + 1);
      if (item === undefined || this.#endsObject(item, before)) break;
      items.push(item);
    }
    this.#close(']');
    return { kind: 'array', items };
  }

  #dictionary(depth: number): PdfDictionary {
    this.position += 2;
    const entries: (readonly [string, PdfValue])[] = [];
    for (;;) {
      const before = this.skipBlanks();
      const key = this.value(depth + 1);
      if (key === undefined || this.#endsObject(key, before)) break;
      // The rest of a name with a blank in it, for one: readers go on to the next key.
      if (key.kind !== 'name') {
        this.irregular = true;
        continue;
      }
      const afterKey = this.skipBlanks();
      const value = this.value(depth + 1);
      if (value === undefined || this.#endsObject(value, afterKey)) break;
      entries.push([key.text, value]);
    }
    this.#close('>>');
    return { kind: 'dictionary', entries };
  }

  // The end of the object within something that is still open.
  #endsObject(value: PdfValue, before: number): boolean {
    if (value.kind !== 'plain' || !['endobj', 'endstream', 'stream', 'obj'].includes(value.text)) return false;
    this.position = before;
    return true;
  }

  #close(bracket: string): void {
    if (this.#bytes.toString('latin1', this.position, this.position + bracket.length) === bracket) {
      this.position += bracket.length;
    } else {
      this.irregular = true;
      // One wrong bracket is passed over, so that it cannot close what it does not belong to.
      if ([0x3e, 0x5d].includes(this.#bytes[this.position] ?? 0)) this.position += 1;
    }
  }

  #literalString(): PdfValue {
    const start = this.position + 1;
    let depth = 1;
    let at = start;
    for (; at < this.#bytes.length && depth > 0; at += 1) {
      const byte = this.#bytes[at];
      if (byte === 0x5c) at += 1;
      else if (byte === 0x28) depth += 1;
      else if (byte === 0x29) depth -= 1;
    }
    this.position = Math.min(at, this.#bytes.length);
    if (depth > 0) this.irregular = true;
    return {
      kind: 'string',
      text: unescaped(this.#bytes.toString('latin1', start, this.position - (depth > 0 ? 0 : 1))),
    };
  }

  #hexString(): PdfValue {
    const end = this.#bytes.indexOf(0x3e, this.position);
    if (end < 0) this.irregular = true;
    const stop = end < 0 ? this.#bytes.length : end;
    const hex = this.#bytes.toString('latin1', this.position + 1, stop).replaceAll(/[^0-9A-Fa-f]/g, '');
    this.position = end < 0 ? stop : stop + 1;
    return { kind: 'string', text: Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex').toString('latin1') };
  }

  #skipComment(): void {
    while (this.position < this.#bytes.length && ![0x0a, 0x0d].includes(this.#bytes[this.position] ?? 0)) {
      this.position += 1;
    }
  }
}

/** A text with the escapes of its names undone: /J#61vaScript is /JavaScript (ISO 32000-1 7.3.5). */
export function unescapedNames(text: string): string {
  if (!text.includes('#')) return text;
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** What stands under a key; of a key written twice the last, as readers do. Undefined when there is none. */
export function entryOf(value: PdfValue | undefined, key: string): PdfValue | undefined {
  return value?.kind === 'dictionary' ? value.entries.findLast(([each]) => each === key)?.[1] : undefined;
}

/** The names of a value that is a name or an array of names; none for anything else. */
export function namesOf(value: PdfValue | undefined): string[] {
  const items = value?.kind === 'array' ? value.items : value === undefined ? [] : [value];
  return items.flatMap((item) => (item.kind === 'name' ? [item.text] : []));
}

/** The number that a value is; undefined for anything else. */
export function numberOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '\r\n': '',
  '\r': '',
  '\n': '',
};

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([0-7]{1,3}|\r\n|[^])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : (escapes[code] ?? code),
  );
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && white[byte] !== 1 && delimiters[byte] !== 1;
}

function bytesOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters, 'latin1')) table[byte] = 1;
  return table;
}
