import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { identify, openSignedIn } from './sign-in.ts';

// What a page says when it cannot do what it is for: no script runs, the account may not, something unknown has failed.
const { siteUrl } = cloud.target;
const told = '您的浏览器没有运行本页所需的脚本（JavaScript）。';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

test.each([
  '/practitioner.html',
  '/practitioner/application.html',
  '/employer/work-items.html',
  '/department/case.html',
  '/verify.html',
])('without scripts %s says so, and shows nothing that seems to arrive', async (address) => {
  const context = await browser.newContext({ baseURL: siteUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  expect(await page.locator('.notice-title').allInnerTexts()).toContain(told);
  const waiting = await page.locator('.skeleton').all();
  expect(await Promise.all(waiting.map((each) => each.isVisible()))).not.toContain(true);
  await context.close();
});

test('a registrar who signs in lands on a page of theirs, from which every entry of the navigation may be read', async () => {
  const visitor = await visit(browser, siteUrl, 'desk');
  const { page } = visitor;
  await page.goto('/sign-in.html?party=staff');
  await identify(page, 'registrar-1');
  await page.waitForURL('**/department.html');
  await page.getByRole('heading', { name: '名单与注册信息' }).waitFor();
  await checkPage(page);
  const entries = await page.getByRole('navigation').getByRole('link').all();
  const addresses = await Promise.all(entries.map(async (entry) => await entry.getAttribute('href')));
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    await page.goto(address ?? '');
    await page.getByRole('status', { name: '正在加载' }).first().waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { name: '当前账号没有此项权限' }).count(), address ?? '').toBe(0);
  }
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('an unknown error is told with the number under which the log has it', async () => {
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  const problem = {
    type: 'about:blank',
    title: '系统错误',
    status: 500,
    detail: '系统出现错误，请稍后再试。',
    code: 'internal',
    requestId: 'JKJaXmPLvHcESHA=',
    errors: [],
  };
  await page.route('**/api/practitioner/profile', (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await openSignedIn(page, '/practitioner/profile.html', 'person', 'person-gu');
  await page.getByRole('alert').getByText(`请将问题编号告知平台运维人员：${problem.requestId}`).waitFor();
  await checkPage(page);
  await page.unroute('**/api/practitioner/profile');
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByLabel('通讯地址').waitFor();
  // The browser itself notes the status; nothing else may be wrong.
  expect(visitor.complaints.filter((complaint) => !complaint.includes('status of 500'))).toEqual([]);
  await visitor.leave();
});
