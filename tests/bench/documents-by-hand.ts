/**
 * The same papers drawn with pdfkit alone, at fixed places: what a layout engine is set beside. Fonts are read from memory, so no
 * drawing pays for the disk.
 */
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { CertificateContent, DocumentContent, DocumentField } from '../../domain/documents.ts';
import { faceAssets } from '../../functions/documents/assets.ts';
import { guillocheBand, rosette } from '../../functions/documents/ornament.ts';
import { qrCode } from '../../functions/documents/qr-code.ts';

const fonts = {
  serif: readFileSync(fileURLToPath(new URL(`../../${faceAssets.serif.from}`, import.meta.url))),
  sans: readFileSync(fileURLToPath(new URL(`../../${faceAssets.sans.from}`, import.meta.url))),
};

type Paper = InstanceType<typeof PDFDocument>;

const page = { width: 595.28, height: 841.89 };
const left = 54;
const width = page.width - 2 * left;
const rowHeight = 24;
const frame = { x: 30, y: 30, width: page.width - 60, height: page.height - 60 };
const centre = { x: page.width / 2, y: 455 };
// Computed once, as the product does.
const band = guillocheBand(frame, 20, 26, 6);
const watermark = `${rosette(centre, 150, 34, 24, 5)}${rosette(centre, 74, 26, 16, 4)}`;
const photoSize = { width: 99.2, height: 150.2 };

/** Draws an application form: title, table with the photo, statements, boxes to sign. */
export function formByHand(content: DocumentContent, photo: Buffer): Promise<Buffer> {
  return drawn((paper) => {
    paper
      .font('serif')
      .fontSize(8.5)
      .text(`受理编号：${content.number ?? ''}`, left, 30, { width, align: 'right' });
    paper.font('sans').fontSize(20).text(content.title, left, 62, { width, align: 'center' });
    let y = 104;
    for (const [index, section] of content.sections.entries()) {
      const withPhoto = content.withPhoto && index === 0;
      y = drawHeading(paper, section.heading, y);
      if (withPhoto)
        paper.image(photo, left + width - photoSize.width, y + 2, { fit: [photoSize.width, photoSize.height] });
      y = drawFields(paper, section.fields, y, withPhoto ? width - photoSize.width - 8 : width);
    }
    for (const statement of content.statements) {
      paper
        .font('serif')
        .fontSize(10.5)
        .text(statement, left, y + 8, { width, indent: 21 });
      ({ y } = paper);
    }
    for (const [index, { party, lines }] of content.signatures.entries()) {
      const x = left + (index * width) / 2;
      paper.rect(x, y + 8, width / 2, 146).stroke();
      paper.font('sans').text(party, x + 6, y + 14);
      for (const [at, line] of lines.entries()) paper.font('serif').text(line, x + 14, y + 60 + at * 26);
    }
    paper.font('serif').fontSize(8.5).text('第 1 页 共 1 页', left, 800, { width, align: 'center', lineBreak: false });
  });
}

/** Draws a certificate: ornaments, title, fields, photo, QR code, issuer. */
export function certificateByHand(content: CertificateContent, photo: Buffer): Promise<Buffer> {
  return drawn((paper) => {
    paper.lineWidth(0.5).path(watermark).stroke('#efe4cd');
    paper.path(band).stroke('#b08a4a');
    paper.rect(frame.x, frame.y, frame.width, frame.height).stroke('#b08a4a');
    paper.fillColor('#a8121a').font('sans').fontSize(24).text(content.title, 86, 118, { width: 423, align: 'center' });
    paper.fillColor('#1a1a1a').font('serif').fontSize(12);
    paper.text(`编号：${content.number}`, 86, 190, { width: 423, align: 'center' });
    let y = 240;
    for (const { label, value } of content.fields) {
      paper.text(label, 86, y, { width: 76 }).text(value, 170, y, { width: 214 });
      y = Math.max(paper.y, y + 18) + 10;
    }
    paper.image(photo, 410, 240, { fit: [photoSize.width, photoSize.height] });
    const code = qrCode(content.verifyUrl);
    paper
      .save()
      .translate(86, 650)
      .scale(92 / code.size)
      .path(code.path)
      .fill('#000000')
      .restore();
    paper.font('sans').fontSize(15).text(content.issuer, 250, 680, { width: 259, align: 'center' });
    paper.font('serif').fontSize(12).text(`签发日期：${content.issuedOn}`, 250, 705, { width: 259, align: 'center' });
    paper
      .fontSize(8)
      .text(`验证网址：${content.verifyUrl}`, 86, 765, { width: 423, align: 'center', lineBreak: false });
  });
}

function drawHeading(paper: Paper, heading: string, y: number): number {
  paper.rect(left, y, width, rowHeight).fillAndStroke('#e4e9ee', '#333333');
  paper
    .fillColor('#1a1a1a')
    .font('sans')
    .fontSize(10.5)
    .text(heading, left + 6, y + 6);
  return y + rowHeight;
}

// Two fields to a row, a wide one alone.
function drawFields(paper: Paper, fields: readonly DocumentField[], top: number, available: number): number {
  let y = top;
  let column = 0;
  for (const { label, value, wide } of fields) {
    if (wide === true && column === 1) [y, column] = [y + rowHeight, 0];
    const x = left + (column * available) / 2;
    const cell = wide === true ? available : available / 2;
    paper.lineWidth(0.7).rect(x, y, 70, rowHeight).fillAndStroke('#f5f7f9', '#333333');
    paper.rect(x + 70, y, cell - 70, rowHeight).stroke('#333333');
    paper
      .fillColor('#1a1a1a')
      .font('serif')
      .fontSize(9.5)
      .text(label, x + 4, y + 6, { lineBreak: false });
    paper.text(value, x + 76, y + 6, { width: cell - 80, height: rowHeight - 6, ellipsis: true });
    if (wide === true || column === 1) [y, column] = [y + rowHeight, 0];
    else column = 1;
  }
  return column === 1 ? y + rowHeight : y;
}

async function drawn(draw: (paper: Paper) => void): Promise<Buffer> {
  const paper = new PDFDocument({ size: 'A4', margin: 0, pdfVersion: '1.7', lang: 'zh-CN' });
  paper.registerFont('serif', fonts.serif).registerFont('sans', fonts.sans);
  draw(paper);
  paper.end();
  return await buffer(paper);
}
