import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** The screens that the site is made for: practitioners hold a phone, everybody else sits at a desk. Pixels. */
const screens = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 } },
} as const;

// No sandbox inside containers; nothing that a test machine without network would wait for.
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Longest wait for anything on a page, milliseconds. */
const patience = 15_000;

let running: Browser | undefined;

/** The Chromium that comes with the packages: one for all files of a process, with which it ends. Visitors have profiles of their own. */
export async function launchBrowser(): Promise<Browser> {
  if (running?.isConnected() !== true) {
    running = await playwright.launch({ executablePath: await chromium.executablePath(), args: flags });
  }
  return running;
}

/** Somebody at a screen, with a browser profile of their own. */
export interface Visitor {
  readonly page: Page;
  /** What the browser complained about so far: script errors, broken requests, violations of the content security policy. */
  readonly complaints: readonly string[];
  readonly leave: () => Promise<void>;
}

/** Opens a browser profile with one page; `userAgent` says that it is another browser. */
export async function visit(
  browser: Browser,
  siteUrl: string,
  screen: keyof typeof screens,
  userAgent?: string,
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: siteUrl,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    // What shimmers is drawn anew sixty times a second, by the processor.
    reducedMotion: 'reduce',
    ...screens[screen],
    ...(userAgent === undefined ? {} : { userAgent }),
  });
  context.setDefaultTimeout(patience);
  const complaints: string[] = [];
  listen(context, complaints);
  return { page: await context.newPage(), complaints, leave: () => context.close() };
}

/** Expects that a visitor's browser has had nothing to complain about. */
export function expectNoComplaints({ complaints }: Visitor): void {
  expect(complaints).toEqual([]);
}

// Violations of the content security policy arrive as console errors.
function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    complaints.push(`${message.page()?.url() ?? ''}: ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    complaints.push(`${error.page()?.url() ?? ''}: ${String(error.error())}`);
  });
}
