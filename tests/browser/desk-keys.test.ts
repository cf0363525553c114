import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyBehind } from '../support/parties/expected.ts';
import { waitFor } from '../support/parties/play.ts';
import { prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

const accounts = accountsOf(import.meta.filename);
const { siteUrl } = cloud.target;
let browser: Browser;
let stages: Stages;
let cases: Scene[];

beforeAll(async () => {
  [browser, stages] = await Promise.all([launchBrowser(), prepareStages(cloud.target, accounts)]);
  cases = await Promise.all([stages.at('awaiting-acceptance'), stages.at('awaiting-acceptance')]);
});

afterAll(async () => {
  await browser.close();
});

/** Presses keys and counts them; a key that is held with another is one. */
function keyboard(page: Page) {
  let count = 0;
  return {
    press: async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    },
    counted: () => {
      const pressed = count;
      count = 0;
      return pressed;
    },
  };
}

function queueOf(queue: 'acceptance' | 'review'): string {
  // Others work on the same cloud: the filter leaves them their cases.
  return `/department.html?${new URLSearchParams({ queue, employer: companyBehind(stages.company).name }).toString()}`;
}

/** Waits until the list has both cases: it follows the table by the stream. */
async function listed(page: Page, count: number): Promise<void> {
  const rows = page.getByRole('main').getByRole('link', { name: '办理', exact: true });
  for (let tries = 0; (await rows.count()) !== count; tries += 1) {
    if (tries > 20) throw new Error(`the list has not ${count} cases`);
    await page.waitForTimeout(250);
    await page.reload();
    await page.getByRole('button', { name: '领办下一件' }).waitFor();
    await page.waitForTimeout(250);
  }
}

async function opened(page: Page, after: string | null): Promise<string> {
  await page.waitForURL((url) => url.searchParams.has('next') && url.searchParams.get('id') !== after);
  await page.getByText(/^我在办理/).waitFor();
  return new URL(page.url()).searchParams.get('id') ?? '';
}

test('an officer accepts and reviews case after case with four keys each at most and no mouse', async () => {
  const counts: number[] = [];
  const visitor = await visit(browser, siteUrl, 'desk');
  const { page } = visitor;
  const keys = keyboard(page);
  await openSignedIn(page, queueOf('acceptance'), 'staff', 'acceptance-1');
  await page.getByRole('button', { name: '领办下一件' }).waitFor();
  await listed(page, 2);
  await keys.press('?');
  await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  await checkPage(page);
  await page.keyboard.press('Escape');
  keys.counted();
  await keys.press('n');
  const first = await opened(page, null);
  await checkPage(page);
  await keys.press('1');
  await page.getByRole('button', { name: '确认受理' }).waitFor();
  await keys.press('Control+Enter');
  const second = await opened(page, first);
  counts.push(keys.counted());
  expect(new Set([first, second])).toEqual(new Set(cases.map(({ id }) => id)));
  await keys.press('1');
  await page.getByRole('button', { name: '确认受理' }).waitFor();
  await keys.press('Control+Enter');
  await page.waitForURL((url) => url.pathname.endsWith('/department.html'));
  counts.push(keys.counted());
  await Promise.all(cases.map(({ person, id }) => waitFor(person, id, 'under-review')));
  expectNoComplaints(visitor);
  await visitor.leave();

  const reviewer = await visit(browser, siteUrl, 'desk');
  const reviewing = keyboard(reviewer.page);
  await openSignedIn(reviewer.page, queueOf('review'), 'staff', 'review-1');
  await reviewer.page.getByRole('button', { name: '领办下一件' }).waitFor();
  await listed(reviewer.page, 2);
  await reviewing.press('n');
  const reviewed = await opened(reviewer.page, null);
  await reviewing.press('1');
  const reason = reviewer.page.getByRole('checkbox', { name: /^材料齐全，符合法定条件/ });
  await reason.waitFor();
  await reviewing.press('1');
  await checkPage(reviewer.page);
  await reviewing.press('Control+Enter');
  await opened(reviewer.page, reviewed);
  counts.push(reviewing.counted());
  const scene = cases.find(({ id }) => id === reviewed);
  if (scene === undefined) throw new Error(`${reviewed} is nobody's`);
  await waitFor(scene.person, reviewed, 'awaiting-decision');
  await reviewer.page.keyboard.press('r');
  await reviewer.page.getByText('尚无人领办；办理即为领办。').waitFor();
  expectNoComplaints(reviewer);
  await reviewer.leave();
  console.log(`keys from one next case to the following: ${counts.join(', ')}`);
  for (const count of counts) expect(count).toBeLessThanOrEqual(4);
}, 120_000);
