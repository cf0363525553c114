import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Expects that axe finds nothing serious on what a page shows now, and that a reader need not scroll sideways. */
export async function checkPage(page: Page): Promise<void> {
  await page.getByRole('status', { name: '正在加载' }).first().waitFor({ state: 'detached' });
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${page.url()}: ${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(serious).toEqual([]);
  expect(await overflow(page), `${page.url()} is wider than the screen, pixels`).toBe(0);
}

function overflow(page: Page): Promise<number> {
  // On a phone `innerWidth` grows with what overflows; the width that the page is laid out for does not.
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

/** Goes on with the tab key until something has the focus, as people do who use no mouse. Throws when it cannot be reached so. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the tab key never reaches ${String(target)}`);
}

/** What a screen reader says of the field that has the focus, besides its name. */
export function focusedDescription(page: Page): Promise<string> {
  return page.evaluate(() => {
    const ids = (document.activeElement?.getAttribute('aria-describedby') ?? '').split(' ');
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });
}
