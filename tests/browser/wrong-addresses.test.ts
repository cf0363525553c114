import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { signInAs } from '../support/parties/party.ts';
import { launchBrowser, visit } from './browser.ts';
import { checkPage } from './page-checks.ts';

const { siteUrl } = cloud.target;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

test.each(['/foo/bar', '/practitioner.htm', '/practitioner/nothing', '/missing-page', '/%E5%9B%BE', '/foo/bar?id=1'])(
  '%s is answered by the page of the site for what does not exist, with status 404',
  async (address) => {
    const visitor = await visit(browser, siteUrl, 'phone');
    const { page } = visitor;
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    expect(await response?.headerValue('content-type')).toBe('text/html; charset=utf-8');
    expect(await response?.headerValue('content-security-policy')).toContain("default-src 'self'");
    await page.getByRole('heading', { level: 1, name: '没有找到页面' }).waitFor();
    await checkPage(page);
    await page.getByRole('link', { name: '返回首页' }).click();
    await page.waitForURL(`${siteUrl}/`);
    // The browser itself notes the status; nothing else may be wrong.
    expect(visitor.complaints.filter((complaint) => !complaint.includes('status of 404'))).toEqual([]);
    await visitor.leave();
  },
);

test.each([
  ['/practitioner', '/practitioner.html'],
  ['/employer/', '/employer.html'],
  ['/department/register', '/department/register.html'],
])('%s leads to the page %s', async (address, target) => {
  const answer = await fetch(`${siteUrl}${address}`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, target]);
  expect((await fetch(`${siteUrl}${target}`)).status).toBe(200);
});

test('HEAD of a wrong address is answered alike', async () => {
  const answer = await fetch(`${siteUrl}/foo/bar`, { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([404, '']);
});

test('the API keeps its own refusals of the same statuses', async () => {
  const person = await signInAs(cloud.target, 'person-zhang');
  const ask = (path: string) =>
    fetch(`${siteUrl}${path}`, { headers: { authorization: `Bearer ${person.accessToken}` } });
  const absent = await ask('/api/practitioner/applications/0123456789abcdef');
  expect([absent.status, await absent.json()]).toMatchObject([404, { code: 'not-found' }]);
  const foreign = await ask('/api/employer/company');
  expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: 'wrong-party' }]);
});
