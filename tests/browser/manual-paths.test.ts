import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { importCast } from '../support/parties/cast.ts';
import { signInAs } from '../support/parties/party.ts';
import { begin, completeCompany, completeProfile, confirmAndSubmit, fillIn, waitFor } from '../support/parties/play.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { oweQualification } from '../support/parties/supplement.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

// The ways that the manual describes click by click (点击“…”→“…”), from the first page of each party. Named accounts, because
// nothing here is counted.
const { siteUrl } = cloud.target;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

test('我的资格 → 省外资格信息录入: basic information stands there, required fields are marked, a registration before is asked for', async () => {
  await completeProfile(await signInAs(cloud.target, 'person-gu'));
  const visitor = await practitionerAtHome('person-gu');
  const { page } = visitor;
  await tile(page, '我的资格');
  await page.getByRole('main').getByRole('link', { name: '省外资格信息录入', exact: true }).click();
  await page.waitForURL('**/practitioner/out-of-province-entry.html');
  await expect.poll(() => page.getByRole('group', { name: '资格名称' }).getByRole('radio').count()).toBe(2);
  await page.getByRole('radio', { name: '二级注册结构工程师' }).check();
  await page.getByRole('button', { name: '开始录入' }).click();
  await page.waitForURL('**/practitioner/application.html?id=*');

  const brought = page.getByText('基本信息（自动带出，无需填写）');
  await brought.click();
  await page.getByText('13912345678').waitFor();
  expect(await page.getByRole('textbox', { name: '姓名' }).count()).toBe(0);
  for (const label of ['报考地', '资格证号', '通过年度']) {
    expect(await page.getByLabel(label).first().getAttribute('aria-required'), label).toBe('true');
    expect(await star(page, label), label).toContain('*');
  }
  expect(await page.getByLabel('原注册编号').count()).toBe(0);
  await page.getByRole('radio', { name: '是', exact: true }).check();
  await page.getByLabel('原注册编号').waitFor();
  await checkPage(page);
  await left(visitor);
});

test('我要办事 → 注册申报 and 长三角示范区注册: each is an entry of its own', async () => {
  await completeProfile(await signInAs(cloud.target, 'person-zhao'));
  const visitor = await practitionerAtHome('person-zhao');
  const { page } = visitor;
  await tile(page, '我要办事');
  const entry = (name: string) => page.getByRole('region', { name, exact: true });
  await entry('注册申报').getByRole('button', { name: '开始申报 二级注册建造师初始注册' }).waitFor();
  expect(await entry('注册申报').getByRole('listitem').count()).toBe(4);
  expect(await entry('长三角示范区注册').getByRole('listitem').count()).toBe(1);
  await checkPage(page);
  // What could not succeed is not begun: the entry says what is missing.
  await entry('长三角示范区注册')
    .getByText(/“我的资格”中没有在.+取得的二级注册建造师资格，暂不能申报。/)
    .waitFor();
  expect(await entry('长三角示范区注册').getByRole('button').count()).toBe(0);
  await entry('注册申报').getByRole('button', { name: '开始申报 二级注册建造师初始注册' }).click();
  await page.waitForURL('**/practitioner/application.html?id=*');
  await page.getByRole('heading', { name: '1. 资格与专业' }).waitFor();
  await left(visitor);
});

test('事项查询 → 撤回: an application that is not decided is withdrawn', async () => {
  const profession = 'cost-2';
  await importCast(cloud.target, [{ account: 'person-chen', profession, matter: 'initial' }]);
  const person = await signInAs(cloud.target, 'person-chen');
  const company = await signInAs(cloud.target, 'company-jinling');
  await completeCompany(company);
  const id = await begin(person, profession);
  await fillIn(person, company, id, profession, new Date());
  await confirmAndSubmit(person, id);
  await waitFor(person, id, 'awaiting-employer');

  const visitor = await practitionerAtHome('person-chen');
  const { page } = visitor;
  await tile(page, '事项查询');
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('button', { name: '确认撤回' }).click();
  await page.getByText('已撤回', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '撤回' }).count()).toBe(0);
  await checkPage(page);
  await left(visitor);
});

test('待办事项 → 材料补正: what was 无 is named later', async () => {
  await importCast(cloud.target, [{ account: 'person-he', profession: 'architect-2', matter: 'initial' }]);
  const [person, company] = await Promise.all([
    signInAs(cloud.target, 'person-he'),
    signInAs(cloud.target, 'company-taihu'),
  ]);
  await completeCompany(company);
  await oweQualification(person, company);

  const visitor = await visit(browser, siteUrl, 'desk');
  const { page } = visitor;
  await openSignedIn(page, '/employer.html', 'legal-person', 'company-taihu');
  await page.getByRole('navigation').getByRole('link', { name: '待办事项' }).first().click();
  await page.waitForURL('**/employer/work-items.html');
  await page
    .getByRole('region', { name: '材料补正' })
    .getByRole('link', { name: /^材料补正/ })
    .click();
  await page.waitForURL('**/employer/application.html?id=*');
  await page.getByLabel('资质类型').selectOption('工程设计行业资质');
  await expect.poll(() => page.getByLabel('资质证号').inputValue()).toBe('A132000001');
  await page.getByRole('button', { name: '提交补正' }).click();
  await page.getByRole('button', { name: '提交补正' }).waitFor({ state: 'detached' });
  await checkPage(page);
  await left(visitor);
});

async function practitionerAtHome(account: string): Promise<Visitor> {
  const visitor = await visit(browser, siteUrl, 'phone');
  await openSignedIn(visitor.page, '/practitioner.html', 'person', account);
  return visitor;
}

/** Opens one of the services on the first page of practitioners. */
async function tile(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name: '常用服务' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** What the page draws after the label of a field. */
function star(page: Page, label: string): Promise<string> {
  const found = page.locator('label').filter({ hasText: label }).first();
  return found.evaluate((element) =>
    ['::before', '::after'].map((part) => getComputedStyle(element, part).content).join(' '),
  );
}

async function left(visitor: Visitor): Promise<void> {
  expectNoComplaints(visitor);
  await visitor.leave();
}
