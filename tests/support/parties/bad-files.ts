import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { portrait, type SampleFile, scan } from './sample-files.ts';

/** Files that their slot must refuse, with what the refusal says. Each is declared truthfully but for its type where that is the point. */
export async function badFiles(): Promise<
  readonly { what: string; slot: 'photo' | 'contract'; file: SampleFile; message: RegExp }[]
> {
  const good = await portrait();
  const size = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#88a' } })
      .jpeg()
      .toBuffer();
  const photo = (what: string, bytes: Buffer, message: RegExp) =>
    ({ what, slot: 'photo', file: { name: '证件照.jpg', type: 'image/jpeg', bytes }, message }) as const;
  const contract = (what: string, bytes: Buffer, message: RegExp) =>
    ({ what, slot: 'contract', file: { name: '劳动合同.pdf', type: 'application/pdf', bytes }, message }) as const;
  return [
    photo('a truncated JPEG', good.bytes.subarray(0, Math.floor(good.bytes.length * 0.6)), /损坏或不完整/),
    photo('a small picture', await size(200, 300), /太小/),
    photo('a picture lying on its side', await size(900, 600), /横向/),
    photo('a PDF declared as JPEG', (await scan('a.pdf', 1)).bytes, /实际内容不是/),
    contract('an encrypted PDF', await pdf((document) => document.encrypt({ userPassword: 'secret' })), /加密/),
    contract('a PDF with a script', await pdf((document) => document.addJavaScript('main', 'app.alert(1)')), /脚本/),
    contract('a PDF with too many pages', (await scan('a.pdf', 61)).bytes, /61 页/),
    contract('a truncated PDF', (await scan('a.pdf', 3)).bytes.subarray(0, 400), /损坏或不完整/),
    contract('a web page declared as PDF', Buffer.from('<!doctype html><script>alert(1)</script>'), /实际内容不是/),
  ];
}

async function pdf(change: (document: PDFDocument) => unknown): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage().drawText('page');
  await change(document);
  return Buffer.from(await document.save());
}
