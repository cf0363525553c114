import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accountsOf } from '../support/parties/accounts.ts';
import { changeOfIdentity } from '../support/parties/former-identity.ts';
import { see, waitFor } from '../support/parties/play.ts';
import { playOn, prepareStages, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';
import { expectNoComplaints, launchBrowser, visit, type Visitor } from './browser.ts';
import { checkPage } from './page-checks.ts';
import { openSignedIn } from './sign-in.ts';

// The page of who holds the former identity document: whether the change is theirs, and nothing of who asks but the name.
const { siteUrl } = cloud.target;
const accounts = accountsOf(import.meta.filename);
const milliseconds = 120_000;
let browser: Browser;
let stages: Stages;

beforeAll(async () => {
  [browser, stages] = await Promise.all([launchBrowser(), prepareStages(cloud.target, accounts)]);
});

test(
  'who holds the former document reads which registration would go over, and agrees, which asks once more',
  async () => {
    const { scene, visitor } = await opened('phone');
    const { page } = visitor;
    await page.getByText('有一项申请要将您名下的注册变更到新的证件号码。').waitFor();
    await page.getByText(scene.number).first().waitFor();
    const { draft, applicant } = await see(scene.person, scene.id);
    const shown = await page.getByRole('main').innerText();
    for (const secret of [applicant.idNumber, applicant.mobile ?? '', draft.employment.position ?? '']) {
      if (secret !== '') expect(shown).not.toContain(secret);
    }
    await checkPage(page);
    await page.getByRole('button', { name: '同意变更' }).click();
    const dialog = page.getByRole('dialog', { name: '同意变更' });
    await dialog.getByText('同意后不能撤回。').waitFor();
    await checkPage(page);
    await dialog.getByRole('button', { name: '取消' }).click();
    expect((await see(scene.former, scene.id)).state).toBe('awaiting-release');
    await page.getByRole('button', { name: '同意变更' }).click();
    await dialog.getByRole('button', { name: '确认同意' }).click();
    await page.getByText('您已同意变更').waitFor();
    expect(await page.getByRole('button', { name: '提出异议' }).count()).toBe(0);
    await waitFor(scene.person, scene.id, 'awaiting-acceptance');
    await checkPage(page);
    await left(visitor);
  },
  milliseconds,
);

test(
  'who did not ask for it objects, with a reason',
  async () => {
    const { scene, visitor } = await opened('desk');
    const { page } = visitor;
    await page.getByRole('button', { name: '提出异议' }).click();
    const dialog = page.getByRole('dialog', { name: '提出异议' });
    await dialog.getByRole('button', { name: '确认提出异议' }).click();
    expect((await see(scene.former, scene.id)).state).toBe('awaiting-release');
    await dialog.getByLabel('异议理由').fill('不是本人申请。');
    await checkPage(page);
    await dialog.getByRole('button', { name: '确认提出异议' }).click();
    await page.getByText('您已提出异议，由主管部门审查决定').waitFor();
    await waitFor(scene.person, scene.id, 'awaiting-acceptance');
    await checkPage(page);
    await left(visitor);
  },
  milliseconds,
);

/** A change of identity document that waits for the answer, opened by who holds the former one. */
async function opened(screen: 'phone' | 'desk') {
  const scene = await changeOfIdentity(stages, accounts);
  await playOn('draft', 'awaiting-release', scene);
  const visitor = await visit(browser, siteUrl, screen);
  const address = `/practitioner/application.html?id=${scene.id}`;
  await openSignedIn(visitor.page, address, 'person', scene.former.account);
  await visitor.page.getByRole('heading', { name: '答复证件号码变更' }).waitFor();
  return { scene, visitor };
}

async function left(visitor: Visitor): Promise<void> {
  expectNoComplaints(visitor);
  await visitor.leave();
}
