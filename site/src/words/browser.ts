/** The browser that employers are advised to use (manual 二（一）), and its first version that knows all that the pages use (`:has`). */
const recommended = { pattern: /(?:Chrome|CriOS)\/(\d+)/, oldest: 105 } as const;

/** True when a browser, by its user agent, is the recommended one or built on it, and not too old. */
export function isRecommended(userAgent: string): boolean {
  const version = recommended.pattern.exec(userAgent)?.[1];
  return version !== undefined && Number(version) >= recommended.oldest;
}

/** Shows the advice of a page (BrowserAdvice.astro) to browsers that are not recommended. */
export function adviseBrowser(page: Document): void {
  if (isRecommended(navigator.userAgent)) return;
  page.querySelectorAll('[data-browser-advice]').forEach((advice) => advice.classList.add('browser-advice-shown'));
}
