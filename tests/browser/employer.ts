import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sampleCompany } from '../support/parties/play.ts';
import { scan } from '../support/parties/sample-files.ts';
import { checkPage } from './page-checks.ts';
import { choose, downloaded } from './practitioner.ts';

/** Sent to the company profile because it is not complete; fills it in and comes back. */
export async function completeCompany(page: Page): Promise<void> {
  await page.getByText('企业基本信息不完整').waitFor();
  await checkPage(page);
  await page.getByRole('link', { name: '去更新' }).click();
  await fillCompany(page);
  await page.waitForURL('**/employer/work-items.html');
}

/** Fills in the company profile and goes on to where it leads. */
export async function fillCompany(page: Page): Promise<void> {
  await page.getByLabel('所属设区市').selectOption('南京市');
  await page.getByLabel('所属县（市、区）').selectOption(sampleCompany.division);
  await page.getByLabel('办公地址').fill(sampleCompany.address);
  await page.getByRole('textbox', { name: '联系人', exact: true }).fill(sampleCompany.contactName);
  await page.getByLabel('联系人手机').fill(sampleCompany.contactMobile);
  await page.getByRole('button', { name: '增加资质' }).click();
  await page.getByLabel('资质类型').selectOption(sampleCompany.qualifications[0].type);
  await page.getByLabel('资质证号').fill(sampleCompany.qualifications[0].number);
  await checkPage(page);
  await page.getByRole('button', { name: /^保存并/ }).click();
}

/** Opens the work item of an application, downloads its form, uploads the sealed scan, supplements and confirms. */
export async function confirmApplication(page: Page, number: string): Promise<void> {
  const item = page.getByRole('listitem').filter({ hasText: number });
  await item.waitFor();
  await checkPage(page);
  await item.getByRole('link', { name: '办理' }).click();
  const form = await downloaded(page, () => page.getByRole('button', { name: '下载申请表' }).click());
  expect(form.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await choose(page, '签字盖章的申请表', await scan('盖章申请表.pdf', 1));
  await page.getByText('盖章申请表.pdf').waitFor();
  await page.getByRole('button', { name: '确认并提交' }).click();
  await page.getByRole('alert').filter({ hasText: '还有 1 处' }).waitFor();
  await checkPage(page);
  await page.getByRole('radio', { name: '是', exact: true }).check();
  await page.getByRole('button', { name: '确认并提交' }).click();
  await page.getByText('待受理', { exact: true }).waitFor();
  await checkPage(page);
}
