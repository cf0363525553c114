import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { FileType } from '../../../domain/file-slots.ts';

/** A file as a person would choose it. */
export interface SampleFile {
  readonly name: string;
  readonly type: FileType;
  readonly bytes: Buffer;
}

// Drawn once for all scenes of a process: the same file is as good for each.
const made = new Map<string, Promise<Buffer>>();

async function once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const bytes = made.get(key) ?? make();
  made.set(key, bytes);
  return Buffer.from(await bytes);
}

/** A drawn portrait, JPEG, 600 × 840 pixels: nobody's face. */
export async function portrait(shade = 200): Promise<SampleFile> {
  const bytes = await once(`portrait ${shade}`, () => drawnPortrait(shade));
  return { name: '证件照.jpg', type: 'image/jpeg', bytes };
}

function drawnPortrait(shade: number): Promise<Buffer> {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="840">
    <rect width="600" height="840" fill="rgb(90,140,${shade})"/>
    <ellipse cx="300" cy="330" rx="130" ry="170" fill="#e8c9a8"/>
    <path d="M165 300 Q300 60 435 300 L435 250 Q300 90 165 250 Z" fill="#2b2b2b"/>
    <path d="M60 840 Q80 560 300 560 Q520 560 540 840 Z" fill="#24364f"/>
  </svg>`;
  return sharp(Buffer.from(picture)).jpeg({ quality: 88 }).toBuffer();
}

/** A PDF of a number of empty pages with a line of Latin text on each, as a scan of a paper would be. */
export async function scan(name: string, pages = 2): Promise<SampleFile> {
  return { name, type: 'application/pdf', bytes: await once(`scan ${pages}`, () => emptyPages(pages)) };
}

async function emptyPages(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) {
    document.addPage([595, 842]).drawText(`Demonstration scan, page ${page} of ${pages}`, { x: 60, y: 760, size: 14 });
  }
  return Buffer.from(await document.save());
}

/** What a page declares of a file before it uploads it. */
export function declarationOf(file: SampleFile) {
  const { name, type, bytes } = file;
  return { name, type, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('base64') };
}
