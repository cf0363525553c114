import { constants, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A PDF file of objects in their order, numbered from 1, with a classic cross-reference table; the first is the catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[], end = '%%EOF\n'): Buffer {
  const parts = [latin('%PDF-1.5\n%âãÏÓ\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([latin(`${index + 1} 0 obj\n`), bytesOf(object), latin('\nendobj\n')]);
    places.push(at);
    parts.push(part);
    at += part.length;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    latin(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n${end}`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream with its dictionary. */
export function stream(dictionary: string, data: string | Buffer): Buffer {
  const bytes = bytesOf(data);
  return Buffer.concat([latin(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`), bytes, latin('\nendstream')]);
}

const pictureDictionary =
  '/Type /XObject /Subtype /Image /Width 200 /Height 280 /BitsPerComponent 8 /ColorSpace /DeviceRGB';

/** The picture of a scanned page. */
export async function scannedPicture(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 200, sigma: 20 } as const;
  return await sharp({ create: { width: 200, height: 280, channels: 3, background: '#eee', noise } })
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** The objects of a document of one page with one scanned picture. */
export async function scannedPage(catalogue = '/Type /Catalog', picture?: Buffer): Promise<(string | Buffer)[]> {
  return [
    `<< ${catalogue} /Pages 2 0 R >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>',
    stream('', 'q 595 0 0 842 0 0 cm /Im0 Do Q'),
    stream(`${pictureDictionary} /Filter /DCTDecode`, picture ?? (await scannedPicture())),
  ];
}

/** The same file with some objects exchanged for others. */
export async function changedPage(changes: Readonly<Record<number, string | Buffer>>): Promise<Buffer> {
  return pdfOf((await scannedPage()).map((object, index) => changes[index + 1] ?? object));
}

/** A picture of the page that is packed by deflate. */
export function packedPicture(change: (packed: Buffer) => Buffer = (packed) => packed): Buffer {
  const pixels = Buffer.from(Array.from({ length: 200 * 280 * 3 }, (_, index) => (index * 7919) % 251));
  return stream(`${pictureDictionary} /Filter /FlateDecode`, change(deflateSync(pixels)));
}

/** As a reader saves after filling in, commenting or signing: objects appended, the cross-reference stream flushed, not finished. */
export async function savedByReader(finish: number = constants.Z_SYNC_FLUSH): Promise<Buffer> {
  const plain = pdfOf(await scannedPage());
  const object = Buffer.concat([
    latin('4 0 obj\n'),
    stream('', 'q 595 0 0 842 0 0 cm /Im0 Do Q BT ET'),
    latin('\nendobj\n'),
  ]);
  const rows = Buffer.alloc(14);
  rows[0] = 1;
  rows.writeUInt32BE(plain.length, 1);
  rows[7] = 1;
  rows.writeUInt32BE(plain.length + object.length, 8);
  const packed = deflateSync(rows, { finishFlush: finish });
  const previous = /startxref\n(\d+)/.exec(plain.toString('latin1'))?.[1] ?? '';
  const dictionary = `<</Type/XRef/Size 7/Prev ${previous}/Root 1 0 R/W[1 4 2]/Index[4 1 6 1]/Filter/FlateDecode/Length ${packed.length}>>`;
  const tail = `\r\nendstream\rendobj\rstartxref\r\n${plain.length + object.length}\r\n%%EOF\r\n`;
  return Buffer.concat([plain, object, latin(`6 0 obj\n${dictionary}stream\r\n`), packed, latin(tail)]);
}

/** A file whose table names one object of a number, while another of the same number stands behind it. */
export function behindDuplicate(objects: readonly (string | Buffer)[], number: number, shown: string): Buffer {
  const text = pdfOf(objects).toString('latin1');
  const at = text.indexOf('xref\n0');
  const other = `${number} 0 obj\n${shown}\nendobj\n`;
  const rest = text.slice(at).replace(/startxref\n\d+/, `startxref\n${at + other.length}`);
  return latin(text.slice(0, at) + other + rest);
}

/** Bytes of text in Latin-1. */
export function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function bytesOf(content: string | Buffer): Buffer {
  return typeof content === 'string' ? latin(content) : content;
}
