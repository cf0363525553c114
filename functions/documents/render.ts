import { buffer } from 'node:stream/consumers';
import { type DocumentProps, pdf } from '@react-pdf/renderer';
import { cloneElement, type ReactElement } from 'react';
import type { CertificateContent, PrintedContent } from '../../domain/documents.ts';
import { CertificatePage } from './certificate-page.tsx';
import { DocumentPages } from './document-pages.tsx';
import { fontStacksFor } from './fonts.ts';

export { MissingGlyphError } from './fonts.ts';

/** The photo handed over is not a complete JPEG; thrown before anything is drawn, since a document without it is void. */
export class InvalidPhotoError extends Error {
  override readonly name = 'InvalidPhotoError';
}

/**
 * Draws an application form, commitment letter or notice as a PDF file (A4, fonts embedded).
 * @param assets.photo JPEG of the holder; without it the place of the photo is printed empty
 * @throws MissingGlyphError when a character is in no embedded font
 * @throws InvalidPhotoError when the photo is not a complete JPEG
 */
export async function renderDocument(
  content: PrintedContent,
  assets: { readonly photo?: Uint8Array },
): Promise<Uint8Array> {
  const fonts = await fontStacksFor(everyText(content));
  const photo = assets.photo === undefined ? {} : { photo: jpeg(assets.photo) };
  return drawn(DocumentPages({ content, fonts, ...photo, ...createdAt(content.issuedOn) }));
}

/**
 * Draws an electronic certificate as a PDF file (A4, one page, fonts embedded, QR code of the verification address).
 * @throws MissingGlyphError when a character is in no embedded font
 * @throws InvalidPhotoError when the photo is not a complete JPEG
 */
export async function renderCertificate(
  content: CertificateContent,
  assets: { readonly photo: Uint8Array },
): Promise<Uint8Array> {
  const fonts = await fontStacksFor(everyText(content));
  const photo = jpeg(assets.photo);
  return drawn(CertificatePage({ content, fonts, photo, ...createdAt(content.issuedOn) }));
}

// One root for all documents: react-pdf makes a new one for each file, and React keeps every root ever made with its tree
// and photo (0.3 MB a document), until a function that stays warm runs out of memory.
const instance = pdf();
let documents = 0;

// The tree is mounted and handed to the layout within this turn of the event loop, and the key gives every document a tree
// of its own, so that documents drawn at the same time do not meet.
async function drawn(document: ReactElement<DocumentProps>): Promise<Uint8Array> {
  documents += 1;
  instance.updateContainer(cloneElement(document, { key: documents }));
  return buffer(await instance.toBuffer());
}

/** All strings of a content, however deep. */
function everyText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (typeof content !== 'object' || content === null) return '';
  return Object.values(content).map(everyText).join('');
}

// Start and end of image (ISO/IEC 10918-1 B.1.1.3). react-pdf would leave a broken photo out with no more than a warning.
function jpeg(bytes: Uint8Array): Buffer {
  const photo = Buffer.from(bytes);
  const complete =
    photo.length > 4 && photo.readUInt16BE(0) === 0xffd8 && photo.readUInt16BE(photo.length - 2) === 0xffd9;
  if (!complete) throw new InvalidPhotoError('The photo is not a complete JPEG image');
  return photo;
}

// A document with a date is made of that date: drawn again after a retry it is the same file, byte for byte.
function createdAt(issuedOn: string | null): { createdAt?: Date } {
  const [, year, month, day] = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(issuedOn ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return {};
  return { createdAt: new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))) };
}
