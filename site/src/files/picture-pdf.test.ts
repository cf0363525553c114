import sharp from 'sharp';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { inspectPdf } from '../../../functions/inspection/inspect-pdf.ts';
import { bytesPerPage, pdfOfPictures, type PicturePage } from './picture-pdf.ts';

async function page(width: number, height: number, turn: PicturePage['turn'] = 0): Promise<PicturePage> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#a63' } })
    .jpeg()
    .toBuffer();
  return { jpeg: new Blob([new Uint8Array(bytes)]), width, height, turn };
}

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

describe('pictures joined into a PDF', () => {
  it('pass the inspection, sixty of them, and not one more than their slot takes', async () => {
    const pages = Array.from({ length: 60 }, () => page(80, 113));
    const file = await bytesOf(pdfOfPictures(await Promise.all(pages)));
    expect(await inspectPdf(file, 60)).toMatchObject({ ok: true });
    expect(await inspectPdf(file, 59)).toMatchObject({
      ok: false,
      message: expect.stringContaining('共 60 页') as string,
    });
  });

  it('are pages in their order, of their proportions, turned as they were', async () => {
    const file = pdfOfPictures([await page(210, 297), await page(297, 210, 90), await page(100, 100, 270)]);
    const document = await PDFDocument.load(await bytesOf(file));
    expect(document.getPages().map((each) => [each.getWidth(), each.getHeight(), each.getRotation().angle])).toEqual([
      [595, 842, 0],
      [842, 595, 90],
      [842, 842, 270],
    ]);
  });

  it('with one that was cut off are refused', async () => {
    const whole = await page(800, 600);
    const file = pdfOfPictures([await page(80, 60), { ...whole, jpeg: whole.jpeg.slice(0, whole.jpeg.size / 2) }]);
    expect(await inspectPdf(await bytesOf(file), 60)).toMatchObject({ ok: false });
  });

  it('take no more than is reckoned beside the pictures', async () => {
    const pages = await Promise.all(Array.from({ length: 60 }, () => page(3000, 40)));
    const pictures = pages.reduce((sum, { jpeg }) => sum + jpeg.size, 0);
    expect(pdfOfPictures(pages).size - pictures).toBeLessThan(61 * bytesPerPage);
    expect(pdfOfPictures(pages.slice(0, 1)).size - (pages[0]?.jpeg.size ?? 0)).toBeLessThan(2 * bytesPerPage);
  });
});
