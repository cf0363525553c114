import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accountsOf } from '../support/parties/accounts.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { identify, openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
const profile = '/practitioner/profile.html';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });
const pathOf = (page: Page) => new URL(page.url()).pathname;

/** Changes the kept session, as time or an issuer does; every tab hears of it when it looks again. */
async function changeSession(page: Page, change: Readonly<Record<string, unknown>>): Promise<void> {
  await page.evaluate((given) => {
    const session: unknown = JSON.parse(localStorage.getItem('session') ?? 'null');
    localStorage.setItem('session', JSON.stringify(Object.assign({}, session, given)));
    dispatchEvent(new Event('session-change'));
  }, change);
}

async function signedIn(address: string, screen: 'phone' | 'desk' = 'phone'): Promise<Visitor> {
  const visitor = await visit(browser, siteUrl, screen);
  await openSignedIn(visitor.page, address, 'person', accounts.person());
  return visitor;
}

test('the party is chosen once: the way from a page leads straight to the accounts of that party', async () => {
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await page.goto('/employer/work-items.html');
  await page.getByRole('link', { name: '法人登录' }).click();
  await page.getByRole('heading', { name: '法人登录' }).waitFor();
  expect(await page.getByRole('navigation', { name: '登录方式' }).count()).toBe(0);
  // Who goes back means the page, not the way to the issuer.
  await page.goBack();
  await page.waitForURL('**/employer/work-items.html');
  await page.getByRole('link', { name: '法人登录' }).click();
  await page.getByRole('button', { name: '取消登录，返回网站' }).click();
  await page.getByRole('link', { name: '返回登录' }).click();
  await page.getByRole('button', { name: '个人登录' }).waitFor();
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('one sign-in is for all tabs, and so is one sign-out', async () => {
  const visitor = await signedIn(profile);
  const { page } = visitor;
  await page.getByLabel('通讯地址').waitFor();
  const second = await page.context().newPage();
  await second.goto('/practitioner/applications.html');
  await second.getByText('您还没有申报过事项。').waitFor();
  await second.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '请先登录' }).waitFor();
  expect(pathOf(page)).toBe(profile);
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('a page of one person does not act for another who signs in meanwhile, and says so', async () => {
  const visitor = await signedIn(profile);
  const { page } = visitor;
  await page.getByLabel('通讯地址').fill('江苏省南京市鼓楼区演示路1号');
  const second = await page.context().newPage();
  await second.goto('/sign-in.html?party=person&login_hint=person-zhang');
  await identify(second, 'person-zhang');
  await second.waitForURL('**/practitioner.html');
  await said(page, '已在其他窗口以“张明远”登录，本页不能继续办理。').waitFor();
  await page.getByRole('button', { name: '重新载入' }).click();
  await expect.poll(() => page.getByLabel('通讯地址').inputValue()).not.toContain('演示路1号');
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('a session is renewed silently while the page is in use, once for all tabs', async () => {
  const visitor = await signedIn(profile);
  const { page } = visitor;
  const second = await page.context().newPage();
  await second.goto('/practitioner/applications.html');
  await second.getByText('您还没有申报过事项。').waitFor();
  await page.bringToFront();
  const kept = () => page.evaluate(() => localStorage.getItem('session') ?? '');
  await page.getByLabel('通讯地址').fill('江苏省');
  for (let round = 0; round < 2; round += 1) {
    await changeSession(page, { renewAt: 0 });
    const before = await kept();
    await expect.poll(kept).not.toBe(before);
    await expect.poll(async () => (await kept()).includes('"renewAt":0')).toBe(false);
  }
  expect(await page.getByRole('button', { name: '继续使用' }).count()).toBe(0);
  expect(await page.getByLabel('通讯地址').inputValue()).toBe('江苏省');
  await second.reload();
  await second.getByText('您还没有申报过事项。').waitFor();
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('who has rested is warned before the end, and goes on with 继续使用', async () => {
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await page.clock.install();
  await openSignedIn(page, profile, 'person', accounts.person());
  await page.getByLabel('通讯地址').fill('江苏省');
  await page.clock.fastForward('56:00');
  await said(page, '分钟后结束。').waitFor();
  await checkPage(page);
  await page.getByRole('button', { name: '继续使用' }).click();
  await expect.poll(() => page.getByRole('button', { name: '继续使用' }).count()).toBe(0);
  expect(pathOf(page)).toBe(profile);
  expect(await page.getByLabel('通讯地址').inputValue()).toBe('江苏省');
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('a session that ends moves nobody away: the text stays, keeps the focus, and is there after the next sign-in', async () => {
  const visitor = await signedIn(profile);
  const { page } = visitor;
  const address = page.getByLabel('通讯地址');
  await address.pressSequentially('江苏省');
  await changeSession(page, { renewal: null, renewAt: 0, expiresAt: 0 });
  await said(page, '已保留在此窗口').waitFor();
  await address.pressSequentially('南京市');
  expect(await address.evaluate((element) => element === document.activeElement)).toBe(true);
  await checkPage(page);
  await page.getByRole('button', { name: '保存' }).click();
  expect(pathOf(page)).toBe(profile);
  await page.getByRole('button', { name: '重新登录' }).click();
  await page.waitForURL(`**${profile}`);
  await expect.poll(() => address.inputValue()).toBe('江苏省南京市');
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('a mere reader is told that the session has ended, and reads on', async () => {
  const visitor = await signedIn('/practitioner/applications.html');
  const { page } = visitor;
  await page.getByText('您还没有申报过事项。').waitFor();
  await changeSession(page, { renewal: null, renewAt: 0, expiresAt: 0 });
  await said(page, '您可以继续阅读本页').waitFor();
  await page.getByText('您还没有申报过事项。').waitFor();
  expect(pathOf(page)).toBe('/practitioner/applications.html');
  expectNoComplaints(visitor);
  await visitor.leave();
});

test.each(['/.//evil.example', '//evil.example', '/\\evil.example', '/%2e//evil.example'])(
  'saving never leads to %s',
  async (returnTo) => {
    const query = new URLSearchParams({ returnTo }).toString();
    const visitor = await signedIn(`${profile}?${query}`);
    const { page } = visitor;
    await page.getByRole('button', { name: '保存', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '保存并返回' }).count()).toBe(0);
    await visitor.leave();
  },
);
