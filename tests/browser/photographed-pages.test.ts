import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { employerEndpoints } from '../../api/employer.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { see } from '../support/parties/play.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { checkPage, tabTo } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

// A document that was photographed page by page becomes one file: put in order, turned, joined on the phone, inspected as one.
const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([launchBrowser(), prepareStages(cloud.target, accounts)]);
});

/** A photographed page, upright 900 × 1200, of one colour with noise, so that it can be told from others and has a natural size. */
function photographed(colour: string) {
  return sharp({ create: { width: 900, height: 1200, channels: 3, background: colour } });
}

const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg') => ({ name, mimeType, buffer });

async function samples() {
  const red = await photographed('#c00').jpeg().toBuffer();
  return [
    // Lies on its side; its EXIF data say: turn it clockwise.
    file('第2张.jpg', await photographed('#0a0').rotate(-90).jpeg().withMetadata({ orientation: 6 }).toBuffer()),
    file('第1张.jpg', red),
    file('第3张.jpg', await photographed('#00c').png().toBuffer()),
    file('第4张.jpg', red.subarray(0, red.length / 2)),
    file('第5张.heic', Buffer.from('\0\0\0\x18ftypheic')),
    file('第6张.pdf', Buffer.from('%PDF-1.7'), 'application/pdf'),
  ];
}

test('somebody with a phone adds photos, is told which are none, orders and turns them by keyboard, and uploads one file', async () => {
  const { id, person } = await stages.at('draft');
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await openSignedIn(page, `/practitioner/application.html?id=${id}&step=2`, 'person', person.account);
  await page.locator('.upload', { hasText: '劳动合同' }).getByRole('button', { name: '多张照片合成' }).click();
  const dialog = page.getByRole('dialog');
  await checkPage(page);
  expect(await dialog.getByRole('button', { name: '合成并上传' }).isDisabled()).toBe(true);
  await dialog.getByLabel('添加照片').setInputFiles(await samples());
  await dialog.getByText('已添加 3 页。').waitFor();
  const refused = await dialog.getByRole('alert').innerText();
  expect(refused).toContain('“第4张.jpg”已损坏或不完整，请重新拍摄或者换一张。');
  expect(refused).toContain('“第5张.heic”不是 JPG 或 PNG 图片');
  expect(refused).toContain('“第6张.pdf”是 PDF 文件');
  expect(await order(dialog)).toEqual(['第1张.jpg', '第2张.jpg', '第3张.jpg']);
  await checkPage(page);
  await reorder(page, dialog);
  await dialog.getByRole('button', { name: '查看第 1 页大图' }).click();
  await dialog.getByRole('img', { name: '第 1 页：第3张.jpg' }).waitFor();
  await checkPage(page);
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: '查看第 1 页大图' }).waitFor();
  // Photos that were taken are not thrown away by a key.
  await page.keyboard.press('Escape');
  await dialog.getByText('关闭后，这 2 页照片需要重新添加。').waitFor();
  await dialog.getByRole('button', { name: '继续编辑' }).click();
  await dialog.getByRole('button', { name: '合成并上传（2 页）' }).click();
  await page.getByText('劳动合同（照片2页）.pdf').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await checkPage(page);

  const { files } = await see(person, id);
  const attached = files.find(({ slot, name }) => slot === 'contract' && name.startsWith('劳动合同（'));
  expect(attached).toMatchObject({ status: 'ready', type: 'application/pdf' });
  expectNoComplaints(visitor);
  await visitor.leave();
}, 120_000);

test('an employer joins the sealed form of several photos chosen at once', async () => {
  const { id } = await stages.at('awaiting-employer');
  const visitor = await visit(browser, siteUrl, 'desk');
  const { page } = visitor;
  await openSignedIn(page, `/employer/application.html?id=${id}`, 'legal-person', stages.company.account);
  const [, first, third] = await samples();
  if (first === undefined || third === undefined) throw new Error('no samples');
  await page.getByLabel('签字盖章的申请表').setInputFiles([third, first]);
  const dialog = page.getByRole('dialog', { name: '签字盖章的申请表：多张照片合成一个文件' });
  await dialog.getByText('已添加 2 页。').waitFor();
  await dialog.getByRole('button', { name: '旋转第 2 页' }).click();
  await dialog.getByRole('button', { name: '合成并上传（2 页）' }).click();
  await page.getByText('签字盖章的申请表（照片2页）.pdf').waitFor();
  await checkPage(page);
  const { files } = await stages.company.send(employerEndpoints.getApplication, { params: { id } });
  const fileId = files.find(({ slot }) => slot === 'sealed-form')?.id ?? '';
  const { url } = await stages.company.send(employerEndpoints.downloadFile, { params: { id, fileId } });
  const joined = await PDFDocument.load(await downloadPdf(url));
  expect(joined.getPages().map((each) => [each.getWidth(), each.getHeight(), each.getRotation().angle])).toEqual([
    [632, 842, 0],
    [632, 842, 90],
  ]);
  expectNoComplaints(visitor);
  await visitor.leave();
}, 120_000);

/** By keyboard alone: the last page to the front by its number, then one down and up again, one turned, one removed. */
async function reorder(page: Page, dialog: Locator): Promise<void> {
  const place = dialog.getByLabel('第 3 页移到第几页');
  await tabTo(place);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  expect(await order(dialog)).toEqual(['第3张.jpg', '第1张.jpg', '第2张.jpg']);
  await dialog.getByText('第3张.jpg 现在是第 1 页，共 3 页。').waitFor();
  expect(await focused(page)).toBe('第 1 页移到第几页');
  await tabTo(dialog.getByRole('button', { name: '下移第 2 页' }), 'Tab');
  await page.keyboard.press('Enter');
  expect(await order(dialog)).toEqual(['第3张.jpg', '第2张.jpg', '第1张.jpg']);
  // At the end there is no further down: the focus goes to the way back.
  expect(await focused(page)).toBe('上移第 3 页');
  await page.keyboard.press('Enter');
  expect(await order(dialog)).toEqual(['第3张.jpg', '第1张.jpg', '第2张.jpg']);
  await tabTo(dialog.getByRole('button', { name: '旋转第 3 页' }));
  await page.keyboard.press('Enter');
  await dialog.getByText('第 3 页已顺时针旋转 90 度。').waitFor();
  await tabTo(dialog.getByRole('button', { name: '删除第 2 页' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await order(dialog)).toEqual(['第3张.jpg', '第2张.jpg']);
  expect(await focused(page)).toBe('删除第 2 页');
}

function order(dialog: Locator): Promise<string[]> {
  return dialog.locator('.page-name').allInnerTexts();
}

function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}
