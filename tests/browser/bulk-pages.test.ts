import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { see, waitFor } from '../support/parties/play.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { rowOf } from './department.ts';
import { checkPage, tabTo } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([
    launchBrowser(),
    prepareStages(cloud.target, accountsOf(import.meta.filename)),
  ]);
});

test('an officer ticks two cases with the keyboard, sees why one of them cannot be accepted, and has the other accepted', async () => {
  const [clean, changed] = await Promise.all([stages.at('awaiting-acceptance'), stages.at('awaiting-acceptance')]);
  const visitor = await visit(browser, siteUrl, 'desk');
  const { page } = visitor;
  const { number: cleanNumber } = await see(clean.person, clean.id);
  // What a filter finds is previewed without a tick on any case.
  await openSignedIn(page, `/department.html?queue=acceptance&number=${cleanNumber}`, 'staff', 'acceptance-1');
  await page.getByRole('checkbox', { name: '符合条件的全部' }).check();
  await page.getByRole('status').filter({ hasText: '已选符合条件的全部' }).waitFor();
  await page.getByRole('button', { name: '批量受理' }).click();
  // Without a keyboard too.
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '批量受理' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: '批量受理（筛选结果预览） 已完成' }).waitFor();
  await page.getByRole('button', { name: '办理这 1 项' }).waitFor();
  await page.goto('/department.html?queue=acceptance');
  for (const { person, id } of [clean, changed]) {
    const { number } = await see(person, id);
    const tick = (await rowOf(page, number ?? '')).getByRole('checkbox');
    await tick.focus();
    await page.keyboard.press('Space');
  }
  await page.getByRole('status').filter({ hasText: '已选 2 项' }).waitFor();
  await checkPage(page);
  // One of them is accepted by itself before the preview.
  const { version } = await see(changed.person, changed.id);
  await stages.staff.acceptance.send(departmentEndpoints.accept, { params: { id: changed.id }, body: { version } });
  await page.getByRole('button', { name: '批量受理' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: '批量受理（预览） 已完成' }).waitFor();
  await page.getByText('不能进行此操作').waitFor();
  const { number: changedNumber } = await see(changed.person, changed.id);
  await page.getByRole('link', { name: changedNumber ?? '' }).waitFor();
  await checkPage(page);
  const go = page.getByRole('button', { name: '办理这 1 项' });
  await tabTo(go);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '批量受理 已完成' }).waitFor();
  await waitFor(clean.person, clean.id, 'under-review');
  const { number } = await see(clean.person, clean.id);
  await page.getByRole('link', { name: number ?? '' }).waitFor();
  await checkPage(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await checkPage(page);
  await page.goto('/department/jobs.html');
  await page.getByRole('link', { name: '批量受理', exact: true }).first().waitFor();
  await checkPage(page);
  expectNoComplaints(visitor);
  expect(page.url()).toContain('/department/jobs.html');
  await visitor.leave();
});
