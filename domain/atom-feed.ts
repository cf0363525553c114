/** One entry of a feed. Instants are ISO 8601 in UTC; the link is its page and names it for ever. */
export interface FeedEntry {
  readonly title: string;
  readonly link: string;
  readonly updatedAt: string;
  readonly summary: string;
}

/** A feed with its own address and its entries, the newest first. */
export interface Feed {
  readonly title: string;
  readonly address: string;
  readonly author: string;
  readonly entries: readonly FeedEntry[];
}

/** A feed as Atom (RFC 4287). One without entries was last changed when the world began, so that it stays the same until there is one. */
export function atomFeed({ title, address, author, entries }: Feed): string {
  const updated = entries[0]?.updatedAt ?? '1970-01-01T00:00:00.000Z';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    element('title', title),
    element('id', address),
    `<link rel="self" href="${escaped(address)}"/>`,
    element('updated', updated),
    `<author>${element('name', author)}</author>`,
    ...entries.map(entryText),
    '</feed>',
    '',
  ].join('\n');
}

function entryText({ title, link, updatedAt, summary }: FeedEntry): string {
  const parts = [
    element('title', title),
    element('id', link),
    element('updated', updatedAt),
    element('summary', summary),
  ];
  return `<entry>${parts.join('')}<link rel="alternate" href="${escaped(link)}"/></entry>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// XML 1.0 has no place for control characters, however they are written.
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
}
