import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accountsOf } from '../support/parties/accounts.ts';
import { prepareStages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit } from './browser.ts';
import { openSignedIn } from './sign-in.ts';

// Pages on a phone: nothing moves while they arrive, nothing lies under the bar at the bottom, large text is all there, few scripts are fetched.
const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

const visits = [
  {
    party: 'person',
    account: 'person-gu',
    home: '/practitioner.html',
    pages: [
      ...['apply', 'applications', 'qualifications', 'education', 'certificates', 'messages', 'profile'],
      'out-of-province-entry',
    ],
  },
  {
    party: 'legal-person',
    account: 'company-taihu',
    home: '/employer.html',
    pages: ['work-items', 'applications', 'registrations', 'company', 'company-change', 'messages'],
  },
  {
    party: 'staff',
    account: 'both-1',
    home: '/department.html',
    pages: ['search', 'register', 'company-changes', 'figures'],
  },
] as const;

test.each(visits)('the pages of a $party stand still while they arrive', async ({ party, account, home, pages }) => {
  const visitor = await visit(browser, siteUrl, 'phone');
  const { page } = visitor;
  await countShifts(page);
  await openSignedIn(page, home, party, account);
  for (const address of [home, ...pages.map((name) => home.replace('.html', `/${name}.html`))]) {
    await expectSteady(page, address);
  }
  expectNoComplaints(visitor);
  await visitor.leave();
});

test('the pages of a case stand still while they arrive: the draft, each step of it, and the case as every party sees it', async () => {
  const stages = await prepareStages(cloud.target, accounts);
  const [draft, asked, decided] = await Promise.all([
    stages.at('draft'),
    stages.at('awaiting-employer'),
    stages.at('awaiting-decision'),
  ]);
  const correcting = await stages.at('awaiting-correction');
  const form = `/practitioner/application.html?id=${draft.id}`;
  const cases = [
    { party: 'person', account: draft.person.account, pages: [form, ...[1, 2, 3, 4].map((n) => `${form}&step=${n}`)] },
    { party: 'person', account: decided.person.account, pages: [`/practitioner/application.html?id=${decided.id}`] },
    {
      party: 'person',
      account: correcting.person.account,
      pages: [`/practitioner/application.html?id=${correcting.id}`],
    },
    {
      party: 'legal-person',
      account: stages.company.account,
      pages: [`/employer/application.html?id=${asked.id}`, `/employer/application.html?id=${decided.id}`],
    },
    { party: 'staff', account: 'decision-1', pages: [`/department/case.html?id=${decided.id}&queue=decision`] },
  ] as const;
  for (const { party, account, pages } of cases) {
    const visitor = await visit(browser, siteUrl, 'phone');
    await countShifts(visitor.page);
    await openSignedIn(visitor.page, pages[0], party, account);
    for (const address of pages) await expectSteady(visitor.page, address);
    await visitor.page.setViewportSize({ width: 1280, height: 800 });
    for (const address of pages) await expectStill(visitor.page, address);
    expectNoComplaints(visitor);
    await visitor.leave();
  }
}, 180_000);

/** Opens a page on a phone: few scripts are fetched, nothing moves, the footer is free, and large text is all there. */
async function expectSteady(page: Page, address: string): Promise<void> {
  const scripts = new Set<string>();
  const note = (request: { url: () => string }) => {
    if (request.url().endsWith('.js')) scripts.add(request.url());
  };
  page.on('request', note);
  await expectStill(page, address);
  page.off('request', note);
  expect(scripts.size, `${address}: scripts`).toBeLessThanOrEqual(10);
  expect(await coveredFooter(page), `${address}: pixels of the footer under the bar`).toBe(0);
  await enlarge(page, '130%');
  expect(await cutOff(page), `${address} at 130 %`).toEqual([]);
  await enlarge(page, '200%');
  expect(await cutOff(page), `${address} at 200 %`).toEqual([]);
}

/** Opens a page: nothing moves. */
async function expectStill(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.getByRole('status', { name: '正在加载' }).first().waitFor({ state: 'detached' });
  expect(await shifts(page), `${address}: what has moved`).toEqual([]);
}

/** Notes from the first moment on what moves without anybody having touched anything. */
async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = JSON.parse(JSON.stringify(entry)) as { value: number };
        const { sources } = entry as unknown as { sources: { node: Element | null }[] };
        const what = sources.map(({ node }) =>
          (node === null ? '' : `${node.nodeName} ${node.textContent}`).slice(0, 60),
        );
        moved.push(`${shift.value.toFixed(4)} ${what.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

function shifts(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved);
}

/** Scrolls to the end; the footer's links must then stand above the bar at the bottom (WCAG 2.4.11). */
function coveredFooter(page: Page): Promise<number> {
  return page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const last = [...document.querySelectorAll('.site-footer a')].at(-1)?.getBoundingClientRect().bottom ?? 0;
    const bar = document.querySelector('.section-nav')?.getBoundingClientRect().top ?? innerHeight;
    scrollTo(0, 0);
    return Math.max(0, Math.round(last - bar));
  });
}

async function enlarge(page: Page, size: string): Promise<void> {
  await page.evaluate((wanted) => document.documentElement.style.setProperty('font-size', wanted), size);
}

/** What a reader with large text cannot see of the head of a page (WCAG 1.4.4): who is signed in, and the way out. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    return [...document.querySelectorAll('.account-name, .account button, .site-name, h1')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return (
          left < 0 ||
          right > wide + 0.5 ||
          width === 0 ||
          element.scrollWidth >
            element.clientWidth +
              1 +
              element.getBoundingClientRect().width * Number(getComputedStyle(element).display === 'inline')
        );
      })
      .map((element) => element.textContent);
  });
}
