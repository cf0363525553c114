import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { addDays, addMonths, shanghaiDate } from '../../domain/calendar-dates.ts';
import { sampleProfile } from '../support/parties/play.ts';
import { portrait, type SampleFile, scan } from '../support/parties/sample-files.ts';
import { checkPage } from './page-checks.ts';

/** A company as an applicant writes it down. */
export interface Employer {
  readonly name: string;
  readonly creditCode: string;
}

/** Sent to the profile because it is not complete; fills it in and comes back. */
export async function completeProfile(page: Page): Promise<void> {
  await page.getByText('个人基本信息不完整，请先更新个人基本信息。').waitFor();
  expect(await page.getByRole('button', { name: '开始申报' }).first().isDisabled()).toBe(true);
  await checkPage(page);
  const address = page.url();
  await page.getByRole('link', { name: '去更新' }).click();
  await page.getByLabel('手机号码').fill(sampleProfile.mobile);
  await page.getByLabel('电子邮箱').fill(sampleProfile.email);
  await page.getByLabel('民族').selectOption(sampleProfile.ethnicity);
  await page.getByLabel('最高学历').selectOption(sampleProfile.education);
  await page.getByLabel('毕业院校').fill(sampleProfile.school);
  await page.getByLabel('所学专业').fill(sampleProfile.major);
  await page.getByLabel('毕业时间').fill(sampleProfile.graduatedOn);
  await page.getByLabel('通讯地址').fill(sampleProfile.address);
  await checkPage(page);
  await page.getByRole('button', { name: '保存并返回' }).click();
  await page.waitForURL(address);
}

/** Begins an application for a matter, as the page names it, and goes through the four steps up to the submission. */
export async function apply(page: Page, matter: string, employer: Employer): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: matter });
  await row.getByRole('button', { name: '开始申报' }).click();
  await page.waitForURL('**/practitioner/application.html?id=*');
  await chooseQualification(page);
  await uploadFiles(page);
  await describeEmployment(page, employer);
  await declareAll(page);
  await readAndSubmit(page);
}

async function chooseQualification(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '1. 资格与专业' }).waitFor();
  // With one qualification there is nothing to choose; of its specialties one is applied for at a time.
  await page.getByRole('radio', { checked: true }).waitFor();
  await page.getByRole('radio', { name: '土木建筑工程' }).check();
  await checkPage(page);
  await page.getByRole('button', { name: '下一步' }).click();
}

async function uploadFiles(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '2. 照片与合同' }).waitFor();
  const photo = await portrait();
  await choose(page, '个人免冠证件照', { ...photo, bytes: photo.bytes.subarray(0, photo.bytes.length / 2) });
  const refusal = page.getByRole('alert').filter({ hasText: '照片' });
  await refusal.waitFor();
  expect(await describedBy(page, '个人免冠证件照')).toContain(await refusal.innerText());
  await checkPage(page);
  await choose(page, '个人免冠证件照', photo);
  await page.getByRole('img', { name: '个人免冠证件照' }).waitFor();
  expect(await refusal.count()).toBe(0);
  await slowUploads(page);
  await choose(page, '劳动合同', await scan('劳动合同.pdf', 3));
  await page.getByRole('progressbar', { name: '上传进度' }).waitFor();
  await page.getByText('劳动合同.pdf').waitFor();
  await checkPage(page);
  await page.getByRole('button', { name: '下一步' }).click();
}

// On one machine files arrive before anybody could see them travel.
async function slowUploads(page: Page): Promise<void> {
  await page.route(
    (url) => !url.pathname.startsWith('/api/'),
    async (route) => {
      if (route.request().method() === 'PUT') await page.waitForTimeout(500);
      await route.continue();
    },
  );
}

