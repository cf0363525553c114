import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { deliveryEndpoints } from '../../api/deliveries.ts';
import { publicEndpoints } from '../../api/public.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { personBehind } from '../support/parties/expected.ts';
import { sendAsAnybody } from '../support/parties/objection.ts';
import { until } from '../support/parties/party.ts';
import { see, waitFor } from '../support/parties/play.ts';
import { scan } from '../support/parties/sample-files.ts';
import { decide, prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
// Ten seconds on an idle machine, half of it accessibility checks.
const milliseconds = 90_000;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([
    launchBrowser(),
    prepareStages(cloud.target, accountsOf(import.meta.filename)),
  ]);
});

async function leave(visitor: Visitor): Promise<void> {
  expectNoComplaints(visitor);
  await visitor.leave();
}

/** Fills an objection in, with a file, as far as the button that sends it. */
async function fillIn(page: Page, number: string): Promise<void> {
  await page.goto(`/objection.html?number=${number}`);
  await page.getByRole('button', { name: '提交异议' }).click();
  await page.getByText('请写明异议的内容和理由。').first().waitFor();
  await checkPage(page);
  await page.getByRole('textbox', { name: '异议的内容和理由' }).fill('该人员不在这家单位工作。');
  await page.getByRole('textbox', { name: '您的姓名' }).fill('反映人');
  await page.getByRole('textbox', { name: '您的手机号码' }).fill('139 0000 0009');
  const { name, type: mimeType, bytes: buffer } = await scan('考勤记录.pdf', 1);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await page.getByRole('list', { name: '已上传的证明材料' }).getByText(name).waitFor();
}

test(
  'anybody objects to a case in publicity without an account, follows it by its receipt, and an officer answers',
  async () => {
    const scene = await stages.at('awaiting-decision', 'constructor-2');
    const { number } = await see(scene.person, scene.id);
    const objector = await visit(browser, siteUrl, 'phone');
    const { page } = objector;
    await fillIn(page, number ?? '');
    await decide(scene);
    await waitFor(scene.person, scene.id, 'in-publicity');
    // A batch collects for a second here, and is public then.
    await sleep(1100);
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByText('异议已提交').waitFor();
    await checkPage(page);
    const receipt = (await page.locator('.receipt').textContent()) ?? '';
    await page.goto('/notices.html');
    await page
      .getByRole('link', { name: /苏建注公示/ })
      .first()
      .waitFor();
    await checkPage(page);
    const batch = await until('the batch of the case', async () => {
      const { items } = await sendAsAnybody(cloud.target, publicEndpoints.listPublicity, {});
      for (const { id } of items) {
        const found = await sendAsAnybody(cloud.target, publicEndpoints.getPublicity, { params: { batch: id } });
        if (found.items.some((each) => each.number === number)) return id;
      }
      return undefined;
    });
    await page.goto(`/publicity.html?batch=${batch}`);
    await page.getByText(personBehind(scene.person).name).first().waitFor();
    await checkPage(page);

    const officer = await visit(browser, siteUrl, 'desk');
    await openSignedIn(officer.page, '/department/objections.html', 'staff', 'decision-1');
    await officer.page
      .getByRole('listitem')
      .filter({ hasText: number ?? '' })
      .getByRole('link', { name: '办理' })
      .click();
    await officer.page.getByText('该人员不在这家单位工作。').waitFor();
    await officer.page.getByText('考勤记录.pdf').waitFor();
    await officer.page.getByRole('radio', { name: /异议不成立/ }).check();
    await checkPage(officer.page);
    await officer.page.getByRole('textbox', { name: '答复' }).fill('经核实，该人员在该单位工作。');
    await officer.page.getByRole('button', { name: '确认异议不成立' }).click();
    await officer.page.getByRole('heading', { name: /异议不成立/ }).waitFor();
    await checkPage(officer.page);
    await leave(officer);

    await page.goto('/objection-receipt.html');
    await page.getByRole('textbox', { name: '回执编号' }).fill(receipt);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('经核实，该人员在该单位工作。').waitFor();
    await checkPage(page);
    await leave(objector);
    await waitFor(scene.person, scene.id, 'approved');
  },
  milliseconds,
);

/** Collects what waits. Another file of this cloud may have been faster: then something more is approved. */
async function collect(page: Page): Promise<string> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: '生成报送批次' }).click();
    const answer = await answered;
    if (answer.ok()) return deliveryEndpoints.collectDelivery.response.parse(await answer.json()).number;
    await stages.at('approved', 'cost-2');
  }
  throw new Error('others have collected everything');
}

test(
  'the registrar collects what was approved into a delivery and notes what the ministry says to it',
  async () => {
    await stages.at('approved', 'cost-2');
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await openSignedIn(page, '/department/deliveries.html', 'staff', 'registrar-1');
    // Objections say who objects: no registrar reads them.
    await page.getByRole('link', { name: '注册查询' }).waitFor();
    expect(await page.getByRole('link', { name: '公示异议' }).count()).toBe(0);
    const number = await collect(page);
    const row = page.getByRole('listitem').filter({ hasText: number });
    await row.waitFor();
    await row.getByText('登记回执', { exact: true }).first().click();
    await checkPage(page);
    const download = page.waitForEvent('download');
    await row.getByRole('button', { name: '下载数据' }).click();
    expect((await download).suggestedFilename()).toMatch(/^苏建注报送.*\.csv$/u);
    await row.getByRole('textbox', { name: '回执编号' }).fill('全国平台回执');
    await row.getByRole('button', { name: '登记回执' }).click();
    await page.getByText('全国平台回执').first().waitFor();
    await leave(visitor);
  },
  milliseconds,
);
