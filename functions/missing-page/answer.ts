/** What the site has: the addresses of its pages, and what it shows for every other address. */
export interface SitePages {
  /** Addresses of pages without their ending: `/practitioner/apply` for `/practitioner/apply.html`. */
  readonly addresses: ReadonlySet<string>;
  /** The site's own page for an address that does not exist. */
  readonly notFound: string;
}

/** An answer of the HTTP API to a browser. */
export interface PageAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What a browser gets for an address that the page store does not have: the way to the page when only its ending is missing
 * (`/practitioner`, `/practitioner/`), the page for what does not exist otherwise. Never leads off the site.
 */
export function answerMissing(path: string, { addresses, notFound }: SitePages): PageAnswer {
  const address = path.replace(/\/$/, '');
  // Neither is kept: a page may come into being with the next deployment.
  const headers = { 'cache-control': 'public, max-age=0, must-revalidate' };
  if (addresses.has(address)) {
    return { statusCode: 302, headers: { ...headers, location: `${address}.html` }, body: '' };
  }
  return { statusCode: 404, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body: notFound };
}
