import { readFile } from 'node:fs/promises';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { InvalidPhotoError, MissingGlyphError, renderCertificate, renderDocument } from './render.ts';
import { sampleCertificate, sampleForm } from './sample-contents.ts';

const library = await PDFiumLibrary.init();
let photo: Uint8Array;

beforeAll(async () => {
  // Outside a browser the module cannot fetch its own file.
  const reader = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(reader).buffer } });
  photo = await sharp({ create: { width: 413, height: 626, channels: 3, background: '#4b86c4' } })
    .jpeg()
    .toBuffer();
});

afterAll(() => library.destroy());

// The text of each page as a reader copies it, without white space, so that line breaks do not matter.
async function pageTexts(file: Uint8Array): Promise<string[]> {
  const pdf = await library.loadDocument(file);
  const texts = [...pdf.pages()].map((page) => page.getText().replaceAll(/\s/g, ''));
  pdf.destroy();
  return texts;
}

async function printedLines(file: Uint8Array): Promise<string[]> {
  const pdf = await library.loadDocument(file);
  const lines = [...pdf.pages()].flatMap((page) => page.getText().split(/[\r\n]+/));
  pdf.destroy();
  return lines.map((line) => line.trim());
}

async function rasterised(file: Uint8Array, scale = 2) {
  const pdf = await library.loadDocument(file);
  const { data, width, height } = await pdf.getPage(0).render({ scale, render: 'bitmap' });
  const image = { data: Buffer.from(data), width, height };
  pdf.destroy();
  return image;
}

describe('an application form', () => {
  test('is one A4 page whose text can be read again', async () => {
    const form = sampleForm();
    const file = await renderDocument(form, { photo });
    const [text = '', ...more] = await pageTexts(file);
    expect(more).toEqual([]);
    for (const { heading, fields } of form.sections) {
      expect(text).toContain(heading);
      for (const { label, value } of fields) expect(text).toContain(`${label}${value}`);
    }
    expect(text).toContain('受理编号：JS2026112200000123');
    expect(text).toContain('法定代表人签字：（加盖公章）日期：年月日');
    expect(text).toContain('第1页共1页');
    const pdf = await PDFDocument.load(file);
    const { width, height } = pdf.getPage(0).getSize();
    expect([width, height].map((side) => side.toFixed(2))).toEqual(['595.28', '841.89']);
  });

  test('says who made it, what it is and in which language', async () => {
    const pdf = await PDFDocument.load(await renderDocument(sampleForm(), { photo }), { updateMetadata: false });
    expect(pdf.getTitle()).toBe('江苏省二级注册建筑师初始注册申请表');
    expect(pdf.getAuthor()).toBe('江苏省住房和城乡建设厅');
    expect(pdf.getSubject()).toBe('受理编号：JS2026112200000123');
    expect(String(pdf.catalog.get(PDFName.of('Lang')))).toBe('(zh-CN)');
  });

  test('embeds subsets of its fonts and nothing but them', async () => {
    const file = await renderDocument(sampleForm({ title: '含罕见字𪚥的申请表' }), { photo });
    const fonts = await embeddedFonts(file);
    expect(fonts.map(({ name }) => name.replace(/^\w{6}\+/, '')).sort()).toEqual([
      'HanaMinB',
      'NotoSansSC-SemiBold',
      'NotoSerifSC-Regular',
    ]);
    expect(fonts.every(({ embedded }) => embedded)).toBe(true);
    expect(file.length).toBeLessThan(150_000);
    expect((await pageTexts(file))[0]).toContain('含罕见字𪚥的申请表');
  });

  test('carries the photo in the upper right, or the word for it', async () => {
    const withPhoto = await rasterised(await renderDocument(sampleForm(), { photo }), 1);
    const [red = 0, green = 0, blue = 0] = pixel(withPhoto, 480, 190);
    expect(Math.abs(red - 0x4b) + Math.abs(green - 0x86) + Math.abs(blue - 0xc4)).toBeLessThan(12);
    const [text] = await pageTexts(await renderDocument(sampleForm(), {}));
    expect(text).toContain('照片');
  });

  test('before submission says that the number comes later', async () => {
    const [text] = await pageTexts(await renderDocument(sampleForm({ number: null }), { photo }));
    expect(text).toContain('受理编号：提交后生成');
  });

  test('wraps long values inside their cells and loses none of their text', async () => {
    const email = `${'long.local.part.'.repeat(6)}x@${'sub-domain.'.repeat(8)}example.com`;
    const company = '江苏省演示工程建设咨询（集团）有限责任公司'.repeat(8);
    const fields = [
      { label: '姓名', value: 'Abdulrahman bin Mohammed Al-Demonstration 阿卜杜勒' },
      { label: '电子邮箱', value: email },
      { label: '聘用企业', value: company },
      { label: '无标点', value: 'W'.repeat(300) },
    ];
    const file = await renderDocument(sampleForm({ sections: [{ heading: '一、信息', fields }] }), { photo });
    const [text = ''] = await pageTexts(file);
    for (const { value } of fields) expect(text).toContain(value.replaceAll(' ', ''));
    // Nothing is drawn in the right margin, from the table's line at 541 pt to the edge of the page.
    const image = await rasterised(file, 1);
    for (let y = 60; y < 780; y += 1) {
      for (let x = 546; x < 590; x += 1) expect(pixel(image, x, y)).toEqual([255, 255, 255]);
    }
  });

  test('goes on over several numbered pages with its title and number', async () => {
    const fields = Array.from({ length: 90 }, (_, index) => ({ label: `项目${index}`, value: `第${index}项的内容` }));
    const essay = { label: '说明', value: '字字珠玑，'.repeat(700), wide: true };
    const file = await renderDocument(
      sampleForm({ sections: [{ heading: '一、信息', fields: [...fields, essay] }] }),
      {},
    );
    const pages = await pageTexts(file);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, text] of pages.entries()) {
      expect(text).toContain(`第${index + 1}页共${pages.length}页`);
      expect(text).toContain('受理编号：JS2026112200000123');
      if (index > 0) expect(text).toContain('江苏省二级注册建筑师初始注册申请表');
    }
    const all = pages.join('');
    for (const { value } of fields) expect(all).toContain(value);
    expect(all.match(/字字珠玑，/g)?.length).toBeGreaterThan(690);
  });

  test('is refused when a character cannot be printed or the photo is broken', async () => {
    await expect(renderDocument(sampleForm({ title: '申请表🙂' }), { photo })).rejects.toThrow(MissingGlyphError);
    await expect(renderDocument(sampleForm(), { photo: photo.subarray(0, 500) })).rejects.toThrow(InvalidPhotoError);
    await expect(renderDocument(sampleForm(), { photo: new Uint8Array() })).rejects.toThrow(InvalidPhotoError);
  });
});

