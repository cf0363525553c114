import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { findAccount } from '../../local/services/identity/accounts.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { see, waitFor } from '../support/parties/play.ts';
import { prepareStages, requestCorrection, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
// Several people prepare each case before a page is opened.
const milliseconds = 120_000;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([launchBrowser(), prepareStages(cloud.target, accounts)]);
});

test(
  'what was decided stands apart from the next case, with the name and number of whom it was about',
  async () => {
    const [one, next] = await Promise.all([stages.at('awaiting-acceptance'), stages.at('awaiting-acceptance')]);
    const { number } = await see(one.person, one.id);
    const visitor = await visit(browser, siteUrl, 'desk');
    const { page } = visitor;
    await openSignedIn(page, `/department/case.html?id=${one.id}&queue=acceptance`, 'staff', 'acceptance-1');
    await page.getByRole('radio', { name: /^不予受理/ }).check();
    await page.getByLabel('不予受理的理由').fill('不属于本机关职权范围。');
    await page.getByRole('button', { name: '确认不予受理' }).click();
    const result = page.getByRole('status', { name: '上一件的办理结果' });
    await result.waitFor();
    const name = findAccount(one.person.account)?.name ?? '';
    expect((await result.innerText()).replaceAll(/\s/g, '')).toBe(
      `上一件${name}（受理编号${number ?? ''}）：已作出不予受理决定。`,
    );
    expect(await result.getByRole('link').getAttribute('href')).toBe(`/department/case.html?id=${one.id}`);
    await checkPage(page);
    expectNoComplaints(visitor);
    await visitor.leave();
    expect((await see(next.person, next.id)).state).toBe('awaiting-acceptance');
  },
  milliseconds,
);

test(
  '需要我办理 lists what the practitioner can answer, not a correction that only the employer can',
  async () => {
    const scene = await stages.at('awaiting-acceptance');
    await requestCorrection(scene, 'acceptance', 'employer');
    await waitFor(scene.person, scene.id, 'awaiting-correction');
    const visitor = await visit(browser, siteUrl, 'phone');
    const { page } = visitor;
    await openSignedIn(page, '/practitioner.html', 'person', scene.person.account);
    const running = page.getByRole('region', { name: '办理中' });
    await running.getByRole('link', { name: '查看' }).waitFor();
    expect(await page.getByRole('region', { name: '需要我办理' }).getByRole('listitem').count()).toBe(0);
    await checkPage(page);
    expectNoComplaints(visitor);
    await visitor.leave();
  },
  milliseconds,
);

test(
  'a returned application says until when it can be submitted again, and a failed save leaves the focus where somebody types',
  async () => {
    const scene = await stages.at('returned');
    const { dueAt } = await see(scene.person, scene.id);
    const visitor = await visit(browser, siteUrl, 'phone');
    const { page } = visitor;
    const address = `/practitioner/application.html?id=${scene.id}&step=3`;
    await openSignedIn(page, address, 'person', scene.person.account);
    const notice = page.getByRole('status').filter({ hasText: '办理期限' });
    await notice.waitFor();
    expect(await notice.innerText()).toContain(`${shanghaiDate(new Date(dueAt ?? ''))} 23:59 前`);
    expect(await notice.innerText()).toContain('逾期未提交的，申请失效');
    await checkPage(page);

    const field = page.getByLabel('工作岗位');
    await field.fill('');
    await page.route('**/api/practitioner/applications/*/draft', (route) => route.abort('failed'));
    await field.pressSequentially('结构');
    await page.getByRole('alert').filter({ hasText: '网络连接失败' }).waitFor();
    await page.keyboard.type('设计师');
    expect(await field.inputValue()).toBe('结构设计师');
    await visitor.leave();
  },
  milliseconds,
);
