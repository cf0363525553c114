import type { Turn } from './page-order.ts';

/** One page: a JPEG picture as a canvas writes it (three colours of eight bits), its sides in pixels, and how it is turned. */
export interface PicturePage {
  readonly jpeg: Blob;
  readonly width: number;
  readonly height: number;
  readonly turn: Turn;
}

// The longer side of A4 in points; the picture fills its page.
const longerSide = 842;

// Readers take a file for binary by four bytes above 127 in its second line (ISO 32000-1 7.5.2).
const header = new Uint8Array([...Array.from('%PDF-1.7\n%', (sign) => sign.charCodeAt(0)), 0xe2, 0xe3, 0xcf, 0xd3, 10]);

/** Most bytes that a page adds to its picture, and the file to its pages: five objects and their lines of the cross-reference. */
export const bytesPerPage = 700;

/**
 * Joins pictures into a PDF, one a page, in order. The pictures are taken as they are, by reference: the browser keeps them where they are, on a
 * phone on its disk, and nothing but a few lines for each is made.
 */
export function pdfOfPictures(pages: readonly PicturePage[]): Blob {
  const kids = pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ');
  const file = new FileParts();
  file.add('<< /Type /Catalog /Pages 2 0 R >>');
  file.add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  for (const [index, page] of pages.entries()) addPage(file, pageNumber(index), page);
  return file.finished();
}

// Behind the catalogue and the tree of pages, three objects each: page, contents, picture.
function pageNumber(index: number): number {
  return 3 + 3 * index;
}

function addPage(file: FileParts, number: number, { jpeg, width, height, turn }: PicturePage): void {
  const scale = longerSide / Math.max(width, height);
  const [across, up] = [Math.round(width * scale), Math.round(height * scale)];
  const contents = `q ${across} 0 0 ${up} 0 0 cm /P Do Q`;
  file.add(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${up}] /Rotate ${turn}` +
      ` /Resources << /XObject << /P ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
  );
  file.add(`<< /Length ${contents.length} >>\nstream\n${contents}\nendstream`);
  file.add(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB` +
      ` /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.size} >>\nstream\n`,
    jpeg,
    '\nendstream',
  );
}

/** The objects of a file one after another, and where each begins. */
class FileParts {
  readonly #parts: BlobPart[] = [header];
  readonly #offsets: number[] = [];
  #size = header.byteLength;

  add(...parts: readonly (string | Blob)[]): void {
    this.#offsets.push(this.#size);
    this.#append(`${this.#offsets.length} 0 obj\n`, ...parts, '\nendobj\n');
  }

  // The cross-reference (ISO 32000-1 7.5.4): lines of twenty bytes.
  finished(): Blob {
    const start = this.#size;
    const count = this.#offsets.length + 1;
    const lines = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    this.#append(`xref\n0 ${count}\n0000000000 65535 f \n${lines.join('')}`);
    this.#append(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    return new Blob(this.#parts, { type: 'application/pdf' });
  }

  // Every text is ASCII: its length is its size.
  #append(...parts: readonly (string | Blob)[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#size += typeof part === 'string' ? part.length : part.size;
    }
  }
}