describe('a notice', () => {
  const notice = sampleForm({
    kind: 'rejection-notice',
    title: '不予注册决定书',
    withPhoto: false,
    sections: [],
    statements: ['张演示：', '经审查决定不予注册。理由如下：', '劳动合同期限不足三个月。'],
    signatures: [],
    issuedOn: '2026年11月22日',
    issuer: '江苏省住房和城乡建设厅',
  });

  test('prints its paragraphs, then who issued it and when', async () => {
    const [text] = await pageTexts(await renderDocument(notice, {}));
    expect(text).toContain(
      '张演示：经审查决定不予注册。理由如下：劳动合同期限不足三个月。江苏省住房和城乡建设厅2026年11月22日',
    );
  });

  test('breaks its lines as Chinese print does, and adds no hyphens', async () => {
    const paragraph =
      '根据《中华人民共和国行政许可法》第三十八条、《注册建造师管理规定》（建设部令第153号）等规定，经审查：你于2026年11月22日提交的' +
      '申请（受理编号：JS2026112200000123）不符合“劳动合同期限3个月以上”的条件——剩余期限约40天……请联系王𪚥，电话025-12345678。';
    const texts = Array.from({ length: 12 }, (_, index) => '零'.repeat(index) + paragraph);
    const lines = await printedLines(await renderDocument({ ...notice, statements: texts }, {}));
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      expect(line).not.toMatch(/^[、。，：）》”…—]|[（《“]$|[-\u00ad\ufffe]$/);
      // No line begins in the middle of a number.
      if (/^\d/.test(line)) expect(line).toMatch(/^(153|2026|11|22|3|40|025|第)/);
    }
    const withoutRunningLines = lines.filter((line) => !/^第 \d 页|^不予注册决定书 受理编号：/.test(line));
    expect(withoutRunningLines.join('')).toContain(texts.join(''));
  });

  test('drawn again is the same file, so that a retry changes nothing', async () => {
    const [first, second] = await Promise.all([renderDocument(notice, {}), renderDocument(notice, {})]);
    expect(Buffer.compare(first, second)).toBe(0);
  });
});