async function describeEmployment(page: Page, employer: Employer): Promise<void> {
  const today = shanghaiDate(new Date());
  const start = addDays(today, -30);
  await page.getByRole('heading', { name: '3. 聘用信息' }).waitFor();
  await page.getByLabel('统一社会信用代码').fill(employer.creditCode);
  // The platform knows the company, because it has signed in before.
  await expect.poll(() => page.getByLabel('聘用企业名称').inputValue()).toBe(employer.name);
  await page.getByLabel('工作岗位').fill('专业技术负责人');
  await page.getByRole('radio', { name: '固定期限', exact: true }).check();
  await page.getByLabel('合同开始日期').fill(start);
  await page.getByLabel('合同结束日期').fill(addMonths(today, 1));
  await page.getByLabel('聘用开始日期').fill(start);
  await page.getByLabel('聘用结束日期').fill(addMonths(today, 12));
  await page.getByRole('button', { name: '下一步' }).click();
  // The rule of three months, beside the field that breaks it.
  expect(await describedBy(page, '合同结束日期')).toMatch(/3个月/);
  await checkPage(page);
  await page.getByLabel('合同结束日期').fill(addMonths(today, 12));
  await page.getByRole('button', { name: '下一步' }).click();
}

async function declareAll(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '4. 逐项声明' }).waitFor();
  const asked = page.getByRole('radio', { name: '无此情形' });
  await asked.first().waitFor();
  await page.getByRole('radio', { name: '有此情形' }).first().check();
  await page.getByRole('button', { name: '下一步' }).click();
  // One that exists, and others that are not answered.
  await page
    .getByText(/选错的，请更正/)
    .first()
    .waitFor();
  await checkPage(page);
  await declareNothing(page);
}

/** Declares of every ground of refusal that it does not exist, and goes on. */
export async function declareNothing(page: Page): Promise<void> {
  const asked = page.getByRole('radio', { name: '无此情形' });
  await asked.first().waitFor();
  for (const each of await asked.all()) await each.check();
  await page.getByRole('button', { name: '下一步' }).click();
}

async function readAndSubmit(page: Page): Promise<void> {
  await page.getByRole('article', { name: '申请表' }).waitFor();
  await page.getByRole('article', { name: '承诺书' }).waitFor();
  await checkPage(page);
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('请先阅读并勾选以上两项。').waitFor();
  await page.getByLabel('我已认真阅读并确认申请表内容').check();
  await page.getByLabel('我已认真阅读并作出上述承诺').check();
  await page.getByRole('button', { name: '确认提交' }).click();
}

/** Waits until a submitted application is with the employer, as the page tells by itself; returns its number. */
export async function submittedNumber(page: Page): Promise<string> {
  await page.getByText('待企业确认', { exact: true }).waitFor();
  await page.getByRole('button', { name: '下载注册申请表' }).waitFor();
  await checkPage(page);
  const [number] = /[A-Z]{2}\d{14}/.exec(await page.getByRole('main').innerText()) ?? [];
  if (number === undefined) throw new Error('the page names no application number');
  return number;
}

/** Downloads the certificate as soon as there is one. */
export async function downloadCertificate(page: Page): Promise<Buffer> {
  const button = page.getByRole('button', { name: '下载电子证书' });
  await page.goto('/practitioner/certificates.html');
  for (let looks = 0; looks < 30 && !(await button.isVisible()); looks += 1) {
    await page.waitForTimeout(1000);
    await page.reload();
    await page.getByRole('status', { name: '正在加载' }).waitFor({ state: 'detached' });
  }
  await checkPage(page);
  return await downloaded(page, () => button.click());
}

/** Chooses a file in the field of a label. */
export async function choose(page: Page, label: string, { name, type, bytes }: SampleFile): Promise<void> {
  await page.getByLabel(label, { exact: false }).setInputFiles({ name, mimeType: type, buffer: bytes });
}

/** What a click downloads. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a screen reader says of a field besides its name. */
async function describedBy(page: Page, label: string): Promise<string> {
  return await page.getByLabel(label).evaluate((field) => {
    const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });
}
