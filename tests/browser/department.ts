import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { checkPage, tabTo } from './page-checks.ts';

/** The row of a case in the queue that is shown, on whichever page of it: others work on the same queue. */
export async function rowOf(page: Page, number: string): Promise<Locator> {
  const row = page.getByRole('listitem').filter({ hasText: number });
  const more = page.getByRole('button', { name: '加载更多', disabled: false });
  await expect
    .poll(async () => {
      if (await row.isVisible()) return true;
      // The button goes with the last page, perhaps while it is pressed.
      if (await more.isVisible()) await more.click({ timeout: 2000 }).catch(() => undefined);
      return row.isVisible();
    })
    .toBe(true);
  return row;
}

/** Opens the case of an application from the queue that an official sees first. */
async function openCase(page: Page, number: string): Promise<void> {
  const row = await rowOf(page, number);
  await row.getByRole('link', { name: '办理' }).click();
  await page.getByRole('heading', { name: '材料' }).waitFor();
  await page.getByRole('group', { name: '办理意见' }).waitFor();
}

/** Looks at a document of the case beside the decision. */
export async function look(page: Page, label: string): Promise<void> {
  await page.getByRole('group', { name: '选择材料' }).getByRole('button', { name: label }).click();
  await page.getByRole('link', { name: `在新窗口打开${label}` }).waitFor();
}

/** Accepts an application with nothing but the keyboard. */
export async function acceptByKeyboard(page: Page, number: string): Promise<void> {
  await checkPage(page);
  await openCase(page, number);
  await checkPage(page);
  await tabTo(page.getByRole('radio', { name: /^受理/ }));
  await page.keyboard.press('Space');
  await tabTo(page.getByRole('button', { name: '确认受理' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: '已受理。' }).filter({ hasText: number }).waitFor();
}

/** An opinion as an official gives it, and the paper looked at before. */
type Opinion = Record<'choice' | 'label' | 'words' | 'confirm' | 'done', string> & { readonly paper?: string };

/** Gives an opinion on an application: chooses it, writes the words, confirms. */
export async function giveOpinion(
  page: Page,
  number: string,
  { choice, label, words, confirm, done, paper = '签字盖章的申请表' }: Opinion,
): Promise<void> {
  await openCase(page, number);
  await look(page, paper);
  await page.getByRole('radio', { name: new RegExp(`^${choice}`) }).check();
  await page.getByRole('button', { name: confirm }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: `请填写${label}。` })
    .waitFor();
  await checkPage(page);
  await page.getByLabel(label).fill(words);
  await page.getByRole('button', { name: confirm }).click();
  await page.getByRole('status').filter({ hasText: done }).filter({ hasText: number }).waitFor();
}