test('documents drawn at the same time do not mix', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `演示企业${index}`);
  const files = await Promise.all(
    names.flatMap((issuer) => [
      renderDocument(sampleForm({ title: `申请表${issuer}` }), { photo }),
      renderCertificate(sampleCertificate({ issuer }), { photo }),
    ]),
  );
  const texts = await Promise.all(files.map(async (file) => (await pageTexts(file)).join('')));
  for (const [index, text] of texts.entries()) {
    expect(new Set(text.match(/演示企业\d/g))).toEqual(new Set([names[Math.floor(index / 2)]]));
  }
});

test('a commitment letter ends with the place to sign, named after the party', async () => {
  const letter = sampleForm({
    kind: 'commitment-letter',
    sections: [],
    signatures: [{ party: '承诺人', lines: ['签字：'] }],
  });
  const [text] = await pageTexts(await renderDocument(letter, {}));
  expect(text).toContain('承诺人签字：日期：年月日');
});

describe('a certificate', () => {
  test('is one A4 page with number, holder, validity and issuer', async () => {
    const [text = '', ...more] = await pageTexts(await renderCertificate(sampleCertificate(), { photo }));
    expect(more).toEqual([]);
    expect(text).toContain('中华人民共和国二级注册造价工程师注册证书注册编号：ZJ3226112200000123');
    expect(text).toContain('姓名张演示');
    expect(text).toContain('2026年11月22日至2030年11月21日');
    expect(text).toContain('江苏省住房和城乡建设厅签发日期：2026年11月22日');
  });

  test('states number and validity by itself when no field does', async () => {
    const content = sampleCertificate({ fields: [{ label: '姓名', value: '张演示' }] });
    const [text] = await pageTexts(await renderCertificate(content, { photo }));
    expect(text).toContain('编号：ZJ3226112200000123');
    expect(text).toContain('有效期至：2030年11月21日');
  });

  test('has a QR code that leads to its verification', async () => {
    const { data, width, height } = await rasterised(await renderCertificate(sampleCertificate(), { photo }));
    const png = await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
    const codes = await readBarcodes(png, { formats: ['QRCode'] });
    expect(codes.map((code) => code.text)).toEqual([sampleCertificate().verifyUrl]);
  });

  test('prints the code of its verification for whoever cannot scan', async () => {
    const verifyUrl = 'https://registration.example.cn/verify.html#number=ZJ3226112200000123&code=tKo-MOrVKnYGdtms';
    const [text = ''] = await pageTexts(await renderCertificate(sampleCertificate({ verifyUrl }), { photo }));
    expect(text.replaceAll(/\s/g, '')).toContain('验证码tKo-MOrVKnYGdtms');
  });

  test('stays one page with every text however long the contents are', async () => {
    const fields = Array.from({ length: 9 }, (_, index) => ({
      label: '聘用企业',
      value: `${index}${'企业名称'.repeat(14)}`,
    }));
    const content = sampleCertificate({
      fields,
      note: '备注：'.repeat(10),
      verifyUrl: `https://example.cn/${'a'.repeat(150)}`,
    });
    const [text = '', ...more] = await pageTexts(await renderCertificate(content, { photo }));
    expect(more).toEqual([]);
    for (const { value } of fields) expect(text).toContain(value);
    expect(text).toContain(content.verifyUrl);
  });

  test('carries the issue date as its own and the holder in its title', async () => {
    const file = await renderCertificate(sampleCertificate(), { photo });
    const pdf = await PDFDocument.load(file, { updateMetadata: false });
    expect(pdf.getTitle()).toBe('中华人民共和国二级注册造价工程师注册证书（张演示）');
    expect(pdf.getCreationDate()?.toISOString()).toBe('2026-11-22T00:00:00.000Z');
  });

  test('is refused without a whole photo', async () => {
    await expect(renderCertificate(sampleCertificate(), { photo: photo.subarray(9) })).rejects.toThrow(
      InvalidPhotoError,
    );
  });
});

function pixel(image: { data: Buffer; width: number }, x: number, y: number): number[] {
  const at = (y * image.width + x) * 4;
  return [...image.data.subarray(at, at + 3)];
}

async function embeddedFonts(file: Uint8Array): Promise<{ name: string; embedded: boolean }[]> {
  const pdf = await PDFDocument.load(file);
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const name = /\/FontName \/(\S+)/.exec(object.toString())?.[1];
    return name === undefined ? [] : [{ name, embedded: object.toString().includes('/FontFile2') }];
  });
}
