import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { until } from '../support/parties/party.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { checkPage } from './page-checks.ts';

const { siteUrl } = cloud.target;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([
    launchBrowser(),
    prepareStages(cloud.target, accountsOf(import.meta.filename)),
  ]);
});

test('anybody finds who is registered, by full name, employer or number, without signing in', async () => {
  const { person, company } = await stages.at('approved', 'constructor-2');
  const registration = await until('the registration', async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items[0];
  });
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await page.goto(`${siteUrl}/register.html`);
  const found = page.getByText(registration.number);
  const search = page.getByRole('button', { name: '查询', exact: true });

  await search.click();
  await page.getByText('请填写完整的姓名。').first().waitFor();
  await page.getByRole('textbox', { name: '姓名' }).fill(personBehind(person).name);
  await page.getByRole('combobox', { name: '注册类别' }).selectOption({ label: '二级注册建造师' });
  await search.click();
  await found.waitFor();
  await checkPage(page);

  await page.getByRole('radio', { name: /按聘用企业/ }).check();
  await page.getByRole('textbox', { name: '聘用企业' }).fill(companyBehind(company).name);
  await page.keyboard.press('Enter');
  await found.waitFor();
  await page.getByRole('radio', { name: /按注册编号/ }).check();
  await page.getByRole('textbox', { name: '注册编号' }).fill('苏232999999999999');
  await search.click();
  await page.getByText('没有查到注册信息。').waitFor();
  expect(await found.count()).toBe(0);
  expectNoComplaints(visitor);
  await visitor.leave();
});
