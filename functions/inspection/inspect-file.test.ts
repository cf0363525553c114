import { AFRelationship, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { FileSlot } from '../../domain/file-slots.ts';
import { unprintableCharacters } from '../../domain/printable.ts';
import { inspectFile } from './inspect-file.ts';

/** Inspects bytes that were declared truthfully but for what `overrides` says. */
async function inspect(slot: FileSlot, bytes: Uint8Array, overrides: { size?: number; sha256?: string } = {}) {
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  return await inspectFile(bytes, { slot, size: bytes.byteLength, sha256, ...overrides });
}

async function refusal(...given: Parameters<typeof inspect>): Promise<string> {
  const inspection = await inspect(...given);
  return inspection.ok ? 'accepted' : inspection.message;
}

async function kept(...given: Parameters<typeof inspect>) {
  const inspection = await inspect(...given);
  if (!inspection.ok) throw new Error(inspection.message);
  return inspection;
}

function picture(width: number, height: number) {
  // Noise, so that the file is of natural size and a truncated one lacks real content.
  return sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });
}

async function pdf(change: (document: PDFDocument) => unknown, pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage().drawText('page');
  await change(document);
  return await document.save();
}

const nothing = () => undefined;

describe('a photo', () => {
  it('becomes a JPEG of 413 × 626 pixels', async () => {
    const { body, type } = await kept('photo', await picture(800, 1200).jpeg().toBuffer());
    expect(type).toBe('image/jpeg');
    expect(await sharp(body).metadata()).toMatchObject({ format: 'jpeg', width: 413, height: 626, space: 'srgb' });
  });

  it('loses its EXIF data, with the place where it was taken, and stands upright', async () => {
    // Lies on its side; orientation 6 says: turn it clockwise.
    const exif = { IFD0: { Artist: 'somebody' }, IFD3: { GPSLatitude: '32/1 3/1 0/1', GPSLatitudeRef: 'N' } };
    const bytes = await picture(1200, 800).jpeg().withMetadata({ orientation: 6 }).withExifMerge(exif).toBuffer();
    expect((await sharp(bytes).metadata()).exif?.toString('latin1')).toContain('somebody');
    const { body } = await kept('photo', bytes);
    const metadata = await sharp(body).metadata();
    expect([metadata.exif, metadata.orientation, metadata.icc, metadata.xmp]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([metadata.width, metadata.height]).toEqual([413, 626]);
    expect(Buffer.from(body).toString('latin1')).not.toContain('somebody');
  });

  it('keeps its head when it is too long: it is cut from below', async () => {
    const red = await sharp({ create: { width: 400, height: 100, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const bytes = await sharp({ create: { width: 400, height: 700, channels: 3, background: '#00f' } })
      .composite([{ input: red, top: 0, left: 0 }])
      .png()
      .toBuffer();
    const { body } = await kept('photo', bytes);
    const [top] = await sharp(body).extract({ left: 200, top: 5, width: 1, height: 1 }).raw().toBuffer();
    expect(top).toBeGreaterThan(200);
  });

  it('gets a white ground where it is transparent', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const bytes = await sharp({ create: { width: 413, height: 626, channels: 4, background: clear } })
      .png()
      .toBuffer();
    const { body } = await kept('photo', bytes);
    expect([...(await sharp(body).extract({ left: 9, top: 9, width: 1, height: 1 }).raw().toBuffer())]).toEqual([
      255, 255, 255,
    ]);
  });

  it.each([
    [294, 413, '照片太小（294×413 像素）'],
    [295, 412, '照片太小（295×412 像素）'],
    [800, 500, '照片是横向的'],
    [800, 400, '照片是横向的'],
    [800, 290, '照片太小（800×290 像素）'],
    [600, 600, '照片比例不正确'],
    [500, 599, '照片比例不正确'],
    [500, 901, '照片比例不正确'],
  ])('of %i × %i pixels is refused', async (width, height, message) => {
    expect(await refusal('photo', await picture(width, height).jpeg().toBuffer())).toContain(message);
  });

  it.each([
    [295, 413],
    [500, 600],
    [500, 900],
  ])('of %i × %i pixels is accepted', async (width, height) => {
    expect(await refusal('photo', await picture(width, height).jpeg().toBuffer())).toBe('accepted');
  });

  it.each([0.3, 0.9, 0.999])('cut off after %f of its bytes is refused', async (part) => {
    const bytes = await picture(413, 626).jpeg().toBuffer();
    const cut = bytes.subarray(0, Math.floor(bytes.byteLength * part));
    expect(await refusal('photo', cut)).toContain('已损坏或不完整');
  });

  it('cut off within a PNG is refused', async () => {
    const bytes = await picture(413, 626).png().toBuffer();
    expect(await refusal('photo', bytes.subarray(0, -2000))).toContain('已损坏或不完整');
  });

  it('that unfolds to more pixels than allowed is refused before it is unfolded', async () => {
    const bomb = await sharp({ create: { width: 8000, height: 8100, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect(bomb.byteLength).toBeLessThan(1_000_000);
    expect(await refusal('photo', bomb)).toContain('像素过大（8000×8100）');
  });
});

describe('what a file is', () => {
  it('is told by its content, not by what was declared', async () => {
    const png = await picture(413, 626).png().toBuffer();
    expect(await refusal('photo', png)).toBe('accepted');
    expect(await refusal('photo', await pdf(nothing))).toContain('实际内容不是JPG 图片、PNG 图片，而是PDF 文件');
    expect(await refusal('contract', png)).toBe('accepted');
  });

  it.each([
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['an SVG drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['an archive', 'PK\u0003\u0004\u0014\u0000\u0000\u0000'],
    ['plain text', 'contract'],
  ])('must be one of the allowed: %s is refused', async (_, text) => {
    expect(await refusal('contract', Buffer.from(text, 'latin1'))).toContain('实际内容不是PDF 文件');
  });

  it('must be what was declared to the byte', async () => {
    const bytes = await picture(413, 626).jpeg().toBuffer();
    const other = createHash('sha256').update('other').digest('base64');
    expect(await refusal('photo', bytes, { size: bytes.byteLength + 1 })).toContain('与所选文件不一致');
    expect(await refusal('photo', bytes, { sha256: other })).toContain('与所选文件不一致');
  });

  it('may not be larger than its slot', async () => {
    const bytes = Buffer.alloc(10 * 1024 * 1024 + 1);
    expect(await refusal('photo', bytes)).toBe('个人免冠证件照不能超过 10 MB，请压缩后重新上传。');
  });
});

describe('a scanned page', () => {
  it('is made smaller and loses its metadata', async () => {
    const bytes = await picture(4000, 2000)
      .jpeg()
      .withExif({ IFD0: { Artist: 'somebody' } })
      .toBuffer();
    const { body, type } = await kept('contract', bytes);
    expect(type).toBe('image/jpeg');
    expect(await sharp(body).metadata()).toMatchObject({ width: 3000, height: 1500 });
    expect((await sharp(body).metadata()).exif).toBeUndefined();
  });

  it('of any proportions is not enlarged', async () => {
    const { body } = await kept('sealed-form', await picture(900, 300).png().toBuffer());
    expect(await sharp(body).metadata()).toMatchObject({ width: 900, height: 300, format: 'jpeg' });
  });

  it('that is damaged is refused', async () => {
    const bytes = await picture(900, 300).jpeg().toBuffer();
    expect(await refusal('contract', bytes.subarray(0, 5000))).toContain('已损坏或不完整');
  });
});

describe('a PDF file', () => {
  it('is kept byte for byte', async () => {
    const bytes = await pdf(nothing, 3);
    const { body, type } = await kept('contract', bytes);
    expect(type).toBe('application/pdf');
    expect(Buffer.from(body).equals(Buffer.from(bytes))).toBe(true);
  });

  it('may open at a page and link to addresses', async () => {
    const bytes = await pdf((document) => {
      const page = document.getPage(0);
      document.catalog.set(PDFName.of('OpenAction'), document.context.obj([page.ref, 'Fit']));
      const link = {
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [0, 0, 9, 9],
        A: { S: 'URI', URI: PDFString.of('https://a.cn') },
      };
      page.node.set(PDFName.of('Annots'), document.context.obj([link]));
    });
    expect(await refusal('contract', bytes)).toBe('accepted');
  });

  it('with a password is refused', async () => {
    const bytes = await pdf((document) => document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' }));
    expect(await refusal('contract', bytes)).toContain('已加密');
  });

  it('that only forbids changes is encrypted too', async () => {
    const bytes = await pdf((document) => document.encrypt({ userPassword: '', ownerPassword: 'secret' }));
    expect(await refusal('contract', bytes)).toContain('已加密');
  });

  const script = { S: 'JavaScript', JS: PDFString.of('app.alert(1)') };
  it.each<[string, (document: PDFDocument) => unknown]>([
    ['a script', (document) => document.addJavaScript('main', 'app.alert(1)')],
    [
      'a script on opening',
      (document) => document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ ...script })),
    ],
    [
      'an action on opening a page',
      (document) => document.getPage(0).node.set(PDFName.of('AA'), document.context.obj({ O: { S: 'GoTo' } })),
    ],
    [
      'a program to launch',
      (document) =>
        document
          .getPage(0)
          .node.set(
            PDFName.of('Annots'),
            document.context.obj([{ Subtype: 'Link', A: { S: 'Launch', F: PDFString.of('cmd.exe') } }]),
          ),
    ],
    [
      'an attachment',
      (document) => document.attach(new Uint8Array([77, 90]), 'a.exe', { afRelationship: AFRelationship.Unspecified }),
    ],
    ['rich media', (document) => document.context.register(document.context.obj({ Subtype: 'RichMedia' }))],
    [
      'an XFA form',
      (document) =>
        document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [], XFA: PDFString.of('x') })),
    ],
  ])('with %s is refused', async (_, change) => {
    expect(await refusal('contract', await pdf(change))).toContain('含有脚本、附件或其他可执行内容');
  });

  it('cannot hide a script behind escaped names', async () => {
    const plain = Buffer.from(await (await loaded(await pdf(nothing))).save({ useObjectStreams: false }));
    const hidden = Buffer.from('9 0 obj\n<< /#53 /J#61vaScrip#74 /#4a#53 (app.alert\\(1\\)) >>\nendobj\n', 'latin1');
    const start = plain.indexOf('xref');
    const bytes = Buffer.concat([plain.subarray(0, start), hidden, plain.subarray(start)]);
    expect(await refusal('contract', bytes)).toContain('可执行内容');
  });

  it.each([
    [60, 'accepted'],
    [61, 'PDF 共 61 页，超过 60 页的上限，请删减后重新上传。'],
  ])('of %i pages: %s', async (pages, expected) => {
    expect(await refusal('contract', await pdf(nothing, pages))).toBe(expected);
  });

  it.each([0.2, 0.5, 0.9, 0.95])('cut off after %f of its bytes is refused', async (part) => {
    const bytes = await pdf(nothing, 5);
    const cut = bytes.subarray(0, Math.floor(bytes.byteLength * part));
    expect(await refusal('contract', cut)).toContain('已损坏或不完整');
  });

  it('that is nothing but its first and last line is refused', async () => {
    expect(await refusal('contract', Buffer.from('%PDF-1.7\n%%EOF\n'))).toContain('已损坏');
  });

  it('whose page content is missing is refused', async () => {
    const bytes = await pdf((document) => {
      const page = document.getPage(0).node;
      page.set(PDFName.Contents, document.context.nextRef());
    });
    expect(await refusal('contract', bytes)).toContain('已损坏');
  });

  it('whose structure unfolds to gigabytes is refused without unfolding it', async () => {
    const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024));
    const bytes = Buffer.concat([
      Buffer.from(
        `%PDF-1.7\n1 0 obj\n<< /Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
      ),
      packed,
      Buffer.from('\nendstream\nendobj\ntrailer << /Root 2 0 R >>\n%%EOF\n'),
    ]);
    expect(bytes.byteLength).toBeLessThan(200_000);
    expect(await refusal('contract', bytes)).toContain('已损坏');
  });
});

async function loaded(bytes: Uint8Array): Promise<PDFDocument> {
  return await PDFDocument.load(bytes, { updateMetadata: false });
}

it('says everything in printable Chinese', async () => {
  for (const message of [
    await refusal('photo', await picture(100, 100).jpeg().toBuffer()),
    await refusal('contract', Buffer.from('x')),
  ]) {
    expect(unprintableCharacters(message).filter((character) => character !== '×')).toEqual([]);
    expect(message).toMatch(/请.+。$/);
  }
});
