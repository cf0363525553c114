import type { Page } from 'playwright-core';

const choices = { person: '个人登录', 'legal-person': '法人登录', staff: '工作人员登录' } as const;

/** Opens a page as somebody who has not signed in yet, and signs in on the pages that this leads to, back to that page. */
export async function openSignedIn(
  page: Page,
  address: string,
  party: keyof typeof choices,
  account: string,
): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { name: '请先登录' }).waitFor();
  await page.getByRole('link', { name: choices[party] }).click();
  await identify(page, account);
  await page.waitForURL((url) => `${url.pathname}${url.search}` === address);
}

/** Signs in at the identity platform, once the page has led there. */
export async function identify(page: Page, account: string): Promise<void> {
  await page.getByLabel('账号编号').fill(account);
  await page.getByRole('button', { name: '使用该账号登录' }).click();
}
